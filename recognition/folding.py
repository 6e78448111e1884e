"""The keys of a text: *base* (the word as it is meant), *visual* (the shapes a buyer sees), *sign* (for look-up).

Equal base is the same word; equal sign with another base is a disguise. Everything is folded cluster by
cluster (a character with the marks that sit on it), so that a place in a key leads back to the original text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from recognition.lookalikes import HAN_LIKE_KANA, LEET, LOOKALIKES, STROKES

_REMEMBERED = 40_000
_DROPPED = frozenset({"Mn", "Me", "Cf"})
_VOICING = "\u3099\u309a"
# A longer pile of marks is broken up, because normalising one pile costs the square of its height.
_TALLEST_PILE = 30


def _enclosed_letters() -> dict[int, str]:
    """Emoji letters that NFKC leaves alone: negative circled, negative squared, regional indicators."""
    return {first + n: chr(ord("A") + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)}


# Trade mark signs end a word: NFKC would glue "TM" to it. Hangul fillers are letters that nobody sees.
_SPECIAL: dict[int, str] = {
    **_enclosed_letters(),
    **dict.fromkeys(map(ord, "™℠®©"), " "),
    **dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), ""),
}


def _sits_on_another(char: str) -> bool:
    jamo_tail = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff" or char in "\uff9e\uff9f"
    return jamo_tail or unicodedata.category(char) in _DROPPED


def _class_of(codes: Iterator[int]) -> str:
    """A regex character class of the code points, as ranges."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_MARKS = _class_of(
    code
    for span in (range(0xAD, 0x1F000), range(0xE0000, 0xE01F0))
    for code in span
    if _sits_on_another(chr(code))
)
_ANY_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f".[{_MARKS}]{{0,{_TALLEST_PILE}}}", re.DOTALL)


def clusters_of(text: str) -> list[str]:
    return list(text) if text.isascii() or not _ANY_MARK.search(text) else _CLUSTER.findall(text)


def _is_kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff"


def _stays(mark: str, letter: str) -> bool:
    """Accents go, but kana voicing and the vowel signs of Indic and Thai scripts are letters to their readers."""
    if mark in _VOICING:
        return _is_kana(letter)
    is_vowel_sign = "\u0900" <= mark <= "\u109f" or "\u1780" <= mark <= "\u17ff"
    return is_vowel_sign and ord(mark) >> 7 == ord(letter) >> 7


def _without_marks(decomposed: str) -> Iterator[str]:
    letter = "\0"
    for char in decomposed:
        category = unicodedata.category(char)
        if category in _DROPPED:
            if _stays(char, letter):
                yield char
        elif category == "Cc":
            yield " " if char.isspace() else ""
        else:
            letter = char
            yield char


def _bare(cluster: str) -> str:
    """The cluster without compatibility forms, accents and invisible characters; case is kept."""
    composed = unicodedata.normalize("NFKC", cluster.translate(_SPECIAL))
    decomposed = unicodedata.normalize("NFKD", composed)
    return unicodedata.normalize("NFC", "".join(_without_marks(decomposed)))


def _lower(bare: str) -> str:
    return "".join(str(unicodedata.decimal(char, char)) for char in bare.casefold()).translate(STROKES)


def _base_of_cluster(cluster: str) -> str:
    return _lower(_bare(cluster))


def _shape_of(char: str) -> str:
    shape = LOOKALIKES.get(char) or LOOKALIKES.get(char.casefold()) or HAN_LIKE_KANA.get(char)
    if shape:
        return shape
    if "\u30a1" <= char <= "\u30f6":
        return chr(ord(char) - 0x60)
    return _lower(char)


def _visual_of_cluster(cluster: str) -> str:
    return "".join(map(_shape_of, _bare(cluster)))


class _Folds(dict[int, str]):
    """A `str.translate` table that fills itself, up to a limit: a hostile text must not fill the memory."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        folded = self._fold(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded

    def of(self, cluster: str) -> str:
        return self[ord(cluster)] if len(cluster) == 1 else self._fold(cluster)

    def over(self, text: str) -> str:
        if text.isascii() or not _ANY_MARK.search(text):
            return text.translate(self)
        return "".join(map(self.of, _CLUSTER.findall(text)))


_BASE = _Folds(_base_of_cluster)
_VISUAL = _Folds(_visual_of_cluster)

base_of = _BASE.over
visual_of = _VISUAL.over
base_of_cluster = _BASE.of
visual_of_cluster = _VISUAL.of

_REPEATED = re.compile(r"(.)\1+", re.DOTALL)


def _sign(visual: str) -> str:
    return _REPEATED.sub(r"\1", visual.translate(LEET).replace("rn", "m").replace("vv", "w"))


_remembered_sign = lru_cache(maxsize=65_536)(_sign)


def sign_of(visual: str) -> str:
    """The look-up key: leet classes, pairs that look like one letter, and no letter twice in a row."""
    return _remembered_sign(visual) if len(visual) <= 64 else _sign(visual)


class Title:
    """A text with its visual key, and the way back from a place in the key to the text."""

    __slots__ = ("_ends", "_starts", "text", "visual")

    def __init__(self, text: str) -> None:
        self.text = text
        self.visual = visual_of(text)
        self._starts: list[int] = []
        self._ends: list[int] = []

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `visual[start:end]` stands in the text. Most titles name no mark, so this is worked out late."""
        if self.text.isascii() and len(self.visual) == len(self.text):
            return start, end
        if not self._starts:
            self._lay_out()
        return self._starts[start], self._ends[end - 1]

    def _lay_out(self) -> None:
        at = 0
        for cluster in clusters_of(self.text):
            width = len(visual_of_cluster(cluster))
            self._starts += [at] * width
            self._ends += [at + len(cluster)] * width
            at += len(cluster)
