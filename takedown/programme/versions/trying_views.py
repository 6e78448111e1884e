"""What is done with a draft: proposed and confirmed, tried on past cases, run as a shadow."""

from typing import Any
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
from core.models import Outbox
from core.web import PortalRequest
from takedown.models import PolicyPreview, PolicyProposal, PolicyShadow
from takedown.programme.versions import previews, publishing, results, selectors, shadows
from takedown.programme.versions.drafts import DraftRefused
from takedown.programme.versions.forms import PreviewForm, ProposalForm
from takedown.programme.versions.views import draft_or_404, draft_page

POLL_SECONDS = 2


@page_for(Action.EDIT_POLICY, step_up=True)
@only_sent("policy-draft", "draft_id")
def proposal(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    draft_or_404(draft_id)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return draft_page(request, draft_id, proposing=form)
    try:
        publishing.propose(draft_id, **form.cleaned_data, by=request.actor, now=clock.now())
    except DraftRefused as refused:
        form.add_error(None, str(refused))
        return draft_page(request, draft_id, proposing=form)
    messages.success(request, _("Proposed. It becomes the next version when another admin confirms."))
    return redirect("policy-draft", draft_id)


@page_for(Action.EDIT_POLICY, step_up=True)
@only_sent("policy")
def confirmation(request: PortalRequest, proposal_id: UUID) -> HttpResponse:
    _proposal_or_404(proposal_id)
    try:
        made = publishing.confirm(proposal_id, by=request.actor, now=clock.now())
    except DraftRefused as refused:
        messages.error(request, str(refused))
        return redirect("policy")
    messages.success(request, _("Confirmed: version %d is published.") % made.version)
    return redirect("policy-version", made.version)


@page_for(Action.EDIT_POLICY)
@only_sent("policy")
def withdrawal(request: PortalRequest, proposal_id: UUID) -> HttpResponse:
    found = _proposal_or_404(proposal_id)
    try:
        publishing.withdraw(proposal_id, by=request.actor, now=clock.now())
    except DraftRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Withdrawn. The draft is still there."))
    return redirect("policy-draft", found.draft_id)


def _proposal_or_404(proposal_id: UUID) -> PolicyProposal:
    found = PolicyProposal.objects.filter(id=proposal_id).first()
    if found is None:
        raise Http404
    return found


# --- previews --------------------------------------------------------------------------------------------


@page_for(Action.EDIT_POLICY)
@only_sent("policy-draft", "draft_id")
def new_preview(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    draft_or_404(draft_id)
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return draft_page(request, draft_id, previewing=form)
    made = previews.ask(draft_id, days=form.cleaned_data["days"], by=request.actor, now=clock.now())
    return redirect("policy-preview", made.id)


@require_safe
@page_for(Action.SEE_POLICY)
def preview(request: PortalRequest, preview_id: UUID) -> HttpResponse:
    """While it is being worked out the page asks again by itself."""
    rows = PolicyPreview.objects.select_related("draft", "asked_by")
    found = rows.filter(id=preview_id).first()
    if found is None:
        raise Http404
    context: dict[str, Any] = {"preview": found, "current": found.numbers == found.draft.numbers}
    if found.ended_at:
        context["page"] = results.preview_page(found, request.actor)
    else:
        given_up = Outbox.objects.filter(subject_id=found.id, state=Outbox.State.DEAD).exists()
        context |= {"given_up": given_up, "poll_seconds": 0 if given_up else POLL_SECONDS}
    is_poll = request.headers.get("HX-Request") == "true"
    return render(request, "policy/preview.html#live" if is_poll else "policy/preview.html", context)


# --- shadows ---------------------------------------------------------------------------------------------


@page_for(Action.EDIT_POLICY)
@only_sent("policy-draft", "draft_id")
def new_shadow(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    draft_or_404(draft_id)
    try:
        made = shadows.start(draft_id, by=request.actor, now=clock.now())
    except shadows.ShadowRefused as refused:
        messages.error(request, str(refused))
        return redirect("policy-draft", draft_id)
    messages.success(request, _("It decides beside the policy in force from now on, and does nothing."))
    return redirect("policy-shadow", made.id)


@require_safe
@page_for(Action.SEE_POLICY)
def shadow(request: PortalRequest, shadow_id: UUID) -> HttpResponse:
    found, now = _shadow_or_404(shadow_id), clock.now()
    context: dict[str, Any] = {
        "row": selectors.shadow_row(found, now=now),
        "moves": results.counts_of(found, now=now),
        "most_counted": results.MOST_COUNTED,
        "differences": results.latest_differences(found, request.actor, now=now),
        "may_edit": can(request.actor, Action.EDIT_POLICY),
    }
    return render(request, "policy/shadow.html", context)


@page_for(Action.EDIT_POLICY)
@only_sent("policy-shadow", "shadow_id")
def shadow_stop(request: PortalRequest, shadow_id: UUID) -> HttpResponse:
    _shadow_or_404(shadow_id)
    shadows.stop(shadow_id, by=request.actor, now=clock.now())
    messages.success(request, _("Stopped. What it has found is kept."))
    return redirect("policy-shadow", shadow_id)


def _shadow_or_404(shadow_id: UUID) -> PolicyShadow:
    found = PolicyShadow.objects.select_related("draft", "started_by", "stopped_by")
    one = found.filter(id=shadow_id).first()
    if one is None:
        raise Http404
    return one
