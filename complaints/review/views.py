"""The account managers' pages: the queue, the workbench, the search."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.models import Item
from complaints.review import decide as deciding
from complaints.review import queue as claims
from complaints.review.case import assessment_of, case_of, item_for
from complaints.review.forms import DecisionForm, QueueForm, decision_panel
from complaints.review.selectors import last_decision, queue_page, strip, title_of
from complaints.states import MoveRefused
from core import clock
from core.web import PortalRequest


@require_safe
@page_for(Action.SEE_QUEUE)
def queue(request: PortalRequest) -> HttpResponse:
    filters, place = QueueForm(request.GET).read()
    now = clock.now()
    context = {
        "queue": queue_page(request.actor, filters, place, now=now),
        "filtered": bool(filters),
        "reason_chosen": bool(filters.reason),
        "may_review": can(request.actor, Action.REVIEW),
        "undo": _undo(request, now),
    }
    return render(request, "review/queue.html", context)


@page_for(Action.REVIEW)
@only_sent("queue")
def take_next(request: PortalRequest) -> HttpResponse:
    return _to_the_next(request)


def _to_the_next(request: PortalRequest) -> HttpResponse:
    item = claims.claim_next(by=request.actor, now=clock.now())
    return redirect("review-item", item.id) if item else redirect("queue")


@require_safe
@page_for(Action.SEE_QUEUE)
def item(request: PortalRequest, item_id: UUID) -> HttpResponse:
    return _workbench(request, _item_or_404(request, item_id))


@page_for(Action.REVIEW)
@only_sent("review-item", "item_id")
def claim(request: PortalRequest, item_id: UUID) -> HttpResponse:
    _item_or_404(request, item_id)
    # Who holds it, or what became of it, is what the page then says.
    with suppress(claims.ClaimedByAnother, Item.DoesNotExist):
        claims.claim(item_id, by=request.actor, now=clock.now())
    return redirect("review-item", item_id)


@page_for(Action.REVIEW)
@only_sent("review-item", "item_id")
def release(request: PortalRequest, item_id: UUID) -> HttpResponse:
    _item_or_404(request, item_id)
    claims.release(item_id, by=request.actor)
    return redirect("queue")


@page_for(Action.REVIEW)
@only_sent("review-item", "item_id")
def decide(request: PortalRequest, item_id: UUID) -> HttpResponse:
    found = _item_or_404(request, item_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _workbench(request, found, form, status=422)
    try:
        deciding.decide(found.id, form.choice(), by=request.actor, now=clock.now())
    except deciding.DecisionRefused as refused:
        form.add_error(None, str(refused))
        return _workbench(request, found, form, status=422)
    except (claims.ClaimedByAnother, Item.DoesNotExist, MoveRefused):
        if deciding.has_decided(found.id, form.choice(), by=request.actor):
            # The same form twice: the second click goes where the first one went.
            return _to_the_next(request)
        # Looked up again: somebody has just changed it.
        return _workbench(request, _item_or_404(request, item_id), form, status=409)
    return _to_the_next(request)


@page_for(Action.REVIEW)
@only_sent("queue")
def undo(request: PortalRequest, pending_id: UUID) -> HttpResponse:
    now = clock.now()
    try:
        found = deciding.undo(pending_id, by=request.actor, now=now)
    except deciding.NothingToUndo:
        messages.info(request, _("There is nothing left to undo: it was undone before, or has taken effect."))
        return redirect("queue")
    except deciding.TooLateToUndo:
        messages.warning(request, _("Too late to undo: the decision has taken effect."))
        return redirect("queue")
    # Back in the hands of the person who wants to decide it again.
    claims.claim(found.id, by=request.actor, now=now)
    messages.success(request, _("Undone. Nothing has happened to the listing."))
    return redirect("review-item", found.id)


# --- the workbench ---------------------------------------------------------------------------------------


def _item_or_404(request: PortalRequest, item_id: UUID) -> Item:
    try:
        return item_for(request.actor, item_id)
    except Item.DoesNotExist as error:
        raise Http404 from error


def _workbench(
    request: PortalRequest, found: Item, sent: DecisionForm | None = None, *, status: int = 200
) -> HttpResponse:
    actor, now = request.actor, clock.now()
    case = case_of(found, actor, now=now)
    may_review = can(actor, Action.REVIEW)
    is_yours = case.holder is not None and case.holder.is_you
    context: dict[str, Any] = {
        "case": case,
        "item": found,
        "title": title_of(found),
        "form": sent,
        "assessment": assessment_of(found, actor) if can(actor, Action.SEE_ASSESSMENT) else None,
        "strip": strip(actor, now=now),
        "may_review": may_review,
        "lost": sent is not None and status == 409,
        "panel": decision_panel(sent) if may_review and case.waits and (is_yours or sent) else None,
        "undo": _undo(request, now),
    }
    return render(request, "review/item.html", context, status=status)


def _undo(request: PortalRequest, now: datetime) -> dict[str, Any] | None:
    last = last_decision(request.actor, now=now)
    if last is None:
        return None
    return {"text": last.text, "url": reverse("review-undo", args=[last.id]), "seconds": last.seconds}
