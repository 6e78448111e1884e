"""The keys of a text: *base* (the word as it is meant) and *visual* (the shapes that a buyer sees).

Equal base is the same word; equal visual with another base is a disguise. Everything is folded cluster by
cluster (a character with the marks that sit on it), so that a place in a key leads back to the original text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from recognition.confusables import looks_latin
from recognition.han import SIMPLIFIED
from recognition.lookalikes import FORMS, HAN_LIKE_KANA, LOOKALIKES, STROKES

_REMEMBERED = 40_000
_DROPPED = frozenset({"Mn", "Me", "Cf"})
_WITH = re.compile("LATIN (?:CAPITAL|SMALL) LETTER ([A-Z]) WITH .*")
_VOICING = "\u3099\u309a"
# A longer pile of marks is broken up, because normalising one pile costs the square of its height.
_TALLEST_PILE = 30


def _enclosed_letters() -> dict[int, str]:
    """Emoji letters that NFKC leaves alone (negative circled, negative squared, regional indicators) or in their brackets."""
    firsts = (0x1F150, 0x1F170, 0x1F1E6, 0x1F110, 0x249C)
    return {first + n: chr(ord("A") + n) for first in firsts for n in range(26)}


# Trade mark signs end a word: NFKC would glue "TM" to it. Hangul fillers are letters that nobody sees.
_SPECIAL: dict[int, str] = {
    **_enclosed_letters(),
    **dict.fromkeys(map(ord, "™℠®©"), " "),
    # NFKC would make a final sigma of them; what anybody sees is a c.
    0x3F2: "\u0441",
    0x3F9: "\u0421",
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


# Hebrew to Burmese, Khmer, and from Hangul on: letters of words of their own, unless Latin ones stand around them.
_ALIEN = re.compile(
    "[\u0590-\u109f\u1100-\u11ff\u1780-\u17ff\u3000-\ua48f\ua960-\ua97f\uac00-\ud7ff\ufb1d-\ufefc]"
)


def is_alien(char: str) -> bool:
    """Of a script that nobody writes Latin letters with, but whose single letters may stand in for them."""
    return _ALIEN.match(char) is not None


def alien_shape(cluster: str) -> str:
    """The Latin letter that an alien one passes for among Latin letters ("Lumסra"), or nothing."""
    return looks_latin(cluster[:1]) if is_alien(cluster[:1]) else ""


def _by_unicode(char: str) -> str:
    if char.isascii() or is_alien(char):
        return ""
    shape = looks_latin(char) or _without_its_stroke(char)
    # Strokes and bars are punctuation far more often than they are letters.
    return "" if shape in ("l", "i") and not char.isalnum() else shape


def _without_its_stroke(char: str) -> str:
    """Letters with strokes, hooks and tails that Unicode takes for letters of their own: what anybody sees is the letter."""
    named = _WITH.fullmatch(unicodedata.name(char, ""))
    return named[1].lower() if named else ""


def _shape_of(char: str) -> str:
    shape = (
        LOOKALIKES.get(char)
        or LOOKALIKES.get(char.casefold())
        or HAN_LIKE_KANA.get(char)
        or _by_unicode(char)
    )
    if shape:
        return shape
    if "\u30a1" <= char <= "\u30f6":
        return chr(ord(char) - 0x60)
    return SIMPLIFIED.get(ord(char)) or _lower(char)


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

_FORMS: dict[int, int | str] = {**FORMS, **SIMPLIFIED}

visual_of = _VISUAL.over


def base_of(text: str) -> str:
    # Of the printable letters of ASCII none has a base but its small letter.
    return text.lower() if text.isascii() and text.isprintable() else _BASE.over(text)


def plain_letter(char: str) -> str:
    """What `plain_of` makes of the character wherever it stands; vowel signs stay with their letters."""
    is_vowel_sign = "\u0900" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"
    return char if is_vowel_sign else plain_of(char)


def plain_of(text: str) -> str:
    """The base with the spellings of one word made one: Arabic alefs, final letters of Hebrew, ё, traditional characters."""
    return base_of(text).translate(_FORMS)


base_of_cluster = _BASE.of
visual_of_cluster = _VISUAL.of


def plain_words(words: str) -> frozenset[str]:
    """Of a list by hand, as `plain_of` writes them."""
    return frozenset(map(plain_of, words.split()))
