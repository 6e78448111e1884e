"""Which of many titles hold letters of other scripts that are parted, mixed with others, or each alone: asked of arrays, because few do."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from recognition.lookalikes import HAN_LIKE_KANA
from recognition.odd_latin import SIGNS, TURNED
from recognition.stand_ins import ALPHABETS, HANGUL, VOWEL_SIGNS

STARS = "*＊"
SEPARATORS = f"{STARS}.·•_~〜^|/-\\"
IN_RUNS = f"{STARS}._~〜^|★☆●○◆♥♡"
"""Between Han and kana, where the others part names and things."""
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_IN_A_ROW = 3


class _Of(IntEnum):
    NOTHING = 0
    SPACE = 1
    ALPHABET = 2
    SYLLABLES = 3
    HANGUL = 4
    JAMO = 5
    KANA = 6
    HAN_LIKE_KANA = 7
    RUN = 8
    HALF_WIDTH = 9
    SEPARATOR = 10
    SEPARATOR_OF_ALPHABETS = 11
    SMALL = 12
    CAPITAL = 13
    ZERO = 14
    DIGIT = 15
    SYMBOL = 16
    NO = 17
    RE = 18
    VOWEL_SIGN = 19
    """Of scripts that write syllables."""
    SIGN = 20
    """That looks like a Latin letter."""
    TURNED = 21
    """A Latin letter on its head."""
    DASH = 22
    """That looks like the length of a vowel in kana."""
    TATWEEL = 23
    SO = 24
    N = 25
    """In kana, which look alike: no word begins with the one, and hardly a name ends in the other."""


_COUNT = len(_Of)
_GOES_ON = {
    letter: frozenset((*alike, _Of.SEPARATOR, _Of.SEPARATOR_OF_ALPHABETS))
    for alike in ((_Of.ALPHABET,), (_Of.SYLLABLES, _Of.VOWEL_SIGN), (_Of.HANGUL, _Of.JAMO))
    for letter in alike
}
_RUNS = (_Of.KANA, _Of.HAN_LIKE_KANA, _Of.RUN, _Of.NO, _Of.RE, _Of.SO, _Of.N)
_KATAKANA = (_Of.KANA, _Of.NO, _Of.RE, _Of.SO, _Of.N)
_PARTING = (_Of.SEPARATOR, _Of.SEPARATOR_OF_ALPHABETS)
_LATIN = (_Of.SMALL, _Of.CAPITAL)


@cache
def _kinds() -> NDArray[np.uint16]:
    """By code point."""
    kinds = np.zeros(0x110000, np.uint16)
    for script in (*ALPHABETS, HANGUL):
        kind = _Of.HANGUL if script is HANGUL else _Of.ALPHABET if script.heard else _Of.SYLLABLES
        for first, last in _ranges(script.letters):
            kinds[first : last + 1] = kind
    for begin, end, kind in (
        ("ㄱ", "ㅣ", _Of.JAMO), ("\u3400", "\u9fff", _Of.RUN), ("ぁ", "ゖ", _Of.RUN), ("ァ", "ヺ", _Of.KANA), ("ー", "ー", _Of.KANA),
        ("ｦ", "ﾟ", _Of.HALF_WIDTH), ("a", "z", _Of.SMALL), ("A", "Z", _Of.CAPITAL), ("0", "0", _Of.ZERO), ("1", "9", _Of.DIGIT),
    ):  # fmt: skip
        kinds[ord(begin) : ord(end) + 1] = kind
    for chars, kind in (
        ("".join(HAN_LIKE_KANA), _Of.HAN_LIKE_KANA), (SEPARATORS, _Of.SEPARATOR_OF_ALPHABETS), (IN_RUNS, _Of.SEPARATOR), ("@$€¥!", _Of.SYMBOL),
        (DASHES, _Of.DASH), ("\u0640", _Of.TATWEEL), ("".join(SIGNS), _Of.SIGN), ("".join(TURNED), _Of.TURNED), ("ノ", _Of.NO), ("レ", _Of.RE), ("ソヌ", _Of.SO), ("ン", _Of.N), (" ", _Of.SPACE),
    ):  # fmt: skip
        kinds[list(map(ord, chars))] = kind
    for first, last in _ranges(VOWEL_SIGNS):
        kinds[first : last + 1] = _Of.VOWEL_SIGN
    return kinds


def _ranges(letters: str) -> Iterator[tuple[int, int]]:
    yield from ((ord(first), ord(last)) for first, last in zip(letters[::3], letters[2::3], strict=True))


@cache
def _odd_in_threes() -> NDArray[np.bool_]:
    """By the kinds of three letters in a row, whether they are worth a closer look."""
    return np.array([_is_odd(*map(_Of, kinds)) for kinds in product(range(_COUNT), repeat=3)])


def _is_odd(first: _Of, second: _Of, third: _Of) -> bool:
    if second in _PARTING and third in _GOES_ON.get(first, ()):
        return True
    if second is _Of.SEPARATOR:
        return first in _RUNS and third in (*_RUNS, _Of.SEPARATOR)
    if second is _Of.DASH:
        return first in _KATAKANA and third in _KATAKANA
    return (
        second is _Of.TATWEEL
        or (first in _LATIN and second is _Of.SIGN and third in (*_LATIN, _Of.SIGN, _Of.SPACE))
        or second is _Of.TURNED
        or _is_mixed(first, second, third)
        or (first in _KATAKANA and second is _Of.HAN_LIKE_KANA)
        or (first is _Of.HAN_LIKE_KANA and second in _KATAKANA)
        or (first is _Of.NO and second is _Of.RE)
        or (second is _Of.SO and first in _KATAKANA and third not in _KATAKANA)
        or (second is _Of.N and third in _KATAKANA and first not in _KATAKANA)
        or (first is second is _Of.HALF_WIDTH)
        or (_Of.JAMO in (first, second) and {first, second, third} <= {_Of.HANGUL, _Of.JAMO, *_LATIN})
        or {first, second} == {_Of.HANGUL, _Of.JAMO}
    )


def _is_mixed(first: _Of, second: _Of, third: _Of) -> bool:
    """Letters of an alphabet with Latin ones; a digit between letters; a symbol beside one."""
    if {_Of.ALPHABET, _Of.SYMBOL} == {first, second} or {_Of.HANGUL, _Of.SYMBOL} == {first, second}:
        return True
    if (first is _Of.ALPHABET and second in _LATIN) or (first in _LATIN and second is _Of.ALPHABET):
        return True
    if second in (_Of.ZERO, _Of.DIGIT):
        is_in_a_run = second is _Of.DIGIT and {first, third} <= {_Of.RUN, _Of.HAN_LIKE_KANA}
        return (
            is_in_a_run
            or first is third is _Of.ALPHABET
            or (first is third is _Of.HANGUL and second is _Of.ZERO)
        )
    return {first, second} == {_Of.HANGUL, _Of.SMALL}


def odd_ones(texts: Sequence[str]) -> list[int]:
    """The numbers of the texts that may hide a name so."""
    if all(map(str.isascii, texts)):
        return []
    joined = "\0".join(["", *texts, "\0"])
    kinds = _kinds()[np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)]
    in_threes = kinds[:-2] * np.uint16(_COUNT * _COUNT)
    in_threes += kinds[1:-1] * np.uint16(_COUNT)
    in_threes += kinds[2:]
    places = np.concatenate([np.flatnonzero(_odd_in_threes()[in_threes]), _letters_alone(kinds)])
    begins = np.cumsum([1, *(len(text) + 1 for text in texts)])
    rows: list[int] = np.unique(np.searchsorted(begins, places + 1, "right") - 1).tolist()
    return [row for row in rows if 0 <= row < len(texts)]


def _letters_alone(kinds: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Where three words in a row are a letter or a syllable each."""
    edges = np.flatnonzero(kinds <= _Of.SPACE)
    first = kinds[edges[:-1] + 1]
    letters = np.diff(edges) - 1
    if (kinds == _Of.SYLLABLES).any():
        in_syllables = (first == _Of.SYLLABLES) | (first == _Of.VOWEL_SIGN)
        letters = np.where(in_syllables, np.diff(np.cumsum(kinds == _Of.SYLLABLES)[edges]), letters)
    is_alone = (letters == 1) & np.isin(first, [*_GOES_ON, *_KATAKANA]) | (letters == 0) & (
        first == _Of.VOWEL_SIGN
    )
    if len(is_alone) < _IN_A_ROW:
        return np.zeros(0, np.int64)
    in_a_row: NDArray[np.bool_] = is_alone[2:] & is_alone[1:-1] & is_alone[:-2]
    return edges[np.flatnonzero(in_a_row)] + 1
