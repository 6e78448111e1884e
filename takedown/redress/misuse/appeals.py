"""Somebody who was warned or suspended asks for another look; another admin than those who took the step decides.

A brand's owner, or an agency about itself, appeals in the portal. A seller writes to the marketplace, and staff put
down what was written: the way by mail stays open to whoever may not use the form.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.roles import Action, require
from core.tenancy import Actor
from takedown.redress.misuse import moves
from takedown.redress.misuse.acting import MisuseRefused
from takedown.redress.misuse.parties import (
    COUNTER,
    FILING,
    Appealed,
    Party,
    Suspended,
    Tables,
    Warned,
    party_of,
    seen_by,
)
from takedown.redress.misuse.states import AppealStatus, SuspensionStatus, WarningStatus


def against_warning(warning_id: UUID, *, statement: str, by: Actor, now: datetime) -> Appealed:
    """Raises FilingWarning.DoesNotExist for what is not the brand's, or not about the agency."""
    require(by, Action.APPEAL_MISUSE)
    return _against_warning(FILING, warning_id, statement=statement, by=by, now=now)


def against_suspension(suspension_id: UUID, *, statement: str, by: Actor, now: datetime) -> Appealed:
    """Raises FilingSuspension.DoesNotExist for what is not the brand's, not about the agency, or only proposed."""
    require(by, Action.APPEAL_MISUSE)
    return _against_suspension(FILING, suspension_id, statement=statement, by=by, now=now)


def put_down_against_warning(warning_id: UUID, *, statement: str, by: Actor, now: datetime) -> Appealed:
    """What a seller wrote. Raises CounterWarning.DoesNotExist."""
    require(by, Action.PUT_DOWN_ABOUT_SELLER)
    return _against_warning(COUNTER, warning_id, statement=statement, by=by, now=now)


def put_down_against_suspension(suspension_id: UUID, *, statement: str, by: Actor, now: datetime) -> Appealed:
    """What a seller wrote. Raises CounterSuspension.DoesNotExist."""
    require(by, Action.PUT_DOWN_ABOUT_SELLER)
    return _against_suspension(COUNTER, suspension_id, statement=statement, by=by, now=now)


def _against_warning(
    tables: Tables, warning_id: UUID, *, statement: str, by: Actor, now: datetime
) -> Appealed:
    warning = seen_by(by, tables.warning).get(id=warning_id)
    if warning.status != WarningStatus.STANDS:
        raise MisuseRefused(_("This warning has been withdrawn already."))
    appeal = tables.appeal(warning=warning, against_id=warning.given_by_id)
    return _made(appeal, warning, statement, by=by, now=now)


def _against_suspension(
    tables: Tables, suspension_id: UUID, *, statement: str, by: Actor, now: datetime
) -> Appealed:
    suspension = seen_by(by, tables.suspension).filter(confirmed_at__isnull=False).get(id=suspension_id)
    if suspension.status == SuspensionStatus.LIFTED:
        raise MisuseRefused(_("This suspension has been lifted already."))
    appeal = tables.appeal(
        suspension=suspension,
        against_id=suspension.proposed_by_id,
        against_too_id=suspension.confirmed_by_id,
    )
    return _made(appeal, suspension, statement, by=by, now=now)


def _made(appeal: Any, about: Warned | Suspended, statement: str, *, by: Actor, now: datetime) -> Appealed:
    if not statement.strip():
        raise MisuseRefused(_("Say what was wrong about it."))
    party = party_of(about)
    if hasattr(about, "tenant_id"):
        appeal.tenant_id = about.tenant_id
    appeal.statement, appeal.made_by_id, appeal.made_at = statement.strip(), by.person, now
    try:
        with transaction.atomic():
            appeal.save(force_insert=True)
    except IntegrityError as error:
        raise MisuseRefused(_("There is an appeal against this already.")) from error
    moves.record("appeal_made", party, appeal.id, by=by, now=now, reason=appeal.statement)
    made: Appealed = appeal
    return made


def decide(
    tables: Tables, appeal_id: UUID, *, granted: bool, explanation: str, by: Actor, now: datetime
) -> Appealed:
    """A granted one ends what it is against, at once. Raises the model's DoesNotExist once it is decided."""
    require(by, Action.ACT_ON_MISUSE)
    if not explanation.strip():
        raise MisuseRefused(_("Say why, in words that the other side will read."))
    open_ones = seen_by(by, tables.appeal).filter(status=AppealStatus.OPEN)
    # The warning before what rests on it, by everybody; the appeal last.
    warning, suspension = _about(tables, open_ones.get(id=appeal_id), by=by)
    appeal: Appealed = open_ones.select_for_update(of=("self",)).get(id=appeal_id)
    if by.user_id in {appeal.against_id, appeal.against_too_id}:
        raise MisuseRefused(_("Another admin than those who took the step has to decide."))
    words = explanation.strip()
    appeal.status = str(AppealStatus.GRANTED if granted else AppealStatus.DISMISSED)
    appeal.decided_by_id, appeal.decided_at, appeal.explanation = by.person, now, words
    appeal.save(update_fields=["status", "decided_by", "decided_at", "explanation"])
    party = party_of(suspension or warning)
    moves.record(f"appeal_{appeal.status}", party, appeal.id, by=by, now=now, tell=True, reason=words)
    if granted:
        _give_back(warning, suspension, reason=words, by=by, now=now)
    return appeal


def _about(tables: Tables, appeal: Appealed, *, by: Actor) -> tuple[Warned, Suspended | None]:
    """The warning, and the suspension if the appeal is against that; both locked."""
    suspension_id = appeal.suspension_id
    warning_id = appeal.warning_id or appeal.suspension.warning_id  # type: ignore[union-attr]
    warning = seen_by(by, tables.warning).select_for_update(of=("self",)).get(id=warning_id)
    if suspension_id is None:
        return warning, None
    return warning, seen_by(by, tables.suspension).select_for_update(of=("self",)).get(id=suspension_id)


def _give_back(
    warning: Warned, suspension: Suspended | None, *, reason: str, by: Actor, now: datetime
) -> None:
    """What has ended meanwhile stays as it ended; that the appeal was granted takes it out of the history."""
    if suspension is not None:
        if suspension.status == SuspensionStatus.IN_FORCE:
            moves.lift(suspension, reason=reason, by=by, now=now)
    elif warning.status == WarningStatus.STANDS:
        moves.withdraw(warning, reason=reason, by=by, now=now)


def party_about(appeal: Appealed) -> Party:
    about = appeal.suspension or appeal.warning
    if about is None:
        raise RuntimeError("an appeal is about one step")
    return party_of(about)
