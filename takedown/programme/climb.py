"""Grants move on the ladder: when a decision has been judged, and by the hour; they expire, and owners are reminded."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.outbox import Work
from core.tenancy import SYSTEM
from takedown.models import Grant
from takedown.programme import records, steps
from takedown.programme.contributions import recount
from takedown.programme.ladder import DOWN, Place, next_place, place_after_a_reversal, reach_of
from takedown.programme.records import scope_of_grant
from takedown.programme.standing import Record, Standing, Thresholds, standing_of
from takedown.programme.states import GrantStep

SET_SIZE = 100
# Days before the end at which the owners are reminded, the last one first.
REMINDERS = (7, 30)


def count_judged(works: Sequence[Work]) -> None:
    """A decision begins to count, or counts differently: into the record, and from there onto the ladder."""
    judge([w.subject_id for w in works])


def judge(decision_ids: Sequence[UUID]) -> None:
    climb(_grants_counted_anew(decision_ids), now=clock.now())


def judge_after_a_reversal(decision_ids: Sequence[UUID], *, now: datetime) -> None:
    """In the transaction that grants a brand's appeal: the record, and the steps that the wrong decision has cost."""
    climb(_grants_counted_anew(decision_ids), now=now, upon_appeal=True)


def look_after_grants(works: Sequence[Work]) -> None:
    """What time alone does: steps that have lasted, recoveries, reminders, expiry."""
    now, after = clock.now(), UUID(int=0)
    while some := list(_live_grants().filter(id__gt=after)[:SET_SIZE]):
        after = some[-1].id
        for grant in some:
            _expire_or_remind(grant, now=now)
        climb([g for g in some if g.ended_at is None], now=now)


def _grants_counted_anew(decision_ids: Sequence[UUID]) -> QuerySet[Grant]:
    scopes = recount(decision_ids)
    return _live_grants().filter(tenant_id__in={scope[0] for scope in scopes})


def _live_grants() -> QuerySet[Grant]:
    rows = Grant.objects.filter(confirmed_at__isnull=False, ended_at=None)
    return rows.select_for_update(of=("self",)).order_by("id")


def climb(grants: Iterable[Grant], *, now: datetime, upon_appeal: bool = False) -> None:
    """Each locked grant to where the rule puts it now."""
    grants = list(grants)
    if not grants:
        return
    limits = records.policy_at(now)[1].thresholds
    since = now - timedelta(days=limits.window_days)
    measured = records.records_of({g.tenant_id for g in grants}, since=since)
    for grant in grants:
        standing = standing_of(measured.get(scope_of_grant(grant), Record()))
        _move(grant, standing, limits, now=now, upon_appeal=upon_appeal)


def _move(grant: Grant, standing: Standing, limits: Thresholds, *, now: datetime, upon_appeal: bool) -> None:
    before = Place(step=GrantStep(grant.step), since=grant.step_at, better_since=grant.better_since)
    reach = reach_of(standing, limits)
    given_back = place_after_a_reversal(before, reach, now=now) if upon_appeal else before
    after = given_back if given_back != before else next_place(before, reach, limits, now=now)
    is_worse = DOWN.index(after.step) > DOWN.index(before.step)
    if is_worse and grant.graced_until is not None and now < grant.graced_until:
        return
    if after.step is not before.step:
        steps.take(
            grant,
            after.step,
            reason=_words(standing, limits, is_worse=is_worse, given_back=given_back != before),
            figures=_figures(standing),
            by=SYSTEM,
            now=now,
        )
    elif after.better_since != before.better_since:
        grant.better_since = after.better_since
        grant.save(update_fields=["better_since"])


def _words(standing: Standing, limits: Thresholds, *, is_worse: bool, given_back: bool) -> str:
    figures = {
        "lower": f"{standing.uphold_lower_bound:.1%}",
        "upper": f"{standing.overturned_upper_bound:.1%}",
        "least": f"{limits.good_faith_uphold_rate:.0%}",
        "most": f"{limits.good_faith_overturned_rate:.0%}",
        "days": limits.window_days,
        "decided": standing.record.decided + standing.record.wrongful_automatic,
        "recovery": limits.recovery_days,
    }
    if is_worse:
        return (
            _(
                "Of %(decided)s listings that people decided in the last %(days)s days, at least %(lower)s stand accepted"
                " (needed: %(least)s) and at most %(upper)s were reversed (allowed: %(most)s)."
            )
            % figures
        )
    if given_back:
        return (
            _(
                "A decision that counted against this record was reversed upon appeal. Without it, at least %(lower)s stand"
                " accepted (needed: %(least)s) and at most %(upper)s were reversed (allowed: %(most)s)."
            )
            % figures
        )
    return (
        _(
            "For %(recovery)s days the record has carried a better step: at least %(lower)s stand accepted"
            " (needed: %(least)s) and at most %(upper)s were reversed (allowed: %(most)s)."
        )
        % figures
    )


def _figures(standing: Standing) -> dict[str, float]:
    return {
        "decided": standing.record.decided,
        "upheld": standing.record.upheld,
        "overturned": standing.record.overturned,
        "wrongful_automatic": standing.record.wrongful_automatic,
        "uphold_lower_bound": round(standing.uphold_lower_bound, 4),
        "overturned_upper_bound": round(standing.overturned_upper_bound, 4),
    }


def reminder_due(expires_at: datetime, reminded_days: int | None, now: datetime) -> int | None:
    """Which reminder is to be sent now, in days; None when none is, or it was sent."""
    for days in REMINDERS:
        if expires_at - now <= timedelta(days=days):
            return days if reminded_days is None or days < reminded_days else None
    return None


def _expire_or_remind(grant: Grant, *, now: datetime) -> None:
    if grant.expires_at <= now:
        reason = _("The grant was given until this day, and nobody renewed it.")
        steps.end(grant, Grant.EndCause.EXPIRED, reason=reason, by=SYSTEM, now=now)
        return
    days = reminder_due(grant.expires_at, grant.reminded_days, now)
    if days is not None:
        grant.reminded_days = days
        grant.save(update_fields=["reminded_days"])
        reason = _("It ends on %(day)s.") % {"day": grant.expires_at.date().isoformat()}
        steps.record("grant.expiring", grant, reason=reason, by=SYSTEM, now=now, tell=True)
