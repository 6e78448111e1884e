"""Which marks one word of another script may name, and among which goods: the shorter the name, and the more usual the word, the
more exactly it has to be said."""

from collections.abc import Iterable, Iterator, Sequence

from recognition.foreign import ANY_BARE, script_of
from recognition.india import is_of_india
from recognition.known import known_writings
from recognition.language import InItsLanguage, in_its_language
from recognition.latin import latin_of
from recognition.marks import Mark
from recognition.reading import Among
from recognition.sounds import (
    FEWEST_CONSONANTS,
    SHORTEST_NAME,
    Spelling,
    consonants_in,
    heard_as,
    is_nearly_said,
    leaves_out_vowels,
    syllables_in,
    unvowelled,
)
from recognition.surfaces import Surface
from recognition.voices import ByVoice, are_the_same, as_written_in_thai, may_be_foreign, voice_of
from recognition.words import is_common

FEWEST_LETTERS = 3
_FEWEST_HEARD = 2
_LONG_AMONG_UNKNOWN_WORDS = 6
_FURTHEST = 3

type Name = tuple[Surface, bool, Among]
"""With whether it is exact, and among which goods it counts."""


class Namesakes:
    """The marks by their shapes and by their skeletons."""

    def __init__(self, surfaces: Iterable[tuple[Surface, Sequence[Spelling]]]) -> None:
        """With how each may be said."""
        self._by_shape: ByVoice[str, tuple[Surface, str]] = ByVoice()
        self._by_skeleton: ByVoice[str, tuple[Surface, str]] = ByVoice()
        skeletons: set[str] = set()
        for surface, spellings in surfaces:
            for skeleton, shape, consonants in spellings:
                skeletons.update(as_written_in_thai(consonants))
                self._by_shape.add(shape, consonants, (surface, consonants))
                if len(skeleton) >= _FEWEST_HEARD:
                    self._by_skeleton.add(skeleton, consonants, (surface, shape))
        self.in_thai = frozenset(skeletons)
        """What the marks' consonants are in Thai, and all that these begin with."""
        self.beginnings = frozenset(each[:end] for each in skeletons for end in range(1, len(each) + 1))

    def names(self, word: str, *, stands_alone: bool = False) -> Iterator[Name]:
        """A mark that is a word of its own language is one in others, too: コーチ, ディーゼル. And whoever has registered how it is
        written in a script hardly means a usual word there."""
        if not may_be_foreign(word):
            return
        language = in_its_language(word)
        if _is_hiragana(word):
            is_a_name = not language.is_a_word
            yield from (
                (surface, is_exact, Among.ITS_OWN)
                for surface, is_exact, _ in self._alike(word, language)
                if is_exact and is_a_name
            )
            return
        for surface, is_exact, among in self._alike(word, language, stands_alone=stands_alone):
            if is_written_like(word, surface):
                continue
            is_word, is_word_of_all = language.is_known_as_a_word, is_common(surface.base)
            is_registered = is_word and _is_written_in(script_of(word), surface.mark)
            if (is_word_of_all and not is_exact) or (is_registered and (language.is_plain or not is_exact)):
                continue
            yield surface, is_exact, Among.ITS_OWN if is_word_of_all or is_registered else among

    def _alike(self, word: str, language: InItsLanguage, *, stands_alone: bool = False) -> Iterator[Name]:
        is_bare = ANY_BARE.match(word) is not None
        for said in heard_as(word):
            yield from self._said_alike(word, said, language, stands_alone=stands_alone)
            if not is_bare and not language.may_be_nearly_a_name:
                continue
            voice = voice_of(word, said.consonants)
            near = self._by_skeleton.named(said.skeleton, voice)
            if is_bare:
                yield from _said_with_vowels_left_out(said.shape, near, language)
            if language.may_be_nearly_a_name:
                may_be_a_word = language.is_unknown or is_of_india(word)
                yield from _said_nearly_alike(said.shape, near, may_be_a_word=may_be_a_word)

    def _said_alike(
        self, word: str, said: Spelling, language: InItsLanguage, *, stands_alone: bool
    ) -> Iterator[Name]:
        """What is short, and said every day, has to be the name to the letter."""
        length = len(said.shape)
        is_short, is_too_short = length <= SHORTEST_NAME, length < SHORTEST_NAME
        may_be_foreign_there = language.looks_borrowed or (stands_alone and not is_too_short)
        if length < FEWEST_LETTERS or (is_short and language.is_unknown and not may_be_foreign_there):
            return
        voice = voice_of(word, said.consonants)
        among = Among.ITS_OWN if is_too_short or (is_short and language.is_a_word) else language.among
        for surface, theirs in self._by_shape.named(said.shape, voice):
            if is_short and _adds_an_h(word, surface):
                continue
            is_of_every_day = is_short and language.is_plain and not language.is_unknown
            if is_of_every_day and not are_the_same(said.consonants, theirs):
                continue
            if not (is_too_short and _may_be_a_loan(surface, language)):
                yield surface, True, among


def is_written_like(word: str, surface: Surface) -> bool:
    """Whether the name is registered in the word's own script, and so is compared with it letter by letter."""
    return not surface.base.isascii() and script_of(surface.base) == script_of(word)


def _adds_an_h(word: str, surface: Surface) -> bool:
    """해리 is no Illy. Names lose their h in other languages, but win none."""
    return surface.base[0] in "aeiouyw" and surface.base[1:2] != "h" and latin_of(word).startswith("h")


def _is_hiragana(word: str) -> bool:
    """Which Japanese writes its own words in, and foreign ones only who hides them."""
    return "\u3041" <= word[:1] <= "\u3096"


def _may_be_a_loan(surface: Surface, language: InItsLanguage) -> bool:
    """English words are words of other languages, too: "set", "boss", "mini"."""
    is_short = len(surface.base) <= SHORTEST_NAME
    return is_short and language.is_known_as_a_word and is_common(surface.base)


def _is_written_in(script: str, mark: Mark) -> bool:
    known = (known.shown for known in known_writings(mark) if not known.says_a_word)
    return any(script_of(written) == script for written in (*mark.variants, *known))


def _said_with_vowels_left_out(
    shape: str, near: Sequence[tuple[Surface, str]], language: InItsLanguage
) -> Iterator[Name]:
    """The fewer consonants there are, the less it may be any word."""
    consonants = consonants_in(shape)
    if consonants < FEWEST_CONSONANTS and language.is_plain:
        return
    is_doubtful = consonants < FEWEST_CONSONANTS and language.is_a_word
    most = 1 if consonants <= FEWEST_CONSONANTS and language.is_plain else _FURTHEST
    for surface, theirs in near:
        left_out = len(theirs) - len(shape)
        if is_doubtful and syllables_in(theirs) - syllables_in(shape) != left_out:
            continue
        if left_out <= most and leaves_out_vowels(shape, theirs):
            is_without_a = unvowelled(shape) == unvowelled(theirs)
            is_enough = len(shape) > SHORTEST_NAME and (not language.is_a_word or is_without_a)
            yield surface, not is_doubtful, language.among if is_enough else Among.ITS_OWN


def _said_nearly_alike(
    shape: str, near: Sequence[tuple[Surface, str]], *, may_be_a_word: bool
) -> Iterator[Name]:
    among = Among.ITS_OWN if may_be_a_word else Among.ANY
    if consonants_in(shape) < FEWEST_CONSONANTS:
        return
    for surface, theirs in near:
        if is_nearly_said(shape, theirs) and not (may_be_a_word and len(theirs) < _LONG_AMONG_UNKNOWN_WORDS):
            yield surface, False, among
