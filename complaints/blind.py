"""Blind audits: what is under audit must look, to whoever may be given it to judge, as if it still waited (docs/adr/0014).

The one rule of who must not know of what. A list or a page that would tell asks here, and leaves it out or says that it
waits. Everybody else sees what is so.
"""

from django.db.models import Q

from accounts.roles import Action, can
from complaints.models import Item
from core.tenancy import Actor

_NOTHING = Q(pk__in=[])


def kept_from(actor: Actor, item: str = "") -> Q:
    """Rows about items that this person must not know to be decided. `item`: the way to them, such as `item__`."""
    return Q(**{f"{item}under_audit": True}) if can(actor, Action.REVIEW) else _NOTHING


def is_kept_from(actor: Actor, item: Item) -> bool:
    """The same, of one item."""
    return item.under_audit and can(actor, Action.REVIEW)
