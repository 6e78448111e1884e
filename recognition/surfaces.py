"""Each way a mark is written, prepared for comparison: the mark's own side of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from recognition.folding import plain_of, visual_of
from recognition.foreign import ANY as SPOKEN
from recognition.han import is_han, said
from recognition.latin import latin_of
from recognition.lookalikes import APOSTROPHES, SYMBOLS
from recognition.marks import Mark
from recognition.sounds import heard_as, spellings_of
from recognition.words import is_common, is_ordinary

SHORT = 3
"""Marks of so few letters turn up by chance: no digit, look-alike word or space may be explained away."""
_SHORT_IN_SYLLABLES = 2
_SHORTEST_GENERATED = 5
BY_SOUND = "its sound"
_IN_LATIN = "Latin letters"
_FIRST_SYLLABLE = "\u1100"

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
# Letters with their vowel signs, which are marks to Unicode. Digits stay with their letters: "Studio54" is one word.
WORD = re.compile(r"(?:[^\W_]|[\u0900-\u109f\u0e00-\u0eff\u1780-\u17ff])+")
_PARTS = re.compile(r"\d+|\D+")
_WITHOUT_VOWELS = re.compile("[\u0590-\u06ff]")
_NO_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES), "")
_APOSTROPHES_APART = dict.fromkeys(map(ord, APOSTROPHES), " ")
_BRITISH = re.compile(r"(?<=[a-z]{2})our\b", re.IGNORECASE)
_AND = re.compile(r"\s*[&＆+]\s*|\s+(?:and|und|et|y|e)\s+", re.IGNORECASE)


def is_unspaced(text: str) -> bool:
    return _UNSPACED.search(text) is not None


def is_hangul(text: str) -> bool:
    return _HANGUL.search(text) is not None


def _words_of(shown: str) -> tuple[str, ...]:
    return tuple(WORD.findall(plain_of(shown.translate(_NO_APOSTROPHES))))


def _says(written: str, name: str) -> bool:
    """Whether a registered writing in a script that is heard is the name in that script: the consonants are enough to tell."""
    if not SPOKEN.match(written):
        return False
    return not {each.skeleton for each in heard_as(written)}.isdisjoint(
        each.skeleton for each in spellings_of(name)
    )


@dataclass(frozen=True)
class Surface:
    mark: Mark
    shown: str
    registered: str
    generated: str = ""
    """How it was made from what is registered, if it is no registered writing itself."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """In plain writing."""
        return _words_of(self.shown)

    @cached_property
    def base(self) -> str:
        return "".join(self.words)

    @cached_property
    def name(self) -> str:
        """Its words; those of the mark itself, if it only says them in another script: アップル is as much a word as "apple"."""
        text = self.mark.text
        is_its_own = self.registered == text or _says(self.registered, text)
        return " ".join(_words_of(text) if is_its_own else self.words)

    @cached_property
    def registered_letters(self) -> int:
        """Of "H&M" two, however it is shown here."""
        return sum(map(str.isalnum, self.registered))

    @cached_property
    def cuts(self) -> frozenset[int]:
        """After how many letters it may fall into words, as the mark itself does."""
        words = WORD.findall(plain_of(self.shown.translate(_APOSTROPHES_APART)))
        parts = [part for word in words for part in _PARTS.findall(word)]
        return frozenset(accumulate(map(len, parts[:-1])))

    @cached_property
    def is_unspaced(self) -> bool:
        return is_unspaced(self.shown)

    @cached_property
    def is_short(self) -> bool:
        # From Hangul on, a character is a syllable or a word: three of them are a whole name.
        return len(self.base) <= (_SHORT_IN_SYLLABLES if self.base >= _FIRST_SYLLABLE else SHORT)

    @cached_property
    def is_common(self) -> bool:
        """A word of the language: the brand's only among the brand's own goods."""
        return not self.generated and len(self.words) == 1 and is_common(self.name)

    @cached_property
    def joins_with_and(self) -> bool:
        """Letters around an "&" ("H&M") are the name only with it."""
        return len(self.base) <= SHORT + 1 and _AND.search(self.shown) is not None


@dataclass(frozen=True, slots=True)
class Writing:
    """What is looked for, and the registered writing that it stands for."""

    shown: str
    registered: str
    generated: str = ""


def writings_of(mark: Mark) -> list[Writing]:
    found: dict[str, Writing] = {}
    for registered in (mark.text, *mark.variants):
        for shown in _shown(registered):
            found.setdefault(shown, Writing(shown, registered))
        if (latin := _in_latin_letters(registered)) and latin not in found:
            found[latin] = Writing(latin, registered, _IN_LATIN)
    return list(found.values())


def _in_latin_letters(registered: str) -> str:
    """Pinyin and the like of a name in another script, unless that is a word of its own."""
    if (
        registered.isascii()
        or _WITHOUT_VOWELS.search(registered)
        or any("a" <= char <= "z" for char in plain_of(registered))
    ):
        return ""
    latin = latin_of(registered)
    if len(latin) < _SHORTEST_GENERATED or is_ordinary(latin):
        return ""
    # Pinyin is written in syllables as well as in one word.
    return " ".join(map(said, registered)) if is_han(registered) else latin


def _shown(registered: str) -> Iterator[str]:
    yield registered
    if not registered.isascii():
        # A Greek or Cyrillic letter has another shape in each case, and so other letters.
        yield from (registered.lower(), registered.upper(), registered.title())
    if _BRITISH.search(registered):
        yield _BRITISH.sub("or", registered)
    if len(parts := _AND.split(registered)) > 1:
        yield from (" and ".join(parts), "n".join(parts))
        if len("".join(parts)) > SHORT + 1:
            yield " ".join(parts)


def can_be_found(mark: Mark) -> bool:
    return any(WORD.search(visual_of(writing.shown)) for writing in writings_of(mark))


def has_symbols(shown: str) -> bool:
    return any(char in SYMBOLS for char in shown)
