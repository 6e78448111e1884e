"""Staff's pages of redress: what waits for a person, one case with both sides, the decision, the look at a proof."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from core import clock
from core.web import PortalRequest
from takedown.models import CounterNotice
from takedown.redress.clocks.shown import rule_in_words
from takedown.redress.judging.deciding import TheirOwnDecision, decide
from takedown.redress.judging.forms import ProofForm, QueueForm, RulingForm, ruling_panel
from takedown.redress.judging.selectors import BothSides, all_open, both_sides, waiting
from takedown.redress.replies.case import ReplyIncomplete, ReplyRefused
from takedown.redress.replies.legal import check_legal_action
from takedown.redress.replies.states import ProofResult
from takedown.redress.replies.timeline import events_of
from takedown.redress.replies.words import KINDS, OFFERS, PROOFS, refused_in_words


@require_safe
@page_for(Action.SEE_DELIVERY)
def queue(request: PortalRequest) -> HttpResponseBase:
    """Counter-notices that a person has to act on, or all that are open."""
    whole, place = QueueForm(request.GET).read()
    rows, page = (all_open if whole else waiting)(request.actor, place, now=clock.now())
    return render(request, "redress/queue.html", {"rows": rows, "page": page, "all_open": whole})


@require_safe
@page_for(Action.SEE_DELIVERY)
def case(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    return _page(request, _found(request, counter_id))


def _found(request: PortalRequest, counter_id: UUID) -> BothSides:
    try:
        return both_sides(counter_id, request.actor, now=clock.now())
    except CounterNotice.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: PortalRequest,
    sides: BothSides,
    *,
    ruling: RulingForm | None = None,
    proof: ProofForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    whole, actor = sides.whole, request.actor
    may_decide = can(actor, Action.DECIDE_COUNTER_NOTICE)
    context: dict[str, Any] = {
        "sides": sides,
        "case": sides.review,
        "item": sides.review.item,
        "whole": whole,
        "counter": whole.counter,
        "files": whole.counter.files.visible_to(actor).select_related("file").order_by("id"),
        "proofs": [(p, PROOFS[p.result], KINDS[p.kind]) for p in whole.proofs],  # type: ignore[index]
        "offers": [(offer, OFFERS[offer.status]) for offer in whole.offers],  # type: ignore[index]
        "rule": rule_in_words(whole.law),
        "events": events_of(whole.counter, actor),
        "form": ruling or proof,
        "panel": ruling_panel(sides.may, ruling) if may_decide and not sides.is_own else [],
        "proof_form": proof or ProofForm(),
        "may_check": may_decide and whole.open_proof is not None,
    }
    return render(request, "redress/case.html", context, status=status)


@page_for(Action.DECIDE_COUNTER_NOTICE)
@only_sent("staff-counter", "counter_id")
def ruling(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    form = RulingForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(request, counter_id), ruling=form, status=422)
    try:
        done = decide(counter_id, form.choice(), by=request.actor, now=clock.now())
    except CounterNotice.DoesNotExist as error:
        raise Http404 from error
    except TheirOwnDecision:
        form.add_error(None, _("You made the first decision, or confirmed it. Somebody else decides this."))
        return _page(request, _found(request, counter_id), ruling=form, status=409)
    except ReplyIncomplete:
        form.add_error(None, _("Choose a reason that goes with the decision."))
        return _page(request, _found(request, counter_id), ruling=form, status=422)
    except ReplyRefused as refused:
        form.add_error(None, refused_in_words(refused))
        return _page(request, _found(request, counter_id), ruling=form, status=409)
    if done.is_new:
        messages.success(request, _("Decided. Both sides are told why."))
    else:
        messages.info(request, _("This was done already; nothing was changed."))
    return redirect("staff-counter", counter_id)


@page_for(Action.DECIDE_COUNTER_NOTICE)
@only_sent("staff-counter", "counter_id")
def proof(request: PortalRequest, counter_id: UUID) -> HttpResponseBase:
    form = ProofForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(request, counter_id), proof=form, status=422)
    try:
        done = check_legal_action(
            counter_id,
            ProofResult(form.cleaned_data["result"]),
            explanation=form.cleaned_data["explanation"],
            by=request.actor,
            now=clock.now(),
        )
    except CounterNotice.DoesNotExist as error:
        raise Http404 from error
    except ReplyIncomplete:
        form.add_error("explanation", _("Say why it is not enough."))
        return _page(request, _found(request, counter_id), proof=form, status=422)
    except ReplyRefused as refused:
        form.add_error(None, refused_in_words(refused))
        return _page(request, _found(request, counter_id), proof=form, status=409)
    if done.is_new:
        messages.success(request, _("Noted. The brand is told."))
    else:
        messages.info(request, _("This was done already; nothing was changed."))
    return redirect("staff-counter", counter_id)
