"""What a brand does in the programme: reads its state, applies, appeals and leaves."""

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
from accounts.web import only_sent
from core import clock
from core.web import PortalRequest
from takedown.models import Application, Grant, Step
from takedown.programme import appeals, applications, grants
from takedown.programme.forms import AppealForm, ApplicationForm, ByWhomForm
from takedown.programme.mine import programme_of, scope_named

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@page_for(Action.SEE_STANDING)
def mine(request: PortalRequest) -> HttpResponse:
    now = clock.now()
    context = {
        "programme": programme_of(request.actor, now=now),
        "limits": grants.limits_at(now),
        "may_join": can(request.actor, Action.JOIN_PROGRAMME),
    }
    return render(request, "programme/mine.html", context)


@_PAGE
@page_for(Action.JOIN_PROGRAMME)
def application(request: PortalRequest, marketplace_id: UUID, right_kind: str) -> HttpResponseBase:
    """A brand applies in one scope, which the address names."""
    by_whom, now = ByWhomForm(request.GET), clock.now()
    if not by_whom.is_valid():
        raise Http404
    agency_id = by_whom.cleaned_data["agency"]
    try:
        found = grants.standing_in(
            request.actor.tenant, marketplace_id, right_kind, agency_id=agency_id, now=now
        )
    except grants.GrantRefused as unknown:
        raise Http404 from unknown
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = applications.Asked(
            marketplace_id=marketplace_id,
            right_kind=right_kind,
            agency_id=agency_id,
            declared_by=form.cleaned_data["declared_by"],
            statement=form.cleaned_data["statement"],
        )
        try:
            applications.apply(asked, by=request.actor, now=now)
        except applications.ApplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Sent. An admin of the marketplace answers, and a second one confirms.")
            )
            return redirect("my-programme")
    locks = applications.locks_of([found.tenant_id], found.thresholds)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "obstacles": applications.why_not_apply(found, locks.get(found.scope), now=now),
        **scope_named(marketplace_id, right_kind, agency_id),
    }
    return render(request, "programme/apply.html", context, status=_status(request))


def _status(request: PortalRequest) -> int:
    """A form that comes back as it was typed is a 422."""
    return 422 if request.method == "POST" else 200


@page_for(Action.JOIN_PROGRAMME)
@only_sent("my-programme")
def withdrawal(request: PortalRequest, application_id: UUID) -> HttpResponse:
    try:
        applications.withdraw(application_id, by=request.actor, now=clock.now())
    except Application.DoesNotExist as gone:
        if not Application.objects.visible_to(request.actor).filter(id=application_id).exists():
            raise Http404 from gone
        messages.info(request, _("This application has been answered already."))
    else:
        messages.success(request, _("The application is withdrawn."))
    return redirect("my-programme")


@_PAGE
@page_for(Action.JOIN_PROGRAMME)
def step_appeal(request: PortalRequest, step_id: UUID) -> HttpResponseBase:
    step = Step.objects.visible_to(request.actor).select_related("grant").filter(id=step_id).first()
    if step is None:
        raise Http404
    return _appeal(request, appeals.against_step, step.id, about=step.grant, reason=step.reason)


@_PAGE
@page_for(Action.JOIN_PROGRAMME)
def refusal_appeal(request: PortalRequest, application_id: UUID) -> HttpResponseBase:
    declined = Application.objects.visible_to(request.actor).filter(id=application_id, status="declined")
    found = declined.first()
    if found is None:
        raise Http404
    return _appeal(request, appeals.against_refusal, found.id, about=found, reason=found.answer)


def _appeal(
    request: PortalRequest, make: Any, subject_id: UUID, *, about: Grant | Application, reason: str
) -> HttpResponseBase:
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            make(subject_id, statement=form.cleaned_data["statement"], by=request.actor, now=clock.now())
        except appeals.AppealRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sent. Another admin than the one who took the step decides."))
            return redirect("my-programme")
    words = scope_named(about.marketplace_id, about.right_kind, about.agency_id)
    context = {"form": form, "reason": reason, "about_id": subject_id, **words}
    return render(request, "programme/appeal.html", context, status=_status(request))


@_PAGE
@page_for(Action.JOIN_PROGRAMME, step_up=True)
def leaving(request: PortalRequest, grant_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it, at once."""
    mine = Grant.objects.visible_to(request.actor).filter(id=grant_id, confirmed_at__isnull=False)
    found = mine.first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            grants.leave(grant_id, by=request.actor, now=clock.now())
        except Grant.DoesNotExist:
            messages.info(request, _("This status has ended already."))
        else:
            messages.success(request, _("You have left: from now on people look at your complaints."))
        return redirect("my-programme")
    words = scope_named(found.marketplace_id, found.right_kind, found.agency_id)
    context = {"grant": found, "limits": grants.limits_at(clock.now()), **words}
    return render(request, "programme/leave.html", context)
