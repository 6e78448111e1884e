"""Staff's pages: the queue of appeals, and one appeal with both sides beside each other."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.review.case import assessment_of, case_of, item_for
from complaints.review.selectors import due_tone, names_of
from core import clock
from core.models import StoredFile
from core.scanning import scan_as_it_is_opened
from core.tenancy import acting_as
from core.views import shown
from core.web import PortalRequest, outside_request_transaction
from takedown.models import DecisionAppeal
from takedown.redress.appeals import deciding, queue
from takedown.redress.appeals.deciding import why_not_decide
from takedown.redress.appeals.forms import AnswerForm, QueueForm, panel_for
from takedown.redress.appeals.granting import has_changed
from takedown.redress.appeals.making import AppealRefused
from takedown.redress.appeals.queue import ClaimedByAnother
from takedown.redress.appeals.selectors import (
    appeal_for,
    appeals_about,
    holder_of,
    of_side,
    queue_page,
    title_of,
)
from takedown.redress.appeals.states import Side, Status
from takedown.redress.appeals.words import SIDES, STATES, WHAT_WAS_DECIDED
from takedown.removal.selectors import file_of


@require_safe
@page_for(Action.SEE_APPEALS)
def appeals(request: PortalRequest) -> HttpResponse:
    side, place = QueueForm(request.GET).read()
    context = {
        "queue": queue_page(request.actor, side, place, now=clock.now()),
        "filtered": bool(side),
        "may_decide": can(request.actor, Action.DECIDE_APPEAL),
    }
    return render(request, "appeals/queue.html", context)


@page_for(Action.DECIDE_APPEAL)
@only_sent("appeals")
def take_next(request: PortalRequest) -> HttpResponse:
    return _to_the_next(request)


def _to_the_next(request: PortalRequest) -> HttpResponse:
    row = queue.claim_next(by=request.actor, now=clock.now())
    return redirect("appeal", row.id) if row else redirect("appeals")


@require_safe
@page_for(Action.SEE_APPEALS)
def appeal(request: PortalRequest, appeal_id: UUID) -> HttpResponse:
    return _page(request, _appeal_or_404(request, appeal_id))


@page_for(Action.DECIDE_APPEAL)
@only_sent("appeal", "appeal_id")
def claim(request: PortalRequest, appeal_id: UUID) -> HttpResponse:
    _appeal_or_404(request, appeal_id)
    # Who holds it, or what became of it, is what the page then says.
    with suppress(ClaimedByAnother, DecisionAppeal.DoesNotExist):
        queue.claim(appeal_id, by=request.actor, now=clock.now())
    return redirect("appeal", appeal_id)


@page_for(Action.DECIDE_APPEAL)
@only_sent("appeal", "appeal_id")
def release(request: PortalRequest, appeal_id: UUID) -> HttpResponse:
    _appeal_or_404(request, appeal_id)
    queue.release(appeal_id, by=request.actor)
    return redirect("appeals")


@page_for(Action.DECIDE_APPEAL)
@only_sent("appeal", "appeal_id")
def answer(request: PortalRequest, appeal_id: UUID) -> HttpResponse:
    found = _appeal_or_404(request, appeal_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        done = deciding.decide(found.id, form.answer(), by=request.actor, now=clock.now())
    except AppealRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form, status=409)
    except (ClaimedByAnother, DecisionAppeal.DoesNotExist):
        # Looked up again: somebody has just changed it. A second click finds what the first one did.
        return _page(request, _appeal_or_404(request, appeal_id), form, status=409)
    messages.success(request, _("Decided. Whoever appealed is told now."))
    return redirect("appeal", done.id)


@outside_request_transaction
@require_safe
@page_for(Action.SEE_APPEALS)
def file(request: PortalRequest, appeal_id: UUID, number: int) -> HttpResponseBase:
    """A file that a seller added; `?preview=1` shows a picture."""
    with acting_as(request.actor):
        found = _appeal_or_404(request, appeal_id)
    if number >= len(found.seller_files):
        raise Http404
    kept = found.seller_files[number]
    # No row of the brand's: what belongs to nobody's tenant has none.
    stored = StoredFile(
        tenant_id=UUID(kept["tenant_id"]), **{k: v for k, v in kept.items() if k != "tenant_id"}
    )
    return shown(request, scan_as_it_is_opened(stored), preview=bool(request.GET.get("preview")))


def _appeal_or_404(request: PortalRequest, appeal_id: UUID) -> DecisionAppeal:
    try:
        return appeal_for(request.actor, appeal_id)
    except DecisionAppeal.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: PortalRequest, row: DecisionAppeal, sent: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    actor, now = request.actor, clock.now()
    everything = appeals_about(row, actor)
    may_decide = can(actor, Action.DECIDE_APPEAL)
    is_open = row.status == Status.OPEN
    holder = holder_of(row, names_of([row.claimed_by]), actor=actor, now=now)
    why_not = why_not_decide(row, actor) if may_decide and is_open else ""
    is_yours = holder is not None and holder.is_you
    context: dict[str, Any] = {
        "appeal": row,
        "title": title_of(row),
        "label": STATES[row.status][0],
        "tone": STATES[row.status][1],
        "side": SIDES[row.side],
        "about": WHAT_WAS_DECIDED[row.about],
        "due_tone": due_tone(row.due_at, now),
        "brand_says": of_side(everything, Side.BRAND),
        "seller_says": of_side(everything, Side.SELLER),
        "holder": holder,
        "may_decide": may_decide,
        "why_not": why_not,
        "is_open": is_open,
        "panel": panel_for(row, sent) if may_decide and is_open and not why_not and is_yours else None,
        "form": sent,
        "lost": sent is not None and status == 409 and not (is_open and is_yours),
        **_about_item(request, row),
    }
    return render(request, "appeals/appeal.html", context, status=status)


def _about_item(request: PortalRequest, row: DecisionAppeal) -> dict[str, Any]:
    if row.item_id is None:
        return {"item": None, "file": None, "changed": False}
    actor = request.actor
    item = item_for(actor, row.item_id)
    return {
        "item": item,
        "case": case_of(item, actor, now=clock.now()),
        "file": file_of(item, actor),
        "changed": has_changed(item),
        "assessment": assessment_of(item, actor) if can(actor, Action.SEE_ASSESSMENT) else None,
    }
