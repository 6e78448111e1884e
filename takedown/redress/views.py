"""The seller's notice: read by link, without an account. The statement of reasons, for seller and staff."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from accounts.pages import page_for
from accounts.roles import Action
from complaints.models import Item
from complaints.review.case import item_for
from core import clock
from core.links import hash_of
from core.tenancy import SYSTEM, acting_as
from core.views import shown as shown_file
from core.web import PortalRequest, outside_request_transaction
from takedown.models import RedressClock, SellerNotice
from takedown.redress.appeals.seller_page import appeals_by_link
from takedown.redress.clocks.shown import countdowns
from takedown.redress.clocks.states import LIVE
from takedown.redress.counter.shown import answer_of
from takedown.redress.misuse.in_force import Told, told_to
from takedown.redress.notice_page import Page, page_of, shared_file
from takedown.redress.notices import link_actor, token_of
from takedown.redress.options import redress_until
from takedown.redress.spoken import in_the_sellers_language
from takedown.redress.statements.gather import Reasons, reasons_for_item, reasons_for_removal
from takedown.redress.statements.shown import download, shown


@outside_request_transaction
@require_safe
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever is wrong with a link gets the same answer. Reading changes nothing: mail scanners read, too."""
    found = _find(token)
    if found is None:
        return _kept_private(page_not_found(request, Http404()))
    return _kept_private(
        in_the_sellers_language(
            request, found, lambda: render(request, "takedown/notice.html", _context(found))
        )
    )


@outside_request_transaction
@require_safe
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """The statement of reasons as the marketplace's own systems read it."""
    found = _find(token)
    if found is None:
        return _kept_private(page_not_found(request, Http404()))
    return _kept_private(download_of(_reasons(found), case=str(found.facts["case"])))


@outside_request_transaction
@require_safe
def evidence(request: HttpRequest, token: str, file_id: UUID) -> HttpResponseBase:
    """What a brand lets the seller see. A picture is encoded anew: what its camera wrote into it stays here."""
    found = _find(token)
    stored = shared_file(found, file_id) if found else None
    if stored is None:
        return _kept_private(page_not_found(request, Http404()))
    return _kept_private(shown_file(request, stored, preview=stored.media_type.startswith("image/")))


@require_safe
@page_for(Action.SEE_DELIVERY)
def item_statement(request: PortalRequest, item_id: UUID) -> HttpResponse:
    try:
        item = item_for(request.actor, item_id)
    except Item.DoesNotExist as error:
        raise Http404 from error
    return download_of(reasons_for_item(item, request.actor), case=item.complaint.number)


def download_of(reasons: Sequence[Reasons], *, case: str) -> HttpResponse:
    answer = JsonResponse(download(reasons), json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="statement-{case}.json"'
    return answer


def _kept_private[A: HttpResponseBase](answer: A) -> A:
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _find(token: str) -> SellerNotice | None:
    if not re.fullmatch(r"[0-9a-f]{48}", token):
        return None
    with acting_as(link_actor(token)):
        return (
            SellerNotice.objects.filter(
                token_hash=hash_of(token), expires_at__gt=clock.now(), revoked_at=None
            )
            .select_related("removal")
            .prefetch_related(Prefetch("removal__clocks", RedressClock.objects.filter(status__in=LIVE)))
            .first()
        )


def _reasons(found: SellerNotice) -> list[Reasons]:
    """A statement is made from rows that are the brands'. The link has opened this removal and no other."""
    with acting_as(SYSTEM):
        return reasons_for_removal(found.removal_id)


def _told(found: SellerNotice) -> Told:
    """What is in force about the seller's answers, or a warning that stands."""
    with acting_as(SYSTEM):
        return told_to(found.removal.listing.seller_id, now=clock.now())


def _context(found: SellerNotice) -> dict[str, Any]:
    is_over = found.removal.ended_at is not None
    page: Page = page_of(found)
    return {
        "notice": found,
        "facts": found.facts,
        "page": page,
        "reason": page.first.reason,
        "state": page.state,
        "is_over": is_over,
        "redress_until": redress_until(found.written_at),
        "countdowns": [] if is_over else countdowns(found.removal.clocks.all()),
        "misuse": _told(found),
        "statements": shown(page.reasons),
        "answer": answer_of(found),
        "download": reverse("seller-statement", args=[token_of(found.id)]),
        "appeals": appeals_by_link(token_of(found.id)),
        "appeal_url": reverse("seller-appeal", args=[token_of(found.id)]),
        "token": token_of(found.id),
        "languages": settings.LANGUAGES,
    }
