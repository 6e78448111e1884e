"""Names of two and three words by their sound: each word is heard once and kept as numbers, and a row of words is a name only if
their numbers put together are one's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from recognition.foreign import MOST_WORDS, SCRIPTS, Tokens, Word
from recognition.hashing import HashSet, hash_of, powers
from recognition.sounds import heard_as

_MOST_REMEMBERED = 50_000
_SIDES = 2
"""Of a word that may be said in more ways than so many, the shortest are tried in a row."""
_SIDE_TYPE = [
    ("whole", np.uint64),
    ("rest", np.uint64),
    ("first", np.uint32),
    ("last", np.uint32),
    ("length", np.int64),
    ("rest_length", np.int64),
]


type _Side = tuple[int, int, int, int, int, int]
type _Sides = NDArray[np.void]


class Known[N]:
    """The words heard before: what each sounds like by itself, and by which it is known what it sounds like with others."""

    def __init__(self, sides_of: Callable[[str], Sequence[_Side]]) -> None:
        self._sides_of = sides_of
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._names: list[tuple[N, ...]] = []
        self._sides: _Sides = np.zeros((1 << 8, _SIDES), _SIDE_TYPE)

    def of(
        self, tokens: Tokens, names_in: Callable[[Word], tuple[N, ...]]
    ) -> tuple[list[tuple[N, ...]], _Sides]:
        with self._lock:
            if len(self._numbers) > _MOST_REMEMBERED:
                self._numbers, self._names = {}, []
            known, names = self._numbers, self._names
            for text, script in zip(tokens.text, tokens.script, strict=True):
                if text not in known:
                    self._learn(text, names_in(Word(text, 0, len(text), SCRIPTS[script])))
            numbers = [known[text] for text in tokens.text]
            return [names[number] for number in numbers], self._sides[numbers]

    def _learn(self, word: str, names: tuple[N, ...]) -> None:
        number = len(self._numbers)
        if number == len(self._sides):
            self._sides = np.concatenate([self._sides, np.zeros_like(self._sides)])
        self._sides[number] = self._sides_of(word)
        self._numbers[word] = number
        self._names.append(names)


def rows_of_words(
    tokens: Tokens, sides: _Sides, of_so_many: Mapping[int, HashSet]
) -> Iterator[tuple[int, int]]:
    """Where two and three words in a row may be heard as a name of as many, and how many they are."""
    first = np.flatnonzero(tokens.goes_on)
    if not first.size or not of_so_many:
        return
    made = [sides[first, side] for side in range(_SIDES)]
    for count in range(2, MOST_WORDS + 1):
        added = [sides[first + count - 1, side] for side in range(_SIDES)]
        made = [_joined(one, other) for one in made for other in added]
        heard = np.zeros(len(first), bool)
        for each in made if count in of_so_many else ():
            heard |= of_so_many[count].has(each["whole"]) & (each["length"] > 0)
        yield from ((at, count) for at in first[heard].tolist())
        goes_on = tokens.goes_on[first + count - 1]
        first, made = first[goes_on], [each[goes_on] for each in made]


def no_sides(_word: str) -> Sequence[_Side]:
    return [(0,) * 6] * _SIDES


def sides_of(word: str) -> Sequence[_Side]:
    """Of a word's skeletons as numbers: the whole, what is left without its first letter, first and last letter, and the lengths
    of both. Two words' skeletons in a row are one with nothing doubled."""
    skeletons = sorted({spelling.skeleton for spelling in heard_as(word)}, key=lambda each: (len(each), each))
    return (list(map(_side, skeletons)) * _SIDES)[:_SIDES] if skeletons else no_sides(word)


def _side(written: str) -> _Side:
    return (
        hash_of(written),
        hash_of(written[1:]),
        ord(written[0]),
        ord(written[-1]),
        len(written),
        len(written) - 1,
    )


def _joined(one: _Sides, other: _Sides) -> _Sides:
    made = np.empty_like(one)
    doubled = one["last"] == other["first"]
    made["whole"] = one["whole"] + np.where(doubled, other["rest"], other["whole"]) * powers()[one["length"]]
    made["length"] = one["length"] + np.where(doubled, other["rest_length"], other["length"])
    made["length"] *= (one["length"] > 0) & (other["length"] > 0)
    made["last"] = other["last"]
    return made
