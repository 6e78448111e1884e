"""A brand's webhooks in the browser: endpoints, their secrets, what was sent and what came back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.key_forms import new_form_key
from accounts.models import WebhookDelivery, WebhookEndpoint
from accounts.pages import page_for
from accounts.roles import Action
from accounts.web import only_sent
from accounts.webhooks import delivering, endpoints
from accounts.webhooks.endpoints import WebhookRefused
from accounts.webhooks.forms import EndpointForm, NewEndpointForm, RotationForm
from accounts.webhooks.signing import secret_of
from accounts.webhooks.words import ERRORS, STATES, STOPPED
from core import clock
from core.web import PortalRequest

SHOWN = 100


def _found(request: PortalRequest, endpoint_id: UUID) -> WebhookEndpoint:
    row = endpoints.endpoints_of(request.actor).select_related("made_by").filter(id=endpoint_id).first()
    if row is None:
        raise Http404
    return row


@require_safe
@page_for(Action.SEE_WEBHOOKS)
def webhooks(request: PortalRequest) -> HttpResponseBase:
    rows = endpoints.endpoints_of(request.actor).select_related("made_by").order_by("-id")
    return render(request, "webhooks/list.html", {"rows": [_shown(row) for row in rows]})


def _shown(row: WebhookEndpoint) -> dict[str, Any]:
    label: str | Promise
    if row.disabled_at is not None:
        label, tone = STOPPED[row.disabled_because], "bad"
    elif row.failing_since is not None:
        label, tone = _("Failing"), "warn"
    else:
        label, tone = _("In use"), "good"
    return {"endpoint": row, "state_label": label, "tone": tone}


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_WEBHOOKS, step_up=True)
@never_cache
def new(request: PortalRequest) -> HttpResponseBase:
    form = NewEndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row, _is_new = endpoints.make_endpoint(
                form.wish,
                # A form without a key, say of a script, is its own.
                form_key=form.cleaned_data["form_key"] or new_form_key(),
                by=request.actor,
                now=clock.now(),
                for_tests=form.cleaned_data["mode"] == "test",
            )
        except WebhookRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            return _secret_page(request, row)
    return render(request, "webhooks/new.html", {"form": form}, status=422 if form.errors else 200)


def _secret_page(request: PortalRequest, row: WebhookEndpoint) -> HttpResponse:
    context = {"endpoint": row, "secret": secret_of(row.id, row.generation)}
    return render(request, "webhooks/secret_shown.html", context)


@require_safe
@page_for(Action.SEE_WEBHOOKS)
def webhook(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    row = _found(request, endpoint_id)
    sent = endpoints.deliveries_of(row, request.actor).order_by("-id")[:SHOWN]
    given_up = endpoints.deliveries_of(row, request.actor).filter(state__in=["failed", "cancelled"])
    context = {
        **_shown(row),
        "deliveries": [(delivery, STATES[delivery.state]) for delivery in sent],
        "has_given_up": given_up.exists(),
        "most": SHOWN,
        "days": delivering.KEEP.days,
        "former_signs": row.former_until is not None and clock.now() < row.former_until,
    }
    return render(request, "webhooks/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_WEBHOOKS, step_up=True)
def change(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    row = _found(request, endpoint_id)
    now_so = {"url": row.url, "description": row.description, "events": row.events}
    form = EndpointForm(request.POST or None, initial=now_so)
    if request.method == "POST" and form.is_valid():
        try:
            endpoints.change_endpoint(row.id, form.wish, by=request.actor, now=clock.now())
        except WebhookRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Changed. What is on its way goes to the new address, too."))
            return redirect("webhook", row.id)
    context = {"form": form, "endpoint": row}
    return render(request, "webhooks/change.html", context, status=422 if form.errors else 200)


@page_for(Action.EDIT_WEBHOOKS, step_up=True)
@only_sent("webhook", "endpoint_id")
def switch(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    """`on` is empty to stop it."""
    row = _found(request, endpoint_id)
    turned = endpoints.start if request.POST.get("on") else endpoints.stop
    turned(row.id, by=request.actor, now=clock.now())
    return redirect("webhook", row.id)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_WEBHOOKS, step_up=True)
@never_cache
def secret(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    row = _found(request, endpoint_id)
    form = RotationForm(request.POST or None, initial={"generation": row.generation})
    if request.method == "POST" and form.is_valid():
        try:
            row, _new = endpoints.rotate_secret(
                row.id, generation=form.cleaned_data["generation"], by=request.actor, now=clock.now()
            )
        except WebhookRefused as refused:
            messages.warning(request, str(refused))
            return redirect("webhook", row.id)
        return _secret_page(request, row)
    hours = int(endpoints.OVERLAP.total_seconds()) // 3600
    context = {"endpoint": row, "form": form, "hours": hours}
    return render(request, "webhooks/rotate.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_WEBHOOKS, step_up=True)
def removal(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    row = _found(request, endpoint_id)
    if request.method != "POST":
        return render(request, "webhooks/remove.html", {"endpoint": row})
    endpoints.remove_endpoint(row.id, by=request.actor, now=clock.now())
    messages.success(request, _("The endpoint is removed. Nothing more is sent to it."))
    return redirect("webhooks")


@page_for(Action.EDIT_WEBHOOKS)
@only_sent("webhook", "endpoint_id")
def test(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    row = _found(request, endpoint_id)
    try:
        sent = endpoints.send_test(row.id, by=request.actor, now=clock.now())
    except WebhookRefused as refused:
        messages.error(request, str(refused))
        return redirect("webhook", row.id)
    return redirect("webhook-delivery", row.id, sent.id)


def _delivery(request: PortalRequest, endpoint: WebhookEndpoint, delivery_id: UUID) -> WebhookDelivery:
    found = endpoints.deliveries_of(endpoint, request.actor).filter(id=delivery_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@page_for(Action.SEE_WEBHOOKS)
def delivery(request: PortalRequest, endpoint_id: UUID, delivery_id: UUID) -> HttpResponseBase:
    endpoint = _found(request, endpoint_id)
    row = _delivery(request, endpoint, delivery_id)
    attempts = row.attempts.order_by("-at", "-id")[:SHOWN]
    context = {
        "endpoint": endpoint,
        "delivery": row,
        "state": STATES[row.state],
        "attempts": [(attempt, ERRORS.get(attempt.error, "")) for attempt in attempts],
        "is_waiting": row.state == WebhookDelivery.State.PENDING,
    }
    return render(request, "webhooks/delivery.html", context)


@page_for(Action.EDIT_WEBHOOKS)
@only_sent("webhook-delivery", "endpoint_id", "delivery_id")
def redelivery(request: PortalRequest, endpoint_id: UUID, delivery_id: UUID) -> HttpResponseBase:
    row = _delivery(request, _found(request, endpoint_id), delivery_id)
    try:
        delivering.send_again(endpoint_id, row.id, by=request.actor)
    except WebhookRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is on its way again."))
    return redirect("webhook-delivery", endpoint_id, row.id)


@page_for(Action.EDIT_WEBHOOKS)
@only_sent("webhook", "endpoint_id")
def redeliveries(request: PortalRequest, endpoint_id: UUID) -> HttpResponseBase:
    """Everything that was given up."""
    row = _found(request, endpoint_id)
    try:
        count = delivering.send_failed_again(row.id, by=request.actor)
    except WebhookRefused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%d event is on its way again.", "%d events are on their way again.", count)
        messages.success(request, said % count)
    return redirect("webhook", row.id)
