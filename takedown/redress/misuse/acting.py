"""What people do about misuse: warn, propose a suspension, confirm it, take it back, lift it, withdraw a warning.

Nothing here is ever done by a program: every function needs a person with the right to it, and a suspension two.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Action, require
from brands.models import Agency, Brand
from core.tenancy import Actor
from listings.models import Seller
from takedown.redress.misuse import moves
from takedown.redress.misuse.history import history_of
from takedown.redress.misuse.ladder import History, WhyNot, carrying_warning, why_no_suspension
from takedown.redress.misuse.looking import facts_about
from takedown.redress.misuse.parties import (
    Complainant,
    Party,
    Suspended,
    Tables,
    Warned,
    columns_of,
    rows_of,
    seen_by,
    tables_of,
)
from takedown.redress.misuse.policy import Rules, rules_on
from takedown.redress.misuse.states import Gravity, Intention, SuspensionStatus, WarningStatus

WHY_NOT: Mapping[WhyNot, Promise] = {
    WhyNot.NOT_WARNED: gettext_lazy("No warning stands: warn first."),
    WhyNot.TOO_SOON: gettext_lazy("The warning is too recent: there must be time to do better."),
    WhyNot.OPEN_ALREADY: gettext_lazy("A suspension is proposed or in force already."),
}


class MisuseRefused(Exception):
    """The step is not allowed; the message says why."""


class UnknownParty(Exception):
    """There is nobody of that kind whom the actor may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a person weighs it. The number and the proportion stand in the facts; the gravity and the intention are
    the person's own (EU DSA, article 23(3))."""

    reason: str
    gravity: Gravity
    intention: Intention
    form_key: UUID


def warn(party: Party, said: Said, *, by: Actor, now: datetime) -> Warned:
    """The same form sent twice warns once. Raises UnknownParty, MisuseRefused."""
    require(by, Action.ACT_ON_MISUSE)
    must_be_known(party, by)
    rules = rules_on(now.date())
    warning, is_new = _once(
        tables_of(party).warning,
        said,
        {**columns_of(party), "given_by_id": by.person, "given_at": now, **_seen(party, rules, now=now)},
    )
    if is_new:
        moves.note_warned(warning, by=by, now=now)
    return warning  # type: ignore[no-any-return]


def propose(party: Party, said: Said, *, days: int, by: Actor, now: datetime) -> Suspended:
    """Nothing changes until a second admin confirms. Raises UnknownParty, MisuseRefused."""
    require(by, Action.ACT_ON_MISUSE)
    must_be_known(party, by)
    rules, tables = rules_on(now.date()), tables_of(party)
    if earlier := tables.suspension.objects.filter(form_key=said.form_key, **columns_of(party)).first():
        return earlier  # type: ignore[no-any-return]
    if not 1 <= days <= rules.steps.most_days:
        raise MisuseRefused(
            _("A suspension lasts from 1 to %(most)d days.") % {"most": rules.steps.most_days}
        )
    history = history_of(party)
    if why := why_no_suspension(history, rules.steps, now=now):
        raise MisuseRefused(str(WHY_NOT[why]))
    columns = {
        **columns_of(party),
        "warning": _carrying(party, history, rules, now=now),
        "days": days,
        "proposed_by_id": by.person,
        "proposed_at": now,
        **_seen(party, rules, now=now),
    }
    try:
        with transaction.atomic():
            suspension, is_new = _once(tables.suspension, said, columns)
    except IntegrityError as error:
        # Another admin's, at the same moment.
        raise MisuseRefused(str(WHY_NOT[WhyNot.OPEN_ALREADY])) from error
    if is_new:
        moves.note_proposed(suspension, by=by, now=now)
    return suspension  # type: ignore[no-any-return]


def confirm(tables: Tables, suspension_id: UUID, *, by: Actor, now: datetime) -> Suspended:
    """In force from now on. Raises the model's DoesNotExist for what is no longer proposed."""
    require(by, Action.ACT_ON_MISUSE)
    warning, suspension = _locked(tables, suspension_id, SuspensionStatus.PROPOSED, by=by)
    if suspension.proposed_by_id == by.user_id:
        raise MisuseRefused(_("Another admin than the one who proposed it has to confirm."))
    if warning.status != WarningStatus.STANDS:
        raise MisuseRefused(str(WHY_NOT[WhyNot.NOT_WARNED]))
    moves.put_in_force(suspension, by=by, now=now)
    return suspension


def take_back(tables: Tables, suspension_id: UUID, *, reason: str, by: Actor, now: datetime) -> Suspended:
    """Raises the model's DoesNotExist for what is no longer proposed."""
    require(by, Action.ACT_ON_MISUSE)
    _needs_reason(reason)
    _warning, suspension = _locked(tables, suspension_id, SuspensionStatus.PROPOSED, by=by)
    moves.take_back(suspension, reason=reason.strip(), by=by, now=now)
    return suspension


def lift(tables: Tables, suspension_id: UUID, *, reason: str, by: Actor, now: datetime) -> Suspended:
    """One admin is enough to give a right back. Raises the model's DoesNotExist for what is not in force."""
    require(by, Action.ACT_ON_MISUSE)
    _needs_reason(reason)
    _warning, suspension = _locked(tables, suspension_id, SuspensionStatus.IN_FORCE, by=by)
    moves.lift(suspension, reason=reason.strip(), by=by, now=now)
    return suspension


def withdraw_warning(tables: Tables, warning_id: UUID, *, reason: str, by: Actor, now: datetime) -> Warned:
    """What rests on it ends, too. Raises the model's DoesNotExist for one that no longer stands."""
    require(by, Action.ACT_ON_MISUSE)
    _needs_reason(reason)
    rows = seen_by(by, tables.warning).filter(status=WarningStatus.STANDS)
    warning: Warned = rows.select_for_update(of=("self",)).get(id=warning_id)
    moves.withdraw(warning, reason=reason.strip(), by=by, now=now)
    return warning


def must_be_known(party: Party, by: Actor) -> None:
    """Raises UnknownParty, which is a 404, for a brand that the actor may not see, too."""
    if isinstance(party, Complainant):
        known = Brand.objects.visible_to(by).filter(tenant_id=party.tenant_id).exists()
        known = known and (party.agency_id is None or Agency.objects.filter(id=party.agency_id).exists())
    else:
        known = by.staff and Seller.objects.filter(id=party.seller_id).exists()
    if not known:
        raise UnknownParty(str(party))


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise MisuseRefused(_("Say why."))


def _once(model: Any, said: Said, columns: Mapping[str, Any]) -> tuple[Any, bool]:
    if not said.reason.strip():
        raise MisuseRefused(_("Say why, in words that the other side will read."))
    words = {
        "reason": said.reason.strip(),
        "gravity": str(said.gravity),
        "intention": str(said.intention),
    }
    found, is_new = model.objects.get_or_create(form_key=said.form_key, defaults={**columns, **words})
    return found, is_new


def _seen(party: Party, rules: Rules, *, now: datetime) -> dict[str, Any]:
    facts = facts_about(party, rules, now=now)
    return {"facts": [asdict(fact) for fact in facts], "rules_version": rules.version}


def _carrying(party: Party, history: History, rules: Rules, *, now: datetime) -> Warned:
    given_at = carrying_warning(history.warned_at, rules.steps, now=now)
    rows = rows_of(party, tables_of(party).warning).filter(status=WarningStatus.STANDS)
    # Withdrawn at this very moment, it carries nothing: locked, it stands until this has been written.
    warning: Warned | None = rows.filter(given_at=given_at).select_for_update(of=("self",)).first()
    if warning is None:
        raise MisuseRefused(str(WHY_NOT[WhyNot.NOT_WARNED]))
    return warning


def _locked(
    tables: Tables, suspension_id: UUID, status: SuspensionStatus, *, by: Actor
) -> tuple[Warned, Suspended]:
    """The warning first, by everybody, so that nobody waits in a circle."""
    rows = seen_by(by, tables.suspension)
    warning_id = rows.values_list("warning_id", flat=True).get(id=suspension_id)
    warning = seen_by(by, tables.warning).select_for_update(of=("self",)).get(id=warning_id)
    suspension = rows.select_for_update(of=("self",)).get(id=suspension_id, status=status)
    return warning, suspension
