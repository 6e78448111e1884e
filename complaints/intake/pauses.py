"""Filing is paused for a time, for one brand's own people or for one agency that files for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from complaints.models import FilingPause
from core.tenancy import Actor

# Brand, and who files for it: an agency, or None for its own people.
type Filer = tuple[UUID, UUID | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """`decided_as` is the decision it follows from: the same one pauses once. `reason` is what the filer reads."""

    tenant_id: UUID
    agency_id: UUID | None
    decided_as: UUID
    until: datetime
    reason: str


def pause(wanted: Pause, *, now: datetime) -> None:
    FilingPause.objects.get_or_create(
        decided_as=wanted.decided_as,
        defaults={
            "tenant_id": wanted.tenant_id,
            "agency_id": wanted.agency_id,
            "since": now,
            "until": wanted.until,
            "reason": wanted.reason,
        },
    )


def end(decided_as: UUID, *, now: datetime) -> None:
    """Before its time. What is over already stays as it was."""
    FilingPause.objects.filter(decided_as=decided_as, until__gt=now).update(until=now)


def pause_of(actor: Actor, *, now: datetime) -> FilingPause | None:
    """What keeps this very person or program from filing now; of several the one that lasts longest."""
    who = Q(agency_id=actor.delegate_id) if actor.delegate_id else Q(agency_id=None)
    return _in_force(FilingPause.objects.visible_to(actor), now).filter(who).order_by("-until").first()


def paused(tenants: Iterable[UUID], *, now: datetime) -> frozenset[Filer]:
    """Whose filing is paused, in one query. For staff: sees the brands that it names."""
    rows = _in_force(FilingPause.objects.filter(tenant_id__in=list(tenants)), now)
    return frozenset(rows.values_list("tenant_id", "agency_id"))


def _in_force(rows: QuerySet[FilingPause], now: datetime) -> QuerySet[FilingPause]:
    return rows.filter(since__lte=now, until__gt=now)


def words_of(found: FilingPause) -> str:
    until = date_format(timezone.localtime(found.until), "DATETIME_FORMAT")
    return _("Filing is suspended until %(until)s. The reason: %(reason)s") % {
        "until": until,
        "reason": found.reason,
    }
