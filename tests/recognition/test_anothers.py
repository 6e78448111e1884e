"""Words of a title's own language and names of others, written as a mark is: whose they are."""

import time

import pytest

from recognition import Mark, MarkIndex
from recognition.context import around
from recognition.language import languages_of, word_in
from recognition.names import is_of_a_person_or_place
from recognition.subjects import (
    Subject,
    is_called_a_colour,
    is_part_of_a_places_name,
    speaks_of,
    speaks_of_a_work,
)

MARKS = {
    "Anker": ((), {9}),
    "BMW": (("宝马",), {12, 28}),
    "Braun": (("ブラウン",), {7, 8, 11, 21}),
    "Chloe": ((), {3, 25}),
    "Columbia": ((), {18, 25}),
    "Corsair": ((), {9}),
    "Denso": ((), {7, 12}),
    "Dior": (("迪奥",), {3, 25}),
    "Fila": ((), {18, 25}),
    "Ford": ((), {12}),
    "Honda": (("本田",), {12}),
    "HP": ((), {9}),
    "Hugo": ((), {3, 25}),
    "Kia": (("기아",), {12}),
    "LG": ((), {9}),
    "Lotte": ((), {30}),
    "Mango": ((), {25}),
    "Marshall": ((), {9, 15}),
    "Meiji": (("明治",), {29, 30}),
    "Miele": ((), {7, 11}),
    "Milwaukee": ((), {7, 8, 9}),
    "Mobil": ((), {4}),
    "Omega": ((), {14}),
    "Orion": ((), {30}),
    "Patagonia": ((), {18, 25}),
    "Pelikan": ((), {2, 16}),
    "Persil": ((), {3}),
    "Seat": ((), {12}),
    "Seiko": (("精工",), {14}),
    "Skoda": ((), {12}),
    "Stanley": ((), {8, 9, 21}),
    "Tesla": ((), {9, 12}),
    "Vichy": ((), {3}),
    "Vivo": ((), {9}),
    "Wilson": ((), {25, 28}),
    "Zara": ((), {3, 25}),
}
INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, (variants, classes) in MARKS.items()
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Sandalen Leder braun Damen", 25),
        ("Sapone liquido denso per le mani", None),
        ("Peixe vivo para aquário pequeno", 31),
        ("Cover mobil universal hitam", None),
        ("Kette Anker Edelstahl Damen", 14),
        ("Nappe ronde vichy rouge et blanc", 24),
        ("Spargi miele in legno di olivo", None),
        ("Organizador de fila para mesa", 20),
        ("Semillas de persil liso", 31),
        ("Graines de persil plat à semer", 31),
        ("Pelikán plyšový pelikan hračka pro děti", 28),
    ],
)
def test_a_word_of_the_titles_own_language_is_no_mark(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Braun Series 9 Rasierer", None, "Braun"),
        ("braun stabmixer 600 W, wenig benutzt", None, "Braun"),
        ("Rasierer von Braun, kaum benutzt", None, "Braun"),
        ("Denso candele iridium IK20", None, "Denso"),
        ("Celular Vivo V21 128GB preto", None, "Vivo"),
        ("Anker Soundcore Kopfhörer schwarz", None, "Anker"),
        ("Oli mesin Mobil Super 10W-40", None, "Mobil"),
        ("Vichy Minéral 89 sérum 50 ml", None, "Vichy"),
        ("Miele aspirapolvere C3 filtro", None, "Miele"),
        ("Tênis fila masculino preto 42", 25, "Fila"),
        ("Lessive Persil 40 lavages", None, "Persil"),
        ("Škoda Fabia stěrače", None, "Skoda"),
        ("Pelikan Souverän M800 Füller", None, "Pelikan"),
    ],
)
def test_the_same_word_is_the_mark_among_its_goods(title: str, nice_class: int | None, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Harrison Ford Witness Blu-ray", 9),
        ("Victor Hugo Les Misérables livre de poche", None),
        ("Wilson Pickett greatest hits LP", None),
        ("Нікола Тесла, біографія, тверда обкладинка", 16),
        ("Никола Тесла книга", None),
        ("ダン・ブラウン 文庫", None),
        ("Lotte Lehmann sings Schubert vinyl", None),
        ("Tasse mit Namen Hugo", 21),
        ("Name necklace Chloe gold", 14),
        ("Stanley Kubrick signed photo", None),
        ("Marshall Islands flag 90x150", None),
        ("Milwaukee Bucks NBA jersey", 25),
        ("Columbia River gorge picture", None),
        ("Patagonia trekking map", None),
        ("Meiji era woodblock print", None),
        ("Collier constellation Orion argent", None),
        ("Alpha and Omega cross pendant", 14),
        ("Revell 1:72 Corsair", None),
    ],
)
def test_people_places_stars_and_works_keep_their_names(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Ford Focus brake pads", "Ford"),
        ("Ford Fiesta MK7 door mirror", "Ford"),
        ("Honda Civic Fußmatten", "Honda"),
        ("Tapete de borracha honda civic 2010", "Honda"),
        ("Tesla Model 3 mats", "Tesla"),
        ("Zara dress", "Zara"),
        ("Hugo Anzug Herren 50", "Hugo"),
        ("Patagonia fleece jacket", "Patagonia"),
        ("Milwaukee M18 impact driver", "Milwaukee"),
        ("Stanley DVD player holder", "Stanley"),
        ("Marshall Stanmore II speaker", "Marshall"),
        ("Corsair Vengeance 32GB", "Corsair"),
    ],
)
def test_the_same_names_are_the_marks_of_what_they_make(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]


def test_outside_its_classes_a_name_is_the_marks_on_what_famous_names_are_put_on() -> None:
    assert marks_in("Ford cap black", 25) == ["Ford"]
    assert marks_in("Ford mug black", 30) == []


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("汗血宝马 摆件", 28),
        ("宝马良驹 工艺品", 20),
        ("精工刺绣 手工", None),
        ("明治神宮 御守", None),
        ("本田圭佑 ユニフォーム", 25),
        ("迪奥·布兰度 手办", None),
        ("기아 대책 후원 팔찌", 30),
    ],
)
def test_characters_of_another_word_or_name_are_no_mark(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == []


def test_the_same_characters_are_the_mark_among_its_goods() -> None:
    assert marks_in("精工手表 男") == ["Seiko"]
    assert marks_in("宝马轮毂") == ["BMW"]
    assert marks_in("기아 범퍼") == ["Kia"]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [("Платье цвет манго", 25), ("मैंगो रंग कुर्ती", 25), ("Polo shirt size LG", None), ("Pompa 2 حصان HP", None)],
)
def test_a_colour_a_size_and_a_unit_are_no_marks(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == []


def test_a_titles_language_is_told_by_its_words() -> None:
    assert languages_of(["sapone", "liquido", "per", "le", "mani"]) == {"it"}
    assert "de" in languages_of(["sandalen", "leder", "herren", "neu"])
    assert languages_of(["xyzzy"]) == frozenset()


def test_a_word_is_their_own_where_others_have_it_not_and_a_name_is_not() -> None:
    assert word_in(frozenset(["de"]), "braun").is_their_own
    assert word_in(frozenset(["it"]), "miele").is_their_own
    assert not word_in(frozenset(["en"]), "braun").is_their_own
    assert not word_in(frozenset(["de"]), "toyota").may_be


def test_what_a_title_speaks_of_is_told_in_many_languages() -> None:
    for title in (
        "Xy Blu-ray",
        "роман Xy",
        "Xy 文庫",
        "Xy βιβλίο",
        "كتاب Xy",
        "Xy 소설",
        "ספר Xy",
        "Xy किताब",
    ):
        start = title.index("Xy")
        assert speaks_of_a_work(around(title, start, start + 2)), title
    assert not speaks_of_a_work(around("Xy DVD player", 0, 2))
    assert speaks_of(Subject.OWN_NAME, around("Kette mit Namen Xy", 16, 18))
    assert is_part_of_a_places_name(around("Xy University", 0, 2))
    assert is_called_a_colour(around("Xy色", 0, 2))


def test_people_and_places_are_known_by_name() -> None:
    assert all(map(is_of_a_person_or_place, ("hugo", "wilson", "kingston", "orion", "kappa", "本田")))
    assert not any(map(is_of_a_person_or_place, ("lumora", "gucci", "adidas")))


def test_a_long_text_of_such_names_takes_no_longer_than_others() -> None:
    text = "Sapone denso Braun miele Ford LP Honda 宝马 Zara mobil " * 180
    INDEX.find(text)
    start = time.process_time()
    INDEX.find(text + ".")
    assert time.process_time() - start < 0.3


def test_the_plural_of_a_longer_famous_name_is_not_the_shorter_mark():
    index = MarkIndex.build([Mark(key="Mobil", text="Mobil", nice_classes=frozenset({4}))])

    assert index.find("lot figurines playmobiles pirates", nice_class=28) == ()
