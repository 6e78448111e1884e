"""Ways through a table of states."""

from collections import deque
from collections.abc import Mapping
from typing import Any


def way_to[S](nexts: Mapping[S, Any], *, start: S, end: S) -> list[S]:
    """The states of a shortest way from start to end, both included."""
    ways = deque([[start]])
    seen = {start}
    while ways:
        way = ways.popleft()
        if way[-1] == end:
            return way
        for step in sorted(nexts[way[-1]] - seen):
            seen.add(step)
            ways.append([*way, step])
    raise AssertionError(f"no way from {start} to {end}")
