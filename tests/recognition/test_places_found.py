"""What is looked for in arrays, all at once, is what would be found by looking one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from recognition import Mark, MarkIndex
from recognition.hashing import HashSet, hash_of, hashes_of
from recognition.heard import Sounds
from recognition.patterns import Patterns
from recognition.stream import stream_of

LETTERS = st.text("abm 1가나日本", max_size=24)
NAMES = st.sets(st.text("abrn\u1100\u1161日", min_size=2, max_size=9), min_size=1, max_size=6)
SPOKEN = ("Lumora", "Kestrel Audio", "Adi Das", "Nike Air Max", "Sony", "Tomi")
WORDS = st.sampled_from(
    ["Кестрел", "аудио", "ади", "дас", "נייק", "אייר", "מקס", "קסטרל", "כסטרל", "ケストレル", "オーディオ", "루모라는", "Λουμόρα", "أديداس", "اودیو", "red", "-"]
)  # fmt: skip


@given(NAMES, st.lists(LETTERS, min_size=1, max_size=4))
@settings(deadline=None)
def test_patterns_stand_where_a_search_for_each_finds_them(names, texts):
    patterns = sorted(names)
    stream = stream_of(texts)
    found = Patterns(patterns).find(stream)
    glued = "".join(map(chr, stream.glued.code.tolist()))
    everywhere = {
        (which, at, at + len(name) - 1)
        for which, name in enumerate(patterns)
        for at in range(len(glued))
        if glued.startswith(name, at)
    }

    assert set(zip(*(column.tolist() for column in found), strict=True)) == {
        place for place in everywhere if _may_stand(stream, *place[1:])
    }


def _may_stand(stream, start, end):
    """As a word, at an edge of one from four letters, inside one from six, and in syllables anywhere."""
    letters = [chr(stream.glued.code[at]) for at in (start, end)]
    opens, closes = stream.glued.cut[start], stream.ends[end]
    if (opens and closes) or any(letter >= "\u1100" for letter in letters):
        return True
    length = end - start + 1
    is_one_word = stream.spaces[end] == stream.spaces[start]
    return is_one_word and (length >= 6 or (length >= 4 and (opens or closes)))


def test_no_pattern_stands_over_the_end_of_a_text():
    stream = stream_of(["lum", "ora"])

    assert not Patterns(["no", "rno", "lurnora"]).find(stream).which.size


@given(st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=4))
@settings(deadline=None)
def test_many_texts_sound_like_what_each_sounds_like(texts):
    sounds = Sounds([Mark(key=name, text=name) for name in SPOKEN])
    for _ in range(2):
        heard = {(at, *_told(each)) for at, each in sounds.heard_in_all(texts)}

        assert heard == {
            (at, *_told(each)) for at, text in enumerate(texts) for each in sounds.heard_in(text)
        }


def _told(heard):
    return heard.surface.mark.key, heard.start, heard.end, heard.is_exact


def test_a_text_longer_than_a_title_is_listened_to_as_well():
    sounds = Sounds([Mark(key="k", text="Kestrel Audio")])
    heard = sounds.heard_in_all(["red lamp", "lamp " * 100 + "Кестрел Аудио"])

    assert [(at, each.start) for at, each in heard] == [(1, 500)]


@given(st.sets(st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 2**64 - 1)))
def test_a_set_of_hashes_has_what_was_put_in(kept, asked):
    hashes = HashSet(sorted(kept))
    every = [*kept, *asked, 0]

    assert hashes.has(np.array(every, np.uint64)).tolist() == [number in kept for number in every]


@given(st.lists(st.text(max_size=9)))
def test_words_have_the_same_numbers_together_and_alone(words):
    assert hashes_of([w for w in words if w.isprintable()]).tolist() == [
        hash_of(w) for w in words if w.isprintable()
    ]


def test_a_place_is_judged_in_the_word_around_it_each_time_anew():
    """ "Lumora" in a word of its own, glued to a usual word, and in a word of which nothing is left over."""
    index = MarkIndex.build([Mark(key="l", text="Lumora")])
    titles = ["lumora", "lumorashoes", "xqlumoravk", "lumora", "lumorashoes", "xqlumoravk"]
    found = [len(index.find(title)) for title in titles]

    assert found == [1, 1, 0] * 2
