"""A person puts down that a seller swore falsely in one case: a fact that no program can count."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.roles import Action, require
from complaints.models import Item
from core.tenancy import Actor
from takedown.models import CounterFinding
from takedown.redress.misuse import moves
from takedown.redress.misuse.acting import MisuseRefused, must_be_known
from takedown.redress.misuse.parties import CounterNotifier


def put_down_false_statement(
    party: CounterNotifier, *, case: str, note: str, by: Actor, now: datetime
) -> CounterFinding:
    """Once for each case and seller. Raises UnknownParty, MisuseRefused."""
    require(by, Action.PUT_DOWN_ABOUT_SELLER)
    must_be_known(party, by)
    if not note.strip():
        raise MisuseRefused(_("Say what was not so."))
    about = Item.objects.visible_to(by).filter(
        complaint__number=case.strip().upper(), listing__seller_id=party.seller_id
    )
    item = about.order_by("id").first()
    if item is None:
        raise MisuseRefused(_("There is no case of this number about a listing of this seller."))
    found, is_new = CounterFinding.objects.get_or_create(
        seller_id=party.seller_id,
        item_id=item.id,
        defaults={"note": note.strip(), "by_id": by.person, "at": now},
    )
    if is_new:
        moves.record("false_statement", party, found.id, by=by, now=now, reason=found.note, case=case)
    return found
