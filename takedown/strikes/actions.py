"""What a person does about a seller. The ladder proposes; nothing happens to a seller by itself."""

from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from listings.models import Seller
from takedown.models import SellerAction
from takedown.strikes.record import happened_to
from takedown.strikes.rules import strikes_of


def record_action(
    seller_id: UUID, act: SellerAction.Act, *, note: str, form_key: UUID, by: Actor, now: datetime
) -> SellerAction:
    """Raises Seller.DoesNotExist. The same form sent twice records it once."""
    require(by, Action.RECORD_SELLER_ACTION)
    seller = Seller.objects.get(id=seller_id)
    points = strikes_of(happened_to([seller.id], told=by)[seller.id], now=now).points
    done, is_new = SellerAction.objects.get_or_create(
        form_key=form_key,
        defaults={
            "seller": seller,
            "act": act,
            "note": note.strip(),
            "points": points,
            "by_id": by.person,
            "at": now,
        },
    )
    if not is_new:
        return done
    audit.record(
        audit.Event(
            name="seller.action_recorded",
            subject_kind="seller",
            subject_id=seller.id,
            tenant_id=None,
            data={"act": str(act), "points": points},
        ),
        by=by,
        now=now,
    )
    return done
