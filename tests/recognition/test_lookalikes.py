"""The whole of Unicode's table of confusables, and more."""

import unicodedata

import pytest

from recognition import Mark, MarkIndex
from recognition.confusables import looks_latin, prototypes

# Every letter once, and the one that is replaced always between others.
NAMES = {letter: f"Ve{letter}quornax" for letter in "abcdefghijklmnopqrstuvwxyz"}
INDEX = MarkIndex.build([Mark(key=letter, text=name) for letter, name in NAMES.items()])


# A long s is an s to its readers, a dash under a letter none, and this ghe more like an f.
OTHERWISE = frozenset("ſͺғ")


def _letters_that_pass_for_one():
    for char in prototypes().keys() - OTHERWISE:
        letter = looks_latin(char)
        is_written = unicodedata.category(char)[0] in "LN" and not char.isascii()
        if is_written and len(letter) == 1 and letter in NAMES:
            yield char, letter


def test_a_letter_that_unicode_says_looks_like_another_hides_no_mark():
    stand_ins = list(_letters_that_pass_for_one())
    titles = [(f"lamp Ve{char}quornax red", None) for char, _ in stand_ins]

    missed = [
        (char, letter)
        for (char, letter), matches in zip(stand_ins, INDEX.find_many(titles), strict=True)
        if letter not in {match.mark_key for match in matches}
    ]

    assert len(stand_ins) > 1_400
    assert missed == []


@pytest.mark.parametrize("char", ["ס", "ه", "ဝ", "๐", "ഠ", "௦", "〇"])
def test_a_letter_of_a_far_script_passes_for_o_only_among_latin_letters(char):
    index = MarkIndex.build([Mark(key="l", text="Lumora")])

    assert [match.mark for match in index.find(f"Lum{char}ra")] == ["Lumora"]


def test_a_word_of_another_alphabet_is_no_latin_mark_that_it_happens_to_look_like():
    index = MarkIndex.build([Mark(key="c", text="Copo"), Mark(key="b", text="Bop")])

    assert index.find("соро вор") == ()
