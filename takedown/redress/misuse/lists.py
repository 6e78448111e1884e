"""Who is worth a look, by a published rule that orders and does nothing else; and what waits for an admin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from brands.models import Agency, Brand
from complaints.review.paging import Order, Page, Place, page_of
from core.tenancy import Actor
from listings.models import Seller
from takedown.models import CounterRecord, FilingRecord
from takedown.redress.misuse.parties import (
    COUNTER,
    FILING,
    Complainant,
    CounterNotifier,
    Party,
    party_of,
    seen_by,
)
from takedown.redress.misuse.states import AppealStatus, SuspensionStatus, WarningStatus
from takedown.redress.misuse.words import APPEALS, FACTS, SUSPENSIONS, WARNINGS

PAGE_SIZE = 50
FIRST = Order(columns=("raised", "weight", "id"), descending=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A party with its name and its page. `under`: for which brand an agency files, or where a seller sells."""

    party: Party
    name: str
    under: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    named: Named
    record: Any
    raised: list[str]
    label: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A suspension that a second admin confirms, or an appeal that another one decides."""

    named: Named
    label: str
    at: Any


def complainants_page(actor: Actor, place: Place) -> tuple[list[Row], Page[FilingRecord]]:
    page = page_of(seen_by(actor, FILING.record), FIRST, place, size=PAGE_SIZE)
    return _rows(page.rows, actor), page


def sellers_page(actor: Actor, place: Place) -> tuple[list[Row], Page[CounterRecord]]:
    page = page_of(seen_by(actor, COUNTER.record), FIRST, place, size=PAGE_SIZE)
    return _rows(page.rows, actor), page


def _rows(records: Sequence[Any], actor: Actor) -> list[Row]:
    parties = [party_of(record) for record in records]
    named, states = names_of(parties, actor), _states(parties, actor)
    rows = []
    for record, party in zip(records, parties, strict=True):
        label, tone = states.get(party, ("", "neutral"))
        rows.append(
            Row(
                named=named[party],
                record=record,
                raised=[str(FACTS[code].label) for code in record.raised_codes],
                label=label,
                tone=tone,
            )
        )
    return rows


def names_of(parties: Iterable[Party], actor: Actor) -> dict[Party, Named]:
    """Constant number of queries. Only those whom the actor may see."""
    parties = list(parties)
    filing = [p for p in parties if isinstance(p, Complainant)]
    countering = [p for p in parties if isinstance(p, CounterNotifier)]
    brands = Brand.objects.visible_to(actor).in_bulk({p.tenant_id for p in filing}) if filing else {}
    agencies = Agency.objects.in_bulk({p.agency_id for p in filing if p.agency_id}) if filing else {}
    sellers = (
        Seller.objects.select_related("marketplace").in_bulk({p.seller_id for p in countering})
        if countering
        else {}
    )
    named: dict[Party, Named] = {}
    for p in filing:
        if p.tenant_id in brands:
            named[p] = _complainant(p, brands[p.tenant_id], agencies.get(p.agency_id))
    for c in countering:
        seller = sellers[c.seller_id]
        url = reverse("misuse-seller", args=[c.seller_id])
        named[c] = Named(party=c, name=seller.name, under=seller.marketplace.name, url=url)
    return named


def _complainant(party: Complainant, brand: Brand, agency: Agency | None) -> Named:
    return Named(
        party=party,
        name=agency.name if agency else brand.name,
        under=brand.name if agency else "",
        url=address_of(party.tenant_id, party.agency_id),
    )


def address_of(tenant_id: UUID, agency_id: UUID | None) -> str:
    page = reverse("misuse-brand", args=[tenant_id])
    return f"{page}?agency={agency_id}" if agency_id else page


type States = Mapping[Party, tuple[str, str]]


def _states(parties: Sequence[Party], actor: Actor) -> States:
    """What was done and holds now: the gravest of it."""
    tables = FILING if any(isinstance(p, Complainant) for p in parties) else COUNTER
    states: dict[Party, tuple[str, str]] = {}
    whose = (
        {"tenant_id__in": {p.tenant_id for p in parties if isinstance(p, Complainant)}}
        if tables is FILING
        else {"seller_id__in": {p.seller_id for p in parties if isinstance(p, CounterNotifier)}}
    )
    for warning in seen_by(actor, tables.warning).filter(status=WarningStatus.STANDS, **whose):
        label, tone = WARNINGS[WarningStatus.STANDS]
        states[party_of(warning)] = (str(label), tone)
    open_ones = [str(SuspensionStatus.PROPOSED), str(SuspensionStatus.IN_FORCE)]
    for suspension in seen_by(actor, tables.suspension).filter(status__in=open_ones, **whose):
        label, tone = SUSPENSIONS[SuspensionStatus(suspension.status)]
        states[party_of(suspension)] = (str(label), tone)
    return states


def waiting_for_an_admin(actor: Actor) -> list[Waiting]:
    """Of both kinds, the oldest first. There are never many."""
    found: list[tuple[Party, str, Any]] = []
    for tables in (FILING, COUNTER):
        proposed = seen_by(actor, tables.suspension).filter(status=SuspensionStatus.PROPOSED)
        label = str(SUSPENSIONS[SuspensionStatus.PROPOSED][0])
        found += [(party_of(s), label, s.proposed_at) for s in proposed]
        appeals = seen_by(actor, tables.appeal).filter(status=AppealStatus.OPEN)
        label = str(APPEALS[AppealStatus.OPEN][0])
        found += [
            (party_of(a.suspension or a.warning), label, a.made_at)
            for a in appeals.select_related("warning", "suspension")
        ]
    named = names_of({party for party, _label, _at in found}, actor)
    return [
        Waiting(named=named[party], label=label, at=at)
        for party, label, at in sorted(found, key=lambda one: one[2])
        if party in named
    ]
