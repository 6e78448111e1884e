"""A clock's time has come: gather → decide → apply, for a set in one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from complaints.states import Cause
from core import audit, clock
from core.outbox import Work
from core.tenancy import SYSTEM
from takedown.models import Ground, LegalAction, RedressClock, Removal
from takedown.redress.clocks import keeping
from takedown.redress.clocks.due import Facts, Outcome, Verdict, what_is_due
from takedown.redress.clocks.laws import law_of
from takedown.redress.clocks.safety import families_of
from takedown.redress.clocks.states import ClockStatus, Happening, StopCause
from takedown.redress.counter.moves import restored_by_silence
from takedown.redress.counter.states import LIVE as LIVE_COUNTERS
from takedown.redress.replies.waiting import settle_where_clocks_were_handed_over
from takedown.removal.ending import end_grounds


def act_on_due(works: Sequence[Work]) -> None:
    """Clocks that were paused, stopped or handed over since ask for nothing any more."""
    now = clock.now()
    clocks = _running([w.subject_id for w in works])
    facts = _gather(clocks)
    verdicts = {c.id: what_is_due(facts[c.id], now=now) for c in clocks}
    by_outcome: dict[Outcome, list[RedressClock]] = defaultdict(list)
    for c in clocks:
        by_outcome[verdicts[c.id].outcome].append(c)
    keeping.look_again({id: v.look_at for id, v in verdicts.items() if v.look_at}, by_outcome[Outcome.WAIT])
    _hand_over(by_outcome[Outcome.HAND_OVER], verdicts, now=now)
    keeping.stop([c.id for c in by_outcome[Outcome.STOP]], cause=StopCause.GROUND_ENDED, by=SYSTEM, now=now)
    keeping.end(by_outcome[Outcome.LAPSE], Happening.LAPSED, by=SYSTEM, now=now)
    _restore(by_outcome[Outcome.RESTORE], now=now)


def _running(ids: Sequence[UUID]) -> list[RedressClock]:
    """Locked, their removals first: whoever ends a ground takes the two in that order."""
    removals = Removal.objects.filter(clocks__in=ids).order_by("id")
    list(removals.select_for_update(of=("self",)).values_list("id"))
    return [c for c in keeping.lock(ids) if c.status == ClockStatus.RUNNING]


def _gather(clocks: Sequence[RedressClock]) -> dict[UUID, Facts]:
    removals = Removal.objects.select_related("listing").in_bulk({c.removal_id for c in clocks})
    own = {
        ground.id: ground
        for ground in Ground.objects.filter(id__in=[c.ground_id for c in clocks]).select_related(
            "item__snapshot"
        )
    }
    living: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Ground.objects.filter(removal__in=removals, ended_at=None)
    for removal_id, ground_id in rows.values_list("removal_id", "id"):
        living[removal_id].add(ground_id)
    proofs = LegalAction.objects.filter(counter__ground__in=own, counter__status__in=LIVE_COUNTERS, result="")
    waiting = set(proofs.values_list("counter__ground_id", flat=True))
    return {
        c.id: _facts(
            c,
            families=_families(removals[c.removal_id], own[c.ground_id]),
            living=living[c.removal_id],
            proof_waits=c.ground_id in waiting,
        )
        for c in clocks
    }


def _facts(clock: RedressClock, *, families: tuple[str, ...], living: set[UUID], proof_waits: bool) -> Facts:
    assert clock.earliest and clock.latest  # noqa: S101, PT018 - it runs: the database says so
    return Facts(
        silence_restores=law_of(clock.law, clock.law_version).silence_restores,
        earliest=clock.earliest,
        latest=clock.latest,
        safety_families=families,
        ground_lives=clock.ground_id in living,
        another_ground_lives=bool(living - {clock.ground_id}),
        proof_waits=proof_waits,
    )


def _families(removal: Removal, ground: Ground) -> tuple[str, ...]:
    """By what was complained about, and by what the seller says it is now."""
    seen = [removal.listing, *([ground.item.snapshot] if ground.item.snapshot else [])]
    found = {family for s in seen for family in families_of(category=s.category, nice_class=s.nice_class)}
    return tuple(sorted(found))


def _hand_over(clocks: Sequence[RedressClock], verdicts: Mapping[UUID, Verdict], *, now: datetime) -> None:
    """Why, is for staff alone: another brand's ground is not this brand's to know."""
    keeping.end(clocks, Happening.HANDED_OVER, by=SYSTEM, now=now)
    settle_where_clocks_were_handed_over(clocks)
    audit.record_all(
        (
            audit.Event(
                name="clock.doubted",
                subject_kind="removal",
                subject_id=c.removal_id,
                tenant_id=None,
                data={"because": list(verdicts[c.id].because)},
            )
            for c in clocks
        ),
        by=SYSTEM,
        now=now,
    )


def _restore(clocks: Sequence[RedressClock], *, now: datetime) -> None:
    """Nobody has decided on the merits: no decision is written, and no record suffers."""
    keeping.end(clocks, Happening.RESTORED, by=SYSTEM, now=now)
    restored_by_silence({c.ground_id: c.law for c in clocks}, now=now)
    grounds = Ground.objects.filter(id__in=[c.ground_id for c in clocks], ended_at=None)
    end_grounds(list(grounds.select_related("item")), cause=Cause.COUNTER_NOTICE, now=now)
