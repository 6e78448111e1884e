"""Longer names of people, firms and things, and works, that have a mark's name in them."""

import pytest

from recognition import Mark, MarkIndex
from recognition.places import is_a_name_with_an_ending

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset(classes))
        for name, classes in {
            "Alessi": {8, 11, 21},
            "ATE": {10, 12},
            "Braun": {7, 8, 10, 11},
            "Brooks": {25},
            "Camper": {18, 25},
            "Celine": {9, 18, 25},
            "Deli": {16},
            "Gulliver": {18, 25},
            "Head": {25, 28},
            "Lee": {25},
            "Levi's": {25},
            "Marvel": {16, 25, 28},
            "Morgan": {25},
            "Patagonia": {25},
            "Police": {9, 14},
            "Samsung": {9, 11},
            "Sonata": {14},
        }.items()
    ]
)


def _found(title: str, nice_class: int | None = None) -> set[str]:
    return {match.mark for match in INDEX.find(title, nice_class=nice_class)}


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Lee Cooper workwear boots size 43 brown", 25),
        ("Brooks Brothers non-iron dress shirt white", 25),
        ("Captain Morgan pirate costume hat men", 25),
        ("B. Braun Omnifix Spritze 10 ml 100 Stück", 10),
        ("Bobble Head Cat Figurine", 28),
    ],
)
def test_a_longer_name_of_others_is_theirs_even_among_the_marks_goods(title: str, nice_class: int) -> None:
    assert not _found(title, nice_class)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Lee Brooklyn jeans blue W32", 25, "Lee"),
        ("Brooks Ghost 15 running shoes", 25, "Brooks"),
        ("Morgan robe noire taille 38", 25, "Morgan"),
        ("Braun Series 9 shaver", 8, "Braun"),
        ("Têtes de brosse compatibles Oral-B Braun", None, "Braun"),
        ("Head Graphene 360 tennis racket", 28, "Head"),
    ],
)
def test_without_it_the_name_is_the_marks(title: str, nice_class: int | None, mark: str) -> None:
    assert mark in _found(title, nice_class)


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("The Police Synchronicity LP 1983", 9),
        ("Deli dana - çocuk kitabı ciltli", 16),
        ("In Patagonia Bruce Chatwin paperback", None),
        ("Gulliver's Travels Jonathan Swift illustrated 1909", None),
        ("Путешествия Гулливера Свифт иллюстрированная книга", None),
    ],
)
def test_a_work_is_named_by_words_and_names(title: str, nice_class: int | None) -> None:
    assert not _found(title, nice_class)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Levi's Jeans 501 blue", None, "Levi's"),
        ("Patagonia fleece jacket", None, "Patagonia"),
        ("Deli stapler 24/6 metal", 16, "Deli"),
    ],
)
def test_goods_are_no_works(title: str, nice_class: int | None, mark: str) -> None:
    assert mark in _found(title, nice_class)


def test_a_word_said_oftener_than_the_name_is_no_form_of_it() -> None:
    assert not _found("Campera de cuero mujer negra talle S", 25)
    assert not _found("Alessia - portachiavi con nome inciso acciaio")
    assert is_a_name_with_an_ending("", "Samsung", "in")
    assert not is_a_name_with_an_ending("", "Alessi", "a")


def test_letters_that_the_name_has_not_make_a_word_of_the_title_s_language() -> None:
    assert not _found("Ateş ölçer dijital temassız termometre", 10)
    assert _found("ATE Bremsbeläge vorne", 12)


@pytest.mark.parametrize(
    "title", ["אלבום סלין דיון דיסק", "Σελίν Ντιόν μεγάλες επιτυχίες", "Селин Дион концерт", "ซีดี เซลีน ดิออน"]
)
def test_a_longer_name_is_theirs_in_other_scripts_too(title: str) -> None:
    assert not _found(title, 9)


@pytest.mark.parametrize("title", ["תיק סלין שחור", "Τσάντα Σελίν μαύρη", "Селин сумка чёрная"])
def test_in_other_scripts_the_name_alone_is_the_marks(title: str) -> None:
    assert _found(title, 18) == {"Celine"}


def test_behind_a_given_name_a_letter_doubled_makes_a_surname() -> None:
    assert not _found("Andrew Marvell selected poems penguin")
    assert _found("marvell iron man figure", 28) == {"Marvel"}
