"""How fast pictures are hashed and hashes looked up, beside `threatexchange` and beside nothing but decoding."""

import io
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bench import report
from bench.peers import ThreatExchange
from recognition.pictures.decoding import read
from recognition.pictures.hashing import pdq
from recognition.pictures.neighbours import HashIndex

WITHIN = 31
_ROUNDS = 5
_QUERIES = 1000
HASH_OF_FLOOR, HASH_OF_PEER = 0.8, 5
LOOK_UP_OF_PEER = {100_000: 5, 1_000_000: 10}


def _seconds(steps: Mapping[str, Callable[[], object]], rounds: int = _ROUNDS) -> dict[str, float]:
    """CPU seconds of the quickest of some rounds, in each of which every step has its turn."""
    taken = dict.fromkeys(steps, math.inf)
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.process_time()
            step()
            taken[name] = min(taken[name], time.process_time() - start)
    return taken


def _by_pillow(data: bytes, side: int) -> None:
    image = Image.open(io.BytesIO(data))
    image.draft("L", (side, side))
    image.load()


def _by_opencv(data: bytes, how: int) -> None:
    cv2.imdecode(np.frombuffer(data, np.uint8), how)


def of_hashing(pictures: Sequence[bytes], looks: Sequence[float]) -> str:
    """`pictures`: JPEGs of 600 a side. `looks`: CPU seconds that whole looks took."""
    peer = ThreatExchange()
    ours, theirs = "decode and PDQ hash", "threatexchange"
    eighth, quarter = cv2.IMREAD_REDUCED_GRAYSCALE_8, cv2.IMREAD_REDUCED_GRAYSCALE_4
    # Whichever decoder hashing uses, it is held against the one that does least beside decoding.
    floors = {f"decode grey at an eighth, {name}": name for name in ("OpenCV", "Pillow")}

    def each(step: Callable[[bytes], object]) -> Callable[[], object]:
        return lambda: [step(data) for data in pictures]

    taken = _seconds(
        {
            "decode grey at an eighth, OpenCV": each(lambda data: _by_opencv(data, eighth)),
            "decode grey at an eighth, Pillow": each(lambda data: _by_pillow(data, 75)),
            "decode grey at a quarter, OpenCV": each(lambda data: _by_opencv(data, quarter)),
            "decode grey at a quarter, Pillow": each(lambda data: _by_pillow(data, 150)),
            "decode whole, in colour": each(lambda data: Image.open(io.BytesIO(data)).load()),
            ours: each(lambda data: pdq(read(data, longest_side=150).grey)),
            theirs: each(peer.hash_of),
        }
    )
    taken = {name: seconds / len(pictures) for name, seconds in taken.items()}
    floor = min(floors, key=taken.__getitem__)
    taken["the whole look, all references"] = sum(looks) / len(looks)
    rows = [(name, f"{1 / each:,.1f}", f"{taken[floor] / each:.3f}") for name, each in taken.items()]
    size = sum(map(len, pictures)) / len(pictures) / 1000
    said = (
        f"Pictures of 600 × 600, {size:.0f} kB. Hashing is {taken[floor] / taken[ours]:.2f} of the floor (goal "
        f"{HASH_OF_FLOOR}), the faster decoder at an eighth ({floors[floor]}), and "
        f"{taken[theirs] / taken[ours]:.1f} × threatexchange (goal {HASH_OF_PEER})."
    )
    return f"{said}\n\n{report.table(('step', 'pictures a CPU second', '× the floor'), rows)}"


def of_look_ups(sizes: Sequence[int]) -> str:
    rows = [row for size in sizes for row in _look_ups(size)]
    goals = ", ".join(f"{LOOK_UP_OF_PEER[size]} × at {size:,}" for size in sizes)
    said = (
        f"Look-ups within {WITHIN} of 256 bits, in random hashes: half of {_QUERIES:,} queries have a neighbour planted "
        f"at a distance of 0 to {WITHIN}. × is by the faster way to ask threatexchange (goals {goals}, at recall 1.0)."
    )
    heads = ("hashes", "method", "look-ups a CPU second", "×", "recall", "others found", "built in, CPU s")
    return f"{said}\n\n{report.table(heads, rows)}"


type _Hits = set[tuple[int, int]]
"""The number of the query, and the row that it finds."""


@dataclass(frozen=True, slots=True)
class _Lookups:
    """The ways to ask both for the same queries."""

    ours: HashIndex
    theirs: Any
    queries: np.ndarray

    def ours_all_at_once(self) -> _Hits:
        near = self.ours.within(self.queries, WITHIN)
        return set(zip(near.queries.tolist(), near.rows.tolist(), strict=True))

    def ours_in_fours(self) -> _Hits:
        pairs = set()
        for start in range(0, _QUERIES, 4):
            near = self.ours.within(self.queries[start : start + 4], WITHIN)
            pairs |= set(zip((near.queries + start).tolist(), near.rows.tolist(), strict=True))
        return pairs

    def theirs_one_by_one(self, asked: Sequence[str]) -> _Hits:
        return {(at, match.metadata) for at, one in enumerate(asked) for match in self.theirs.query(one)}

    def theirs_all_at_once(self, asked: Sequence[str]) -> _Hits:
        answers = self.theirs.index.search(asked, WITHIN, return_as_ids=True)
        return {(at, row) for at, rows in enumerate(answers) for row in rows}


def _look_ups(size: int) -> list[tuple[object, ...]]:
    dice = np.random.default_rng([11, size])
    bank = dice.integers(0, 2**64, (size, 4), dtype=np.uint64)
    queries = dice.integers(0, 2**64, (_QUERIES, 4), dtype=np.uint64)
    planted = {2 * at: int(row) for at, row in enumerate(dice.choice(size, _QUERIES // 2, replace=False))}
    for query, row in planted.items():
        queries[query] = _changed(bank[row], dice)
    peer, names = ThreatExchange(), [one.tobytes().hex() for one in bank]
    ours, ours_built = _built(lambda: HashIndex(bank))
    theirs, theirs_built = _built(lambda: peer.index(names))
    ways, asked = _Lookups(ours, theirs, queries), [one.tobytes().hex() for one in queries]
    return _compared(
        size,
        set(planted.items()),
        {
            "ours, all at once": (ways.ours_all_at_once, ours_built),
            "ours, four at once (a picture)": (ways.ours_in_fours, ours_built),
            "threatexchange, one by one": (lambda: ways.theirs_one_by_one(asked), theirs_built),
            "threatexchange, all at once": (lambda: ways.theirs_all_at_once(asked), theirs_built),
        },
    )


def _built[Made](build: Callable[[], Made]) -> tuple[Made, float]:
    """With the seconds of processor time that it took."""
    start = time.process_time()
    made = build()
    return made, time.process_time() - start


def _compared(
    size: int, true: _Hits, ways: Mapping[str, tuple[Callable[[], _Hits], float]]
) -> list[tuple[object, ...]]:
    """`ways`: by name, each with the seconds that its index took to build."""
    found: dict[str, _Hits] = {}

    def keeping(name: str, look_up: Callable[[], _Hits]) -> Callable[[], None]:
        return lambda: found.update({name: look_up()})

    taken = _seconds({name: keeping(name, look_up) for name, (look_up, _) in ways.items()}, rounds=3)
    theirs_took = min(seconds for name, seconds in taken.items() if name.startswith("threatexchange"))
    return [
        (
            f"{size:,}",
            name,
            f"{_QUERIES / seconds:,.0f}",
            f"{theirs_took / seconds:.1f}",
            f"{len(found[name] & true) / len(true):.3f}",
            len(found[name] - true),
            f"{ways[name][1]:.1f}",
        )
        for name, seconds in taken.items()
    ]


def _changed(one: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    bits = np.unpackbits(one.view(np.uint8))
    bits[dice.choice(256, int(dice.integers(0, WITHIN + 1)), replace=False)] ^= 1
    return np.packbits(bits).view(np.uint64)
