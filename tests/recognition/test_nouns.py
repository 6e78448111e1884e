"""Marks that are nouns of English: the noun and the name."""

import pytest

from recognition import Mark, MarkIndex
from recognition.english_words import is_an_english_word

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset(classes))
        for name, classes in {
            "Bell": {9, 12},
            "Butterfly": {25, 28},
            "Camper": {18, 25},
            "Candy": {7, 11},
            "Corgi": {28},
            "Nike": {18, 25},
        }.items()
    ]
)


def _found(title: str, nice_class: int | None = None) -> set[str]:
    return {match.mark for match in INDEX.find(title, nice_class=nice_class)}


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Camper toilet chemicals blue 2 L holding tank", 1),
        ("Pembroke welsh corgi enamel pin", 14),
        ("פרפר חשמלי לצידנית גן butterfly solar", 11),
        ("Κουδούνι bell ρεσεψιόν μεταλλικό", 9),
        ("กิ๊บติดผม ผีเสื้อ butterfly 10 ชิ้น", 26),
        ("Cotton candy machine maker home 500W", 7),
        ("Corgi dog mom mug funny gift 11oz ceramic", None),
        ("Camper furgoneta cortinas térmicas parabrisas", None),
    ],
)
def test_a_noun_among_goods_of_others_or_written_as_one_is_no_name(
    title: str, nice_class: int | None
) -> None:
    assert not _found(title, nice_class)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Camper zapatos hombre piel negro 42", None, "Camper"),
        ("Butterfly Timo Boll ALC", 28, "Butterfly"),
        ("butterfly table tennis blade", 28, "Butterfly"),
        ("ไม้ปิงปอง Butterfly ของแท้", 28, "Butterfly"),
        ("Candy GVS 148 washing machine", 7, "Candy"),
        ("Original Camper keyring", 14, "Camper"),
        ("Cover compatible with Bell", 12, "Bell"),
        ("nike hoodie grey", None, "Nike"),
        ("Corgi Aston Martin DB5", None, "Corgi"),
    ],
)
def test_among_its_own_goods_or_said_to_be_a_brand_it_is_the_name(
    title: str, nice_class: int | None, mark: str
) -> None:
    assert mark in _found(title, nice_class)


def test_a_dictionary_tells_nouns_from_names_that_are_said_as_often() -> None:
    assert is_an_english_word("butterfly")
    assert not is_an_english_word("nike")
