"""The Good Faith programme for staff: standings, grants by two admins, verification of brands and rights."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from brands import services as brands
from brands.models import Brand, Right
from core import clock
from core.web import PortalRequest
from takedown.models import Appeal, Application, Grant
from takedown.programme import appeals, applications, grants
from takedown.programme.forms import (
    AppealDecisionForm,
    GrantForm,
    ProgrammeForm,
    RefusalForm,
    SuspensionForm,
    WhereForm,
)
from takedown.programme.mine import Membership, ShownAppeal
from takedown.programme.selectors import Scope, brand_page, brands_to_look_after, programme_page


@require_safe
@page_for(Action.SEE_PROGRAMME)
def programme(request: PortalRequest) -> HttpResponse:
    form = ProgrammeForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    page = programme_page(request.actor, name=said.get("q", ""), after=said.get("after", ""), now=clock.now())
    return render(request, "programme/programme.html", {"page": page, "search": form, "q": said.get("q", "")})


@require_safe
@page_for(Action.SEE_ASSESSMENT)
def staff_brands(request: PortalRequest) -> HttpResponse:
    return render(request, "programme/brands.html", {"brands": brands_to_look_after(request.actor)})


@require_safe
@page_for(Action.SEE_ASSESSMENT)
def brand(request: PortalRequest, tenant_id: UUID) -> HttpResponse:
    """Managers come here to verify; grants are for those who see the programme."""
    return _brand_page(request, tenant_id)


def _brand_page(
    request: PortalRequest,
    tenant_id: UUID,
    *,
    granting: GrantForm | None = None,
    ending: tuple[UUID, SuspensionForm] | None = None,
    refusing: tuple[UUID, RefusalForm] | None = None,
    judging: tuple[UUID, AppealDecisionForm] | None = None,
) -> HttpResponse:
    """With a form that was not taken it comes back as it was typed, and the answer is a 422."""
    try:
        page = brand_page(request.actor, tenant_id, now=clock.now())
    except Brand.DoesNotExist as error:
        raise Http404 from error
    may_grant = can(request.actor, Action.GRANT_STATUS)
    context: dict[str, Any] = {
        "page": page,
        "scopes": [
            (
                scope,
                _grant_form(scope, granting),
                _suspension_form(scope, ending),
                _with_forms(scope.membership, refusing, judging),
            )
            for scope in page.scopes
        ],
        "may_see_programme": can(request.actor, Action.SEE_PROGRAMME),
        "may_grant": may_grant,
        "may_verify": can(request.actor, Action.VERIFY_RIGHT),
    }
    sent = granting or ending or refusing or judging
    return render(request, "programme/brand.html", context, status=422 if sent else 200)


type _Sent[F: Form] = tuple[UUID, F] | None


def _with_forms(
    membership: Membership | None, refusing: _Sent[RefusalForm], judging: _Sent[AppealDecisionForm]
) -> Membership | None:
    """Beside each application and appeal the form that answers it."""
    if membership is None:
        return None
    return replace(
        membership,
        applications=[
            replace(
                shown,
                refusal=_sent_or(refusing, shown.row.id, RefusalForm, "refuse"),
                judgement=_judgement(shown.appeal, judging),
            )
            for shown in membership.applications
        ],
        steps=[replace(shown, judgement=_judgement(shown.appeal, judging)) for shown in membership.steps],
    )


def _judgement(appeal: ShownAppeal | None, judging: _Sent[AppealDecisionForm]) -> Form | None:
    return _sent_or(judging, appeal.row.id, AppealDecisionForm, "judge") if appeal else None


def _sent_or[F: Form](sent: _Sent[F], subject_id: UUID, form: type[F], prefix: str) -> F:
    """As it was typed where it was not taken, empty elsewhere."""
    if sent and sent[0] == subject_id:
        return sent[1]
    return form(auto_id=f"{prefix}-{subject_id}-%s")


def _grant_form(scope: Scope, sent: GrantForm | None) -> GrantForm:
    about = scope.standing
    if sent and sent.is_about(about.marketplace_id, about.right_kind, about.agency_id):
        return sent
    return GrantForm(
        initial={
            "brand": about.tenant_id,
            "marketplace": about.marketplace_id,
            "right_kind": about.right_kind,
            "agency": about.agency_id,
        },
        auto_id=f"grant-{about.marketplace_id}-{about.right_kind}-{about.agency_id or ''}-%s",
    )


def _suspension_form(scope: Scope, sent: tuple[UUID, SuspensionForm] | None) -> SuspensionForm | None:
    if sent and scope.grant and scope.grant.id == sent[0]:
        return sent[1]
    return SuspensionForm(auto_id=f"end-{scope.grant.id}-%s") if scope.grant else None


@page_for(Action.GRANT_STATUS, step_up=True)
def grant(request: PortalRequest) -> HttpResponse:
    if request.method != "POST":
        came_from = WhereForm(request.GET)
        found = came_from.cleaned_data["brand"] if came_from.is_valid() else None
        return redirect("programme-brand", found) if found else redirect("programme")
    form = GrantForm(request.POST)
    if not form.names_a_scope():
        raise BadRequest(gettext("A grant names brand, marketplace and kind of right."))
    data = form.cleaned_data
    if form.errors:
        return _brand_page(request, data["brand"], granting=form)
    try:
        grants.grant(
            tenant_id=data["brand"],
            marketplace_id=data["marketplace"],
            right_kind=data["right_kind"],
            agency_id=data["agency"],
            extent=form.extent(),
            note=data["note"],
            by=request.actor,
            now=clock.now(),
        )
    except grants.GrantRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Granted. It takes effect when another admin confirms."))
    return redirect("programme-brand", data["brand"])


@page_for(Action.GRANT_STATUS, step_up=True)
@only_sent("programme")
def confirmation(request: PortalRequest, grant_id: UUID) -> HttpResponse:
    found = _grant_or_404(request, grant_id)
    try:
        grants.confirm(grant_id, by=request.actor, now=clock.now())
    except grants.GrantRefused as refused:
        messages.error(request, str(refused))
    except Grant.DoesNotExist:
        messages.error(request, _("This grant has ended already."))
    else:
        messages.success(request, _("Confirmed: Good Faith status is in force."))
    return redirect("programme-brand", found.tenant_id)


@page_for(Action.GRANT_STATUS, step_up=True)
def suspension(request: PortalRequest, grant_id: UUID) -> HttpResponse:
    found = _grant_or_404(request, grant_id)
    if request.method != "POST":
        return redirect("programme-brand", found.tenant_id)
    form = SuspensionForm(request.POST)
    if not form.is_valid():
        return _brand_page(request, found.tenant_id, ending=(grant_id, form))
    try:
        grants.suspend(grant_id, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now())
    except grants.GrantRefused as refused:
        messages.error(request, str(refused))
    except Grant.DoesNotExist:
        messages.error(request, _("This grant has ended already."))
    else:
        messages.success(request, _("Suspended. Queued removals look at it again before they act."))
    return redirect("programme-brand", found.tenant_id)


def _grant_or_404(request: PortalRequest, grant_id: UUID) -> Grant:
    found = Grant.objects.visible_to(request.actor).filter(id=grant_id).first()
    if found is None:
        raise Http404
    return found


@page_for(Action.GRANT_STATUS)
def refusal(request: PortalRequest, application_id: UUID) -> HttpResponse:
    """An admin declines a brand's application, in words."""
    found = Application.objects.visible_to(request.actor).filter(id=application_id).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect("programme-brand", found.tenant_id)
    form = RefusalForm(request.POST, auto_id=f"refuse-{application_id}-%s")
    if not form.is_valid():
        return _brand_page(request, found.tenant_id, refusing=(application_id, form))
    try:
        applications.decline(
            application_id, answer=form.cleaned_data["answer"], by=request.actor, now=clock.now()
        )
    except Application.DoesNotExist:
        messages.error(request, _("This application has been answered already."))
    else:
        messages.success(request, _("Declined. The brand reads your reasons, and can appeal."))
    return redirect("programme-brand", found.tenant_id)


@page_for(Action.GRANT_STATUS, step_up=True)
def appeal_decision(request: PortalRequest, appeal_id: UUID) -> HttpResponse:
    found = Appeal.objects.visible_to(request.actor).filter(id=appeal_id).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect("programme-brand", found.tenant_id)
    form = AppealDecisionForm(request.POST, auto_id=f"judge-{appeal_id}-%s")
    if not form.is_valid():
        return _brand_page(request, found.tenant_id, judging=(appeal_id, form))
    said = form.cleaned_data
    try:
        appeals.decide(
            appeal_id,
            granted=said["outcome"] == "granted",
            explanation=said["explanation"],
            by=request.actor,
            now=clock.now(),
        )
    except appeals.AppealRefused as refused:
        messages.error(request, str(refused))
    except Appeal.DoesNotExist:
        messages.error(request, _("This appeal has been decided already."))
    else:
        messages.success(request, _("Decided. The brand reads your reasons."))
    return redirect("programme-brand", found.tenant_id)


@page_for(Action.VERIFY_RIGHT)
@only_sent("programme-brand", "tenant_id")
def brand_verification(request: PortalRequest, tenant_id: UUID) -> HttpResponse:
    try:
        verified = brands.verify_brand(tenant_id, by=request.actor, now=clock.now())
    except Brand.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("{name} is verified.").format(name=verified.name))
    return redirect("programme-brand", tenant_id)


@page_for(Action.VERIFY_RIGHT)
@only_sent("programme")
def right_verification(request: PortalRequest, right_id: UUID) -> HttpResponse:
    try:
        verified = brands.verify_right(right_id, by=request.actor, now=clock.now())
    except Right.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("{title} is verified.").format(title=verified.title))
    return redirect("programme-brand", verified.tenant_id)
