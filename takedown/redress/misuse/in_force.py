"""Whether somebody is suspended right now: asked before a counter-notice is taken, and shown to who is concerned."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from listings.models import Seller
from takedown.models import CounterSuspension, CounterWarning, FilingSuspension
from takedown.redress.misuse.states import OPEN, SuspensionStatus, WarningStatus


def suspension_of(seller: Seller, now: datetime) -> CounterSuspension | None:
    """What keeps the seller's counter-notices from taking their usual way. Staff scope."""
    return _in_force(CounterSuspension.objects.filter(seller=seller), now).first()


def may_counter_notify(seller: Seller, now: datetime) -> bool:
    """Whether a counter-notice by link takes its usual way. Staff scope.

    If not, the form says until when and why. What the seller sends by mail is still read by a person.
    """
    return suspension_of(seller, now) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a seller reads on the page behind a notice's link: what is in force, or the newest warning that stands."""

    suspension: CounterSuspension | None
    warning: CounterWarning | None


def told_to(seller_id: UUID, *, now: datetime) -> Told:
    """Staff scope: who holds a link sees the tables of one removal, and this is about its seller."""
    suspension = _in_force(CounterSuspension.objects.filter(seller_id=seller_id), now).first()
    warnings = CounterWarning.objects.filter(seller_id=seller_id, status=WarningStatus.STANDS)
    return Told(suspension=suspension, warning=warnings.order_by("-given_at").first())


def case_is_open(tenant_id: UUID, agency_id: UUID | None) -> bool:
    """A suspension is proposed or in force: no trust is granted meanwhile."""
    rows = FilingSuspension.objects.filter(tenant_id=tenant_id, filer=agency_id or tenant_id)
    return rows.filter(status__in=sorted(map(str, OPEN))).exists()


def _in_force(rows: QuerySet[CounterSuspension], now: datetime) -> QuerySet[CounterSuspension]:
    """By its time, even where the row that ends it has not been worked on yet."""
    return rows.filter(status=SuspensionStatus.IN_FORCE, ends_at__gt=now)
