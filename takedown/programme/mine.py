"""A brand's side of the programme: for each scope its state, what it can do, and what has happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brands.models import Agency, Right
from core.tenancy import Actor
from listings.models import Marketplace
from takedown.models import Appeal, Application, Step
from takedown.programme.appeals import is_step_down
from takedown.programme.applications import OPEN, locks_of, why_not_apply
from takedown.programme.grants import ScopeStanding, standings_of
from takedown.programme.records import Scope, scope_of_grant
from takedown.programme.standing import Record
from takedown.programme.states import AppealStatus, ApplicationStatus, GrantStep

STEPS: Mapping[str, tuple[Promise, Promise, str]] = {
    GrantStep.FULL: (_("In force"), _("Complete complaints are carried out at once."), "good"),
    GrantStep.WARNED: (_("Warned"), _("Nothing has changed yet. What lasts leads to a lower cap."), "warn"),
    GrantStep.CAPPED: (
        _("Capped"),
        _(
            "A quarter of the usual number an hour is carried out at once; what is more waits for room or a person."
        ),
        "warn",
    ),
    GrantStep.REVIEW: (
        _("Under review"),
        _("People look at every complaint until the record is back."),
        "bad",
    ),
    GrantStep.SUSPENDED: (
        _("Suspended"),
        _("The status has ended. Applying again takes two admins again."),
        "bad",
    ),
}
PEOPLE_DECIDE = _(
    "People look at every complaint, because they surely accept too little of what you file. What they accept from now on leads back."
)
APPLICATIONS: Mapping[str, tuple[Promise, str]] = {
    ApplicationStatus.WAITING: (_("Waits for an admin"), "info"),
    ApplicationStatus.PROPOSED: (_("Proposed; a second admin confirms"), "info"),
    ApplicationStatus.GRANTED: (_("Granted"), "good"),
    ApplicationStatus.DECLINED: (_("Declined"), "bad"),
    ApplicationStatus.WITHDRAWN: (_("Withdrawn"), "neutral"),
}
APPEALS: Mapping[str, tuple[Promise, str]] = {
    AppealStatus.OPEN: (_("Waits for another admin"), "info"),
    AppealStatus.GRANTED: (_("Granted"), "good"),
    AppealStatus.DISMISSED: (_("Dismissed"), "bad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAppeal:
    row: Appeal
    label: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownApplication:
    row: Application
    label: str
    tone: str
    appeal: ShownAppeal | None
    # What an admin fills in beside it.
    refusal: Form | None = None
    judgement: Form | None = None

    @property
    def is_open(self) -> bool:
        return self.row.status in OPEN

    @property
    def can_appeal(self) -> bool:
        return self.row.status == ApplicationStatus.DECLINED and self.appeal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    row: Step
    label: str
    tone: str
    appeal: ShownAppeal | None
    can_appeal: bool
    judgement: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One scope. `obstacles` say why the brand cannot apply now; empty when it can."""

    found: ScopeStanding
    marketplace: str
    kind: str
    label: str
    says: str
    tone: str
    obstacles: list[str]
    applications: list[ShownApplication]
    steps: list[ShownStep]

    @property
    def has_open_appeal(self) -> bool:
        appeals = (about.appeal for about in self.steps)
        return any(appeal and appeal.row.status == AppealStatus.OPEN for appeal in appeals)

    @property
    def open_application(self) -> ShownApplication | None:
        return next((a for a in self.applications if a.is_open), None)

    @property
    def application_url(self) -> str:
        found = self.found
        page = reverse("application-new", args=[found.marketplace_id, found.right_kind])
        return f"{page}?agency={found.agency_id}" if found.agency_id else page


def decisions_page(scope: Scope, *, tenant_id: UUID | None = None) -> str:
    """The address of what is behind a scope's figures, ready for `figure=…`. Staff name the brand, too."""
    place: list[Any] = [scope[1], scope[2]]
    page = (
        reverse("programme-decisions", args=[tenant_id, *place])
        if tenant_id
        else reverse("standing-decisions", args=place)
    )
    return f"{page}?agency={scope[3]}&" if scope[3] else f"{page}?"


def programme_of(actor: Actor, *, now: datetime) -> list[Membership]:
    """Scopes with a record, a grant, or anything that ever happened in them."""
    if actor.tenant_id is None:
        return []
    return memberships(actor, standings_of([actor.tenant], now=now), now=now)


def memberships(actor: Actor, standings: Sequence[ScopeStanding], *, now: datetime) -> list[Membership]:
    tenants = {found.tenant_id for found in standings}
    names = dict(Marketplace.objects.values_list("id", "name"))
    appeals = list(Appeal.objects.visible_to(actor).filter(tenant_id__in=tenants))
    applications = _applications(actor, tenants, appeals)
    steps = _steps(actor, tenants, appeals)
    locks = locks_of(tenants, standings[0].thresholds) if standings else {}
    return [
        _membership(
            found,
            names[found.marketplace_id],
            applications.get(found.scope, []),
            steps.get(found.scope, []),
            obstacles=why_not_apply(found, locks.get(found.scope), now=now),
        )
        for found in standings
        if found.grant
        or found.standing.record != Record()
        or found.scope in applications
        or found.scope in steps
    ]


def _membership(
    found: ScopeStanding,
    marketplace: str,
    applications: list[ShownApplication],
    steps: list[ShownStep],
    *,
    obstacles: list[str],
) -> Membership:
    label, says, tone = _state(found, steps)
    return Membership(
        found=found,
        marketplace=marketplace,
        kind=str(Right.Kind(found.right_kind).label),
        label=str(label),
        says=str(says),
        tone=tone,
        obstacles=obstacles,
        applications=applications,
        steps=steps,
    )


def _state(found: ScopeStanding, steps: Sequence[ShownStep]) -> tuple[Promise, Promise, str]:
    if found.is_in_force and found.grant is not None:
        label, says, tone = STEPS[found.grant.step]
        return (label, PEOPLE_DECIDE, "warn") if found.people_decide else (label, says, tone)
    if found.grant is not None:
        return _("Proposed"), _("One admin has granted it; it begins when a second one confirms."), "info"
    if steps and steps[0].row.end == GrantStep.SUSPENDED:
        return STEPS[GrantStep.SUSPENDED]
    return _("Not in the programme"), _("People look at each complaint."), "neutral"


def _applications(
    actor: Actor, tenants: set[Any], appeals: Sequence[Appeal]
) -> dict[Scope, list[ShownApplication]]:
    about = {a.application_id: _shown(a) for a in appeals if a.application_id}
    rows = Application.objects.visible_to(actor).filter(tenant_id__in=tenants).order_by("-applied_at")
    by_scope: dict[Scope, list[ShownApplication]] = {}
    for row in rows:
        label, tone = APPLICATIONS[row.status]
        shown = ShownApplication(row=row, label=str(label), tone=tone, appeal=about.get(row.id))
        by_scope.setdefault(scope_of_grant(row), []).append(shown)
    return by_scope


def _steps(actor: Actor, tenants: set[Any], appeals: Sequence[Appeal]) -> dict[Scope, list[ShownStep]]:
    """Newest first. Only the newest of a grant can be appealed against."""
    about = {a.step_id: _shown(a) for a in appeals if a.step_id}
    rows = Step.objects.visible_to(actor).filter(tenant_id__in=tenants)
    if actor.staff:
        # A brand reads that an admin took it, not who.
        rows = rows.select_related("taken_by")
    seen: set[Any] = set()
    by_scope: dict[Scope, list[ShownStep]] = {}
    for row in rows.select_related("grant", "grant__agency").order_by("-at", "-id"):
        label, _says, tone = STEPS[row.end]
        is_latest = row.grant_id not in seen
        seen.add(row.grant_id)
        still_matters = row.grant.ended_at is None or row.end == GrantStep.SUSPENDED
        shown = ShownStep(
            row=row,
            label=str(label),
            tone=tone,
            appeal=about.get(row.id),
            can_appeal=is_latest and still_matters and is_step_down(row) and row.id not in about,
        )
        by_scope.setdefault(scope_of_grant(row.grant), []).append(shown)
    return by_scope


def _shown(appeal: Appeal) -> ShownAppeal:
    label, tone = APPEALS[appeal.status]
    return ShownAppeal(row=appeal, label=str(label), tone=tone)


def scope_named(marketplace_id: UUID, right_kind: str, agency_id: UUID | None) -> dict[str, Any]:
    """The words of a scope for a page's heading. Raises Http404 for what there is not."""
    if right_kind not in Right.Kind.values:
        raise Http404
    return {
        "marketplace": get_object_or_404(Marketplace, id=marketplace_id),
        "kind": str(Right.Kind(right_kind).label),
        "agency": get_object_or_404(Agency, id=agency_id) if agency_id else "",
    }
