"""Each way a mark is written, prepared for comparison: the mark's own side of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from recognition.folding import plain_of, visual_of
from recognition.foreign import ANY as SPOKEN
from recognition.han import is_han, said
from recognition.known import known_writings
from recognition.latin import latin_of
from recognition.lookalikes import APOSTROPHES, SYMBOLS
from recognition.marks import Mark
from recognition.names import is_of_a_person_or_place
from recognition.sounds import heard_as, spellings_of
from recognition.vocabulary import english, frequencies
from recognition.words import is_common, is_of_others_too, is_ordinary, is_ordinary_in_english

SHORT = 3
"""Marks of so few letters turn up by chance: no digit, look-alike word or space may be explained away."""
_SHORT_IN_SYLLABLES = 2
_SHORTEST_GENERATED = 5
BY_SOUND = "its sound"
_IN_LATIN = "Latin letters"
IN_ANOTHER_ORDER, BY_ITS_TELLING_WORD, IN_THE_PLURAL = (
    "in another order",
    "by its telling word",
    "in the plural",
)
_ARTICLE = re.compile(r"^(?:The|Le|La|Les|El|Los|Las|Il|Der|Die|Das|De|Het)\s+", re.IGNORECASE)
_FEWEST_WITHOUT_ARTICLE = 2
_APART = re.compile("[ -]")
_FIRST_SYLLABLE = "\u1100"

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
# Letters with their vowel signs, which are marks to Unicode. Digits stay with their letters: "Studio54" is one word.
WORD = re.compile(r"(?:[^\W_]|[\u0900-\u109f\u0e00-\u0eff\u1780-\u17ff])+")
_PARTS = re.compile(r"\d+|\D+")
# iPhone, eBay: "i phone" is the same.
_BEHIND_A_SMALL_LETTER = re.compile("[a-z][A-Z][a-z]{2}")
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
    is_known: bool = False
    """Whether the world writes the mark so, and not its register."""
    says_a_word: bool = False
    """Of one that is known: whether it is an ordinary word as well."""
    among: frozenset[int] = frozenset()
    """Of such a word: the classes of goods among which it is the mark's; empty if these are all of the mark's."""

    @cached_property
    def nice_classes(self) -> frozenset[int]:
        """Among the goods of which it may count."""
        return self.mark.nice_classes & self.among if self.among else self.mark.nice_classes

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
        cuts = frozenset(accumulate(map(len, parts[:-1])))
        return cuts | {1} if _BEHIND_A_SMALL_LETTER.match(self.shown) else cuts

    @cached_property
    def is_unspaced(self) -> bool:
        return is_unspaced(self.shown)

    @cached_property
    def is_short(self) -> bool:
        # From Hangul on, a character is a syllable or a word: three of them are a whole name.
        return len(self.base) <= (_SHORT_IN_SYLLABLES if self.base >= _FIRST_SYLLABLE else SHORT)

    @cached_property
    def is_short_form(self) -> bool:
        """ "LV", "YSL", "ЛВ": so few letters stand for many things, and nobody has registered these for this one."""
        return self.is_known and self.is_short and (self.base.isascii() or self.registered.isupper())

    @cached_property
    def is_common(self) -> bool:
        """A word of the language: the brand's only among the brand's own goods."""
        if self.generated:
            return False
        return self.says_a_word or (len(self.words) == 1 and is_common(self.name))

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
    is_known: bool = False
    says_a_word: bool = False
    among: frozenset[int] = frozenset()


def writings_of(mark: Mark) -> list[Writing]:
    found: dict[str, Writing] = {}
    for registered in (mark.text, *mark.variants):
        for shown in _shown(registered):
            found.setdefault(shown, Writing(shown, registered))
        for shown, how in _remade(registered):
            found.setdefault(shown, Writing(shown, registered, how))
        if (latin := _in_latin_letters(registered)) and latin not in found:
            found[latin] = Writing(latin, registered, _IN_LATIN)
    for written, says_a_word, among in known_writings(mark):
        for shown in _shown(written):
            found.setdefault(
                shown, Writing(shown, written, is_known=True, says_a_word=says_a_word, among=among)
            )
        if is_han(written) and not says_a_word and (latin := _in_latin_letters(written)):
            found.setdefault(latin, Writing(latin, written, _IN_LATIN, is_known=True))
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


# Rarer than this in English, a word is hardly one; rarer than that anywhere, it is the name's alone.
_NO_WORD, _TELLING = 3.6, 3.4
_SHORTEST_IN_ANOTHER_ORDER, _SHORTEST_TELLING = 4, 6


def _remade(registered: str) -> Iterator[tuple[str, str]]:
    """ "Vuitton Louis", "Hilfiger": what is known as the name for a word that nobody else has."""
    if _has_a_plural(registered):
        yield registered + "s", IN_THE_PLURAL
    words = _APART.split(registered)
    if len(words) < 2 or not all(word.isascii() and word.isalpha() for word in words):
        return
    plain = [plain_of(word) for word in words]
    are_names = all(english(word) < _NO_WORD or is_of_a_person_or_place(word) for word in plain)
    if len(words) == 2 and are_names and min(map(len, words)) >= _SHORTEST_IN_ANOTHER_ORDER:
        yield " ".join(reversed(words)), IN_ANOTHER_ORDER
    for word in plain:
        is_telling = max(frequencies(word).values(), default=0.0) < _TELLING and not is_of_others_too(word)
        if is_telling and len(word) >= _SHORTEST_TELLING:
            yield word, BY_ITS_TELLING_WORD


def _shown(registered: str) -> Iterator[str]:
    yield registered
    if not registered.isascii():
        # A Greek or Cyrillic letter has another shape in each case, and so other letters.
        yield from (registered.lower(), registered.upper(), registered.title())
    without_article = _ARTICLE.sub("", registered)
    if without_article != registered and len(without_article.split()) >= _FEWEST_WITHOUT_ARTICLE:
        yield without_article
    if _BRITISH.search(registered):
        yield _BRITISH.sub("or", registered)
    if len(parts := _AND.split(registered)) > 1:
        yield from (" and ".join(parts), "n".join(parts))
        if len("".join(parts)) > SHORT + 1:
            yield " ".join(parts)


def _has_a_plural(registered: str) -> bool:
    """ "UGGs": of longer ones a plural is known as such wherever it stands."""
    is_short = len(registered) == SHORT and registered.isascii() and registered.isalpha()
    return is_short and not is_ordinary_in_english(plain_of(registered) + "s")


def can_be_found(mark: Mark) -> bool:
    return any(WORD.search(visual_of(writing.shown)) for writing in writings_of(mark))


def has_symbols(shown: str) -> bool:
    return any(char in SYMBOLS for char in shown)
