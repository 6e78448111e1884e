"""Misuse for those concerned, and for everybody: a brand's own warnings and suspensions, and the published rules."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from brands.models import Agency
from core import clock
from core.web import PortalRequest
from takedown.programme.forms import AppealForm
from takedown.redress.misuse import appeals
from takedown.redress.misuse.acting import MisuseRefused
from takedown.redress.misuse.behind import Question, rows_behind
from takedown.redress.misuse.facts import (
    ComplainantFigures,
    SellerFigures,
    facts_of_complainant,
    facts_of_seller,
)
from takedown.redress.misuse.forms import AgencyForm
from takedown.redress.misuse.mine import complainants_of
from takedown.redress.misuse.parties import FILING, Complainant, seen_by
from takedown.redress.misuse.policy import rules_on
from takedown.redress.misuse.shown import standing_of, steps_of_brand
from takedown.redress.misuse.words import FACTS, shown_fact

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def published(request: PortalRequest) -> HttpResponse:
    """The policy, for everybody: EU DSA, article 23(4)."""
    rules = rules_on(clock.now().date())
    lengths = rules.steps.suspension_days
    context = {
        "rules": rules,
        "first": lengths[0],
        "second": lengths[min(1, len(lengths) - 1)],
        "later": lengths[-1],
        "of_complainants": [
            shown_fact(f) for f in facts_of_complainant(ComplainantFigures(), rules.complainants)
        ],
        "of_sellers": [shown_fact(f) for f in facts_of_seller(SellerFigures(), rules.sellers)],
    }
    return render(request, "misuse/policy.html", context)


@require_safe
@page_for(Action.SEE_OWN_MISUSE)
def mine(request: PortalRequest) -> HttpResponse:
    now = clock.now()
    steps = steps_of_brand(request.actor.tenant, request.actor)
    context = {
        "steps": steps,
        "standing": standing_of(steps),
        "complainants": complainants_of(request.actor, now=now),
        "rules": rules_on(now.date()),
        "may_appeal": can(request.actor, Action.APPEAL_MISUSE),
    }
    return render(request, "misuse/mine.html", context)


@require_safe
@page_for(Action.SEE_OWN_MISUSE)
def own_facts(request: PortalRequest, code: str) -> HttpResponse:
    form, delegate, now = AgencyForm(request.GET), request.actor.delegate_id, clock.now()
    if not form.is_valid() or (delegate and form.agency_id() != delegate):
        # What another agency, or the brand itself, has filed wrongly is as unknown to it as what does not exist.
        raise Http404
    who = Complainant(tenant_id=request.actor.tenant, agency_id=form.agency_id())
    asked = Question(who=who, rules=rules_on(now.date()), actor=request.actor, now=now)
    try:
        rows = rows_behind(code, asked)
    except KeyError as unknown:
        raise Http404 from unknown
    agency = Agency.objects.filter(id=who.agency_id).first() if who.agency_id else None
    context = {"fact": FACTS[code], "rows": rows, "item_url": "item", "agency": agency}
    return render(request, "misuse/facts.html", context)


_APPEALS: dict[str, tuple[Any, Any]] = {
    "warnings": (FILING.warning, appeals.against_warning),
    "suspensions": (FILING.suspension, appeals.against_suspension),
}


@_PAGE
@page_for(Action.APPEAL_MISUSE)
def appeal(request: PortalRequest, about: str, row_id: UUID) -> HttpResponseBase:
    if about not in _APPEALS:
        raise Http404
    model, make = _APPEALS[about]
    step = seen_by(request.actor, model).filter(id=row_id).first()
    # What is only proposed has not been told.
    if step is None or (about == "suspensions" and step.confirmed_at is None):
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            make(row_id, statement=form.cleaned_data["statement"], by=request.actor, now=clock.now())
        except MisuseRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sent. Another admin than those who took the step decides."))
            return redirect("my-misuse")
    status = 422 if request.method == "POST" else 200
    return render(request, "misuse/appeal.html", {"form": form, "step": step, "about": about}, status=status)
