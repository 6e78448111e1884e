"""A code is typed, and what it proves stays with the browser for a while."""

import hmac
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.roles import Action, require
from core import audit, clock
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import SellerCode, SellerNotice
from takedown.redress.codes.asking import digits_of
from takedown.redress.codes.rules import MOST_TRIES, PROVEN_FOR, SAME_CLICK
from takedown.redress.link import Opened, require_link_of

COOKIE = "seller_proof"
_SALT = "takedown.seller-proof"


def prove(notice: SellerNotice, typed: str, *, by: Actor, now: datetime) -> UUID | None:
    """The id of the code, if this is the notice's live one; it is used up then. None for a wrong one, which is counted."""
    require(by, Action.PROVE_ADDRESS)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        code = _typable(notice, now).select_for_update().order_by("-made_at").first()
        if code is None:
            return None
        # Whatever stands between the digits, or around them, is how people copy.
        is_right = hmac.compare_digest("".join(filter(str.isdigit, typed)).encode(), digits_of(code).encode())
        _write(code, is_right=is_right, by=by, now=now)
    return code.id if is_right else None


def _typable(notice: SellerNotice, now: datetime) -> QuerySet[SellerCode]:
    waits = Q(used_at=None, expires_at__gt=now)
    return SellerCode.objects.filter(waits | Q(used_at__gt=now - SAME_CLICK), notice=notice, ended_at=None)


def _write(code: SellerCode, *, is_right: bool, by: Actor, now: datetime) -> None:
    if is_right and code.used_at is not None:
        return
    event = "notice.proved"
    if is_right:
        code.used_at = now
    else:
        code.tries += 1
        event = "notice.code_wrong"
        if code.tries == MOST_TRIES:
            code.ended_at = now
    code.save(update_fields=["tries", "used_at", "ended_at"])
    audit.record(
        audit.Event(name=event, subject_kind="removal", subject_id=code.notice.removal_id, tenant_id=None),
        by=by,
        now=now,
    )


def is_waiting_for_a_code(notice: SellerNotice, *, now: datetime) -> bool:
    """Whether one was sent that can still be typed."""
    with acting_as(SYSTEM):
        return SellerCode.objects.filter(
            notice=notice, used_at=None, ended_at=None, expires_at__gt=now
        ).exists()


# --- what the browser keeps ------------------------------------------------------------------------------


def keep_proof(answer: HttpResponse, opened: Opened, code_id: UUID, *, secure: bool) -> None:
    """For this notice's pages alone. The database says until when it holds; the cookie goes a little later."""
    answer.set_cookie(
        COOKIE,
        signing.dumps(str(code_id), salt=_SALT),
        max_age=PROVEN_FOR,
        path=opened.path,
        secure=secure,
        httponly=True,
        samesite="Strict",
    )


def proof_of(request: HttpRequest, notice: SellerNotice) -> bool:
    """Whether this browser has typed a code for this very notice within the last half hour, by the database's clock."""
    try:
        code_id = UUID(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT))
    except (signing.BadSignature, ValueError):
        return False
    with acting_as(SYSTEM):
        used = SellerCode.objects.filter(id=code_id, notice=notice, used_at__gt=clock.now() - PROVEN_FOR)
        return used.filter(ended_at=None).exists()
