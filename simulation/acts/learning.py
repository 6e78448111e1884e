"""Every Monday a score is learnt from what people have decided so far, and kept as a candidate, which decides nothing.

It is not brought into force: with it a policy's threshold would mean something else, and nobody here publishes another.
"""

from datetime import datetime, timedelta
from typing import Any

from complaints.assessment import rules
from complaints.scoring import bounds, moves
from complaints.scoring.labels import everything_until, examples_between
from complaints.scoring.reading import measured_of
from complaints.scoring.training import TooThin, train
from core.tenancy import SYSTEM, acting_as
from simulation.world import World

THIN = "trainings that had too little to learn from"


def plan(world: World) -> None:
    for week in range(1, world.assumed.weeks + 1):
        world.agenda.add(world.begins + timedelta(weeks=week, minutes=-1), lambda now: learn(world, now))


def learn(world: World, now: datetime) -> None:
    with acting_as(SYSTEM):
        try:
            trained = train(
                examples_between(world.begins, now),
                everything=everything_until(now),
                seed=world.seed,
                about={"rules_version": rules.VERSION},
            )
        except TooThin:
            world.noted[THIN] += 1
            return
        kept, _ = moves.keep(trained, by=SYSTEM, now=now)
        world.learnt.append(_said_of(measured_of(kept), kept.version, now))


def _said_of(measured: bounds.Measured, version: int, now: datetime) -> dict[str, Any]:
    return {
        "version": version,
        "at": now.isoformat(),
        "tested": measured.model.n,
        "error": round(measured.model.error, 4),
        "brier": round(measured.model.brier, 4),
        "brier_of_rules": round(measured.rules.brier, 4),
        "brier_of_base_rate": round(measured.model.base_brier, 4),
        "against_promoting": list(bounds.against_promoting(measured)),
    }
