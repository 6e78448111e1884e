"""The seller says "I have corrected it": a page behind the notice's link. GET shows, POST asks once a code was typed."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from core import clock
from core.tenancy import SYSTEM, acting_as
from core.web import outside_request_transaction
from takedown.redress.codes.step import code_step
from takedown.redress.fixes.asking import ask
from takedown.redress.fixes.moves import FixRefused
from takedown.redress.link import Opened, kept_private, opened
from takedown.redress.notice_page import AboutGround, page_of
from takedown.redress.spoken import in_the_sellers_language

_REFUSALS: Mapping[str, Promise] = {
    "ended": _("The complaint has ended. There is nothing left to look at."),
    "too_often": _("You asked three times today. Please ask again tomorrow."),
}


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@in_the_sellers_language
def corrected(request: HttpRequest, token: str, ground_id: UUID) -> HttpResponseBase:
    found = opened(token)
    ground = _ground(found, ground_id) if found else None
    if found is None or ground is None:
        return kept_private(page_not_found(request, Http404()))
    step = code_step(request, found) if ground.may_ask_for_a_look else None
    if isinstance(step, HttpResponse):
        return kept_private(step)
    refused = None
    if ground.may_ask_for_a_look and step is None and request.method == "POST":
        refused = _ask(found, ground)
        if refused is None:
            return kept_private(redirect(request.path))
    context = {
        "notice": found.notice,
        "ground": ground,
        "code": step,
        "refused": refused,
        "back": found.path,
    }
    return kept_private(
        render(request, "takedown/link/corrected.html", context, status=422 if refused else 200)
    )


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
