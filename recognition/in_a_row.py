"""Names in two and three words by their sound: each word is heard once and kept as numbers, and a row of words is a name only if
their numbers put together are one's. By their consonants names of as many words are known, by their shapes names cut in two."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from recognition.foreign import SCRIPTS, Tokens, Word, parts_of
from recognition.hashing import HashSet, hash_of, powers
from recognition.sounds import Spelling, heard_as

_MOST_REMEMBERED = 50_000
_DECLINED = ("vowels", "bare", "india")
_SIDES, _SHAPES = 2, 2
"""Of a word that may be said in more ways than so many, the shortest are tried in a row."""
BY_CONSONANTS, BY_SHAPE = tuple(range(_SIDES)), tuple(range(_SIDES, _SIDES + _SHAPES))
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

    def __init__(self, sides_of: Callable[[Word], Sequence[_Side]]) -> None:
        self._sides_of = sides_of
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._names: list[tuple[N, ...]] = []
        self._sides: _Sides = np.zeros((1 << 8, _SIDES + _SHAPES), _SIDE_TYPE)

    def of(
        self, tokens: Tokens, names_in: Callable[[Word], tuple[N, ...]]
    ) -> tuple[list[tuple[N, ...]], _Sides]:
        with self._lock:
            if len(self._numbers) > _MOST_REMEMBERED:
                self._numbers, self._names = {}, []
            known, names = self._numbers, self._names
            for text, script in zip(tokens.text, tokens.script, strict=True):
                if text not in known:
                    self._learn(Word(text, 0, len(text), SCRIPTS[script]), names_in)
            numbers = [known[text] for text in tokens.text]
            return [names[number] for number in numbers], self._sides[numbers]

    def _learn(self, word: Word, names_in: Callable[[Word], tuple[N, ...]]) -> None:
        number = len(self._numbers)
        if number == len(self._sides):
            self._sides = np.concatenate([self._sides, np.zeros_like(self._sides)])
        self._sides[number] = self._sides_of(word)
        self._numbers[word.text] = number
        self._names.append(names_in(word))


def rows_of_words(
    tokens: Tokens, sides: _Sides, columns: Sequence[int], of_so_many: Mapping[int, HashSet]
) -> Iterator[tuple[int, int]]:
    """Where two and three words in a row may be heard as a name in as many, and how many they are."""
    first = np.flatnonzero(tokens.goes_on)
    if not first.size or not of_so_many:
        return
    made = [sides[first, side] for side in columns]
    for count in range(2, max(of_so_many) + 1):
        added = [sides[first + count - 1, side] for side in columns]
        made = [_joined(one, other) for one in made for other in added]
        heard = np.zeros(len(first), bool)
        for each in made if count in of_so_many else ():
            heard |= of_so_many[count].has(each["whole"]) & (each["length"] > 0)
        yield from ((at, count) for at in first[heard].tolist())
        goes_on = tokens.goes_on[first + count - 1]
        first, made = first[goes_on], [each[goes_on] for each in made]


def no_sides(_word: Word) -> Sequence[_Side]:
    return [(0,) * 6] * (_SIDES + _SHAPES)


def sides_of(word: Word) -> Sequence[_Side]:
    """Of a word's skeletons and of its shapes as numbers: the whole, what is left without its first letter, first and last letter,
    and the lengths of both. Two words' skeletons in a row are one with nothing doubled."""
    said = heard_as(word.text)
    skeletons = [{spelling.skeleton for spelling in each} for each in heard_in_a_row(word)]
    own = _shortest(skeletons[0])
    # One of its own is enough where something hangs on to it.
    declined = sorted({each for other in skeletons[1:] for each in _shortest(other)} - set(own[:1]), key=len)
    return [
        *_numbers([*own[:1], *declined, *own[1:]], _SIDES),
        *_numbers(_shortest({spelling.shape for spelling in said}), _SHAPES),
    ]


def heard_in_a_row(word: Word) -> Iterator[Sequence[Spelling]]:
    """What the word sounds like, and what it does without what its language hangs on to it."""
    yield heard_as(word.text)
    if word.script in _DECLINED:
        yield from (heard_as(part.text) for part in parts_of(word))


def _shortest(written: Iterable[str]) -> list[str]:
    return sorted(filter(None, written), key=lambda each: (len(each), each))


def _numbers(written: Sequence[str], most: int) -> Sequence[_Side]:
    return (list(map(_side, written[:most])) * most)[:most] if written else [(0,) * 6] * most


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
