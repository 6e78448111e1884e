"""The seller's notice: written with the first order to the marketplace and read behind a link."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from accounts.roles import Action, Role
from core.ids import new_id
from core.links import hash_of, token_for
from core.tenancy import Actor
from listings.models import SellerContact
from takedown.models import Ground, Removal, SellerNotice
from takedown.redress.language import language_for
from takedown.redress.letters.facts import facts_of
from takedown.redress.letters.kinds import LetterKind, Way
from takedown.redress.letters.writing import READABLE_FOR, Draft, keep, letter_of, put_out


def token_of(notice_id: UUID) -> str:
    return token_for("seller-notice", notice_id)


def link_actor(token: str) -> Actor:
    """Somebody who holds a link: they see the one notice it opens, and its removal. To do more than look, they prove
    that they read the seller's mail (codes/)."""
    return replace(proven_seller(token), only_actions=frozenset({Action.PROVE_ADDRESS}))


def proven_seller(token: str) -> Actor:
    """The holder of a link who has typed a code that was sent to the seller's address."""
    return Actor(role=Role.SELLER, label="seller by link", link_hash=hash_of(token))


def write_notices(removals: Sequence[Removal], *, now: datetime) -> dict[UUID, SellerNotice]:
    """The notices by removal, each with its letter, in the transaction that submits the removals.

    Each removal needs a live ground, its listing and its marketplace. Constant number of queries for the set.
    """
    if not removals:
        return {}
    facts = _facts_of(removals)
    languages = dict(
        SellerContact.objects.filter(seller_id__in={r.listing.seller_id for r in removals}).values_list(
            "seller_id", "language"
        )
    )
    notices = []
    for removal in removals:
        id = new_id()
        notices.append(
            SellerNotice(
                id=id,
                removal=removal,
                token_hash=hash_of(token_of(id)),
                written_at=now,
                expires_at=now + READABLE_FOR,
                language=language_for(languages.get(removal.listing.seller_id, "")),
                facts=facts[removal.id],
            )
        )
    letters = [
        letter_of(Draft(notice=notice, kind=LetterKind.REMOVED, facts=notice.facts), now=now)
        for notice in notices
    ]
    goings = put_out([letter.id for letter in letters])
    mails = {going.letter_id: going.outbox_id for going in goings if going.way is Way.MAIL}
    for notice, letter in zip(notices, letters, strict=True):
        notice.outbox_id = mails[letter.id]
    SellerNotice.objects.bulk_create(notices)
    keep(letters, goings)
    return {notice.removal_id: notice for notice in notices}


def _facts_of(removals: Sequence[Removal]) -> dict[UUID, dict[str, object]]:
    """By removal, of each oldest live ground."""
    grounds = list(
        Ground.objects.filter(removal__in=removals, ended_at=None)
        .order_by("removal_id", "since", "id")
        .distinct("removal_id")
        .select_related("item__complaint__right")
    )
    of_removal = {removal.id: removal for removal in removals}
    for ground in grounds:
        ground.removal = of_removal[ground.removal_id]
    found = facts_of(grounds)
    return {ground.removal_id: found[ground.id] for ground in grounds}
