"""Figures of a set of sellers in a constant number of queries, and what is behind them. For staff."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from complaints.models import Item
from core.tenancy import Actor
from takedown.models import CounterFinding
from takedown.redress.misuse.behind import MOST, Row, about_item
from takedown.redress.misuse.facts import SellerFigures
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.misuse.policy import Rules
from takedown.redress.misuse.sources import since_when


def figures_of_sellers(
    sellers: Collection[CounterNotifier], rules: Rules, *, now: datetime
) -> dict[CounterNotifier, SellerFigures]:
    """Also of those about whom nothing is known."""
    since, ids = since_when(rules, now), {s.seller_id for s in sellers}
    found = CounterFinding.objects.filter(seller_id__in=ids, at__gt=since).order_by()
    false = dict(found.values_list("seller_id").annotate(count=Count("id")))
    return {who: SellerFigures(sworn_false=false.get(who.seller_id, 0)) for who in sellers}


def who_answered_since(earliest: UUID) -> set[UUID]:
    found = CounterFinding.objects.filter(id__gte=earliest)
    return set(found.order_by().values_list("seller_id", flat=True).distinct())


def rows_behind_seller(
    code: str, who: CounterNotifier, rules: Rules, *, actor: Actor, now: datetime
) -> list[Row]:
    """The newest of them. Raises KeyError for a fact that there is not."""
    return {"sworn_statements_were_false": _false_statements}[code](who, rules, actor, now)


def _false_statements(who: CounterNotifier, rules: Rules, actor: Actor, now: datetime) -> list[Row]:
    found = CounterFinding.objects.filter(seller_id=who.seller_id, at__gt=since_when(rules, now))
    notes = dict(found.order_by("-at").values_list("item_id", "note")[:MOST])
    items = Item.objects.visible_to(actor).select_related("complaint", "snapshot").in_bulk(list(notes))
    return [about_item(items[id], note) for id, note in notes.items() if id in items]
