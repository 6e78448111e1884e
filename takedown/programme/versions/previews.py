"""A draft tried on the cases of the last days: asked for on a page, done by a worker, kept with its numbers' hash."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import F

from accounts.roles import Action, require
from core import audit, clock, outbox
from core.outbox import LeaseLost, Work
from core.tenancy import SYSTEM, Actor, acting_as
from takedown import work as kinds
from takedown.models import PolicyCase, PolicyDraft, PolicyPreview
from takedown.programme.policy import Numbers, Outcome
from takedown.programme.versions.cases import CHUNK, Case, all_versions, cases_between
from takedown.programme.versions.hashes import hash_of
from takedown.programme.versions.later import Later, later_of
from takedown.programme.versions.trial import PastCase, Trial, Tried

MOST_DAYS = 90
BINS = 20
MOST_EXAMPLES = 10
# After that, one that has not ended is not waited for any longer.
WAITED_FOR = timedelta(minutes=10)


def ask(draft_id: UUID, *, days: int, by: Actor, now: datetime) -> PolicyPreview:
    """One that is being worked out for the same numbers and days is not begun again.

    Raises PolicyDraft.DoesNotExist.
    """
    require(by, Action.EDIT_POLICY)
    draft = PolicyDraft.objects.select_for_update().get(id=draft_id)
    time = timedelta(days=min(max(days, 1), MOST_DAYS))
    under_way = draft.previews.filter(ended_at=None, numbers_hash=hash_of(draft.numbers))
    if same := under_way.filter(until=F("since") + time, until__gt=now - WAITED_FOR).first():
        return same
    since = now - time
    made = PolicyPreview.objects.create(
        draft=draft,
        numbers=draft.numbers,
        numbers_hash=hash_of(draft.numbers),
        since=since,
        until=now,
        asked_by_id=by.person,
        cases=PolicyCase.objects.filter(decided_at__gte=since, decided_at__lt=now).count(),
    )
    event = audit.Event(
        name="policy.previewed",
        subject_kind="policy_draft",
        subject_id=draft.id,
        tenant_id=None,
        data={"numbers": made.numbers_hash[:12], "since": since.isoformat(), "cases": made.cases},
    )
    audit.record(event, by=by, now=now)
    outbox.add(outbox.Order(kind=kinds.PREVIEW_POLICY, subject_id=made.id, tenant_id=None))
    return made


def run(works: Sequence[Work]) -> None:
    """Leased. Done twice it comes to the same result, and whoever has lost the lease writes none."""
    for work in works:
        _run_one(work)


def _run_one(work: Work) -> None:
    with acting_as(SYSTEM):
        preview = PolicyPreview.objects.get(id=work.subject_id)
    result = result_of(preview, progress=lambda done: _tell(preview.id, done))
    with suppress(LeaseLost), acting_as(SYSTEM):
        outbox.finish([work])
        PolicyPreview.objects.filter(id=preview.id, ended_at=None).update(
            result=result, done=preview.cases, ended_at=clock.now()
        )


def _tell(preview_id: UUID, done: int) -> None:
    with acting_as(SYSTEM):
        PolicyPreview.objects.filter(id=preview_id, ended_at=None).update(done=done)


def result_of(preview: PolicyPreview, *, progress: Callable[[int], None]) -> dict[str, Any]:
    """The same for the same cases, however often it is worked out."""
    trial, versions, done = Trial(Numbers.from_json(preview.numbers)), all_versions(), 0
    for chunk in cases_between(preview.since, preview.until):
        trial.feed(_past(case, versions) for case in chunk)
        done += len(chunk)
        progress(done)
    later: dict[UUID, Later] = {}
    for some in batched(sorted(trial.items.items()), CHUNK):
        with acting_as(SYSTEM):
            later |= later_of(((tried.tenant_id, id) for id, tried in some), until=preview.until)
    return summary(trial.items, later)


def _past(case: Case, versions: Mapping[int, Numbers]) -> PastCase:
    return PastCase(
        item_id=case.item_id,
        tenant_id=case.tenant_id,
        seller_id=case.seller_id,
        at=case.at,
        outcome=case.outcome,
        facts=case.facts,
        made_under=versions[case.version],
    )


# --- what is shown of it ---------------------------------------------------------------------------------


def summary(items: Mapping[UUID, Tried], later: Mapping[UUID, Later]) -> dict[str, Any]:
    """Plain JSON. Counts of items; `gained` would have been removed without a person, `lost` no longer."""
    told = [(id, items[id], later.get(id, Later.OPEN)) for id in sorted(items)]
    moves = Counter((str(t.live), str(t.draft), str(said)) for _, t, said in told)
    return {
        "items": len(told),
        "automatic": {
            "live": sum(t.live is Outcome.UPHOLD for _, t, _ in told),
            "draft": sum(t.draft is Outcome.UPHOLD for _, t, _ in told),
        },
        "draft_later": _by_later(said for _, t, said in told if t.draft is Outcome.UPHOLD),
        "gained": _by_later(said for _, t, said in told if _gained(t)),
        "lost": _by_later(said for _, t, said in told if _lost(t)),
        "moves": [[*move, count] for move, count in sorted(moves.items())],
        "reasons": _split(told, lambda t: t.reason),
        "tiers": _split(told, lambda t: t.tier),
        "histogram": _histogram([(t, said) for _, t, said in told if t.automatic]),
        "examples": {
            "gained": _examples((id, said) for id, t, said in told if _gained(t)),
            "lost": _examples((id, said) for id, t, said in told if _lost(t)),
        },
    }


type _Told = tuple[UUID, Tried, Later]


def _gained(tried: Tried) -> bool:
    return tried.draft is Outcome.UPHOLD and tried.live is not Outcome.UPHOLD


def _lost(tried: Tried) -> bool:
    return tried.live is Outcome.UPHOLD and tried.draft is not Outcome.UPHOLD


def _by_later(said: Iterable[Later]) -> dict[str, int]:
    counted = Counter(said)
    return {str(one): counted[one] for one in Later}


def _split(told: Sequence[_Told], by: Callable[[Tried], str]) -> list[dict[str, Any]]:
    names = sorted({by(t) for _, t, _ in told})
    return [
        {
            "name": name,
            "items": sum(by(t) == name for _, t, _ in told),
            "live": sum(by(t) == name and t.live is Outcome.UPHOLD for _, t, _ in told),
            "draft": sum(by(t) == name and t.draft is Outcome.UPHOLD for _, t, _ in told),
            "gained": _by_later(said for _, t, said in told if by(t) == name and _gained(t)),
            "lost": _by_later(said for _, t, said in told if by(t) == name and _lost(t)),
        }
        for name in names
    ]


def _histogram(scored: Iterable[tuple[Tried, Later]]) -> list[dict[str, int]]:
    """Items for reasons that can be automatic, by score, in steps of a twentieth: what people said of each."""
    bins = [Counter[Later]() for _ in range(BINS)]
    for tried, said in scored:
        # A score of 0.15 belongs to the step that begins with it, whatever binary fractions make of it.
        bins[min(int(round(tried.score * BINS, 9)), BINS - 1)][said] += 1
    return [{str(one): counted[one] for one in Later} for counted in bins]


def _examples(found: Iterable[tuple[UUID, Later]]) -> list[list[str]]:
    """The wrong ones first: those are what one wants to look at."""
    order = {Later.WRONG: 0, Later.RIGHT: 1, Later.OPEN: 2}
    return [[str(id), str(said)] for id, said in sorted(found, key=lambda f: (order[f[1]], f[0]))][
        :MOST_EXAMPLES
    ]
