"""Titles a second on one core, with marks that are mostly not in the titles."""

import random
import time

import pytest

from recognition import Mark, MarkIndex
from recognition.words import ORDINARY

CONSONANTS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "ch",
    "st",
    "br",
    "tr",
    "gl",
    "sh",
]
SYLLABLES = [c + v + end for c in CONSONANTS for v in "aeiou" for end in ("", "n", "r", "l", "s", "x")]
FEW = [Mark(key=name, text=name) for name in ("Lumora", "Kestrel Audio", "Pinebarrow")]


def _name(rng):
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).title()


def _crowd(rng):
    texts = (" ".join(_name(rng) for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))) for _ in range(10_000))
    return [Mark(key=str(number), text=text) for number, text in enumerate(texts)]


def _titles(rng):
    words = sorted(word for word in ORDINARY if word.isascii())
    return [
        (
            " ".join(
                rng.choice(words) if rng.random() < 0.7 else _name(rng) for _ in range(rng.randint(7, 15))
            ),
            None,
        )
        for _ in range(5_000)
    ]


def _titles_a_second(index, titles):
    def once():
        start = time.process_time()
        index.find_many(titles)
        return len(titles) / (time.process_time() - start)

    return max(once() for _ in range(3))


@pytest.mark.full
@pytest.mark.parametrize(("crowd", "floor"), [(False, 5_000), (True, 2_000)], ids=["3 marks", "10,000 marks"])
def test_titles_are_read_fast_enough(crowd, floor):
    rng = random.Random(5)
    index = MarkIndex.build([*FEW, *_crowd(rng)] if crowd else FEW)

    assert _titles_a_second(index, _titles(rng)) >= floor
