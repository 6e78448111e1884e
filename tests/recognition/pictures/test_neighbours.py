"""The index answers as reading every hash would, whatever the hashes are and however they crowd."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recognition.pictures import neighbours
from recognition.pictures.hashing import distances
from recognition.pictures.neighbours import HashIndex

WORDS = some.integers(0, 2**64 - 1)
HASHES = some.lists(some.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=12)


@pytest.fixture(autouse=True, scope="module")
def _tables_for_few() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "_WORTH_TABLES", 1)
        yield


def by_reading_all(bank: np.ndarray, queries: np.ndarray, distance: int) -> list[tuple[int, int, int]]:
    bits = [np.unpackbits(np.ascontiguousarray(some_).view(np.uint8), axis=1) for some_ in (queries, bank)]
    apart = (bits[0][:, None] != bits[1][None]).sum(axis=2)
    return [(int(q), int(r), int(apart[q, r])) for q, r in np.argwhere(apart <= distance)]


def by_index(bank: np.ndarray, queries: np.ndarray, distance: int) -> list[tuple[int, int, int]]:
    near = HashIndex(bank).within(queries, distance)
    return list(zip(near.queries.tolist(), near.rows.tolist(), near.apart.tolist(), strict=True))


def flipped(one: np.ndarray, bits: list[int]) -> np.ndarray:
    changed = np.unpackbits(one.view(np.uint8))
    changed[bits] ^= 1
    return np.packbits(changed).view(np.uint64)


@given(
    hashes=HASHES,
    changes=some.lists(
        some.tuples(some.integers(0, 11), some.lists(some.integers(0, 255), max_size=70, unique=True)),
        min_size=1,
        max_size=8,
    ),
    copies=some.integers(1, 30),
    distance=some.integers(0, 70),
)
@pytest.mark.thorough
@settings(max_examples=120, deadline=None)
def test_whatever_is_near_is_found_and_nothing_else(hashes, changes, copies: int, distance: int) -> None:
    bank = np.array(hashes * copies, np.uint64)
    queries = np.array([flipped(bank[at % len(bank)], bits) for at, bits in changes])

    assert by_index(bank, queries, distance) == by_reading_all(bank, queries, distance)


@pytest.mark.parametrize("distance", [15, 31, 47, 60])
def test_neighbours_among_many_are_all_found_up_to_the_last_bit(distance: int) -> None:
    dice = np.random.default_rng(distance)
    bank = dice.integers(0, 2**64, (5000, 4), dtype=np.uint64)
    rows = dice.choice(5000, 60, replace=False)
    spread = [list(dice.choice(256, distance + extra, replace=False)) for extra in [0, 0, 1] * 20]
    queries = np.array([flipped(bank[row], bits) for row, bits in zip(rows, spread, strict=True)])

    expected = [(at, int(row), distance) for at, row in enumerate(rows) if at % 3 != 2]
    assert by_index(bank, queries, distance) == expected


@pytest.mark.parametrize("least", range(16))
@pytest.mark.parametrize(
    "in_parts", [[1, *[2] * 15], [0, 3, *[2] * 14], [1, 2, 15, 13], [1, 10, 1, 10, 1, 8], [1, 16, 0, 14]]
)
def test_wherever_the_bits_that_differ_are_bunched_the_neighbour_is_found(
    in_parts: list[int], least: int
) -> None:
    dice = np.random.default_rng(least)
    bank = dice.integers(0, 2**64, (3000, 4), dtype=np.uint64)
    bits = [16 * ((least + part) % 16) + bit for part, count in enumerate(in_parts) for bit in range(count)]

    assert by_index(bank, flipped(bank[7], bits)[None], 31) == [(0, 7, 31)]


def test_of_hashes_that_are_all_alike_each_is_found_and_once() -> None:
    bank = np.full((400, 4), 7, np.uint64)

    near = HashIndex(bank).within(bank[:2], 31)

    assert near.rows.tolist() == [*range(400), *range(400)]
    assert set(near.apart.tolist()) == {0}


def test_an_empty_bank_and_no_query_find_nothing() -> None:
    nothing, something = np.zeros((0, 4), np.uint64), np.ones((3, 4), np.uint64)

    assert by_index(nothing, something, 31) == by_index(something, nothing, 31) == []


def test_a_hash_and_its_opposite_are_256_apart() -> None:
    one = np.array([[1, 2, 3, 2**63]], np.uint64)

    assert distances(one, ~one[0]).tolist() == [256]
