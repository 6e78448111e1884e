"""The decisions behind a figure of standing, each with what came of it and the words it was given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.models import Audit, Decision
from complaints.review.selectors import title_of
from core.tenancy import Actor
from takedown.models import Contribution
from takedown.programme.records import Scope
from takedown.programme.standing import Record

PAGE_SIZE = 50

REFUSED = Q(decided=1, upheld=0, overturned=0)
# Each figure of the page with what is in it.
FIGURES: Mapping[str, tuple[Promise, Q]] = {
    "decided": (_("Decided by people"), Q(decided=1)),
    "upheld": (_("Accepted"), Q(upheld=1)),
    "refused": (_("Refused"), REFUSED),
    "overturned": (_("Reversed afterwards"), Q(overturned=1)),
    "wrongful_automatic": (_("Wrong automatic removals"), Q(wrongful_automatic=1)),
    "misses": (_("Everything that counts against you"), REFUSED | Q(overturned=1) | Q(wrongful_automatic=1)),
    "audited": (_("Automatic removals that were audited"), Q(audited=1)),
    "audited_right": (_("Audited and right"), Q(audited_right=1)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count, and the page that shows what is in it."""

    label: str
    value: int
    url: str


def figures_of(record: Record, *, base: str) -> list[Figure]:
    values = {
        "decided": record.decided,
        "upheld": record.upheld,
        "refused": record.decided - record.upheld - record.overturned,
        "overturned": record.overturned,
        "wrongful_automatic": record.wrongful_automatic,
        "audited": record.audited,
        "audited_right": record.audited_right,
    }
    return [
        Figure(label=str(FIGURES[name][0]), value=value, url=f"{base}figure={name}")
        for name, value in values.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One counted decision. `words` are the reason of whoever spoke last."""

    id: UUID
    item_id: UUID
    listing: str
    complaint: str
    day: date
    kind: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPage:
    rows: list[Behind]
    older: UUID | None


def decisions_behind(
    actor: Actor,
    scope: Scope,
    figure: str,
    *,
    until: date,
    days: int,
    before: UUID | None = None,
    most: int = PAGE_SIZE,
) -> BehindPage:
    """Newest first. `until` is the last day counted; `before` the last decision of the page before."""
    rows = _counted(actor, scope, figure).filter(day__lte=until, day__gt=until - timedelta(days=days))
    if before is not None:
        rows = rows.filter(decision_id__lt=before)
    found = list(
        rows.select_related("decision__item__snapshot", "decision__item__complaint").order_by("-decision_id")[
            : most + 1
        ]
    )
    more, found = len(found) > most, found[:most]
    return BehindPage(rows=shown(found), older=found[-1].decision_id if more else None)


def _counted(actor: Actor, scope: Scope, figure: str) -> QuerySet[Contribution]:
    tenant_id, marketplace_id, right_kind, agency_id = scope
    return Contribution.objects.visible_to(actor).filter(
        FIGURES[figure][1],
        Q(agency_id=agency_id) if agency_id else Q(agency_id=None),
        tenant_id=tenant_id,
        marketplace_id=marketplace_id,
        right_kind=right_kind,
    )


def shown(found: Sequence[Contribution]) -> list[Behind]:
    """Each needs its decision with item, snapshot and complaint. Constant number of queries."""
    ids, tenants = [c.decision_id for c in found], {c.tenant_id for c in found}
    reversals = {
        d.overturns_id: d for d in Decision.objects.filter(tenant_id__in=tenants, overturns_id__in=ids)
    }
    audits = {a.decision_id: a for a in _ended_audits(tenants, ids)}
    return [_row(c, reversals.get(c.decision_id), audits.get(c.decision_id)) for c in found]


def _ended_audits(tenants: Iterable[UUID], ids: Iterable[UUID]) -> QuerySet[Audit]:
    return Audit.objects.filter(tenant_id__in=tenants, decision_id__in=ids, ended_at__isnull=False)


def _row(counted: Contribution, reversal: Decision | None, audit: Audit | None) -> Behind:
    decision = counted.decision
    kind, tone = _kind(counted)
    item = decision.item
    if reversal is not None:
        words = reversal.explanation
    elif audit is not None:
        words = audit.explanation
    else:
        words = decision.explanation
    return Behind(
        id=decision.id,
        item_id=item.id,
        listing=title_of(item),
        complaint=item.complaint.number,
        day=counted.day,
        kind=str(kind),
        tone=tone,
        words=words,
    )


def _kind(counted: Contribution) -> tuple[Promise, str]:
    if counted.wrongful_automatic:
        return _("Wrong automatic removal"), "bad"
    if counted.overturned:
        return _("Reversed"), "bad"
    if counted.audited:
        return _("Confirmed by an audit"), "good"
    return (_("Accepted"), "good") if counted.upheld else (_("Refused"), "warn")
