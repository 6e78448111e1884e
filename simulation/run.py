"""A run: the cast acts in the order of time, and between their acts all work that is due is done, as workers would."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from core import outbox, scheduler
from core.outbox import SET_SIZE, Handler
from core.scheduler import Job
from simulation.acts import learning
from simulation.acts.answering import Answers
from simulation.acts.appealing import Appeals
from simulation.acts.filing import Filers
from simulation.acts.managing import Managers, staff_for
from simulation.acts.running import Programme
from simulation.acts.selling import Sellers
from simulation.assumptions import Assumptions
from simulation.chance import stream
from simulation.clock import SimulatedClock
from simulation.marketplace import reachable
from simulation.report.figures import Known, figures_of
from simulation.report.gather import gather
from simulation.stage import ESTABLISHED, Stage, set_up
from simulation.world import World, world_of

# A Monday. Far enough away that nothing which migrations have written lies in the future.
BEGINS = datetime(2030, 1, 7, tzinfo=UTC)
_DAY = range(6, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machinery:
    """How work is done and what is put out when: the portal's own tables, which nothing below it may import."""

    handlers: Mapping[str, Handler]
    schedule: Sequence[Job]

    @property
    def in_large_sets(self) -> Mapping[str, Handler]:
        """Sets are small where somebody else may be slow to answer, a mail server or a site: nobody is, here."""
        return {
            kind: replace(handler, set_size=max(handler.set_size, SET_SIZE))
            if handler.set_size > 1
            else handler
            for kind, handler in self.handlers.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How long work that is due waits at most, by day and by night; and how often jobs are put out. In the portal they come
    by the minute: here that would be most of a run."""

    by_day: timedelta = timedelta(minutes=30)
    by_night: timedelta = timedelta(hours=2)
    jobs: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    world: World
    stage: Stage
    figures: dict[str, Any]


def run(
    complaints: int,
    assumed: Assumptions,
    machinery: Machinery,
    *,
    seed: int,
    steps: Steps = Steps(),
    say: Callable[[str], None] = lambda words: None,
) -> Ran:
    """On the present connection, whose database is prepared (clock.py). `say` hears of each week that is over."""
    clock = SimulatedClock(BEGINS - ESTABLISHED, stream(seed, "identifiers"))
    world = world_of(complaints, assumed, seed=seed, clock=clock, begins=BEGINS)
    with clock.running(), reachable(world.stores) as kind:
        stage = set_up(
            world.cast, world.stores, kind=kind, managers=staff_for(complaints, assumed), clock=clock
        )
        clock.set(BEGINS)
        _plan(world, stage)
        jobs_at, handlers = world.begins, machinery.in_large_sets
        for begins, ends in _ticks(world, steps):
            for at, act in world.agenda.due_before(ends):
                clock.set(at)
                act(clock.now)
            clock.set(ends)
            if ends >= jobs_at:
                scheduler.put_out_due(machinery.schedule)
                jobs_at = ends + steps.jobs
            outbox.do_all_due(handlers)
            if (ends - world.begins).days // 7 > (begins - world.begins).days // 7:
                say(f"Week {(ends - world.begins).days // 7} of {assumed.weeks} is over.")
        figures = figures_of(gather(), _known(world, stage)) | {"learnt": world.learnt}
        return Ran(world=world, stage=stage, figures=figures)


def _known(world: World, stage: Stage) -> Known:
    habits = {brand.tenant_id: str(brand.cast.habit) for brand in stage.brands}
    return Known(truth=world.truth, habits=habits, begins=world.begins, ends=world.ends)


def _plan(world: World, stage: Stage) -> None:
    filers = Filers(world, stage)
    filers.plan()
    Managers(world, stage).plan()
    Answers(world, stage).plan()
    Sellers(world, stage, filers).plan()
    Programme(world, stage).plan()
    Appeals(world, stage).plan()
    learning.plan(world)


def _ticks(world: World, steps: Steps) -> Iterator[tuple[datetime, datetime]]:
    begins = world.begins
    while begins < world.ends:
        ends = begins + (steps.by_day if begins.hour in _DAY else steps.by_night)
        yield begins, ends
        begins = ends
