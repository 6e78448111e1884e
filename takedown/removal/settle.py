"""A restoration stopped because somebody else had changed the listing: a person decides what becomes of it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from accounts.roles import Action, require
from core import outbox
from core.tenancy import Actor
from listings.connectors.base import RemoteState
from takedown import work as kinds
from takedown.models import Removal
from takedown.removal import moves
from takedown.removal.overview import removals_visible_to
from takedown.removal.restore import finish_restoring
from takedown.states import RemovalStatus


class SettlingRefused(Exception):
    """Nothing was decided; the message says why."""


def restore_anyway(removal_id: UUID, *, by: Actor, now: datetime) -> None:
    """Put back what stands there now, changed or not. Raises Removal.DoesNotExist."""
    removal = _conflict(removal_id, by=by)
    moves.move(
        removal, to=RemovalStatus.RESTORING, now=now, by=by, data={"anyway": True}, settled_by=by.person
    )
    outbox.add(outbox.Order(kind=kinds.RESTORE, subject_id=removal.id, tenant_id=None))


def leave_as_it_is(removal_id: UUID, *, reason: str, by: Actor, now: datetime) -> None:
    """Nothing is put back, and the removal is over. Raises Removal.DoesNotExist."""
    removal = _conflict(removal_id, by=by)
    if not reason.strip():
        raise SettlingRefused(gettext("Say why it stays as it is."))
    removal.settled_by = by.person
    removal.save(update_fields=["settled_by"])
    found = removal.found or {}
    finish_restoring(
        removal,
        state=RemoteState(found.get("state", RemoteState.HIDDEN)),
        now=now,
        by=by,
        data={"left_as_it_is": True, "reason": reason.strip()[:1000]},
    )


def _conflict(removal_id: UUID, *, by: Actor) -> Removal:
    require(by, Action.SETTLE_CONFLICT)
    found = removals_visible_to(by).get(id=removal_id)
    removal = moves.lock(found.id)
    if removal.status != RemovalStatus.CONFLICT:
        raise SettlingRefused(gettext("This has been decided already."))
    return removal
