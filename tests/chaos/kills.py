"""Kills, in an order that a seed decides, while work flows."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from tests.chaos.stage import Alive, Stage

POLL_SECONDS = 0.05
LOOK_SECONDS = 0.5

Disturbance = Callable[[], bool]


@dataclass(kw_only=True)
class Plan:
    """Each kind of disturbance so many times, in a seeded order, about `every` seconds apart."""

    kinds: Mapping[str, Disturbance]
    times_each: int
    every: float
    seed: int = 1
    done: Counter[str] = field(default_factory=Counter)
    last_at: float = 0.0
    """By time.monotonic()."""

    def order(self) -> Iterator[tuple[float, str]]:
        """Seconds from the start, and what happens then."""
        dice = random.Random(self.seed)
        names = list(self.kinds) * self.times_each
        dice.shuffle(names)
        at = 0.0
        for name in names:
            at += self.every * dice.uniform(0.7, 1.3)
            yield at, name


def kinds_for(workers: list[Alive], relays: list[Alive], *, seed: int = 1) -> dict[str, Disturbance]:
    """The disturbances return False when there is nobody to disturb at this moment."""
    dice = random.Random(seed)

    def kill_main(processes: list[Alive]) -> bool:
        dice.choice(processes).kill()
        return True

    def kill_child() -> bool:
        children = [child for worker in workers for child in worker.children()]
        if not children:
            return False
        with suppress(psutil.NoSuchProcess):
            dice.choice(sorted(children, key=lambda child: child.pid)).kill()
        return True

    return {
        "worker main": lambda: kill_main(workers),
        "pool child": kill_child,
        "relay": lambda: kill_main(relays),
    }


def run(
    stage: Stage, plan: Plan, *, is_settled: Callable[[], bool], seconds: float, from_when: Callable[[], bool]
) -> float:
    """Disturb, restart, wait until all is settled or `seconds` have passed; return how long it took.

    The first disturbance comes when `from_when` first says yes.
    """
    began = looked = time.monotonic()
    waiting: list[tuple[float, str]] | None = None
    while time.monotonic() - began < seconds:
        stage.keep_running()
        now = time.monotonic()
        if waiting is None and from_when():
            waiting = [(now + at, name) for at, name in plan.order()]
        if waiting and now >= waiting[0][0] and plan.kinds[waiting[0][1]]():
            plan.done[waiting.pop(0)[1]] += 1
            plan.last_at = time.monotonic()
        if waiting == [] and now - looked > LOOK_SECONDS:
            looked = now
            if is_settled():
                break
        threading.Event().wait(POLL_SECONDS)
    return time.monotonic() - began
