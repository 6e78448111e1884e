"""Mail about appeals: a receipt for the seller, the answer for whoever appealed, and what changes for the brand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.languages import language_of_mail
from accounts.models import User
from core import outbox
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from listings.models import SellerContact
from takedown.models import DecisionAppeal
from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.words import FURTHER
from takedown.redress.notices import token_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    work: Work
    to: str
    subject: str
    body: str


def tell_of_appeal(works: Sequence[Work]) -> None:
    """Leased: to whoever appealed. What the appeal is when the letter is written counts."""
    _send(works, _to_whoever_appealed)


def tell_brand_of_appeal(works: Sequence[Work]) -> None:
    """Leased: to whoever filed. The brand reads the new decision; what the seller wrote is not its to read."""
    _send(works, _to_the_filer)


def _send(works: Sequence[Work], write: Callable[[Work, DecisionAppeal], Letter]) -> None:
    with acting_as(SYSTEM):
        rows = DecisionAppeal.objects.select_related(
            "item__complaint", "item__marketplace", "item__snapshot", "removal__listing", "removal__notice"
        ).in_bulk([w.subject_id for w in works])
        letters = [write(w, rows[w.subject_id]) for w in works]
    for letter in letters:
        try:
            if letter.to:
                EmailMessage(subject=letter.subject, body=letter.body, to=[letter.to]).send()
        except OSError as error:
            with acting_as(SYSTEM):
                outbox.retry(letter.work, error=f"mail: {error}")
            continue
        with acting_as(SYSTEM):
            outbox.finish([letter.work])


def _to_whoever_appealed(work: Work, appeal: DecisionAppeal) -> Letter:
    return _to_seller(work, appeal) if appeal.side == Side.SELLER else _to_brand(work, appeal)


def _to_seller(work: Work, appeal: DecisionAppeal) -> Letter:
    removal = appeal.removal
    contact = SellerContact.objects.filter(seller_id=removal.listing.seller_id).first() if removal else None
    notice = removal.notice if removal else None
    link = settings.ORIGIN + reverse("seller-appeal", args=[token_of(notice.id)]) if notice else ""
    with translation.override(appeal.language):
        return Letter(
            work=work,
            to=contact.email if contact else "",
            subject=_SUBJECTS[Status(appeal.status)](appeal.number),
            body=render_to_string("appeals/mail/seller.txt", _context(appeal, link)),
        )


def _to_brand(work: Work, appeal: DecisionAppeal) -> Letter:
    active = User.objects.filter(is_active=True)
    person = active.filter(id=appeal.made_by).first() if appeal.made_by else None
    link = settings.ORIGIN + reverse("item-appeal", args=[appeal.item_id])
    with translation.override(language_of_mail(person)):
        return Letter(
            work=work,
            to=person.email if person else "",
            subject=_SUBJECTS[Status(appeal.status)](appeal.number),
            body=render_to_string("appeals/mail/brand.txt", _context(appeal, link)),
        )


def _to_the_filer(work: Work, appeal: DecisionAppeal) -> Letter:
    item = appeal.item
    if item is None:
        raise RuntimeError(f"{appeal.number} is about no item")
    person = User.objects.filter(id=item.complaint.filed_by, is_active=True).first()
    link = settings.ORIGIN + reverse("item", args=[item.id])
    with translation.override(language_of_mail(person)):
        return Letter(
            work=work,
            to=person.email if person else "",
            subject=_("%(number)s: a removal was reversed") % {"number": item.complaint.number},
            body=render_to_string("appeals/mail/reversed.txt", _context(appeal, link)),
        )


def _context(appeal: DecisionAppeal, link: str) -> dict[str, object]:
    listing = appeal.removal.listing.title if appeal.removal else ""
    if appeal.item is not None and appeal.item.snapshot is not None:
        listing = listing or appeal.item.snapshot.title
    return {"appeal": appeal, "listing": " ".join(listing.split()), "further": FURTHER, "link": link}


_SUBJECTS: Mapping[Status, Callable[[str], str]] = {
    Status.OPEN: lambda number: _("We have your appeal %(number)s") % {"number": number},
    Status.GRANTED: lambda number: _("Appeal %(number)s: you were right") % {"number": number},
    Status.DISMISSED: lambda number: _("Appeal %(number)s: the decision stands") % {"number": number},
    Status.WITHDRAWN: lambda number: _("Appeal %(number)s was taken back") % {"number": number},
    Status.OVERTAKEN: lambda number: _("Appeal %(number)s is settled") % {"number": number},
}
