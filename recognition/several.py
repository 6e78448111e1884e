"""Names that a title writes in another script in two or three words: names of as many words, and others cut in two."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from recognition.foreign import ANY_BARE, MOST_WORDS, Word
from recognition.hashing import HashSet, hashes_of
from recognition.in_a_row import heard_in_a_row
from recognition.namesakes import is_written_like
from recognition.sounds import (
    FEWEST_CONSONANTS,
    Spelling,
    consonants_in,
    is_nearly_said,
    leaves_out_vowels,
)
from recognition.surfaces import Surface
from recognition.voices import ByVoice, joined, voice_of

_SHORTEST_CUT, _LONG = 4, 5


class Several:
    """The names by how they sound in so many words."""

    def __init__(self, surfaces: Iterable[tuple[Surface, Sequence[Spelling]]]) -> None:
        """With how each may be said."""
        self._names: ByVoice[tuple[int, str], tuple[Surface, str]] = ByVoice()
        skeletons: dict[int, set[str]] = {count: set() for count in range(2, MOST_WORDS + 1)}
        shapes: set[str] = set()
        long: set[str] = set()
        for surface, said in surfaces:
            shapes.update(shape for _, shape, _ in said if len(shape) >= _SHORTEST_CUT)
            long.update(skeleton for skeleton, _, _ in said if len(skeleton) >= _LONG)
            for count in how_many_words(surface) & skeletons.keys():
                for skeleton, shape, consonants in said:
                    if consonants_in(shape) >= FEWEST_CONSONANTS:
                        skeletons[count].add(skeleton)
                        self._names.add((count, skeleton), consonants, (surface, shape))
        self.skeletons = {
            count: HashSet(hashes_of(sorted(each))) for count, each in skeletons.items() if each
        }
        """By the number of words."""
        self.shapes = {2: HashSet(hashes_of(sorted(shapes)))} if shapes else {}
        """Of names of any number of words, which may have been cut in two."""
        self.long_skeletons = {2: HashSet(hashes_of(sorted(long)))} if long else {}
        """Of which the consonants are enough to look closer: Arabic and Hebrew do not write all vowels."""

    def named_by(self, words: Sequence[Word]) -> Iterable[Surface]:
        """Names of as many words only, each once however many ways there are to say it."""
        is_bare = ANY_BARE.match(words[0].text) is not None
        found: dict[int, Surface] = {}
        for spellings in product(*(_every_way(word.text, word.script) for word in words)):
            key = (len(words), joined([each.skeleton for each in spellings]))
            if key not in self._names:
                continue
            shape = joined([each.shape for each in spellings])
            voice = voice_of(words[0].text, joined([each.consonants for each in spellings]))
            for surface, theirs in self._names.named(key, voice):
                is_said = shape == theirs or is_nearly_said(shape, theirs)
                if is_written_like(words[0].text, surface):
                    continue
                if is_said or (is_bare and leaves_out_vowels(shape, theirs)):
                    found[id(surface)] = surface
        return list(found.values())


@lru_cache(maxsize=50_000)
def _every_way(text: str, script: str) -> Sequence[Spelling]:
    said = heard_in_a_row(Word(text, 0, len(text), script))
    return tuple(dict.fromkeys(spelling for each in said for spelling in each))


def how_many_words(surface: Surface) -> frozenset[int]:
    """With an article or an "and", and without it."""
    count = len(surface.words)
    if "&" in surface.shown:
        return frozenset((count, count + 1))
    return frozenset((count, count - 1) if surface.words[0] == "the" else (count,))
