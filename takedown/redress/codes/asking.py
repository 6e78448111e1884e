"""A code is asked for and mailed to the address on file."""

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from accounts.roles import Action, require
from brands.letters import Letter, send_letters
from core import audit, clock, outbox
from core.links import code_for
from core.outbox import Work
from core.tenancy import SYSTEM, Actor, acting_as
from listings.models import SellerContact
from takedown import work as kinds
from takedown.models import SellerCode, SellerNotice
from takedown.redress.codes.rules import (
    A_DAY,
    DIGITS,
    GOOD_FOR,
    Sending,
    Sent,
    what_asking_for_a_code_does,
)
from takedown.redress.link import require_link_of


def digits_of(code: SellerCode) -> str:
    return code_for("seller-code", code.id, digits=DIGITS)


def send_code(notice: SellerNotice, *, by: Actor, now: datetime) -> Sending:
    """Put out a new code for this notice, unless one is on its way already or there were too many. It ends the former.

    `by` holds the notice's link. The tables are nobody's but the portal's own, so it looks there as the system.
    """
    require(by, Action.PROVE_ADDRESS)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        # Whoever asks twice at once waits here for themselves.
        locked = SellerNotice.objects.select_for_update(of=("self",)).get(id=notice.id)
        outcome = what_asking_for_a_code_does(
            _earlier(locked, now), has_address=bool(address_of(locked)), now=now
        )
        if outcome is Sending.SENT:
            _make(locked, by=by, now=now)
    return outcome


def address_of(notice: SellerNotice) -> str:
    """Empty where the marketplace has none on file."""
    contact = SellerContact.objects.filter(seller=notice.removal.listing.seller_id).first()
    return contact.email if contact else ""


def has_address(notice: SellerNotice) -> bool:
    """For pages that must not say which one."""
    with acting_as(SYSTEM):
        return bool(address_of(notice))


def _earlier(notice: SellerNotice, now: datetime) -> list[Sent]:
    lately = SellerCode.objects.filter(notice=notice, made_at__gt=now - A_DAY)
    return [
        Sent(
            at=code.made_at,
            is_live=code.used_at is None and code.ended_at is None and now < code.expires_at,
        )
        for code in lately
    ]


def _make(notice: SellerNotice, *, by: Actor, now: datetime) -> None:
    SellerCode.objects.filter(notice=notice, used_at=None, ended_at=None).update(ended_at=now)
    code = SellerCode.objects.create(notice=notice, made_at=now, expires_at=now + GOOD_FOR)
    outbox.add(outbox.Order(kind=kinds.SEND_CODE, subject_id=code.id, tenant_id=None))
    audit.record(
        audit.Event(
            name="notice.code_sent", subject_kind="removal", subject_id=notice.removal_id, tenant_id=None
        ),
        by=by,
        now=now,
    )


# --- sending ---------------------------------------------------------------------------------------------


def send_codes(works: Sequence[Work]) -> None:
    """Leased. A code that nobody can use any more is not mailed."""
    with acting_as(SYSTEM):
        letters = _letters(works)
    send_letters(letters, works)


def _letters(works: Sequence[Work]) -> list[Letter]:
    live = SellerCode.objects.filter(
        id__in=[work.subject_id for work in works],
        used_at=None,
        ended_at=None,
        expires_at__gt=clock.now(),
        notice__revoked_at=None,
    )
    codes = {code.id: code for code in live.select_related("notice__removal__listing")}
    return [
        _letter(work, code, to)
        for work in works
        if (code := codes.get(work.subject_id)) and (to := address_of(code.notice))
    ]


def _letter(work: Work, code: SellerCode, to: str) -> Letter:
    context = {"code": digits_of(code), "facts": code.notice.facts, "until": code.expires_at}
    with translation.override(code.notice.language):
        return Letter(
            work=work,
            to=[to],
            subject=translation.gettext("Your one-time code"),
            body=render_to_string("takedown/mail/seller_code.txt", context),
        )
