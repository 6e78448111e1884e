"""What would stand against a complaint, said before it is sent: the same findings that judge it afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from brands.models import AllowedSeller, Right
from complaints.assessment import rules
from complaints.assessment.facts import Facts
from complaints.models import Item
from complaints.reasons import Reason
from complaints.states import WITHDRAWN_AT_ONCE
from core.tenancy import Actor
from listings.marketplaces import Line
from listings.models import Listing, Marketplace

# Findings about what is known before we have looked at the listings.
_RULES = (
    rules.complaint_repeats_your_own,
    rules.right_is_not_valid_yet,
    rules.right_has_lapsed,
    rules.right_is_not_verified,
    rules.right_does_not_reach_this_site,
    rules.class_does_not_cover_the_goods,
    rules.evidence_is_missing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One thing to look at, and the listings it is about (none: all of them)."""

    sentence: str
    remedy: str
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What has been filled in so far."""

    right: Right
    reason: Reason
    evidence_kinds: frozenset[str]


def cautions_for(
    draft: Draft, good: Mapping[Marketplace, Sequence[Line]], *, by: Actor, today: date
) -> list[Caution]:
    found: dict[tuple[str, str], list[str]] = {}
    for marketplace, lines in good.items():
        refs = [line.ref for line in lines]
        repeated = _repeated(draft, marketplace, refs, by)
        known = _known(marketplace, refs)
        for line in lines:
            facts = _facts(draft, marketplace, known.get(line.ref), repeated.get(line.ref), today)
            for finding in rules.findings_of(facts, _RULES):
                found.setdefault((finding.sentence, finding.remedy), []).append(line.url)
        for url, name in _of_allowed_sellers(marketplace, lines, known, by):
            sentence = _("The seller “%s” is on your list of authorised sellers.") % name
            remedy = _("Take the listing out, or the seller off the list.")
            found.setdefault((sentence, remedy), []).append(url)
    total = sum(len(lines) for lines in good.values())
    return [
        Caution(sentence=sentence, remedy=remedy, links=links if len(links) < total else [])
        for (sentence, remedy), links in found.items()
    ]


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


def _known(marketplace: Marketplace, refs: Sequence[str]) -> dict[str, Listing]:
    rows = Listing.objects.filter(marketplace=marketplace, ref__in=refs).select_related("seller")
    return {row.ref: row for row in rows}


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


def _facts(
    draft: Draft,
    marketplace: Marketplace,
    listing: Listing | None,
    repeats: str | None,
    today: date,
) -> Facts:
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
        brand_verified=True,
        marketplace_territories=tuple(marketplace.territories),
        listing_found=True,
        listing_unread=False,
        listing_live=True,
        listing_class=listing.nice_class if listing else None,
        listing_category=listing.category if listing else "",
        changed_since_snapshot=False,
        mark_uses=(),
        evidence_kinds=tuple(sorted(draft.evidence_kinds)),
        duplicate_of=repeats,
        declared=True,
        statement_words=0,
    )
