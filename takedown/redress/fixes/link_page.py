"""The seller says "I have corrected it": a page behind the notice's link. GET shows, POST asks once a code was typed."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from core import clock
from core.tenancy import SYSTEM, acting_as
from core.web import PortalRequest
from takedown.redress.codes.views import by_proven_seller
from takedown.redress.fixes.asking import ask
from takedown.redress.fixes.moves import FixRefused
from takedown.redress.link import Opened
from takedown.redress.notice_page import AboutGround, page_of

_REFUSALS: Mapping[str, Promise] = {
    "ended": _("The complaint has ended. There is nothing left to look at."),
    "too_often": _("You asked three times today. Please ask again tomorrow."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@by_proven_seller
def corrected(request: PortalRequest, found: Opened, ground_id: UUID) -> HttpResponseBase:
    ground = _ground(found, ground_id)
    if ground is None:
        return page_not_found(request, Http404())
    refused = None
    if ground.may_ask_for_a_look and request.method == "POST":
        refused = _ask(found, ground)
        if refused is None:
            return redirect(request.path)
    context = {"ground": ground, "refused": refused, "back": found.path}
    return render(request, "takedown/link/corrected.html", context, status=422 if refused else 200)


def _ground(found: Opened, ground_id: UUID) -> AboutGround | None:
    """Only where words or pictures are what was complained about."""
    grounds = page_of(found.notice).grounds
    return next((one for one in grounds if one.id == ground_id and (one.is_fixable or one.fix)), None)


def _ask(found: Opened, ground: AboutGround) -> Promise | None:
    """Why not, or None. Asking twice is asking once."""
    try:
        with acting_as(SYSTEM):
            ask(ground.id, by=found.seller, now=clock.now())
    except FixRefused as refused:
        return _REFUSALS.get(refused.code)
    return None
