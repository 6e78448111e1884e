"""What people will do and when, in the order of time."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

type Act = Callable[[datetime], None]


class Agenda:
    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    def add(self, at: datetime, act: Act) -> None:
        """What is added for one moment is done in the order in which it was added."""
        heapq.heappush(self._acts, (at, next(self._numbers), act))

    def due_before(self, end: datetime) -> Iterator[tuple[datetime, Act]]:
        """One after the other, what is added meanwhile among them."""
        while self._acts and self._acts[0][0] < end:
            at, _, act = heapq.heappop(self._acts)
            yield at, act
