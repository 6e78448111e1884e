"""What the seller is told of each step of a counter-notice, and the brand of those that it did not take itself."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from brands.letters import Letter, send_letters
from brands.models import Brand
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterNotice, RedressClock, SellerNotice
from takedown.redress.clocks.laws import law_of
from takedown.redress.clocks.shown import countdown
from takedown.redress.clocks.states import LIVE as LIVE_CLOCKS
from takedown.redress.codes.asking import address_of
from takedown.redress.counter.forwarding import letters_about
from takedown.redress.counter.states import CounterStatus
from takedown.redress.counter.words import STANDS
from takedown.redress.notices import token_of


def tell_sellers(works: Sequence[Work]) -> None:
    """Leased. How it stands when the letter is written counts. A seller without an address reads it behind the link."""
    with acting_as(SYSTEM):
        letters = _to_sellers(works)
    send_letters(letters, works)


def tell_brands(works: Sequence[Work]) -> None:
    """Leased."""
    with acting_as(SYSTEM):
        letters = _to_brands(works)
    send_letters(letters, works)


def _to_sellers(works: Sequence[Work]) -> list[Letter]:
    rows = CounterNotice.objects.filter(id__in=[work.subject_id for work in works])
    # The removal's notice of today: the link that it was filed by may have been revoked since.
    counters = {
        c.id: c for c in rows.select_related("removal__notice__removal__listing", "ground__item__complaint")
    }
    brands = Brand.objects.in_bulk({c.tenant_id for c in counters.values()})
    return [
        _to_seller(work, counter, notice, brand=brands[counter.tenant_id].name, to=to)
        for work in works
        if (counter := counters.get(work.subject_id))
        and (notice := counter.removal.notice)
        and notice.revoked_at is None
        and (to := address_of(notice))
    ]


def _to_seller(work: Work, counter: CounterNotice, notice: SellerNotice, *, brand: str, to: str) -> Letter:
    clocks = RedressClock.objects.filter(ground_id=counter.ground_id, law=counter.law, status__in=LIVE_CLOCKS)
    clock = clocks.first()
    context: dict[str, Any] = {
        "counter": counter,
        "case": counter.ground.item.complaint.number,
        "facts": notice.facts,
        "law": law_of(counter.law, counter.law_version),
        "countdown": countdown(clock) if clock else None,
        "link": settings.ORIGIN + reverse("seller-notice", args=[token_of(notice.id)]),
    }
    with translation.override(counter.language):
        context["stands"] = str(STANDS[CounterStatus(counter.status)].text) % {"brand": brand}
        return Letter(
            work=work,
            to=[to],
            subject=translation.gettext("Your answer %(number)s") % {"number": counter.number},
            body=render_to_string("takedown/mail/counter_seller.txt", context),
        )


def _to_brands(works: Sequence[Work]) -> list[Letter]:
    rows = CounterNotice.objects.filter(id__in=[work.subject_id for work in works])
    counters = {c.id: c for c in rows.select_related("ground__item__complaint", "removal__listing")}
    filers = User.objects.filter(
        is_active=True, id__in={c.ground.item.complaint.filed_by for c in counters.values()}
    ).in_bulk()
    return [
        letter
        for work in works
        if (counter := counters.get(work.subject_id))
        for letter in letters_about(work, counter, template="takedown/mail/counter_brand.txt", filers=filers)
    ]
