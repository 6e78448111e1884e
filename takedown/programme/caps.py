"""A brand's hourly cap, raised for an hour: asked for by one admin, confirmed by another."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext

from accounts.roles import Action, require
from brands.models import Brand
from core import audit
from core.tenancy import Actor
from takedown.models import CapRaise
from takedown.programme import records

LASTS = timedelta(hours=1)


class RaiseRefused(Exception):
    """The step is not allowed; the message says why."""


def raised(tenants: Iterable[UUID], *, now: datetime) -> dict[UUID, int]:
    """Brand → the cap that two admins have given it for this hour."""
    live = CapRaise.objects.filter(
        tenant_id__in=list(tenants), confirmed_at__isnull=False, confirmed_at__lte=now, expires_at__gt=now
    )
    return dict(live.order_by().values_list("tenant_id").annotate(Max("cap")))


def ask(tenant_id: UUID, *, cap: int, reason: str, by: Actor, now: datetime) -> CapRaise:
    """Nothing changes until another admin confirms, within the hour. Asking twice is asking once.

    Raises Brand.DoesNotExist.
    """
    require(by, Action.RAISE_CAP)
    Brand.objects.visible_to(by).select_for_update(no_key=True).get(tenant_id=tenant_id)
    most = records.policy_at(now)[1].most_raised_cap
    if not reason.strip():
        raise RaiseRefused(gettext("Say why this brand removes more than usual."))
    if not 0 < cap <= most:
        raise RaiseRefused(gettext("A cap can be raised to at most {most} an hour.").format(most=most))
    waiting = CapRaise.objects.filter(
        tenant_id=tenant_id, asked_by_id=by.person, cap=cap, confirmed_at=None, expires_at__gt=now
    )
    if (known := waiting.first()) is not None:
        return known
    made = CapRaise.objects.create(
        tenant_id=tenant_id,
        cap=cap,
        reason=reason.strip(),
        asked_by_id=by.person,
        asked_at=now,
        expires_at=now + LASTS,
    )
    _record("asked", made, by=by, now=now)
    return made


def confirm(raise_id: UUID, *, by: Actor, now: datetime) -> CapRaise:
    """The hour begins now. Raises CapRaise.DoesNotExist for one that nobody asked for, or that is over."""
    require(by, Action.RAISE_CAP)
    found = CapRaise.objects.visible_to(by).select_for_update().get(id=raise_id, expires_at__gt=now)
    if found.confirmed_at is not None:
        raise RaiseRefused(gettext("This is confirmed already."))
    if found.asked_by_id == by.user_id:
        raise RaiseRefused(gettext("Another admin than the one who asked for it has to confirm."))
    found.confirmed_by_id, found.confirmed_at, found.expires_at = by.user_id, now, now + LASTS
    found.save(update_fields=["confirmed_by", "confirmed_at", "expires_at"])
    _record("confirmed", found, by=by, now=now)
    return found


def _record(what: str, made: CapRaise, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name=f"cap_raise.{what}",
            subject_kind="cap_raise",
            subject_id=made.id,
            tenant_id=made.tenant_id,
            data={"cap": made.cap, "reason": made.reason, "until": made.expires_at.isoformat()},
        ),
        by=by,
        now=now,
    )
