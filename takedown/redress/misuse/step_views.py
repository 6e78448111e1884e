"""The steps that admins take about misuse, and what becomes of them. Each comes back to the page it was sent from."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.pages import page_for
from accounts.roles import Action
from core import clock
from core.web import PortalRequest
from takedown.programme.forms import AppealDecisionForm
from takedown.redress.misuse import acting, appeals
from takedown.redress.misuse.findings import put_down_false_statement
from takedown.redress.misuse.forms import EndForm, FindingForm, PutDownForm, StepForm, SuspensionForm
from takedown.redress.misuse.parties import KINDS, CounterNotifier, Party, Tables, party_of, seen_by
from takedown.redress.misuse.policy import rules_on
from takedown.redress.misuse.staff_views import complainant_named, party_page, url_of


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def brand_warning(request: PortalRequest, tenant_id: UUID) -> HttpResponse:
    return _warn(request, complainant_named(request, tenant_id))


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def seller_warning(request: PortalRequest, seller_id: UUID) -> HttpResponse:
    return _warn(request, CounterNotifier(seller_id=seller_id))


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def brand_suspension(request: PortalRequest, tenant_id: UUID) -> HttpResponse:
    return _suspend(request, complainant_named(request, tenant_id))


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def seller_suspension(request: PortalRequest, seller_id: UUID) -> HttpResponse:
    return _suspend(request, CounterNotifier(seller_id=seller_id))


def _warn(request: PortalRequest, party: Party) -> HttpResponse:
    if request.method != "POST":
        return redirect(url_of(party))
    form = StepForm(request.POST, auto_id="warn-%s")
    if not form.is_valid():
        return party_page(request, party, sent={"warn": form})
    return _taken(
        request,
        party,
        lambda: acting.warn(party, form.said(), by=request.actor, now=clock.now()),
        _("Warned. They are told by mail, with your reasons."),
    )


def _suspend(request: PortalRequest, party: Party) -> HttpResponse:
    if request.method != "POST":
        return redirect(url_of(party))
    now = clock.now()
    form = SuspensionForm(request.POST, auto_id="suspend-%s", most_days=rules_on(now.date()).steps.most_days)
    if not form.is_valid():
        return party_page(request, party, sent={"suspend": form})
    days: int = form.cleaned_data["days"]
    return _taken(
        request,
        party,
        lambda: acting.propose(party, form.said(), days=days, by=request.actor, now=now),
        _("Proposed. It begins when another admin confirms."),
    )


def _taken(request: PortalRequest, party: Party, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except acting.UnknownParty as unknown:
        raise Http404 from unknown
    except acting.MisuseRefused as refused:
        messages.error(request, str(refused))
    except ObjectDoesNotExist:
        messages.info(request, _("Somebody has decided this already."))
    else:
        messages.success(request, done)
    return redirect(url_of(party))


# --- what becomes of a step -------------------------------------------------------------------------------


def _about(request: PortalRequest, kind: str, table: str, row_id: UUID) -> tuple[Tables, Party]:
    """Of a warning or a suspension that the actor may see."""
    tables = KINDS.get(kind)
    row = seen_by(request.actor, getattr(tables, table)).filter(id=row_id).first() if tables else None
    if tables is None or row is None:
        raise Http404
    return tables, party_of(row)


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def confirmation(request: PortalRequest, kind: str, suspension_id: UUID) -> HttpResponse:
    tables, party = _about(request, kind, "suspension", suspension_id)
    if request.method != "POST":
        return redirect(url_of(party))
    return _taken(
        request,
        party,
        lambda: acting.confirm(tables, suspension_id, by=request.actor, now=clock.now()),
        _("Confirmed: the suspension is in force."),
    )


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def lifting(request: PortalRequest, kind: str, suspension_id: UUID) -> HttpResponse:
    """Of what is in force; what is only proposed is taken back."""
    tables, party = _about(request, kind, "suspension", suspension_id)
    return _ended(request, party, suspension_id, tables, acting.lift, _("Lifted, at once."))


@page_for(Action.ACT_ON_MISUSE)
def taking_back(request: PortalRequest, kind: str, suspension_id: UUID) -> HttpResponse:
    tables, party = _about(request, kind, "suspension", suspension_id)
    return _ended(request, party, suspension_id, tables, acting.take_back, _("The proposal is taken back."))


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def withdrawal(request: PortalRequest, kind: str, warning_id: UUID) -> HttpResponse:
    tables, party = _about(request, kind, "warning", warning_id)
    return _ended(request, party, warning_id, tables, acting.withdraw_warning, _("The warning is withdrawn."))


def _ended(
    request: PortalRequest, party: Party, row_id: UUID, tables: Tables, end: Callable[..., object], done: str
) -> HttpResponse:
    if request.method != "POST":
        return redirect(url_of(party))
    form = EndForm(request.POST, auto_id=f"end-{row_id}-%s")
    if not form.is_valid():
        return party_page(request, party, sent={f"end-{row_id}": form})
    reason = form.cleaned_data["reason"]
    return _taken(
        request,
        party,
        lambda: end(tables, row_id, reason=reason, by=request.actor, now=clock.now()),
        done,
    )


# --- appeals ----------------------------------------------------------------------------------------------


@page_for(Action.ACT_ON_MISUSE, step_up=True)
def appeal_decision(request: PortalRequest, kind: str, appeal_id: UUID) -> HttpResponse:
    tables = KINDS.get(kind)
    appeal = seen_by(request.actor, tables.appeal).filter(id=appeal_id).first() if tables else None
    if tables is None or appeal is None:
        raise Http404
    party = appeals.party_about(appeal)
    if request.method != "POST":
        return redirect(url_of(party))
    form = AppealDecisionForm(request.POST, auto_id=f"judge-{appeal_id}-%s")
    if not form.is_valid():
        return party_page(request, party, sent={f"judge-{appeal_id}": form})
    said = form.cleaned_data
    return _taken(
        request,
        party,
        lambda: appeals.decide(
            tables,
            appeal_id,
            granted=said["outcome"] == "granted",
            explanation=said["explanation"],
            by=request.actor,
            now=clock.now(),
        ),
        _("Decided. They read your reasons."),
    )


@page_for(Action.PUT_DOWN_ABOUT_SELLER)
def seller_finding(request: PortalRequest, seller_id: UUID) -> HttpResponse:
    """A person found that what a seller swore was not so."""
    party = CounterNotifier(seller_id=seller_id)
    if request.method != "POST":
        return redirect(url_of(party))
    form = FindingForm(request.POST, auto_id="find-%s")
    if not form.is_valid():
        return party_page(request, party, sent={"find": form})
    return _taken(
        request,
        party,
        lambda: put_down_false_statement(party, **form.cleaned_data, by=request.actor, now=clock.now()),
        _("Put down. It counts among the facts about this seller."),
    )


_PUT_DOWN = {
    "warnings": ("warning", appeals.put_down_against_warning),
    "suspensions": ("suspension", appeals.put_down_against_suspension),
}


@page_for(Action.PUT_DOWN_ABOUT_SELLER)
def seller_appeal(request: PortalRequest, about: str, row_id: UUID) -> HttpResponse:
    """What a seller has written against a step is put down, so that another admin decides."""
    if about not in _PUT_DOWN:
        raise Http404
    table, put_down = _PUT_DOWN[about]
    _tables, party = _about(request, "counter", table, row_id)
    if request.method != "POST":
        return redirect(url_of(party))
    form = PutDownForm(request.POST, auto_id=f"put-down-{row_id}-%s")
    if not form.is_valid():
        return party_page(request, party, sent={f"put-down-{row_id}": form})
    statement = form.cleaned_data["statement"]
    return _taken(
        request,
        party,
        lambda: put_down(row_id, statement=statement, by=request.actor, now=clock.now()),
        _("Put down. Another admin than those who took the step decides."),
    )
