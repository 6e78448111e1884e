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
