"""Sellers' claims as the brand that has to answer sees them, and as staff do."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from core import clock
from core.web import PortalRequest
from takedown.models import LicenceClaim
from takedown.redress.licences import answering, selectors
from takedown.redress.licences.forms import DecisionForm, DenialForm
from takedown.redress.licences.moves import AnswerRefused
from takedown.redress.licences.states import UNANSWERED, ClaimStatus
from takedown.removal.restore import RestoreRefused

MOST_SHOWN = 100


@require_safe
@page_for(Action.SEE_LICENCE_CLAIMS)
def claims(request: PortalRequest) -> HttpResponse:
    actor = request.actor
    waits = selectors.waiting_for_a_person(actor) if actor.staff else selectors.waiting_for_the_brand(actor)
    context = {
        "waiting": waits[:MOST_SHOWN],
        "answered": selectors.answered(actor)[:MOST_SHOWN],
        "is_staff": actor.staff,
    }
    return render(request, "licences/claim_list.html", context)


@require_safe
@page_for(Action.SEE_LICENCE_CLAIMS)
def claim(request: PortalRequest, claim_id: UUID) -> HttpResponse:
    return _page(request, claim_id)


@page_for(Action.ANSWER_LICENCE_CLAIM)
@only_sent("licence-claim", "claim_id")
def confirmation(request: PortalRequest, claim_id: UUID) -> HttpResponse:
    try:
        answering.confirm(claim_id, by=request.actor, now=clock.now())
    except LicenceClaim.DoesNotExist as error:
        raise Http404 from error
    except AnswerRefused:
        messages.info(request, _("This has been answered already. Nothing changed."))
    else:
        messages.success(request, _("The seller is authorised, and the listing comes back."))
    return redirect("licence-claim", claim_id)


@page_for(Action.ANSWER_LICENCE_CLAIM)
@only_sent("licence-claim", "claim_id")
def denial(request: PortalRequest, claim_id: UUID) -> HttpResponse:
    form = DenialForm(request.POST)
    if not form.is_valid():
        return _page(request, claim_id, denial_form=form, status=422)
    try:
        answering.deny(claim_id, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now())
    except LicenceClaim.DoesNotExist as error:
        raise Http404 from error
    except AnswerRefused:
        messages.info(request, _("This has been answered already. Nothing changed."))
    else:
        messages.success(request, _("The seller is told, and the listing stays off sale."))
    return redirect("licence-claim", claim_id)


@page_for(Action.REVIEW)
@only_sent("licence-claim", "claim_id")
def decision(request: PortalRequest, claim_id: UUID) -> HttpResponse:
    """`outcome` is the button that was pressed."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, claim_id, decision_form=form, status=422)
    decide = (
        answering.accept_for_a_silent_brand
        if request.POST.get("outcome") == "accept"
        else answering.deny_for_a_silent_brand
    )
    try:
        decide(claim_id, explanation=form.cleaned_data["explanation"], by=request.actor, now=clock.now())
    except LicenceClaim.DoesNotExist as error:
        raise Http404 from error
    except (AnswerRefused, RestoreRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Decided. The seller is told."))
    return redirect("licence-claim", claim_id)


def _page(
    request: PortalRequest,
    claim_id: UUID,
    *,
    denial_form: DenialForm | None = None,
    decision_form: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    try:
        found = selectors.claims_of(actor).prefetch_related("proofs__file").get(id=claim_id)
    except LicenceClaim.DoesNotExist as error:
        raise Http404 from error
    is_open = ClaimStatus(found.status) in UNANSWERED
    context = {
        "claim": found,
        "item": found.ground.item,
        "is_open": is_open,
        "may_answer": is_open and can(actor, Action.ANSWER_LICENCE_CLAIM),
        "may_decide": found.status == ClaimStatus.WITH_A_PERSON and can(actor, Action.REVIEW),
        "is_staff": actor.staff,
        "denial_form": denial_form or DenialForm(),
        "decision_form": decision_form or DecisionForm(),
        "form": denial_form or decision_form,
    }
    return render(request, "licences/claim.html", context, status=status)
