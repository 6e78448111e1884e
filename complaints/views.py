"""Following what was filed: the list, one complaint, one item."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from complaints import listing, words
from complaints.assessment.gaps import gaps_of_complaint
from complaints.intake.choosing import offer
from complaints.intake.purchases import report_of
from complaints.intake.sending import left_out_of
from complaints.item_page import item_page, visible_item
from complaints.listing import Filters
from complaints.models import Complaint, Evidence
from complaints.reasons import EVIDENCE_LABELS, REASONS, EvidenceKind
from complaints.review.case import waits_for_reviewer
from complaints.review.paging import Page, Place
from core import clock
from core.tenancy import Actor
from core.web import PortalRequest


@require_safe
@page_for(Action.SEE_COMPLAINTS)
def complaints(request: PortalRequest) -> HttpResponseBase:
    """Complaints; with a state chosen, the listings that are in it."""
    actor, filters, place = request.actor, Filters.of(request.GET.dict()), _place(request)
    page: Page[Any]
    if filters.status:
        now = clock.now()
        page = listing.items_page(filters, place, actor, now=now)
        rows: dict[str, Any] = {
            "items": listing.rows_of(listing.as_it_waits(page.rows, actor)),
            "offer": offer(filters, actor, now=now),
        }
    else:
        page = listing.complaints_page(filters, place, actor)
        rows = {"complaints": listing.with_shares(page.rows, actor)}
    context = {
        **rows,
        **listing.choices_for_filters(actor),
        **_neighbours(page, filters.url()),
        "filters": filters,
        "chips": listing.chips_for(filters, everything=_("All complaints")),
        "may_file": can(actor, Action.FILE_COMPLAINT),
    }
    return render(request, "complaints/complaint_list.html", context)


def _place(request: PortalRequest) -> Place:
    return Place(after=request.GET.get("after", ""), before=request.GET.get("before", ""))


def _neighbours(page: Page[Any], url: str) -> dict[str, str]:
    joint = "" if url.endswith("?") else "&"
    return {
        "newer_url": f"{url}{joint}before={page.earlier}" if page.earlier else "",
        "older_url": f"{url}{joint}after={page.later}" if page.later else "",
    }


@require_safe
@page_for(Action.SEE_COMPLAINTS)
def complaint(request: PortalRequest, number: str) -> HttpResponseBase:
    actor = request.actor
    rows = Complaint.objects.visible_to(actor).select_related("right", "marketplace")
    found = rows.filter(number=number.upper()).first()
    if found is None:
        raise Http404
    page = listing.items_of(found, _place(request), actor)
    stamp = max((i.status_at.isoformat() for i in page.rows), default="")
    is_poll = bool(request.GET.get("seen")) and request.headers.get("HX-Request") == "true"
    if is_poll and request.GET["seen"] == stamp:
        return HttpResponse(status=204)
    place = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    poll = urlencode({**place, "seen": stamp})
    context = {
        **_neighbours(page, "?"),
        "complaint": found,
        "reason": REASONS[found.reason].label,
        "items": listing.rows_of(listing.as_it_waits(page.rows, actor)),
        "poll_seconds": words.look_again_after(*page.rows),
        "poll_url": f"{reverse('complaint', args=[found.number])}?{poll}",
        "left_out": left_out_of(found, actor),
        "evidence": _evidence(found, actor),
        # Staff read them item by item; on a list they would tell whoever reviews which items are audited.
        "gaps": [] if actor.staff else gaps_of_complaint(found, actor),
    }
    template = "complaints/complaint_detail.html"
    return render(request, f"{template}#live" if is_poll else template, context)


def _evidence(found: Complaint, actor: Actor) -> list[dict[str, Any]]:
    rows = Evidence.objects.visible_to(actor).filter(complaint=found).select_related("file")
    return [
        {"row": row, "label": EVIDENCE_LABELS[EvidenceKind(row.kind)], "report": report_of(row)}
        for row in rows.order_by("added_at", "id")
    ]


@require_safe
@page_for(Action.SEE_COMPLAINTS)
def item(request: PortalRequest, item_id: UUID) -> HttpResponseBase:
    found = visible_item(request.actor, item_id)
    if waits_for_reviewer(found, request.actor):
        return redirect("review-item", found.id)
    return item_page(request, found)
