"""A word that names a thing names no mark where the title speaks of the thing; what is borrowed, elided or a shade is a word."""

import pytest

from recognition import Mark, MarkIndex

MARKS = MarkIndex.build(
    [
        Mark(key="pigeon", text="Pigeon", nice_classes=frozenset({10, 21})),
        Mark(key="fossil", text="Fossil", nice_classes=frozenset({14, 18})),
        Mark(key="mango", text="Mango", nice_classes=frozenset({3, 18, 25})),
        Mark(key="titan", text="Titan", nice_classes=frozenset({14})),
        Mark(key="kappa", text="Kappa", nice_classes=frozenset({14, 25})),
        Mark(key="essence", text="Essence", nice_classes=frozenset({3})),
        Mark(key="honor", text="Honor", variants=("荣耀",), nice_classes=frozenset({9})),
        Mark(key="dell", text="Dell", nice_classes=frozenset({9})),
        Mark(key="off", text="Off-White", nice_classes=frozenset({18, 25})),
        Mark(key="laneige", text="Laneige", nice_classes=frozenset({3})),
        Mark(key="lada", text="Lada", nice_classes=frozenset({12, 18})),
        Mark(key="contigo", text="Contigo", nice_classes=frozenset({21})),
        Mark(key="desigual", text="Desigual", nice_classes=frozenset({25})),
        Mark(key="vivo", text="Vivo", nice_classes=frozenset({9})),
        Mark(key="kinder", text="Kinder", nice_classes=frozenset({30})),
        Mark(key="simba", text="Simba", nice_classes=frozenset({28})),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("ハト よけ pigeon 剣山 ベランダ", 21),
        ("化石 アンモナイト fossil 標本", 14),
        ("Крем для рук манго и кокос", 3),
        ("Ehering Titan poliert 6 mm", 14),
        ("Γράμμα Κάππα μενταγιόν", 14),
        ("Snail mucin essence 96 %", 3),
        ("王者荣耀 手办", None),
        ("集体荣耀 水晶奖杯", None),
    ],
)
def test_the_thing_is_meant_where_the_title_speaks_of_it(title: str, nice_class: int | None) -> None:
    assert MARKS.find(title, nice_class=nice_class) == ()


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Pigeon baby bottle 240 ml", 21, "Pigeon"),
        ("Fossil часы мужские", 14, "Fossil"),
        ("Mango kadın elbise", 25, "Mango"),
        ("Titan Raga watch for women", 14, "Titan"),
        ("Kappa jacka herr svart", 25, "Kappa"),
        ("essence lash princess mascara", 3, "Essence"),
        ("荣耀手机壳 防摔", 9, "Honor"),
    ],
)
def test_the_mark_is_meant_where_it_does_not(title: str, nice_class: int, mark: str) -> None:
    assert [match.mark for match in MARKS.find(title, nice_class=nice_class)] == [mark]


@pytest.mark.parametrize("title", ["La magia dell'olio extravergine", "Gioielli dell’arte 9"])
def test_half_a_word_before_an_apostrophe_is_no_name(title: str) -> None:
    assert MARKS.find(title, nice_class=9) == ()


def test_a_name_may_have_an_apostrophe_behind_it() -> None:
    assert MARKS.find("Dell's Inspiron 15", nice_class=9)


@pytest.mark.parametrize("title", ["Robe off white dentelle", "Off-white linen shirt", "オフホワイト ニット"])
def test_a_shade_in_two_words_is_a_colour(title: str) -> None:
    assert MARKS.find(title, nice_class=25) == ()


@pytest.mark.parametrize("title", ["Off-White arrows tee", "OFF WHITE belt", "offwhite industrial belt"])
def test_a_shade_written_as_a_name_is_one(title: str) -> None:
    assert MARKS.find(title, nice_class=25)


def test_an_article_and_a_noun_in_small_letters_are_two_words() -> None:
    assert MARKS.find("Le bonhomme et la neige") == ()
    assert MARKS.find("La Neige water sleeping mask", nice_class=3)


def test_one_chinese_character_before_a_name_makes_another_of_it() -> None:
    assert MARKS.find("普lada 尼龙 女", nice_class=18) == ()
    assert MARKS.find("新lada 脚垫", nice_class=12)


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ('Taza "Quiero despertar contigo" pareja', 21),
        ("Vestido corte desigual gasa negra mujer", 25),
        ("Joan Manuel Serrat en vivo 2 discos", 9),
    ],
)
def test_a_word_of_the_titles_own_language_is_a_word(title: str, nice_class: int) -> None:
    assert MARKS.find(title, nice_class=nice_class) == ()


def test_a_name_with_a_capital_is_a_name_in_that_language_too() -> None:
    assert MARKS.find("Vestido Desigual gasa negra mujer", nice_class=25)


def test_a_borrowed_word_is_itself_in_another_script() -> None:
    assert MARKS.find("고구마 캔디 옛날") == ()
    assert MARKS.find("แซมบ้า รองเท้า") == ()
    assert MARKS.find("킨더 초콜릿", nice_class=30)
