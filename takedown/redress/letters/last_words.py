"""How a seller is told that a removal is over: one letter, written in the transaction that ends it."""

from datetime import datetime
from typing import Any

from django.db.models import F

from takedown.models import Ground, LicenceClaim, Removal, SellerLetter
from takedown.redress.letters.facts import facts_of
from takedown.redress.letters.kinds import LetterKind
from takedown.redress.letters.writing import Draft, write_letters
from takedown.redress.licences.states import ClaimStatus


def tell_that_it_was_not_carried_out(removal: Removal, *, now: datetime) -> SellerLetter | None:
    """A correction: the seller was told of a removal that never took effect. None for one who was told nothing."""
    return _write(removal, LetterKind.NOT_CARRIED_OUT, {"cause": "marketplace_refused"}, now=now)


def tell_that_it_was_replaced(removal: Removal, *, now: datetime) -> SellerLetter | None:
    """What the seller has put on sale since is another offer, which a person looks at by itself."""
    return _write(removal, LetterKind.REPLACED, {}, now=now)


def tell_that_it_is_over(removal: Removal, *, state: str, now: datetime) -> SellerLetter | None:
    """The second notice, or a correction where the removal was taken back before it had its effect.

    `state` is where the listing stands at the marketplace now. Why, and whose complaint it was, is that of the
    ground that ended last.
    """
    if removal.notice_id is None:
        return None
    last = (
        Ground.objects.filter(removal=removal, ended_at__isnull=False)
        .select_related("removal__listing", "removal__marketplace", "item__complaint__right")
        .order_by(F("ended_at").desc(), "id")
        .first()
    )
    facts: dict[str, Any] = {"state": state}
    if last is not None:
        facts |= {**facts_of([last])[last.id], "cause": _cause_of(last)}
    kind = LetterKind.NOT_CARRIED_OUT if removal.verified_at is None else LetterKind.BACK
    return _write(removal, kind, facts, now=now)


def _cause_of(ground: Ground) -> str:
    """A brand that takes its complaint back because it has confirmed the seller's licence says more than that."""
    licensed = LicenceClaim.objects.filter(
        ground=ground, status=ClaimStatus.CONFIRMED, by_marketplace=False
    ).exists()
    return "licensed" if licensed else ground.end_cause


def _write(
    removal: Removal, kind: LetterKind, facts: dict[str, Any], *, now: datetime
) -> SellerLetter | None:
    if removal.notice is None:
        return None
    draft = Draft(notice=removal.notice, kind=kind, facts={**removal.notice.facts, **facts})
    return write_letters([draft], now=now)[0]
