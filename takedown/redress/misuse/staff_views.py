"""Misuse for staff: who is worth a look, the facts about one of them, and what is behind each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from core import clock
from core.tenancy import Actor
from core.web import PortalRequest
from takedown.programme.forms import AppealDecisionForm
from takedown.redress.misuse import acting, lists
from takedown.redress.misuse.behind import Question, rows_behind
from takedown.redress.misuse.forms import (
    AgencyForm,
    EndForm,
    FindingForm,
    OfForm,
    PutDownForm,
    StepForm,
    SuspensionForm,
)
from takedown.redress.misuse.gather_sellers import rows_behind_seller
from takedown.redress.misuse.history import history_of
from takedown.redress.misuse.ladder import proposed_days, why_no_suspension
from takedown.redress.misuse.looking import facts_about
from takedown.redress.misuse.parties import Complainant, CounterNotifier, Party
from takedown.redress.misuse.policy import Rules, rules_on
from takedown.redress.misuse.shown import ShownStep, facts_shown, standing_of, steps_of
from takedown.redress.misuse.words import FACTS
from takedown.removal.forms import PlaceForm


@require_safe
@page_for(Action.SEE_MISUSE)
def misuse(request: PortalRequest) -> HttpResponse:
    form, place = OfForm(request.GET), PlaceForm(request.GET).read()
    of_sellers = form.is_valid() and form.cleaned_data["of"] == "sellers"
    page_of = lists.sellers_page if of_sellers else lists.complainants_page
    rows, page = page_of(request.actor, place)
    context = {
        "rows": rows,
        "page": page,
        "of_sellers": of_sellers,
        "waiting": lists.waiting_for_an_admin(request.actor),
    }
    return render(request, "misuse/list.html", context)


@require_safe
@page_for(Action.SEE_MISUSE)
def brand(request: PortalRequest, tenant_id: UUID) -> HttpResponse:
    return party_page(request, complainant_named(request, tenant_id))


@require_safe
@page_for(Action.SEE_MISUSE)
def seller(request: PortalRequest, seller_id: UUID) -> HttpResponse:
    return party_page(request, CounterNotifier(seller_id=seller_id))


@require_safe
@page_for(Action.SEE_MISUSE)
def brand_facts(request: PortalRequest, tenant_id: UUID, code: str) -> HttpResponse:
    party = complainant_named(request, tenant_id)
    named, now = _named(party, request.actor), clock.now()
    asked = Question(who=party, rules=rules_on(now.date()), actor=request.actor, now=now)
    return _behind(request, named, code, lambda: rows_behind(code, asked))


@require_safe
@page_for(Action.SEE_MISUSE)
def seller_facts(request: PortalRequest, seller_id: UUID, code: str) -> HttpResponse:
    party, now = CounterNotifier(seller_id=seller_id), clock.now()
    named = _named(party, request.actor)
    rules = rules_on(now.date())
    return _behind(
        request, named, code, lambda: rows_behind_seller(code, party, rules, actor=request.actor, now=now)
    )


def _behind(
    request: PortalRequest, named: lists.Named, code: str, rows: Callable[[], list[Any]]
) -> HttpResponse:
    try:
        found = rows()
    except KeyError as unknown:
        raise Http404 from unknown
    context = {"named": named, "fact": FACTS[code], "rows": found, "item_url": "staff-item"}
    return render(request, "misuse/facts.html", context)


def complainant_named(request: PortalRequest, tenant_id: UUID) -> Complainant:
    form = AgencyForm(request.GET)
    if not form.is_valid():
        raise Http404
    return Complainant(tenant_id=tenant_id, agency_id=form.agency_id())


def _named(party: Party, actor: Actor) -> lists.Named:
    try:
        acting.must_be_known(party, actor)
    except acting.UnknownParty as unknown:
        raise Http404 from unknown
    return lists.names_of([party], actor)[party]


# --- one page, and the forms on it ------------------------------------------------------------------------


def party_page(request: PortalRequest, party: Party, *, sent: dict[str, Form] | None = None) -> HttpResponse:
    """With a form that was not taken it comes back as it was typed, and the answer is a 422."""
    actor, now = request.actor, clock.now()
    named, rules = _named(party, actor), rules_on(now.date())
    history = history_of(party)
    why_not = why_no_suspension(history, rules.steps, now=now)
    days = proposed_days(history, rules.steps, now=now)
    forms = sent or {}
    steps = [replace(step, **_forms_of(step, forms)) for step in steps_of(party, actor)]
    context = {
        "named": named,
        "is_seller": isinstance(party, CounterNotifier),
        "kind": _kind_of(party),
        "facts": facts_shown(facts_about(party, rules, now=now), url=lambda code: _facts_url(party, code)),
        "rules": rules,
        "steps": steps,
        "standing": standing_of(steps),
        "why_not": acting.WHY_NOT[why_not] if why_not else "",
        "warning_form": forms.get("warn") or StepForm(auto_id="warn-%s"),
        "suspension_form": forms.get("suspend") or _suspension_form(rules, days=days),
        "warn_url": _step_url(party, "warn"),
        "suspend_url": _step_url(party, "suspend"),
        "may_act": can(actor, Action.ACT_ON_MISUSE),
        "finding_form": forms.get("find") or FindingForm(auto_id="find-%s"),
        "may_put_down": can(actor, Action.PUT_DOWN_ABOUT_SELLER) and isinstance(party, CounterNotifier),
    }
    return render(request, "misuse/party.html", context, status=422 if sent else 200)


def _forms_of(step: ShownStep, sent: dict[str, Form]) -> dict[str, Any]:
    appeal = step.appeal
    if appeal is not None and appeal.is_open:
        key = f"judge-{appeal.row.id}"
        judgement = sent.get(key) or AppealDecisionForm(auto_id=f"{key}-%s")
        appeal = replace(appeal, judgement=judgement)
    end, put_down = f"end-{step.row.id}", f"put-down-{step.row.id}"
    return {
        "appeal": appeal,
        "ending": sent.get(end) or EndForm(auto_id=f"{end}-%s"),
        "put_down": sent.get(put_down) or PutDownForm(auto_id=f"{put_down}-%s"),
    }


def _suspension_form(rules: Rules, *, days: int) -> SuspensionForm:
    return SuspensionForm(auto_id="suspend-%s", most_days=rules.steps.most_days, initial={"days": days})


def _kind_of(party: Party) -> str:
    return "counter" if isinstance(party, CounterNotifier) else "filing"


def _facts_url(party: Party, code: str) -> str:
    if isinstance(party, CounterNotifier):
        return reverse("misuse-seller-facts", args=[party.seller_id, code])
    page = reverse("misuse-brand-facts", args=[party.tenant_id, code])
    return f"{page}?agency={party.agency_id}" if party.agency_id else page


def _step_url(party: Party, step: str) -> str:
    if isinstance(party, CounterNotifier):
        return reverse(f"misuse-seller-{step}", args=[party.seller_id])
    page = reverse(f"misuse-brand-{step}", args=[party.tenant_id])
    return f"{page}?agency={party.agency_id}" if party.agency_id else page


def url_of(party: Party) -> str:
    if isinstance(party, CounterNotifier):
        return reverse("misuse-seller", args=[party.seller_id])
    return lists.address_of(party.tenant_id, party.agency_id)
