"""Which listings of a list somebody has chosen: some by ticks, or all that the list's filters let through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from accounts.roles import Action, can
from complaints.intake.withdrawal import CAN_BE_WITHDRAWN, MOST_AT_ONCE
from complaints.listing import Filters, items_like
from complaints.models import Item
from complaints.states import WITHDRAWN_AT_ONCE, WITHDRAWN_BY_RESTORING
from core.tenancy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`everything` means all that match, up to `until`, the newest that whoever chose was told of."""

    filters: Filters
    ids: Sequence[UUID]
    everything: bool
    until: UUID | None

    @classmethod
    def of(cls, sent: QueryDict) -> "Choice":
        """Words that mean nothing are passed over, and choose nothing."""
        ids = [id for text in sent.getlist("item")[:MOST_AT_ONCE] if (id := _id(text))]
        return cls(
            filters=Filters.of({name: sent.get(name, "") for name in sent}),
            ids=ids,
            everything="all" in sent,
            until=_id(sent.get("until", "")),
        )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def chosen(choice: Choice, actor: Actor, *, now: datetime) -> list[UUID]:
    """The newest of them first, no more than can be withdrawn at once."""
    if not choice.filters.status:
        return []
    rows = items_like(choice.filters, actor, now=now).filter(CAN_BE_WITHDRAWN)
    if not choice.everything:
        rows = rows.filter(id__in=choice.ids)
    elif choice.until:
        rows = rows.filter(id__lte=choice.until)
    return list(rows.order_by("-id").values_list("id", flat=True)[:MOST_AT_ONCE])


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a list offers to do with what is chosen in it. `fields` are the list's own filters."""

    fields: dict[str, Any]
    matching: int
    is_all: bool
    """Whether `matching` is every one that matches, or only as many as can be withdrawn at once."""


def offer(filters: Filters, actor: Actor, *, now: datetime) -> Offer | None:
    """None where nothing of the list can be withdrawn, or not by this person."""
    if (
        not can(actor, Action.WITHDRAW_ITEM)
        or filters.status not in WITHDRAWN_AT_ONCE | WITHDRAWN_BY_RESTORING
    ):
        return None
    rows = items_like(filters, actor, now=now).filter(CAN_BE_WITHDRAWN)
    # Counted no further than it matters.
    count = rows.order_by()[: MOST_AT_ONCE + 1].count()
    if not count:
        return None
    return Offer(fields=filters.said(), matching=min(count, MOST_AT_ONCE), is_all=count <= MOST_AT_ONCE)


def some_of(ids: Sequence[UUID], actor: Actor, *, size: int = 5) -> list[Item]:
    """The first of them, to be looked at before anything happens to them."""
    rows = Item.objects.visible_to(actor).filter(id__in=ids[:size])
    return list(rows.select_related("complaint", "marketplace", "snapshot").order_by("-id"))
