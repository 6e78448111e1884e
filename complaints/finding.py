"""Search: complaints, listings, sellers and marks by whatever somebody knows of them.

Six queries at most, however much is found. A number, a link or a marketplace's own number is looked up as it is; words
are looked for by their beginnings, through indexes over titles and names (docs/adr/0026-face.md). Row security keeps
those indexes from a brand's own queries, so a brand's words are looked for in its newest RECENT frozen copies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleIn

from accounts.roles import Action, can, require
from brands.models import Right
from complaints.listing import ItemRow, as_it_waits, rows_of
from complaints.models import Complaint, Item
from core.tenancy import Actor
from listings.links import find_links
from listings.marketplaces import connector_of
from listings.models import Listing, Marketplace, Seller, Snapshot

LONGEST = 600
MOST_OF_A_KIND = 20
_ONE_MORE = MOST_OF_A_KIND + 1
MOST_WORDS = 8
RECENT = 10_000

_WORD = re.compile(r"\w+")
_OFFERED = SearchVector("title", "seller_name", config="simple")
_CALLED = SearchVector("title", config="simple")
_NAMED = SearchVector("name", config="simple")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSeller:
    """`id` only for staff, who have a page about them; `listings` only for a brand: how many of theirs it has met."""

    name: str
    marketplace: str
    ref: str
    id: UUID | None = None
    listings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`more`: the kinds of which MOST_OF_A_KIND are here and others are not."""

    complaints: Sequence[Complaint] = ()
    listings: Sequence[ItemRow] = ()
    sellers: Sequence[FoundSeller] = ()
    marks: Sequence[Right] = ()
    more: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        return len(self.complaints) + len(self.listings) + len(self.sellers) + len(self.marks)

    @property
    def only_listing(self) -> Item | None:
        """Where there is nothing to choose."""
        return self.listings[0].item if self.count == 1 and self.listings else None

    @property
    def only_complaint(self) -> Complaint | None:
        return self.complaints[0] if self.complaints and not self.sellers and not self.marks else None


def find(text: str, *, by: Actor) -> Found:
    require(by, Action.SEE_COMPLAINTS)
    text = text.strip()[:LONGEST]
    if not text:
        return Found()
    complaints = list(
        Complaint.objects.visible_to(by)
        .filter(number=as_number(text))
        .select_related("right", "marketplace")[:_ONE_MORE]
    )
    if complaints:
        return Found(complaints=complaints)
    words, refs = _as_query(text), {text, *_refs_in(text)}
    copies = _copies(None if len(refs) > 1 else words, refs, by)
    items, sellers, marks = _items_of(copies, refs, by), _sellers(text, words, by), _marks(text, words, by)
    counts = {"listings": max(len(items), len(copies)), "sellers": len(sellers), "marks": len(marks)}
    return Found(
        listings=rows_of(as_it_waits(items[:MOST_OF_A_KIND], by)),
        sellers=sellers[:MOST_OF_A_KIND],
        marks=marks[:MOST_OF_A_KIND],
        more=frozenset(kind for kind, count in counts.items() if count > MOST_OF_A_KIND),
    )


def as_number(text: str) -> str:
    """C-7F3K-GC, however it was typed: read over the phone, without dashes, in lower case."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    return f"C-{letters[1:5]}-{letters[5:7]}" if len(letters) == 7 else text.strip().upper()[:12]


def _as_query(text: str) -> SearchQuery | None:
    """Every word has to begin one of theirs. None where there is no word."""
    words = _WORD.findall(text)[:MOST_WORDS]
    if not words:
        return None
    return SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")


def _copies(words: SearchQuery | None, refs: set[str], by: Actor) -> list[tuple[Any, ...]]:
    """Tenant, marketplace and number of each listing whose frozen copy it is."""
    copies = _newest(by)
    listings = Listing.objects.filter(ref__in=refs, marketplace__in=Marketplace.objects.all()).values("id")
    wanted = Q(listing__in=listings)
    if words is not None:
        wanted |= Q(id__in=copies.alias(offered=_OFFERED).filter(offered=words).values("id"))
    found = copies.filter(wanted).order_by("-id")
    return list(found.values_list("tenant_id", "listing__marketplace_id", "listing__ref")[:_ONE_MORE])


def _newest(by: Actor) -> QuerySet[Snapshot]:
    copies = Snapshot.objects.visible_to(by)
    if by.staff:
        return copies
    return copies.filter(id__in=copies.order_by("-id").values("id")[:RECENT])


def _items_of(copies: Sequence[tuple[Any, ...]], refs: set[str], by: Actor) -> list[Item]:
    """Over the index of a brand's listings. A listing of which no copy could be taken is known by its number alone."""
    of_copies = TupleIn(Tuple(F("tenant_id"), F("marketplace_id"), F("listing_ref")), list(copies))
    wanted: Any = Q(of_copies) if copies else Q(pk__in=[])
    if not by.staff:
        wanted |= Q(listing_ref__in=refs, marketplace__in=Marketplace.objects.all())
    items = Item.objects.visible_to(by).filter(wanted)
    return list(
        items.select_related("complaint__right", "marketplace", "snapshot").order_by("-id")[:_ONE_MORE]
    )


def _sellers(text: str, words: SearchQuery | None, by: Actor) -> list[FoundSeller]:
    if by.staff:
        return _sellers_for_staff(text, words) if can(by, Action.SEE_SELLERS) else []
    wanted = Q(seller_ref=text)
    if words is not None:
        wanted |= Q(named=words)
    met = _newest(by).alias(named=SearchVector("seller_name", config="simple")).filter(wanted)
    rows = (
        met.values("seller_ref", "listing__marketplace__name")
        .annotate(name=Max("seller_name"), listings=Count("listing", distinct=True), last=Max("taken_at"))
        .order_by("-last")[:_ONE_MORE]
    )
    return [
        FoundSeller(
            name=row["name"],
            marketplace=row["listing__marketplace__name"],
            ref=row["seller_ref"],
            listings=row["listings"],
        )
        for row in rows
    ]


def _sellers_for_staff(text: str, words: SearchQuery | None) -> list[FoundSeller]:
    wanted = Q(ref=text, marketplace__in=Marketplace.objects.all())
    if words is not None:
        wanted |= Q(id__in=Seller.objects.alias(named=_NAMED).filter(named=words).values("id"))
    rows = Seller.objects.filter(wanted).select_related("marketplace").order_by("name", "id")
    return [
        FoundSeller(name=row.name, marketplace=row.marketplace.name, ref=row.ref, id=row.id)
        for row in rows[:_ONE_MORE]
    ]


def _marks(text: str, words: SearchQuery | None, by: Actor) -> list[Right]:
    """By the mark, by another way it is written, or by its number."""
    if not can(by, Action.SEE_RIGHTS):
        return []
    rights = Right.objects.visible_to(by)
    wanted = Q(variants__contains=[text]) | Q(number=text)
    if words is not None:
        wanted |= Q(id__in=rights.alias(called=_CALLED).filter(called=words).values("id"))
    return list(rights.filter(wanted).order_by("title", "id")[:_ONE_MORE])


def _refs_in(text: str) -> set[str]:
    links = find_links(text)
    return {
        ref
        for marketplace in (Marketplace.objects.all() if links else ())
        for link in links
        if (ref := _ref_at(marketplace, link))
    }


def _ref_at(marketplace: Marketplace, link: str) -> str | None:
    try:
        return connector_of(marketplace).ref_from_url(link)
    except ImproperlyConfigured:
        # A marketplace that this process has no key for is no reason not to search the others.
        return None
