"""The Live page, the one Stop, what lets automatic removal go on, and what undoes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from brands.models import Brand
from core import clock
from core.web import PortalRequest
from listings.models import Marketplace
from takedown.live.forms import (
    BrandForm,
    CapForm,
    OrderForm,
    ReleaseForm,
    StopForm,
    WhatToStopForm,
    WhichForm,
    name_of,
)
from takedown.live.selectors import live_page, scopes_to_stop, touched_by
from takedown.models import Brake, CapRaise, Reinstatement
from takedown.programme import brakes, caps
from takedown.removal import reinstate


@require_safe
@page_for(Action.SEE_LIVE)
def live(request: PortalRequest) -> HttpResponse:
    """The open page asks for its part again and again, for as long as somebody looks at it."""
    is_poll = request.headers.get("HX-Request") == "true"
    context = {
        "page": live_page(request.actor, now=clock.now()),
        "may_stop": can(request.actor, Action.STOP_AUTOMATION),
        "may_raise": can(request.actor, Action.RAISE_CAP),
        "may_reinstate": can(request.actor, Action.REINSTATE),
        "scopes": () if is_poll else scopes_to_stop(request.actor),
        "runs": Reinstatement.objects.select_related("ordered_by").order_by("-ordered_at")[:5],
    }
    return render(request, "live/live.html#live" if is_poll else "live/live.html", context)


# --- stop and go on ----------------------------------------------------------------------------------------


@page_for(Action.STOP_AUTOMATION)
def stop(request: PortalRequest) -> HttpResponse:
    """No fresh proof is asked for: stopping must never wait, and whoever stole a session gains nothing by it."""
    if request.method != "POST":
        return _stop_page(request, WhatToStopForm(request.GET), StopForm())
    form = StopForm(request.POST)
    if not form.is_valid():
        return _stop_page(request, WhatToStopForm(request.POST), form)
    data = form.cleaned_data
    try:
        brakes.stop(data["scope"], reason=data["reason"], by=request.actor, now=clock.now())
    except (Brand.DoesNotExist, Marketplace.DoesNotExist) as error:
        raise Http404 from error
    messages.success(request, _("Stopped. Nothing is removed automatically there any more."))
    return redirect("live")


def _stop_page(request: PortalRequest, asked: WhatToStopForm, form: StopForm) -> HttpResponse:
    if not asked.is_valid():
        raise BadRequest(gettext("There is no such thing to stop."))
    where = asked.cleaned_data["scope"]
    try:
        touched = touched_by(where, request.actor)
    except (Brand.DoesNotExist, Marketplace.DoesNotExist) as error:
        raise Http404 from error
    if not form.is_bound:
        form = StopForm(initial={"scope": name_of(where)})
    context = {"form": form, "touched": touched, "is_brand": bool(where.brand_id)}
    return render(request, "live/stop.html", context, status=422 if form.errors else 200)


@page_for(Action.STOP_AUTOMATION, step_up=True)
def release(request: PortalRequest, brake_id: UUID) -> HttpResponse:
    found = brakes.brakes_visible_to(request.actor).filter(id=brake_id).first()
    if found is None:
        raise Http404
    form = ReleaseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {
            "brake": found,
            "form": form,
            "may_release": can(request.actor, brakes.needed_to_release(found)),
        }
        return render(request, "live/release.html", context, status=422 if form.errors else 200)
    try:
        brakes.release(brake_id, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now())
    except Brake.DoesNotExist:
        messages.info(request, _("This brake has been released already."))
    else:
        messages.success(request, _("Released. What was held back goes on."))
    return redirect("live")


# --- caps --------------------------------------------------------------------------------------------------


@page_for(Action.RAISE_CAP, step_up=True)
def cap(request: PortalRequest) -> HttpResponse:
    form = CapForm(request.POST) if request.method == "POST" else None
    asked = BrandForm(request.POST if form else request.GET)
    if not asked.is_valid():
        raise BadRequest(gettext("A cap is one brand's."))
    brand = Brand.objects.visible_to(request.actor).filter(tenant_id=asked.cleaned_data["brand"]).first()
    if brand is None:
        raise Http404
    if form is None or not form.is_valid():
        return _cap_page(request, brand, form)
    data = form.cleaned_data
    try:
        caps.ask(brand.tenant_id, cap=data["cap"], reason=data["reason"], by=request.actor, now=clock.now())
    except caps.RaiseRefused as refused:
        form.add_error(None, str(refused))
        return _cap_page(request, brand, form)
    messages.success(request, _("Asked for. It takes effect when another admin confirms, for one hour."))
    return redirect("live")


def _cap_page(request: PortalRequest, brand: Brand, form: CapForm | None) -> HttpResponse:
    context = {"brand": brand, "form": form or CapForm(initial={"brand": brand.tenant_id})}
    return render(request, "live/cap.html", context, status=422 if form else 200)


@page_for(Action.RAISE_CAP, step_up=True)
@only_sent("live")
def cap_confirmation(request: PortalRequest, raise_id: UUID) -> HttpResponse:
    if not CapRaise.objects.visible_to(request.actor).filter(id=raise_id).exists():
        raise Http404
    try:
        caps.confirm(raise_id, by=request.actor, now=clock.now())
    except caps.RaiseRefused as refused:
        messages.error(request, str(refused))
    except CapRaise.DoesNotExist:
        messages.error(request, _("Nobody confirmed it within the hour: it has to be asked for again."))
    else:
        messages.success(request, _("Confirmed: the higher cap holds for one hour."))
    return redirect("live")


# --- mass reinstatement ------------------------------------------------------------------------------------


@page_for(Action.REINSTATE, step_up=True)
def reinstatement_new(request: PortalRequest) -> HttpResponse:
    """First look, then order: what was chosen stands in the address, and is what the order is about."""
    now = clock.now()
    chosen = _which_form(request, request.GET or None)
    if not request.GET:
        return _reinstatement_page(request, _which_form(request, None, initial=WhichForm.at_first(now)))
    which = _which(chosen)
    if which is None:
        return _reinstatement_page(request, chosen, status=422)
    if request.method != "POST":
        return _reinstatement_page(request, chosen, which=which)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _reinstatement_page(request, chosen, which=which, form=form, status=422)
    try:
        run = reinstate.order(which, **form.cleaned_data, by=request.actor, now=now)
    except reinstate.ReinstatementRefused as refused:
        form.add_error(None, str(refused))
        return _reinstatement_page(request, chosen, which=which, form=form, status=422)
    messages.success(
        request,
        ngettext("%d removal is being undone.", "%d removals are being undone.", run.total) % run.total,
    )
    return redirect("reinstatement", run.id)


def _which_form(request: PortalRequest, data: Any, **options: Any) -> WhichForm:
    brands = Brand.objects.visible_to(request.actor).order_by("name").values_list("tenant_id", "name")
    sites = Marketplace.objects.order_by("name").values_list("id", "name")
    return WhichForm(
        data,
        brands=[(str(id), name) for id, name in brands],
        marketplaces=[(str(id), name) for id, name in sites],
        **options,
    )


def _which(form: WhichForm) -> reinstate.Which | None:
    if not form.is_valid():
        return None
    mail = form.cleaned_data["filed_by"]
    person = User.objects.filter(email__iexact=mail).values_list("id", flat=True).first() if mail else None
    if mail and person is None:
        form.add_error("filed_by", _("Nobody signs in with this address."))
        return None
    return form.which(filed_by=person)


def _reinstatement_page(
    request: PortalRequest,
    chosen: WhichForm,
    *,
    which: reinstate.Which | None = None,
    form: OrderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "chosen": chosen,
        "preview": reinstate.preview(which, by=request.actor) if which else None,
        "form": form or OrderForm(),
    }
    return render(request, "live/reinstatement_new.html", context, status=status)


@require_safe
@page_for(Action.SEE_LIVE)
def reinstatement(request: PortalRequest, run_id: UUID) -> HttpResponse:
    runs = Reinstatement.objects.select_related("ordered_by", "brand", "marketplace", "filed_by")
    run = runs.filter(id=run_id).first()
    if run is None:
        raise Http404
    context = {"progress": reinstate.progress_of(run, request.actor), "run": run}
    part = "#live" if request.headers.get("HX-Request") == "true" else ""
    return render(request, f"live/reinstatement.html{part}", context)
