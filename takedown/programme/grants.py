"""Good Faith status: granted by one admin, confirmed by another, renewed, suspended or left, each with its reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from accounts.roles import Action, require
from brands.models import Agency, Brand
from complaints.reasons import REASONS
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import Marketplace
from takedown.models import Application, Grant
from takedown.programme import records, steps
from takedown.programme.ladder import lets_act
from takedown.programme.records import scope_of_grant
from takedown.programme.standing import (
    TRUSTED,
    Record,
    Standing,
    Thresholds,
    Tier,
    reaches_good_faith,
    record_stops_automation,
    standing_of,
    tier_of,
)
from takedown.programme.states import ApplicationStatus, GrantStep
from takedown.redress.misuse.in_force import case_is_open

ALREADY = gettext_lazy("There is a grant for this already.")
CASE_OPEN = gettext_lazy("A suspension for misuse is proposed or in force: no trust is granted meanwhile.")
# A grant can be renewed, by two people again, when so little of it is left.
RENEWABLE_BEFORE_END = timedelta(days=60)


class GrantRefused(Exception):
    """The step is not allowed; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeStanding:
    """What is measured in one scope, what it means, and the grant: in force, or proposed. `renewal` is proposed beside it.

    `people_decide`: trusted, but people surely accept too little for automatic removal.
    """

    tenant_id: UUID
    marketplace_id: UUID
    right_kind: str
    agency_id: UUID | None
    agency: str
    standing: Standing
    tier: Tier
    thresholds: Thresholds
    grant: Grant | None
    renewal: Grant | None = None
    people_decide: bool = False

    @property
    def scope(self) -> records.Scope:
        return (self.tenant_id, self.marketplace_id, self.right_kind, self.agency_id)

    @property
    def is_in_force(self) -> bool:
        return self.grant is not None and self.grant.confirmed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How far a grant reaches. No `reasons`: every one that the policy lets be automatic."""

    reasons: Collection[str] = ()
    hourly_cap: int | None = None
    expires_at: datetime | None = None


def grant(
    *,
    tenant_id: UUID,
    marketplace_id: UUID,
    right_kind: str,
    note: str,
    by: Actor,
    now: datetime,
    agency_id: UUID | None = None,
    extent: Extent = Extent(),
) -> Grant:
    """Propose the status, or its renewal. Nothing changes until a second admin confirms."""
    require(by, Action.GRANT_STATUS)
    standing = standing_in(tenant_id, marketplace_id, right_kind, agency_id=agency_id, now=now)
    if standing.tier is Tier.UNVERIFIED:
        raise GrantRefused(gettext("The brand is not verified yet."))
    if not reaches_good_faith(standing.standing, standing.thresholds):
        raise GrantRefused(gettext("The brand's record does not reach the bounds of Good Faith status."))
    if case_is_open(tenant_id, agency_id):
        raise GrantRefused(CASE_OPEN)
    former = standing.grant if standing.is_in_force else None
    if standing.grant is not None and not (former and may_be_renewed(former, now)):
        raise GrantRefused(ALREADY)
    starts_at = former.expires_at if former else now
    _check(extent, starts_at=starts_at)
    try:
        with transaction.atomic():
            made = Grant.objects.create(
                tenant_id=tenant_id,
                marketplace_id=marketplace_id,
                right_kind=right_kind,
                agency_id=agency_id,
                reasons=sorted(extent.reasons),
                hourly_cap=extent.hourly_cap,
                expires_at=extent.expires_at or starts_at + Grant.GOOD_FOR,
                granted_by_id=by.person,
                granted_at=now,
                note=note,
            )
    except IntegrityError as error:
        # Somebody else's, or a second click's, at the same moment.
        raise GrantRefused(ALREADY) from error
    _answer(made, start=ApplicationStatus.WAITING, end=ApplicationStatus.PROPOSED, by=by, now=now)
    steps.record("grant.proposed", made, reason=note, by=by, now=now)
    return made


def _check(extent: Extent, *, starts_at: datetime) -> None:
    automatic = {code for code, reason in REASONS.items() if reason.automatic}
    if not set(extent.reasons) <= automatic:
        raise GrantRefused(gettext("Only reasons that may be automatic can be granted."))
    last_day = (starts_at + Grant.GOOD_FOR).date()
    if extent.expires_at and not (starts_at < extent.expires_at and extent.expires_at.date() <= last_day):
        raise GrantRefused(gettext("A grant ends after it begins, and within a year."))


def may_be_renewed(grant: Grant, now: datetime) -> bool:
    return grant.step in {GrantStep.FULL, GrantStep.WARNED} and (
        grant.expires_at - now <= RENEWABLE_BEFORE_END
    )


def confirm(grant_id: UUID, *, by: Actor, now: datetime) -> Grant:
    require(by, Action.GRANT_STATUS)
    found = _live(grant_id, by)
    if found.confirmed_at is not None:
        raise GrantRefused(gettext("This grant is confirmed already."))
    if found.granted_by_id == by.user_id:
        raise GrantRefused(gettext("Another admin than the one who granted it has to confirm."))
    if case_is_open(found.tenant_id, found.agency_id):
        raise GrantRefused(CASE_OPEN)
    former = _same_scope(found).filter(confirmed_at__isnull=False).first()
    if former is not None:
        steps.end(former, Grant.EndCause.RENEWED, reason="It was renewed.", by=by, now=now)
        found.step = former.step
    found.confirmed_by_id, found.confirmed_at, found.step_at = by.user_id, now, now
    found.save(update_fields=["confirmed_by", "confirmed_at", "step", "step_at"])
    _answer(found, start=ApplicationStatus.PROPOSED, end=ApplicationStatus.GRANTED, by=by, now=now)
    steps.record("grant.confirmed", found, reason=found.note, by=by, now=now, tell=True)
    return found


def suspend(grant_id: UUID, *, reason: str, by: Actor, now: datetime) -> Grant:
    """End a grant, proposed or confirmed. Queued removals look at it again before they act."""
    require(by, Action.GRANT_STATUS)
    if not reason.strip():
        raise GrantRefused(gettext("Say why, in words the brand will read."))
    found = _live(grant_id, by)
    if found.confirmed_at is not None:
        steps.take(found, GrantStep.SUSPENDED, reason=reason.strip(), by=by, now=now)
        return found
    steps.end(found, Grant.EndCause.TAKEN_BACK, reason=reason.strip(), by=by, now=now)
    _answer(found, start=ApplicationStatus.PROPOSED, end=ApplicationStatus.WAITING, by=by, now=now)
    return found


def leave(grant_id: UUID, *, by: Actor, now: datetime) -> Grant:
    """The brand gives its status up, at once: what is queued goes to a person."""
    require(by, Action.JOIN_PROGRAMME)
    found = _live(grant_id, by)
    if found.confirmed_at is None:
        raise Grant.DoesNotExist
    for status in (ApplicationStatus.WAITING, ApplicationStatus.PROPOSED):
        _answer(found, start=status, end=ApplicationStatus.WITHDRAWN, by=by, now=now)
    reason = "The brand left the programme."
    for renewal in _same_scope(found).filter(confirmed_at=None):
        steps.end(renewal, Grant.EndCause.TAKEN_BACK, reason=reason, by=by, now=now)
    steps.end(found, Grant.EndCause.LEFT, reason=reason, by=by, now=now)
    return found


def _live(grant_id: UUID, by: Actor) -> Grant:
    """Raises Grant.DoesNotExist for an unknown or ended grant."""
    return Grant.objects.visible_to(by).select_for_update().get(id=grant_id, ended_at=None)


def _same_scope(grant: Grant) -> QuerySet[Grant]:
    """Living grants in the scope of this one, locked."""
    rows = records.in_scope(Grant.objects.filter(ended_at=None), scope_of_grant(grant))
    return rows.select_for_update().order_by("id")


def _answer(
    grant: Grant, *, start: ApplicationStatus, end: ApplicationStatus, by: Actor, now: datetime
) -> None:
    """The application that this grant answers, if the brand has made one, follows it."""
    records.in_scope(Application.objects.filter(status=start), scope_of_grant(grant)).update(
        status=end,
        grant=grant if end in {ApplicationStatus.PROPOSED, ApplicationStatus.GRANTED} else None,
        answered_by=by.user_id if end is ApplicationStatus.GRANTED else None,
        answered_at=now if end is ApplicationStatus.GRANTED else None,
    )


# --- reading ---------------------------------------------------------------------------------------------


def standing_in(
    tenant_id: UUID,
    marketplace_id: UUID,
    right_kind: str,
    *,
    now: datetime,
    agency_id: UUID | None = None,
) -> ScopeStanding:
    """Raises GrantRefused for a marketplace or kind of right that nobody knows, or an agency without a record."""
    for found in standings_of([tenant_id], now=now):
        if found.scope == (tenant_id, marketplace_id, right_kind, agency_id):
            return found
    raise GrantRefused(gettext("There is no such marketplace, kind of right or agency."))


RIGHT_KINDS = ("trademark", "copyright", "design", "patent")


def limits_at(now: datetime) -> Thresholds:
    """The formula is published; the table it stands in is not for brands."""
    with acting_as(SYSTEM):
        return records.policy_at(now)[1].thresholds


def standings_of(tenants: list[UUID], *, now: datetime) -> list[ScopeStanding]:
    """Every scope of the given brands, measured by the formula in force: those with a record, and the empty
    ones a grant could be asked for."""
    limits = limits_at(now)
    measured = records.records_of(tenants, since=now - timedelta(days=limits.window_days))
    in_force, proposed = _live_grants(tenants, now=now)
    managed = dict(
        Brand.objects.filter(tenant_id__in=tenants, verified_at__isnull=False).values_list(
            "tenant_id", "account_manager_id"
        )
    )
    marketplaces = list(Marketplace.objects.order_by("name").values_list("id", flat=True))
    by_agencies = [scope for scope in {**measured, **in_force, **proposed} if scope[3]]
    agencies = Agency.objects.in_bulk({scope[3] for scope in by_agencies}) if by_agencies else {}
    own = [(t, m, k, None) for t in tenants for m in marketplaces for k in RIGHT_KINDS]
    place = {scope[:3]: number for number, scope in enumerate(own)}
    ordered: list[records.Scope] = [*own, *by_agencies]
    ordered.sort(key=lambda scope: (place[scope[:3]], _name(scope, agencies)))
    return [
        _scope_standing(
            scope,
            _name(scope, agencies),
            measured.get(scope, Record()),
            (in_force.get(scope), proposed.get(scope)),
            managed,
            limits,
            now=now,
        )
        for scope in ordered
    ]


def _name(scope: records.Scope, agencies: Mapping[UUID, Agency]) -> str:
    return agencies[scope[3]].name if scope[3] else ""


type Grants = dict[records.Scope, Grant]


def _live_grants(tenants: list[UUID], *, now: datetime) -> tuple[Grants, Grants]:
    """In force, and proposed."""
    rows = list(
        Grant.objects.filter(tenant_id__in=tenants, ended_at=None, expires_at__gt=now).select_related(
            "granted_by", "confirmed_by", "agency"
        )
    )
    return (
        {scope_of_grant(g): g for g in rows if g.confirmed_at is not None},
        {scope_of_grant(g): g for g in rows if g.confirmed_at is None},
    )


def _scope_standing(
    scope: records.Scope,
    agency: str,
    record: Record,
    grants: tuple[Grant | None, Grant | None],
    managed: Mapping[UUID, UUID | None],
    limits: Thresholds,
    *,
    now: datetime,
) -> ScopeStanding:
    standing, (in_force, proposed) = standing_of(record), grants
    graced = in_force is not None and in_force.graced_until is not None and now < in_force.graced_until
    acts = in_force is not None and lets_act(GrantStep(in_force.step), standing, limits, graced=graced)
    tier = tier_of(
        standing,
        verified=scope[0] in managed,
        granted=acts,
        has_manager=managed.get(scope[0]) is not None,
        thresholds=limits,
    )
    return ScopeStanding(
        tenant_id=scope[0],
        marketplace_id=scope[1],
        right_kind=scope[2],
        agency_id=scope[3],
        agency=agency,
        standing=standing,
        tier=tier,
        thresholds=limits,
        grant=in_force or proposed,
        renewal=proposed if in_force else None,
        people_decide=tier in TRUSTED and record_stops_automation(standing, limits, graced=graced),
    )
