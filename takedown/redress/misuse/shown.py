"""Everything about one complainant or seller, as staff and the one concerned read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.forms import Form
from django.utils.functional import Promise

from accounts.roles import Action, can
from core.tenancy import Actor
from takedown.redress.misuse.facts import Fact
from takedown.redress.misuse.parties import (
    Appealed,
    Complainant,
    Party,
    Suspended,
    Warned,
    columns_of,
    seen_by,
    tables_of,
)
from takedown.redress.misuse.states import AppealStatus, Gravity, Intention, SuspensionStatus, WarningStatus
from takedown.redress.misuse.words import (
    APPEALS,
    GRAVITIES,
    INTENTIONS,
    SUSPENSIONS,
    WARNINGS,
    ShownFact,
    shown_fact,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAppeal:
    row: Appealed
    label: str
    tone: str
    # Why this person may not decide it.
    conflict: bool = False
    judgement: Form | None = None

    @property
    def is_open(self) -> bool:
        return self.row.status == AppealStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A warning or a suspension, with the facts as they were shown to whoever took it. `about` names its kind."""

    about: str
    row: Any
    label: str
    tone: str
    at: datetime
    gravity: str
    intention: str
    facts: list[ShownFact]
    appeal: ShownAppeal | None
    can_appeal: bool
    agency: str = ""
    may_confirm: bool = False
    ending: Form | None = None
    put_down: Form | None = None

    @property
    def is_suspension(self) -> bool:
        return self.about == "suspensions"

    @property
    def is_proposed(self) -> bool:
        return self.is_suspension and self.row.status == SuspensionStatus.PROPOSED

    @property
    def is_in_force(self) -> bool:
        return self.is_suspension and self.row.status == SuspensionStatus.IN_FORCE

    @property
    def stands(self) -> bool:
        return not self.is_suspension and self.row.status == WarningStatus.STANDS


def facts_shown(facts: Sequence[Fact], *, url: Callable[[str], str]) -> list[ShownFact]:
    """Those over their thresholds first."""
    return [shown_fact(f, url=url(f.code)) for f in sorted(facts, key=lambda f: not f.raised)]


def steps_of(party: Party, actor: Actor) -> list[ShownStep]:
    """Newest first. For staff all of them; whoever is concerned hears of a suspension when it is in force."""
    tables, columns = tables_of(party), columns_of(party)
    return _steps(
        seen_by(actor, tables.warning).filter(**columns),
        _told(seen_by(actor, tables.suspension).filter(**columns), actor),
        _appeals(party, actor),
        actor,
    )


def steps_of_brand(tenant_id: UUID, actor: Actor) -> list[ShownStep]:
    """A brand's own people's, and its agencies'; for an agency its own alone. Newest first."""
    tables = tables_of(Complainant(tenant_id=tenant_id))
    return _steps(
        seen_by(actor, tables.warning).filter(tenant_id=tenant_id).select_related("agency"),
        _told(seen_by(actor, tables.suspension).filter(tenant_id=tenant_id), actor).select_related("agency"),
        seen_by(actor, tables.appeal).filter(tenant_id=tenant_id),
        actor,
    )


def _told(suspensions: Any, actor: Actor) -> Any:
    return suspensions if actor.staff else suspensions.filter(confirmed_at__isnull=False)


def _appeals(party: Party, actor: Actor) -> Any:
    rows = seen_by(actor, tables_of(party).appeal)
    if isinstance(party, Complainant):
        return rows.filter(tenant_id=party.tenant_id)
    return rows.filter(Q(warning__seller=party.seller_id) | Q(suspension__seller=party.seller_id))


def _steps(warnings: Any, suspensions: Any, appeals: Any, actor: Actor) -> list[ShownStep]:
    if actor.staff:
        # A brand reads that an admin took it, not who.
        warnings = warnings.select_related("given_by", "ended_by")
        suspensions = suspensions.select_related("proposed_by", "confirmed_by", "ended_by")
    about = {(a.warning_id or a.suspension_id): a for a in appeals}
    found = [
        *(_warning(w, about.get(w.id), actor) for w in warnings),
        *(_suspension(s, about.get(s.id), actor) for s in suspensions),
    ]
    return sorted(found, key=lambda step: (step.at, str(step.row.id)), reverse=True)


def _warning(row: Warned, appeal: Appealed | None, actor: Actor) -> ShownStep:
    status = WarningStatus(row.status)
    return ShownStep(
        about="warnings",
        at=row.given_at,
        can_appeal=appeal is None and status is WarningStatus.STANDS,
        **_common(row, WARNINGS[status], appeal, actor),
    )


def _suspension(row: Suspended, appeal: Appealed | None, actor: Actor) -> ShownStep:
    status = SuspensionStatus(row.status)
    return ShownStep(
        about="suspensions",
        at=row.confirmed_at or row.proposed_at,
        # Also when it is over: it would make the next one longer.
        can_appeal=appeal is None and status in {SuspensionStatus.IN_FORCE, SuspensionStatus.ENDED},
        may_confirm=can(actor, Action.ACT_ON_MISUSE) and row.proposed_by_id != actor.user_id,
        **_common(row, SUSPENSIONS[status], appeal, actor),
    )


def _common(
    row: Warned | Suspended, words: tuple[Promise, str], appeal: Appealed | None, actor: Actor
) -> Mapping[str, Any]:
    label, tone = words
    agency = getattr(row, "agency", None)
    return {
        "row": row,
        "label": str(label),
        "tone": tone,
        "gravity": str(GRAVITIES[Gravity(row.gravity)]),
        "intention": str(INTENTIONS[Intention(row.intention)]),
        "facts": [shown_fact(Fact(**fact)) for fact in row.facts if fact["count"]],
        "appeal": _shown(appeal, actor) if appeal else None,
        "agency": agency.name if agency else "",
    }


def _shown(appeal: Appealed, actor: Actor) -> ShownAppeal:
    label, tone = APPEALS[AppealStatus(appeal.status)]
    return ShownAppeal(
        row=appeal,
        label=str(label),
        tone=tone,
        conflict=actor.user_id in {appeal.against_id, appeal.against_too_id},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of a party, right now: what is in force, and the newest warning that stands."""

    suspension: ShownStep | None = None
    proposed: ShownStep | None = None
    warnings: list[ShownStep] = field(default_factory=list)


def standing_of(steps: Sequence[ShownStep]) -> Standing:
    return Standing(
        suspension=next((s for s in steps if s.is_in_force), None),
        proposed=next((s for s in steps if s.is_proposed), None),
        warnings=[s for s in steps if s.stands],
    )
