"""A marketplace's feed taken in, set by set: bad lines never stop the good ones, and a repeat has the same answer."""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from core import clock
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from listings import arrivals
from listings.connectors.base import RemoteListing
from listings.feed import Observed, record_observed, record_states
from listings.feed_body import Body
from listings.feed_lines import Reader, Wrong
from listings.models import Arrivals, FeedKey, FeedRun

logger = logging.getLogger(__name__)

SET_SIZE = 500
MOST_ERRORS = 1000
# A feed that nobody has touched for so long was being taken by a process that is no more.
ABANDONED_AFTER = timedelta(minutes=2)
KEEP_ANSWERS = timedelta(hours=48)
KEEP_RUNS = timedelta(days=30)


class FeedRefused(Exception):
    """`code` is a problem's: nothing was taken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    answer: bytes
    is_replay: bool


@dataclass(slots=True)
class _Tally:
    lines: int = 0
    stored: int = 0
    unchanged: int = 0
    refused: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)

    def answer(self) -> bytes:
        found = {
            "lines": self.lines,
            "stored": self.stored,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "errors": self.errors,
            "errors_left_out": self.refused - len(self.errors),
        }
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def feed_key(key_id: UUID) -> FeedKey:
    with acting_as(SYSTEM):
        return FeedKey.objects.select_related("marketplace").get(id=key_id)


def take(body: Body, *, key: FeedKey, idempotency_key: str | None, fingerprint: str) -> Taken:
    """Outside any transaction: each set is one of its own, so that a long feed locks no listing for long.

    Raises FeedRefused: idempotency_key_reused, in_progress.
    """
    run = _begin(key, idempotency_key, fingerprint)
    if run.state == FeedRun.State.DONE and run.answer is not None:
        return Taken(answer=bytes(run.answer), is_replay=True)
    try:
        tally = _take_all(body, run, key)
    except BaseException:
        with acting_as(SYSTEM):
            _ours(run).update(state=FeedRun.State.BROKEN)
        raise
    return Taken(answer=tally.answer(), is_replay=False)


def _begin(key: FeedKey, idempotency_key: str | None, fingerprint: str) -> FeedRun:
    with acting_as(SYSTEM):
        now = clock.real_now()
        new = FeedRun(
            marketplace=key.marketplace,
            key=key,
            idempotency_key=idempotency_key,
            fingerprint=fingerprint,
            started_at=now,
            touched_at=now,
        )
        FeedRun.objects.bulk_create([new], ignore_conflicts=True)
        if idempotency_key is None:
            return new
        run = FeedRun.objects.select_for_update().get(key=key, idempotency_key=idempotency_key)
        if run.id == new.id:
            return run
        return _take_up_again(run, fingerprint, now)


def _take_up_again(run: FeedRun, fingerprint: str, now: datetime) -> FeedRun:
    if run.fingerprint != fingerprint:
        raise FeedRefused("idempotency_key_reused")
    if run.state == FeedRun.State.DONE:
        return run
    if run.state == FeedRun.State.RUNNING and now < run.touched_at + ABANDONED_AFTER:
        raise FeedRefused("in_progress")
    run.state, run.attempt, run.touched_at = FeedRun.State.RUNNING, run.attempt + 1, now
    run.lines = run.stored = run.unchanged = run.refused = 0
    run.save()
    return run


def _ours(run: FeedRun) -> Any:
    """Nobody else has taken it up meanwhile."""
    return FeedRun.objects.filter(id=run.id, attempt=run.attempt, state=FeedRun.State.RUNNING)


def _take_all(body: Body, run: FeedRun, key: FeedKey) -> _Tally:
    with acting_as(SYSTEM):
        reader, tally = Reader(key.marketplace, clock.now()), _Tally()
    for lines in batched(body.lines(), SET_SIZE):
        _take_set([(number, reader.read(line)) for number, line in lines], run, key, tally)
    with acting_as(SYSTEM):
        if not _ours(run).update(state=FeedRun.State.DONE, answer=tally.answer()):
            raise FeedRefused("in_progress")
    return tally


def _take_set(found: Sequence[tuple[int, Any]], run: FeedRun, key: FeedKey, tally: _Tally) -> None:
    wrong = [(number, one) for number, one in found if isinstance(one, Wrong)]
    offers = [one for _, one in found if isinstance(one, RemoteListing)]
    states = [one for _, one in found if isinstance(one, Observed)]
    stored = _store(offers, states, key)
    tally.lines += len(found)
    tally.stored += stored
    tally.refused += len(wrong)
    tally.unchanged += len(found) - len(wrong) - stored
    room = MOST_ERRORS - len(tally.errors)
    tally.errors += [
        {"line": number, "code": one.code, "field": one.field, "message": one.message}
        for number, one in wrong[:room]
    ]
    with acting_as(SYSTEM):
        progress = {
            "lines": tally.lines,
            "stored": tally.stored,
            "unchanged": tally.unchanged,
            "refused": tally.refused,
        }
        if not _ours(run).update(touched_at=clock.real_now(), **progress):
            raise FeedRefused("in_progress")


def _store(offers: Sequence[RemoteListing], states: Iterable[Observed], key: FeedKey) -> int:
    """In two transactions: each locks listings in one order, so nobody waits in a circle with those who freeze them."""
    stored = 0
    if offers:
        with acting_as(SYSTEM):
            recorded = record_observed(key.marketplace, offers)
            arrivals.hand_on(key.marketplace, recorded.unseen, now=clock.now())
        stored += recorded.stored
    if states := list(states):
        with acting_as(SYSTEM):
            stored += record_states(key.marketplace, states)
    return stored


def purge(works: Sequence[Work]) -> None:
    """Answers that nobody repeats a feed for any more, old feeds, and what could not be compared for so long."""
    now = clock.now()
    Arrivals.objects.filter(arrived_at__lt=now - KEEP_RUNS).delete()
    FeedRun.objects.filter(started_at__lt=now - KEEP_RUNS).delete()
    FeedRun.objects.filter(started_at__lt=now - KEEP_ANSWERS, idempotency_key__isnull=False).update(
        answer=None, idempotency_key=None
    )
