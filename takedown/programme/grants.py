"""Good Faith status: granted by one admin, confirmed by another, suspended by any, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.roles import Action, require
from brands.models import Brand
from core import audit
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import Marketplace
from takedown.models import Grant
from takedown.programme import records
from takedown.programme.standing import (
    Record,
    Standing,
    Thresholds,
    Tier,
    reaches_good_faith,
    standing_of,
    tier_of,
)

ALREADY = "There is a grant for this already."


class GrantRefused(Exception):
    """The step is not allowed; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeStanding:
    """A brand's standing on one marketplace for one kind of right, with what it means."""

    tenant_id: UUID
    marketplace_id: UUID
    right_kind: str
    standing: Standing
    tier: Tier
    thresholds: Thresholds
    grant: Grant | None


def grant(
    *, tenant_id: UUID, marketplace_id: UUID, right_kind: str, note: str, by: Actor, now: datetime
) -> Grant:
    """Propose the status. Nothing changes until a second admin confirms."""
    require(by, Action.GRANT_STATUS)
    standing = standing_in(tenant_id, marketplace_id, right_kind, now=now)
    if standing.tier is Tier.UNVERIFIED:
        raise GrantRefused("The brand is not verified yet.")
    if not reaches_good_faith(standing.standing, standing.thresholds):
        raise GrantRefused("The brand's record does not reach the bounds of Good Faith status.")
    if standing.grant is not None:
        raise GrantRefused(ALREADY)
    try:
        with transaction.atomic():
            made = Grant.objects.create(
                tenant_id=tenant_id,
                marketplace_id=marketplace_id,
                right_kind=right_kind,
                granted_by_id=by.person,
                granted_at=now,
                note=note,
            )
    except IntegrityError as error:
        # Somebody else's, or a second click's, at the same moment.
        raise GrantRefused(ALREADY) from error
    _record("grant.proposed", made, by=by, now=now)
    return made


def confirm(grant_id: UUID, *, by: Actor, now: datetime) -> Grant:
    require(by, Action.GRANT_STATUS)
    found = _live(grant_id, by)
    if found.confirmed_at is not None:
        raise GrantRefused("This grant is confirmed already.")
    if found.granted_by_id == by.user_id:
        raise GrantRefused("Another admin than the one who granted it has to confirm.")
    found.confirmed_by_id, found.confirmed_at = by.user_id, now
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    _record("grant.confirmed", found, by=by, now=now)
    return found


def suspend(grant_id: UUID, *, reason: str, by: Actor, now: datetime) -> Grant:
    """End a grant, proposed or confirmed. Queued removals look at it again before they act."""
    require(by, Action.GRANT_STATUS)
    if not reason.strip():
        raise GrantRefused("Say why, in words the brand will read.")
    found = _live(grant_id, by)
    found.ended_by_id, found.ended_at, found.end_reason = by.user_id, now, reason.strip()
    found.save(update_fields=["ended_by", "ended_at", "end_reason"])
    _record("grant.suspended", found, by=by, now=now)
    return found


def _live(grant_id: UUID, by: Actor) -> Grant:
    """Raises Grant.DoesNotExist for an unknown or ended grant."""
    return Grant.objects.visible_to(by).select_for_update().get(id=grant_id, ended_at=None)


def _record(name: str, grant: Grant, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name=name,
            subject_kind="grant",
            subject_id=grant.id,
            tenant_id=grant.tenant_id,
            data={
                "marketplace": str(grant.marketplace_id),
                "right_kind": grant.right_kind,
                "reason": grant.end_reason or grant.note,
            },
        ),
        by=by,
        now=now,
    )


# --- reading ---------------------------------------------------------------------------------------------


def standing_in(tenant_id: UUID, marketplace_id: UUID, right_kind: str, *, now: datetime) -> ScopeStanding:
    """Raises GrantRefused for a marketplace or kind of right that nobody knows."""
    for found in standings_of([tenant_id], now=now):
        if (found.marketplace_id, found.right_kind) == (marketplace_id, right_kind):
            return found
    raise GrantRefused("There is no such marketplace or kind of right.")


RIGHT_KINDS = ("trademark", "copyright", "design", "patent")


def standings_of(tenants: list[UUID], *, now: datetime) -> list[ScopeStanding]:
    """Every scope of the given brands, measured by the formula in force: those with a record, and the empty
    ones a grant could be asked for."""
    with acting_as(SYSTEM):
        # The formula is published; the table it stands in is not for brands.
        limits = records.policy_at(now)[1].thresholds
    measured = records.records_of(tenants, since=now - timedelta(days=limits.window_days))
    live = {
        (g.tenant_id, g.marketplace_id, g.right_kind): g
        for g in Grant.objects.filter(tenant_id__in=tenants, ended_at=None).select_related(
            "granted_by", "confirmed_by"
        )
    }
    managed = dict(
        Brand.objects.filter(tenant_id__in=tenants, verified_at__isnull=False).values_list(
            "tenant_id", "account_manager_id"
        )
    )
    marketplaces = list(Marketplace.objects.order_by("name").values_list("id", flat=True))
    scopes = [(t, m, k) for t in tenants for m in marketplaces for k in RIGHT_KINDS]
    return [
        _scope_standing(scope, measured.get(scope, Record()), live.get(scope), managed, limits)
        for scope in scopes
    ]


def _scope_standing(
    scope: records.Scope,
    record: Record,
    grant: Grant | None,
    managed: Mapping[UUID, UUID | None],
    limits: Thresholds,
) -> ScopeStanding:
    standing = standing_of(record)
    granted = grant is not None and grant.confirmed_at is not None
    return ScopeStanding(
        tenant_id=scope[0],
        marketplace_id=scope[1],
        right_kind=scope[2],
        standing=standing,
        tier=tier_of(
            standing,
            verified=scope[0] in managed,
            granted=granted,
            has_manager=managed.get(scope[0]) is not None,
            thresholds=limits,
        ),
        thresholds=limits,
        grant=grant,
    )
