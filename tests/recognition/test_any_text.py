"""What holds for every string there is."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key="lumora", text="Lumora", variants=("ルモラ", "卢莫拉", "Люмора", "ลูโมรา")),
        Mark(key="kestrel", text="Kestrel Audio"),
        Mark(key="dollar", text="Ke$trin!"),
        Mark(key="short", text="LV", nice_classes=frozenset({18})),
        Mark(key="repeats", text="A a A a"),
        Mark(key="pairs", text="Amber Night"),
        Mark(key="common", text="Apple", nice_classes=frozenset({9})),
    ]
)

PIECES = st.sampled_from(
    ["Lumora", "lum0ra", "L U M O R A", "Kestrel", "Audio", "ルモラ", "卢莫拉", "ลูโมรา", "Люмора", "LV", "Apple", "for",
     "style", " ", " ", "-", ".", "\u200b", "\u0301", "™", "$", "!", "|", "rn", "vv", "ﷺ", "ﬁ", "İ", "ß", "ꝳ", "\ud800",
     "\x00", "👩‍👩‍👧", "ㅤ", "ᄀ", "ᅡ", "ﾞ", "a"]
)  # fmt: skip
MADE = st.lists(PIECES | st.characters(), max_size=40).map("".join)
ANY = st.text(st.characters(), max_size=200) | MADE
CLASSES = st.none() | st.integers(-1, 50)


@given(ANY, CLASSES)
@settings(max_examples=500, deadline=None)
def test_every_match_lies_in_the_text_and_says_why(text, nice_class):
    for match in INDEX.find(text, nice_class=nice_class):
        assert 0 <= match.start < match.end <= len(text)
        assert 0 < match.score <= 1
        assert match.kind in Kind
        assert text[match.start : match.end] in match.why


@given(ANY, CLASSES)
@settings(deadline=None)
def test_the_answer_is_the_same_each_time_and_in_the_order_of_the_text(text, nice_class):
    matches = INDEX.find(text, nice_class=nice_class)

    assert INDEX.find_many([(text, nice_class)]) == [matches]
    assert list(matches) == sorted(matches, key=lambda match: (match.start, match.end, match.mark_key))


@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_word_of_one_letter_can_be_read_whatever_letter_it_is(times):
    letters = map(chr, (*range(0x20, 0x3400), *range(0xA000, 0xD800, 9), *range(0xF900, 0x1FFFF, 9)))
    words = [letter * times for letter in letters]

    assert len(INDEX.find_many([(word, None) for word in words])) == len(words)


# Letters of one script each, of which most make words that no language has: two soft signs are one.
OF_ONE_SCRIPT = st.sampled_from(
    [(0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x587), (0x590, 0x6FF), (0x900, 0xDFF), (0xE01, 0xE4E), (0x10A0, 0x10FF),
     (0x30A0, 0x30FF), (0xAC00, 0xD7A3)]
).flatmap(lambda block: st.text(st.characters(min_codepoint=block[0], max_codepoint=block[1]), min_size=2, max_size=8))  # fmt: skip


@given(OF_ONE_SCRIPT)
@settings(max_examples=500, deadline=None)
def test_any_word_of_another_script_can_be_heard(word):
    assert all(word in match.why for match in INDEX.find(word) if match.end - match.start == len(word))


@given(ANY)
@settings(deadline=None)
def test_matches_of_one_mark_do_not_overlap(text):
    for key in {match.mark_key for match in INDEX.find(text)}:
        spans = [(match.start, match.end) for match in INDEX.find(text) if match.mark_key == key]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.lists(ANY, max_size=6))
@settings(deadline=None)
def test_texts_that_are_read_together_do_not_touch_each_other(texts):
    assert INDEX.find_many([(text, None) for text in texts]) == [INDEX.find(text) for text in texts]


HIDDEN = st.sampled_from(["", "\u200b", "\u200d", "\u00ad", "\u2060", "\u0301", "\u0336", "\ufe0f", "\u034f"])


@given(st.lists(HIDDEN, min_size=6, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
@settings(deadline=None)
def test_hidden_characters_and_case_never_hide_a_mark(hidden, capitals):
    letters = zip("lumora", hidden, capitals, strict=True)
    written = "".join((letter.upper() if capital else letter) + mark for letter, mark, capital in letters)

    (match,) = INDEX.find(f"lamp {written} red")

    assert (match.start, match.end) == (5, 5 + len(written))


WORD = st.text(st.sampled_from("rnvmwlao105"), min_size=1, max_size=6)


@given(st.lists(WORD, min_size=1, max_size=5))
@settings(deadline=None)
def test_a_mark_is_found_in_its_own_words_whatever_letters_meet_at_their_edges(words):
    written = " ".join(words)
    index = MarkIndex.build([Mark(key="x", text=f"qu {written}")])

    assert index.find(f"red qu {written}")


@pytest.mark.parametrize(
    "text",
    ["a " * 100_000, "a!" * 50_000, "$" * 100_000, "a" + "\u0301\u0316" * 100_000, "ルモラ" * 30_000, "ル モ ラ " * 30_000,
     "lumora " * 30_000, "lumroa " * 30_000, "rn" * 50_000, "ﷺ" * 50_000, "for the lumora, " * 9_000,
     "".join(map(chr, random.Random(7).choices(range(0x110000), k=100_000)))],
    ids=["letters", "symbols", "dollars", "pile of accents", "kana", "spaced kana", "marks", "slips", "pairs",
         "ligatures", "list", "noise"],
)  # fmt: skip
def test_no_text_however_hostile_takes_long(text):
    start = time.process_time()
    INDEX.find(text)

    # Well under one on a free core; without the limits some of these take minutes.
    assert time.process_time() - start < 5


def test_nothing_is_looked_for_beyond_the_longest_text():
    assert INDEX.find("x " * 5_000 + "Lumora") == ()
