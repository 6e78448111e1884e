"""The words of titles in other scripts than Latin: where they stand, and which may be one name together."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition.stream import Codes, Flags, Places
from recognition.vocabulary import frequency_in_a_run

MOST_WORDS = 3
_MARKS = "\u0300-\u036f\u064b-\u065f\u0591-\u05c7\u200b-\u200f\u00ad"
_WORD = re.compile(
    f"(?P<vowels>[\u0370-\u03ff\u0400-\u052f][\u0370-\u03ff\u0400-\u052f{_MARKS}]+)"
    f"|(?P<bare>[\u0590-\u06ff][\u0590-\u06ff{_MARKS}]+)"
    "|(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff]+)|(?P<hangul>[\uac00-\ud7a3]{2,})"
)
ANY = re.compile("[\u0370-\u052f\u0590-\u06ff\u30a1-\u30fa\uac00-\ud7a3]")
ANY_BARE = re.compile("[\u0590-\u06ff]")
"""Scripts that need not write their vowels."""

_BETWEEN = tuple(map(ord, " -・&＆·"))
# A word, with one and with two behind it, and what is left without a particle.
_MOST_WITHOUT_PARTS = 4
SCRIPTS = ("", "vowels", "bare", "kana", "hangul")
_ODD = 5
_PARTICLES = "은는이가을를의에도와과로"


class Word(NamedTuple):
    text: str
    start: int
    end: int
    script: str


class Tokens(NamedTuple):
    """The words of other scripts in joined texts."""

    text: list[str]
    script: list[int]
    """Their places in `SCRIPTS`."""
    start: Places
    end: Places
    goes_on: Flags
    """Whether the next one may be the next word of one name."""
    most_readings: Places


def words_in(joined: str) -> Tokens | None:
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[codes]
    is_in = kinds > 0
    if not is_in.any():
        return None
    # Stretches of the letters of such words, most of them a word of one script each.
    edges = np.flatnonzero(np.diff(is_in, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    kind = kinds[starts]
    changed = np.concatenate([[0], np.cumsum(kinds[1:] != kinds[:-1])])
    is_one = (changed[ends - 1] == changed[starts]) & (kind < _ODD)
    found = [
        (start, joined[start:end], script)
        for start, end, script in zip(
            *(column[is_one & (ends - starts > 1)].tolist() for column in (starts, ends, kind)), strict=True
        )
    ]
    for start, end in zip(starts[~is_one].tolist(), ends[~is_one].tolist(), strict=True):
        found += [
            (each.start(), each.group(), SCRIPTS.index(each.lastgroup or ""))
            for each in _WORD.finditer(joined, start, end)
        ]
    return _listed(sorted(found), codes) if found else None


def _listed(found: Sequence[tuple[int, str, int]], codes: Codes) -> Tokens:
    starts, texts, scripts = map(list, zip(*found, strict=True))
    start, script = np.array(starts, np.int64), np.array(scripts, np.int64)
    lengths = np.array(list(map(len, texts)), np.int64)
    end = start + lengths
    goes_on = np.zeros(len(texts), bool)
    goes_on[:-1] = (
        (start[1:] - end[:-1] == 1) & np.isin(codes[end[:-1]], _BETWEEN) & (script[1:] == script[:-1])
    )
    most = _MOST_WITHOUT_PARTS + 2 * lengths * (script == SCRIPTS.index("kana"))
    return Tokens(texts, scripts, start, end, goes_on, most)


@cache
def _kinds() -> NDArray[np.uint8]:
    """By code point, the script of the words that it begins; another number if it only goes on in one."""
    kinds = np.zeros(0x110000, np.uint8)
    for first, last, number in (
        (0x0370, 0x052F, 1),
        (0x0590, 0x06FF, 2),
        (0x30A1, 0x30FA, 3),
        (0x30FB, 0x30FF, _ODD),
        (0xAC00, 0xD7A3, 4),
        (0x0300, 0x036F, _ODD),
        (0x200B, 0x200F, _ODD),
        (0x00AD, 0x00AD, _ODD),
    ):
        kinds[first : last + 1] = number
    return kinds


def candidates(text: str) -> Iterator[Sequence[Word]]:
    words = [
        Word(found.group(), found.start(), found.end(), str(found.lastgroup))
        for found in _WORD.finditer(text)
    ]
    for at, word in enumerate(words):
        yield (word,)
        yield from ((part,) for part in parts_of(word))
        for last in range(at + 1, min(at + MOST_WORDS, len(words))):
            between = text[words[last - 1].end : words[last].start]
            if between not in map(chr, _BETWEEN) or words[last].script != word.script:
                break
            yield words[at : last + 1]


def parts_of(word: Word) -> Iterator[Word]:
    """Without what a language hangs on to a name."""
    text, start = word.text, word.start
    if word.script == "hangul" and text[-1] in _PARTICLES and len(text) > 2:
        yield Word(text[:-1], start, word.end - 1, word.script)
    if word.script == "kana" and frequency_in_a_run(text) == 0:
        for cut in range(3, len(text) - 2):
            if frequency_in_a_run(text[cut:]) > 0:
                yield Word(text[:cut], start, start + cut, word.script)
            if frequency_in_a_run(text[:cut]) > 0:
                yield Word(text[cut:], start + cut, word.end, word.script)
