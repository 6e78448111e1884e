"""Names with letters starred out: "N**E", "L*uis V*itton", "Гу**и". Whoever writes so hides a name, and hides it badly."""

import re
from collections.abc import Callable, Iterator, Sequence

from recognition.folding import plain_of
from recognition.judge import Candidate
from recognition.reading import Trick, reading_with
from recognition.surfaces import Surface

_MASKS = "*＊✱•●○◯"
_HIDDEN = re.compile(rf"\w[{_MASKS}]+\w")
_WORD = re.compile(rf"[\w&'’{_MASKS}-]+")
_ANY = "*"
_FOLD = str.maketrans(dict.fromkeys(_MASKS, _ANY))
_MOST_WORDS = 4
_SHORTEST, _SHORTEST_IN_SYLLABLES = 4, 3


def hides_letters(text: str) -> bool:
    return _HIDDEN.search(text) is not None


class Masked:
    """The writings of marks by their length, their words and their first letter."""

    def __init__(self, shown: Sequence[str], surface_of: Callable[[int], Surface]) -> None:
        self._shown, self._surface_of = shown, surface_of
        self._by_outline: dict[tuple[int, int, str], list[tuple[str, int]]] = {}

    def hidden_in(self, text: str) -> Iterator[Candidate]:
        words = list(_WORD.finditer(text))
        for first, word in enumerate(words):
            for last in range(first, min(first + _MOST_WORDS, len(words))):
                written = text[word.start() : words[last].end()]
                if hides_letters(written):
                    yield from self._named(written, last - first + 1, word.start())

    def _named(self, written: str, words: int, start: int) -> Iterator[Candidate]:
        shape = plain_of(written.translate(_FOLD))
        visible = sum(char.isalnum() for char in shape)
        if 2 * visible < sum(not char.isspace() for char in shape):
            return
        for plain, number in self._alike(len(shape), words, shape[0]):
            if all(ours in (_ANY, their) for ours, their in zip(shape, plain, strict=True)):
                surface = self._surface_of(number)
                if not surface.generated:
                    reading = reading_with([Trick.HIDDEN], surface)
                    yield Candidate(surface, reading, start, start + len(written))

    def _alike(self, length: int, words: int, first: str) -> Sequence[tuple[str, int]]:
        if not self._by_outline:
            for number, shown in enumerate(self._shown):
                plain = plain_of(shown)
                shortest = _SHORTEST if plain.isascii() else _SHORTEST_IN_SYLLABLES
                if len(plain) >= shortest:
                    outline = (len(plain), plain.count(" ") + 1, plain[0])
                    self._by_outline.setdefault(outline, []).append((plain, number))
        return self._by_outline.get((length, words, first), ())
