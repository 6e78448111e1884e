"""Figures of a set of sellers in a constant number of queries, and what is behind them. For staff."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from complaints.models import Item
from core.tenancy import Actor
from takedown.models import CounterFile, CounterFinding, CounterNotice
from takedown.redress.counter.states import CounterStatus, Why
from takedown.redress.counter.words import WHY
from takedown.redress.misuse.behind import MOST, Row, about_item
from takedown.redress.misuse.facts import SellerFigures
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.misuse.policy import Rules
from takedown.redress.misuse.sources import since_when

# A person has said who was right: one of ours, or the brand's by agreeing. Silence and what was taken back say nothing.
_JUDGED = (CounterStatus.REJECTED, CounterStatus.GRANTED, CounterStatus.ACCEPTED)
_SELLER = "removal__listing__seller_id"
_SELLER_OF_FILE = f"counter__{_SELLER}"


def figures_of_sellers(
    sellers: Collection[CounterNotifier], rules: Rules, *, now: datetime
) -> dict[CounterNotifier, SellerFigures]:
    """Also of those about whom nothing is known."""
    since, ids = since_when(rules, now), {s.seller_id for s in sellers}
    judged = CounterNotice.objects.filter(
        status__in=_JUDGED, status_at__gt=since, removal__listing__seller_id__in=ids
    )
    counted = (
        judged.order_by()
        .values_list(_SELLER)
        .annotate(decided=Count("id"), rejected=Count("id", filter=Q(status=CounterStatus.REJECTED)))
    )
    decided = {seller: (total, rejected) for seller, total, rejected in counted}
    found = CounterFinding.objects.filter(seller_id__in=ids, at__gt=since).order_by()
    false = dict(found.values_list("seller_id").annotate(count=Count("id")))
    served: dict[UUID, int] = {}
    for seller, _sha256, listings in _proofs(ids, since):
        served[seller] = max(served.get(seller, 0), listings)
    return {
        who: SellerFigures(
            decided=decided.get(who.seller_id, (0, 0))[0],
            rejected=decided.get(who.seller_id, (0, 0))[1],
            sworn_false=false.get(who.seller_id, 0),
            proof_listings=served.get(who.seller_id, 0),
        )
        for who in sellers
    }


def _proofs(seller_ids: Collection[UUID], since: datetime) -> QuerySet[Any, tuple[UUID, str, int]]:
    """Seller, file, and of how many listings it was to prove something. Each brand keeps a copy of its own."""
    files = CounterFile.objects.filter(
        counter__filed_at__gt=since, counter__removal__listing__seller_id__in=list(seller_ids)
    )
    listings = Count("counter__removal__listing_id", distinct=True)
    return files.order_by().values_list(_SELLER_OF_FILE, "file__sha256").annotate(listings=listings)


def who_answered_since(earliest: UUID) -> set[UUID]:
    """Sellers with new rows, which their ids tell."""
    answered = CounterNotice.objects.filter(id__gte=earliest)
    found = CounterFinding.objects.filter(id__gte=earliest)
    return {
        *answered.order_by().values_list(_SELLER, flat=True).distinct(),
        *found.order_by().values_list("seller_id", flat=True).distinct(),
    }


# --- what is behind -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    seller_id: UUID
    since: datetime
    actor: Actor


def rows_behind_seller(
    code: str, who: CounterNotifier, rules: Rules, *, actor: Actor, now: datetime
) -> list[Row]:
    """The newest of them. Raises KeyError for a fact that there is not."""
    return _BEHIND[code](_Question(seller_id=who.seller_id, since=since_when(rules, now), actor=actor))


def _rejected(asked: _Question) -> list[Row]:
    rows = CounterNotice.objects.visible_to(asked.actor).filter(
        status=CounterStatus.REJECTED, status_at__gt=asked.since, removal__listing__seller_id=asked.seller_id
    )
    whole = rows.select_related("ground__item__complaint", "ground__item__snapshot").order_by("-id")[:MOST]
    return [about_item(c.ground.item, str(WHY[Why(c.why)])) for c in whole]


def _one_proof(asked: _Question) -> list[Row]:
    """Where the file that served most was sent along, a listing each."""
    most = max(_proofs([asked.seller_id], asked.since), key=lambda row: (row[2], row[1]), default=None)
    if most is None:
        return []
    rows = CounterFile.objects.visible_to(asked.actor).filter(
        file__sha256=most[1], counter__removal__listing__seller_id=asked.seller_id
    )
    whole = rows.select_related(
        "file", "counter__ground__item__complaint", "counter__ground__item__snapshot"
    ).order_by("counter__removal__listing_id", "-id")
    words = _("Proof: %(name)s")
    return [
        about_item(f.counter.ground.item, words % {"name": f.file.name})
        for f in whole.distinct("counter__removal__listing_id")[:MOST]
    ]


def _false_statements(asked: _Question) -> list[Row]:
    found = CounterFinding.objects.filter(seller_id=asked.seller_id, at__gt=asked.since)
    notes = dict(found.order_by("-at").values_list("item_id", "note")[:MOST])
    items = Item.objects.visible_to(asked.actor).select_related("complaint", "snapshot").in_bulk(list(notes))
    return [about_item(items[id], note) for id, note in notes.items() if id in items]


_BEHIND: Mapping[str, Callable[[_Question], list[Row]]] = {
    "counter_notices_are_often_rejected": _rejected,
    "one_proof_serves_many_listings": _one_proof,
    "sworn_statements_were_false": _false_statements,
}
