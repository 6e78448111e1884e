"""What waits for a person who compares."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core.tenancy import Actor
from listings.models import Snapshot
from takedown.models import FixRequest
from takedown.redress.fixes.states import FixStatus
from takedown.removal.overview import Compared, compared


def fixes_of(actor: Actor) -> QuerySet[FixRequest]:
    return FixRequest.objects.visible_to(actor).select_related(
        "ground__item__complaint__right",
        "ground__item__snapshot__picture",
        "removal__listing",
        "snapshot__picture",
    )


def waiting(actor: Actor) -> QuerySet[FixRequest]:
    """The next to run out first."""
    return fixes_of(actor).filter(status=FixStatus.WAITING).order_by("due_at", "id")


def fix_of(fix_id: UUID, actor: Actor) -> FixRequest:
    """Raises FixRequest.DoesNotExist."""
    return fixes_of(actor).get(id=fix_id)


def compared_lines(fix: FixRequest) -> list[Compared]:
    """What was complained about, and what stands there now. Empty where it could not be read."""
    before, now = fix.ground.item.snapshot, fix.snapshot
    return compared(_in_words(before), _in_words(now)) if before and now else []


def _in_words(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "title": snapshot.title,
        "description": snapshot.description,
        "price": f"{snapshot.price} {snapshot.currency}",
        "quantity": snapshot.quantity,
        "seller": snapshot.seller_name,
    }
