"""Disguises of names of three letters and of names that are words: one odd sign tells, two are the number of a model."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key="JBL", text="JBL", nice_classes=frozenset({9})),
        Mark(key="Kia", text="Kia", nice_classes=frozenset({12})),
        Mark(key="Tide", text="Tide", nice_classes=frozenset({3})),
        Mark(key="Shell", text="Shell", nice_classes=frozenset({4})),
        Mark(key="Oppo", text="Oppo", nice_classes=frozenset({9})),
        Mark(key="Lumora", text="Lumora", nice_classes=frozenset({9})),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("J8L flip portable", 9, "JBL"),
        ("K!a floor mats", 12, "Kia"),
        ("ᴊʙʟ flip portable", None, "JBL"),
        ("T1de pods 42 pcs", None, "Tide"),
        ("$hell helix oil", None, "Shell"),
        ("0PP0 enco air", None, "Oppo"),
        ("⒧⒰⒨⒪⒭⒜ charger", 9, "Lumora"),
    ],
)
def test_a_short_name_or_a_word_with_an_odd_sign_in_it_is_a_disguise(title, nice_class, mark):
    assert [match.mark for match in INDEX.find(title, nice_class=nice_class)] == [mark]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("bearing J8L 40 mm", None),
        ("bracket J8L", 6),
        ("J81 connector", 9),
        ("CODE 741 T1D3", None),
        ("SH311 BRACKET", None),
        ("high tide table", None),
        ("sea shell", None),
    ],
)
def test_a_number_of_a_model_and_a_plain_word_are_none(title, nice_class):
    assert INDEX.find(title, nice_class=nice_class) == ()


def test_small_capitals_are_a_disguise():
    assert [match.kind for match in INDEX.find("ᴋɪᴀ mats", nice_class=12)] == [Kind.DISGUISED]


STROKES = MarkIndex.build(
    [
        Mark(key="SHELL", text="SHELL", nice_classes=frozenset({4})),
        Mark(key="NIKE", text="NIKE", nice_classes=frozenset({25})),
        Mark(key="OMEGA", text="OMEGA", nice_classes=frozenset({14})),
        Mark(key="MOBIL", text="MOBIL", nice_classes=frozenset({4})),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("SheII Helix Ultra 5W-40 engine oil 5L", 4, "SHELL"),
        ("Sneakers N!\u200bk\u200be Air Zoom", None, "NIKE"),
        ("Часы 0мега Симастер механика сапфир", 14, "OMEGA"),
    ],
)
def test_strokes_unseen_signs_and_digits_in_small_letters_hide_no_short_name(title, nice_class, mark):
    assert [each.mark_key for each in STROKES.find(title, nice_class=nice_class)] == [mark]


def test_a_mark_within_another_famous_name_is_none():
    assert STROKES.find("Playmobil pirate ship 70411 with motor", nice_class=None) == ()
    assert [m.mark_key for m in STROKES.find("Mobil1 motor oil 5W-30", nice_class=4)] == ["MOBIL"]


@pytest.mark.parametrize(
    ("title", "mark", "classes"),
    [("Samsung 990PRO NVMe", "GoPro", {9}), ("JBL Flip5 speaker", "Philips", {9})],
)
def test_a_word_with_a_number_is_a_model(title, mark, classes):
    index = MarkIndex.build([Mark(key=mark, text=mark, nice_classes=frozenset(classes))])

    assert index.find(title, nice_class=9) == ()


def test_a_word_with_the_odd_capital_of_a_name_is_the_name():
    index = MarkIndex.build([Mark(key="boAt", text="boAt", nice_classes=frozenset({9}))])

    assert [match.mark for match in index.find("boAt Airdopes 141 black")] == ["boAt"]
    assert index.find("boat anchor 5 kg") == ()
