"""What every act of the simulation has at hand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from simulation.agenda import Agenda
from simulation.assumptions import Assumptions
from simulation.cast import SITES, Cast, cast_of
from simulation.chance import stream
from simulation.clock import SimulatedClock
from simulation.marketplace import Store
from simulation.offers import Offers
from simulation.stage import host_of
from simulation.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    complaints: int
    seed: int
    assumed: Assumptions
    clock: SimulatedClock
    begins: datetime
    cast: Cast
    stores: Mapping[str, Store]
    offers: Offers
    truth: Truth = field(default_factory=Truth)
    agenda: Agenda = field(default_factory=Agenda)
    # What happened that leaves no row behind.
    noted: Counter[str] = field(default_factory=Counter)
    # What each score that was learnt is worth, by the portal's own measure: against people, not against the truth.
    learnt: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(weeks=self.assumed.weeks)

    def dice(self, name: str) -> Random:
        return stream(self.seed, name)

    def store(self, site: str) -> Store:
        return self.stores[host_of(site)]


def world_of(
    complaints: int, assumed: Assumptions, *, seed: int, clock: SimulatedClock, begins: datetime
) -> World:
    cast = cast_of(complaints, assumed, seed=seed)
    hosts = {site: host_of(site) for site, _ in SITES}
    return World(
        complaints=complaints,
        seed=seed,
        assumed=assumed,
        clock=clock,
        begins=begins,
        cast=cast,
        stores={host: Store(host=host) for host in hosts.values()},
        offers=Offers(cast=cast, assumed=assumed, hosts=hosts, dice=stream(seed, "offers"), numbers=count(1)),
    )
