"""What a seller is told, written with the first order to the marketplace and read behind a link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.roles import Action, Role
from brands.models import Brand
from complaints.models import Complaint, Decision
from complaints.reasons import REASONS
from core import clock, outbox
from core.ids import new_id
from core.links import hash_of, token_for
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import SellerContact
from takedown import work
from takedown.models import Ground, Removal, SellerNotice
from takedown.states import RemovalStatus

# EU DSA, art. 20(1): redress stays open for at least six months.
READABLE_FOR = timedelta(days=190)


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
    """The notices by removal, with the outbox rows that send them, in the transaction that submits the removals.

    Each removal needs a live ground, its listing and its marketplace. Constant number of queries for the set.
    """
    ids = {removal.id: new_id() for removal in removals}
    rows = outbox.add_all(
        outbox.Order(kind=work.SEND_NOTICE, subject_id=id, tenant_id=None) for id in ids.values()
    )
    languages = dict(
        SellerContact.objects.filter(seller_id__in={r.listing.seller_id for r in removals}).values_list(
            "seller_id", "language"
        )
    )
    facts = _facts_of(removals)
    notices = SellerNotice.objects.bulk_create(
        SellerNotice(
            id=ids[removal.id],
            removal=removal,
            outbox_id=row,
            token_hash=hash_of(token_of(ids[removal.id])),
            written_at=now,
            expires_at=now + READABLE_FOR,
            language=languages.get(removal.listing.seller_id, "en"),
            facts=facts[removal.id],
        )
        for removal, row in zip(removals, rows, strict=True)
    )
    return {notice.removal_id: notice for notice in notices}


def _facts_of(removals: Sequence[Removal]) -> dict[UUID, dict[str, object]]:
    """Plain facts of each oldest live ground. No evidence, no contact data, nothing of how fakes are told."""
    grounds = list(
        Ground.objects.filter(removal__in=removals, ended_at=None)
        .order_by("removal_id", "since", "id")
        .distinct("removal_id")
        .select_related("item__complaint__right")
    )
    tenants = {ground.tenant_id for ground in grounds}
    automated = dict(
        Decision.objects.filter(
            tenant_id__in=tenants,
            item_id__in=[ground.item_id for ground in grounds],
            outcome=Decision.Outcome.UPHELD,
        )
        .order_by("tenant_id", "item_id", "-decided_at", "-id")
        .distinct("tenant_id", "item_id")
        .values_list("item_id", "automated")
    )
    brands = dict(Brand.objects.filter(tenant_id__in=tenants).values_list("tenant_id", "name"))
    of_removal = {removal.id: removal for removal in removals}
    return {
        ground.removal_id: {
            "listing_title": of_removal[ground.removal_id].listing.title,
            "listing_url": of_removal[ground.removal_id].listing.url,
            "marketplace": of_removal[ground.removal_id].marketplace.name,
            "brand": brands[ground.tenant_id],
            "right": str(ground.item.complaint.right),
            "reason": ground.item.complaint.reason,
            "automated": automated[ground.item_id],
            "asked": ground.item.complaint.channel == Complaint.Channel.AUTHENTICATION,
            "case": ground.item.complaint.number,
            # Put back unchanged after it had been taken off sale.
            "again": of_removal[ground.removal_id].status == RemovalStatus.REAPPEARED,
        }
        for ground in grounds
    }


# --- sending ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    work: Work
    notice_id: UUID
    to: str
    subject: str
    body: str


def send_notices(works: Sequence[Work]) -> None:
    """Leased: mail each notice. A seller without an address still has the notice behind the marketplace's link."""
    with acting_as(SYSTEM):
        letters = [_letter(w) for w in works]
    for letter in letters:
        try:
            if letter.to:
                EmailMessage(subject=letter.subject, body=letter.body, to=[letter.to]).send()
        except OSError as error:
            with acting_as(SYSTEM):
                outbox.retry(letter.work, error=f"mail: {error}")
            continue
        with acting_as(SYSTEM):
            SellerNotice.objects.filter(id=letter.notice_id).update(sent_at=clock.now())
            outbox.finish([letter.work])


def _letter(work: Work) -> Letter:
    notice = SellerNotice.objects.select_related("removal__listing").get(id=work.subject_id)
    contact = SellerContact.objects.filter(seller_id=notice.removal.listing.seller_id).first()
    path = reverse("seller-notice", args=[token_of(notice.id)])
    context = {
        "facts": notice.facts,
        "reason": REASONS[str(notice.facts["reason"])].label,
        "link": f"{settings.ORIGIN}{path}",
        "readable_until": notice.expires_at,
    }
    with translation.override(notice.language):
        body = render_to_string("takedown/mail/seller_notice.txt", context)
        subject = translation.gettext("Your listing was taken off sale: %(title)s") % {
            "title": notice.facts["listing_title"]
        }
    return Letter(
        work=work,
        notice_id=notice.id,
        to=contact.email if contact else "",
        subject=" ".join(subject.split())[:180],
        body=body,
    )
