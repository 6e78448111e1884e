"""The seller's notice: read by link, without an account."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from complaints.reasons import REASONS
from core import clock
from core.links import hash_of
from core.tenancy import acting_as
from core.web import outside_request_transaction
from takedown.models import SellerNotice
from takedown.redress.notices import link_actor
from takedown.states import RemovalStatus

S = RemovalStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveState:
    """Where the listing stands now, in the seller's words."""

    tone: str
    title: Any
    text: Any


_ON_ITS_WAY = LiveState(
    tone="warn",
    title=_("Being taken off sale"),
    text=_("The marketplace has been told to take it off sale. This may not have had its effect yet."),
)
_COMING_BACK = LiveState(
    tone="info",
    title=_("Being put back on sale"),
    text=_("The reason for the removal no longer holds. The marketplace is putting your listing back."),
)
_NEVER = LiveState(
    tone="good",
    title=_("Never took effect"),
    text=_("The removal was not carried out. Because of this notice you have to do nothing."),
)
LIVE_STATES = {
    S.REQUESTED: _ON_ITS_WAY,
    S.SUBMITTED: _ON_ITS_WAY,
    S.PENDING: _ON_ITS_WAY,
    S.NEEDS_INFO: _ON_ITS_WAY,
    S.REAPPEARED: _ON_ITS_WAY,
    S.VERIFIED: LiveState(
        tone="bad", title=_("Off sale"), text=_("Buyers cannot see your listing at the moment.")
    ),
    S.RESTORING: _COMING_BACK,
    S.CONFLICT: _COMING_BACK,
    S.RESTORED: LiveState(
        tone="good", title=_("Back on sale"), text=_("The removal has been ended and your listing is back.")
    ),
    S.REFUSED: _NEVER,
    S.CANCELLED: _NEVER,
}


@outside_request_transaction
@require_safe
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever is wrong with a link gets the same answer. Reading changes nothing: mail scanners read, too."""
    found = _find(token)
    answer: HttpResponse
    if found is None:
        answer = page_not_found(request, Http404())
    else:
        answer = render(request, "takedown/notice.html", _context(found))
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _find(token: str) -> SellerNotice | None:
    if not re.fullmatch(r"[0-9a-f]{48}", token):
        return None
    with acting_as(link_actor(token)):
        return (
            SellerNotice.objects.filter(token_hash=hash_of(token), expires_at__gt=clock.now())
            .select_related("removal")
            .first()
        )


def _context(found: SellerNotice) -> dict[str, Any]:
    return {
        "notice": found,
        "facts": found.facts,
        "reason": REASONS[str(found.facts["reason"])],
        "state": LIVE_STATES[RemovalStatus(found.removal.status)],
        "is_over": found.removal.ended_at is not None,
    }
