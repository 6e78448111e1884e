"""One edit, by brute force and by deletes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from recognition import Mark
from recognition.spelling import Misspellings, is_one_edit_away
from recognition.surfaces import spaced_surfaces_of

LETTERS = "abe"
WORDS = st.text(st.sampled_from(LETTERS), min_size=6, max_size=14)


def _one_edit_from(word):
    """Everything one edit away that keeps the first letter."""
    for at in range(1, len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in LETTERS)
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in LETTERS)
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


@given(WORDS)
@settings(deadline=None)
def test_every_word_one_edit_away_is_found(mark):
    (surface,) = spaced_surfaces_of(Mark(key="m", text=mark))
    misspellings = Misspellings()
    misspellings.add(surface)

    for word in set(_one_edit_from(mark)) - {mark}:
        assert is_one_edit_away(word, mark)
        assert misspellings.near(word, 1) == [surface]


@given(WORDS, WORDS)
@settings(deadline=None)
def test_no_other_word_is_one_edit_away(word, mark):
    assert is_one_edit_away(word, mark) == (word in set(_one_edit_from(mark)) - {mark})
