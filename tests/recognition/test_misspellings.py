"""One edit, by brute force; and which of them people make."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognition import Mark, MarkIndex
from recognition.spelling import (
    Slip,
    is_one_edit_away,
    may_be_a_slip,
    may_be_written_by_ear,
    may_have_a_digit_for_a_letter,
    slip_between,
)

LETTERS = "abe"
WORDS = st.text(st.sampled_from(LETTERS), min_size=3, max_size=12)


def _one_edit_from(word):
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in LETTERS)
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in LETTERS)
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


@given(WORDS)
@settings(deadline=None)
def test_every_word_one_edit_away_is_known_as_such(mark):
    assert all(is_one_edit_away(word, mark) for word in set(_one_edit_from(mark)) - {mark})


@given(WORDS, WORDS)
@settings(deadline=None)
def test_no_other_word_is_one_edit_away(word, mark):
    assert is_one_edit_away(word, mark) == (word in set(_one_edit_from(mark)) - {mark})


@pytest.mark.parametrize(
    ("word", "slip"),
    [("lummora", Slip.ADDED), ("lumra", Slip.DROPPED), ("lumira", Slip.CHANGED), ("lumroa", Slip.SWAPPED)],
)
def test_each_slip_has_its_name(word, slip):
    found = slip_between(word, "lumora")

    assert found is not None
    assert found[0] is slip


@pytest.mark.parametrize(
    ("word", "mark", "may"),
    [
        ("nkie", "nike", True),
        ("mike", "nike", False),
        ("nikes", "nike", False),
        ("nivia", "nivea", True),
        ("nifea", "nivea", True),
        ("nidea", "nivea", False),
        ("umora", "lumora", False),
        ("ulmora", "lumora", True),
        ("lumona", "lumora", False),
        ("xestrelia", "kestrelia", True),
        ("kestrel5", "kestrel4", False),
    ],
)
def test_the_shorter_the_mark_the_nearer_the_slip(word, mark, may):
    assert may_be_a_slip(word, mark) is may


@given(
    st.sampled_from(["kestrelona", "pinebarrow", "lumorandia"]), st.integers(1, 9), st.sampled_from("qxzj")
)
@settings(deadline=None)
def test_any_slip_in_a_long_mark_is_found_wherever_it_is(mark, at, letter):
    index = MarkIndex.build([Mark(key="m", text=mark)])

    for written in (
        mark[:at] + mark[at + 1 :],
        mark[:at] + letter + mark[at:],
        mark[:at] + letter + mark[at + 1 :],
    ):
        assert index.find(f"red {written} lamp") or written == mark


@pytest.mark.parametrize(
    ("word", "mark", "may"),
    [
        ("kalwin", "calvin", True),
        ("zeiko", "seiko", True),
        ("kalvinklayn", "calvinklein", True),
        ("nyke", "nike", True),
        ("seiko", "seiko", False),
        ("kalwan", "calvin", False),
        ("kia", "cia", False),
    ],
)
def test_a_name_may_be_written_by_ear(word, mark, may):
    assert may_be_written_by_ear(word, mark) is may


@pytest.mark.parametrize(
    ("word", "mark", "may"),
    [("d7son", "dyson", True), ("dyso7", "dyson", False), ("7yson", "dyson", False), ("n7ke", "nike", False)],
)
def test_a_digit_may_stand_for_any_letter_inside_a_name(word, mark, may):
    assert may_have_a_digit_for_a_letter(word, mark) is may


BY_EAR = MarkIndex.build(
    [
        Mark(key="Calvora Kleid", text="Calvora Kleid"),
        Mark(key="Zelvik", text="Zelvik", nice_classes=frozenset({14})),
        Mark(key="Zyfo", text="Zyfo", nice_classes=frozenset({14})),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "marks"),
    [
        ("Kalwora Klaid bag", None, ["Calvora Kleid"]),
        ("Selvic watch", None, ["Zelvik"]),
        ("Ze7vik watch", 14, ["Zelvik"]),
        ("Z3lvk watch", 14, ["Zelvik"]),
        ("Zifo watch", 14, ["Zyfo"]),
        ("Zifo screws", 6, []),
        ("Delvik watch", 14, []),
        ("Zelvik7 watch", 14, ["Zelvik"]),
        ("Z3l5k watch", 14, []),
    ],
)
def test_a_name_written_by_ear_or_with_a_digit_and_a_slip_is_found(title, nice_class, marks):
    assert [match.mark for match in BY_EAR.find(title, nice_class=nice_class)] == marks
