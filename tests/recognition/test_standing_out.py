"""Names as sentences write them: with a capital, in their own alphabet, starred out; and what is another's name or a saying."""

import pytest

from recognition import Kind, Mark, MarkIndex
from recognition.masked import hides_letters
from recognition.standing_out import goes_on_as_a_name, is_in_a_saying, stands_out_as_a_name

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, variants, classes in (
            ("3M", (), {9, 17}),
            ("Camel", ("骆驼",), {18, 25}),
            ("Coach", (), {18, 25}),
            ("Boss", (), {25}),
            ("Dyson", ("Дайсон",), {7, 11}),
            ("Gucci", ("Гуччи", "グッチ"), {18, 25}),
            ("Jaguar", (), {12}),
            ("Louis Vuitton", (), {18}),
            ("New Balance", (), {25}),
            ("Polo", (), {25}),
            ("Shell", ("壳牌", "เชลล์"), {4}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


def written(title: str, name: str) -> tuple[str, int, int]:
    return title, title.index(name), title.index(name) + len(name)


@pytest.mark.parametrize(
    "title",
    [
        "Fanale anteriore destro Jaguar originale",
        "Коврики автомобильные Jaguar новые",
        "Jaguar XE 用フロアマット 新品",
    ],
)
def test_a_word_stands_out_as_a_name(title):
    assert stands_out_as_a_name(*written(title, "Jaguar"))
    assert marks_in(title) == ["Jaguar"]


@pytest.mark.parametrize(
    "title",
    [
        "Fender Jaguar guitar, sunburst, very good",
        "Zoo poster of the Jaguar in green jungle",
        "plush jaguar with long brown tail",
        "Großer Jaguar Plüschtier Kuscheltier Raubkatze",
    ],
)
def test_it_does_not_behind_anothers_name_or_an_article_nor_where_all_nouns_have_capitals(title):
    name = "Jaguar" if "Jaguar" in title else "jaguar"

    assert not stands_out_as_a_name(*written(title, name))
    assert marks_in(title) == []


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ('T-shirt "Who is the Boss" women', True),
        ("Camiseta «La Boss de la casa»", True),
        ('Hoodie "Boss" black', False),
        ("Boss hoodie black", False),
    ],
)
def test_a_saying_on_a_shirt_names_nobody(title, said):
    assert is_in_a_saying(*written(title, "Boss")) is said
    assert marks_in(title, 25) == ([] if said else ["Boss"])


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("G**ci belt with double ring", "Gucci"),
        ("Сумка Гу**и люкс", "Gucci"),
        ("グ◯チ ショルダー", "Gucci"),
        ("L*uis V*itton keepall 55", "Louis Vuitton"),
        ("New B*lance 574 trainers", "New Balance"),
    ],
)
def test_letters_may_be_starred_out(title, mark):
    [found] = INDEX.find(title)

    assert (found.mark, found.kind) == (mark, Kind.DISGUISED)
    assert found.why.endswith("letters are starred out.")


@pytest.mark.parametrize(
    "title", ["G***i belt", "Gucci* belt", "5***** seller, belt", "a*b*c belt", "*****", "G*cci*bag"]
)
def test_too_few_letters_left_or_none_hidden_are_no_name_behind_stars(title):
    assert [match for match in INDEX.find(title) if "starred" in match.why] == []


def test_stars_between_letters_are_seen():
    assert hides_letters("N**E")
    assert not hides_letters("Nike** and *new*")


@pytest.mark.parametrize(
    ("title", "nice_class", "found"),
    [
        ("Freeman Dyson, Disturbing the Universe", 16, []),
        ("Dyson sphere model kit", 28, []),
        ("Dyson perfume 100 ml", 3, ["Dyson"]),
        ("Dyson V8", 7, ["Dyson"]),
        ("Bag for Dyson V8", 28, ["Dyson"]),
        ("History of the house of Gucci", 16, []),
        ("Gucci phone case", 9, ["Gucci"]),
        ("New balance wheel for a watch", 14, []),
    ],
)
def test_outside_its_classes_a_name_may_be_anothers(title, nice_class, found):
    assert marks_in(title, nice_class) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Abrigo camel mujer", []),
        ("CAMEL Men's hiking boots waterproof", ["Camel"]),
        ("hiking boots by camel", ["Camel"]),
        ("骆驼色羊毛大衣", []),
        ("骆驼男鞋", ["Camel"]),
        ("Koszulka polo męska", []),
        ("Polo Ralph Lauren oxford shirt blue custom", ["Polo"]),
    ],
)
def test_a_colour_or_a_cut_is_a_name_only_as_names_are_written(title, found):
    assert marks_in(title, 25) == found


def test_a_name_goes_on_with_capitals_among_small_letters():
    assert goes_on_as_a_name("Polo Ralph Lauren oxford shirt", 0, 4)
    assert not goes_on_as_a_name("Polo Shirt Men Blue", 0, 4)


@pytest.mark.parametrize(
    ("title", "nice_class", "found"),
    [
        ("Masque 3M Aura 9322", 9, ["3M"]),
        ("Filters for 3M masks", 9, ["3M"]),
        ("HDMI cable 3M black", 9, []),
        ("Tape 3M Aura", 25, []),
    ],
)
def test_behind_other_words_three_m_is_a_name_before_a_name(title, nice_class, found):
    assert marks_in(title, nice_class) == found


@pytest.mark.parametrize("title", ["brown leather satchel", "monogram keepall 50"])
def test_a_writing_that_was_made_is_nothing_inside_a_longer_word(title):
    assert marks_in(title) == []


def test_only_the_title_around_a_name_is_looked_at():
    far = "ein sehr guter Wagen " * 40

    assert not is_in_a_saying(*written(f'"{far} Boss {far}"', "Boss"))
    foreign = "новый " * 400
    german = "Der Große Gute " * 12
    assert not stands_out_as_a_name(*written(f"{foreign}{german}Jaguar Alte", "Jaguar"))
