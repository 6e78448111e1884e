"""What would stand against a complaint, said before it is sent: the same findings that judge it afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from brands.models import AllowedSeller, Brand, Right
from complaints.assessment import complaint_rules, evidence_rules, listing_rules, mark_rules, right_rules
from complaints.assessment.facts import Facts, MarkUse
from complaints.assessment.findings import Effect
from complaints.assessment.rules import findings_of
from complaints.assessment.spoken import remedy_of, sentence_of
from complaints.assessment.words import names_the_mark, read
from complaints.models import Item
from complaints.reasons import Reason
from complaints.states import WITHDRAWN_AT_ONCE, Status
from core.tenancy import Actor
from listings.categories import Category, classes_of
from listings.marketplaces import Line
from listings.models import Listing, Marketplace

# What can be known of a draft whatever is known of the listings, and what has to be known of one besides.
_OF_THE_DRAFT = (
    complaint_rules.complaint_repeats_your_own,
    listing_rules.listing_was_refused_before,
    right_rules.right_is_not_valid_yet,
    right_rules.right_has_lapsed,
    right_rules.right_is_not_verified,
    right_rules.right_owner_is_another,
    right_rules.right_is_disputed,
    right_rules.right_does_not_reach_this_site,
    evidence_rules.evidence_is_missing,
    evidence_rules.evidence_speaks_of_another_reason,
    evidence_rules.evidence_cannot_be_read,
)
_OF_A_LISTING = (
    right_rules.class_is_against_the_category,
    right_rules.class_does_not_cover_the_goods,
    mark_rules.mark_only_says_what_it_fits,
    mark_rules.mark_is_not_in_the_title,
    mark_rules.brand_field_names_another,
    listing_rules.goods_are_offered_as_used,
    listing_rules.only_one_piece_is_offered,
    complaint_rules.notice_explains_nothing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One thing to look at, and the listings it is about (none: all of them)."""

    sentence: str
    remedy: str
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What has been filled in so far. `unreadable`: so many of its files cannot be opened, and are of no kind."""

    right: Right
    reason: Reason
    evidence_kinds: frozenset[str]
    unreadable: int = 0
    statement: str = ""


def cautions_for(
    draft: Draft, good: Mapping[Marketplace, Sequence[Line]], *, by: Actor, today: date
) -> list[Caution]:
    found: dict[tuple[str, str], list[str]] = {}
    brand = Brand.objects.visible_to(by).get(tenant_id=draft.right.tenant_id).name
    for marketplace, lines in good.items():
        refs = [line.ref for line in lines]
        listings = _listings(draft, marketplace, refs, brand=brand, by=by, today=today)
        for line in lines:
            facts, is_known = listings.facts_of(line.ref)
            rules = (*_OF_THE_DRAFT, *_OF_A_LISTING) if is_known else _OF_THE_DRAFT
            for finding in findings_of(facts, rules):
                # The same name of a brand may speak for one complaint and against another.
                if finding.effect is not Effect.SUPPORTS:
                    found.setdefault((sentence_of(finding), remedy_of(finding)), []).append(line.url)
        for url, name in _of_allowed_sellers(marketplace, lines, listings.known, by):
            sentence = _("The seller “%s” is on your list of authorised sellers.") % name
            remedy = _("Take the listing out, or the seller off the list.")
            found.setdefault((sentence, remedy), []).append(url)
    total = sum(len(lines) for lines in good.values())
    return [
        Caution(sentence=sentence, remedy=remedy, links=links if len(links) < total else [])
        for (sentence, remedy), links in found.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listings:
    """The listings of one marketplace in the draft. `plain` are the facts that all of them share."""

    plain: Facts
    known: Mapping[str, Listing]
    repeated: Mapping[str, str]
    refused: Mapping[str, date]
    uses: Mapping[str, tuple[MarkUse, ...]]
    categories: Mapping[Category, tuple[int, ...]]
    right: Right

    def facts_of(self, ref: str) -> tuple[Facts, bool]:
        """And whether we know the listing at all."""
        refused = self.refused.get(ref)
        facts = replace(
            self.plain,
            duplicate_of=self.repeated.get(ref),
            decided_before="refused" if refused else "",
            decided_before_on=refused,
        )
        listing = self.known.get(ref)
        return (facts, False) if listing is None else (self._with(facts, listing), True)

    def _with(self, facts: Facts, listing: Listing) -> Facts:
        named = bool(listing.brand_field) and self.right.kind == Right.Kind.TRADEMARK
        return replace(
            facts,
            listing_class=listing.nice_class,
            listing_category=listing.category,
            category_classes=self.categories.get((listing.marketplace_id, listing.category), ()),
            mark_uses=self.uses.get(listing.ref, ()),
            brand_field=listing.brand_field,
            brand_field_is_the_mark=named and names_the_mark(self.right, listing.brand_field),
            listing_condition=listing.condition,
            listing_quantity=listing.quantity,
        )


def _listings(
    draft: Draft, marketplace: Marketplace, refs: Sequence[str], *, brand: str, by: Actor, today: date
) -> _Listings:
    found = Listing.objects.filter(marketplace=marketplace, ref__in=refs).select_related("seller")
    known = {row.ref: row for row in found}
    rows = list(known.values())
    uses: list[tuple[MarkUse, ...]] = [() for _row in rows]
    if draft.right.kind == Right.Kind.TRADEMARK:
        uses = read(draft.right, [(row.title, row.nice_class) for row in rows])
    return _Listings(
        plain=_plain(draft, marketplace, brand=brand, today=today),
        known=known,
        repeated=_repeated(draft, marketplace, refs, by),
        refused=_refused(marketplace, refs, by),
        uses=dict(zip(known, uses, strict=True)),
        categories=classes_of((row.marketplace_id, row.category) for row in rows),
        right=draft.right,
    )


def _repeated(draft: Draft, marketplace: Marketplace, refs: Sequence[str], by: Actor) -> dict[str, str]:
    """Listing → number of the brand's own complaint about it that is still open."""
    rows = Item.objects.visible_to(by).filter(
        marketplace=marketplace,
        listing_ref__in=refs,
        status__in=WITHDRAWN_AT_ONCE,
        complaint__right_id=draft.right.id,
        complaint__reason=draft.reason.code,
    )
    return dict(rows.values_list("listing_ref", "complaint__number"))


def _refused(marketplace: Marketplace, refs: Sequence[str], by: Actor) -> dict[str, date]:
    """Listing → when the brand's latest complaint about it was refused, where it stands like that."""
    rows = Item.objects.visible_to(by).filter(
        marketplace=marketplace, listing_ref__in=refs, status=Status.REFUSED
    )
    found = rows.order_by("status_at").values_list("listing_ref", "status_at")
    return {ref: at.date() for ref, at in found}


def _of_allowed_sellers(
    marketplace: Marketplace, lines: Iterable[Line], known: Mapping[str, Listing], by: Actor
) -> list[tuple[str, str]]:
    """(link, seller's name), as far as we know who sells it."""
    allowed = set(
        AllowedSeller.objects.visible_to(by)
        .filter(marketplace_id=marketplace.id, seller_ref__in={r.seller.ref for r in known.values()})
        .values_list("seller_ref", flat=True)
    )
    return [
        (line.url, known[line.ref].seller.name)
        for line in lines
        if line.ref in known and known[line.ref].seller.ref in allowed
    ]


def _plain(draft: Draft, marketplace: Marketplace, *, brand: str, today: date) -> Facts:
    """Nothing is held against the draft that will only be known when it has been filed."""
    right = draft.right
    return Facts(
        today=today,
        reason=draft.reason.code,
        right_kind=right.kind,
        right_title=right.title,
        right_verified=right.verified_at is not None,
        right_registered_on=right.registered_on,
        right_expires_on=right.expires_on,
        right_territories=tuple(right.territories),
        right_classes=tuple(right.nice_classes),
        right_owner=right.owner_name,
        right_dispute=right.dispute,
        brand_name=brand,
        brand_verified=True,
        marketplace_territories=tuple(marketplace.territories),
        listing_found=True,
        listing_unread=False,
        listing_live=True,
        listing_class=None,
        listing_category="",
        changed_since_snapshot=False,
        mark_uses=(),
        evidence_kinds=tuple(sorted(draft.evidence_kinds)),
        evidence_unreadable=draft.unreadable,
        duplicate_of=None,
        declared=True,
        statement_words=len(draft.statement.split()),
    )
