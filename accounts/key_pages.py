"""A brand's API keys in the browser: the list, a new one, renewing, revoking, what each did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import api_keys
from accounts.key_forms import FORM_KEY_LENGTH, KeyForm, new_form_key
from accounts.models import ApiKey, ApiRequest
from accounts.pages import page_for
from accounts.roles import Action
from core import clock
from core.web import PortalRequest

LOG_LINES = 200


def _rows(request: PortalRequest) -> Sequence[ApiKey]:
    found = ApiKey.objects.visible_to(request.actor).select_related("made_by")
    return list(api_keys.with_last_use(found).order_by("-made_at", "-id")[:200])


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at:
        return "revoked"
    return "live" if key.expires_at > now else "expired"


@require_safe
@page_for(Action.EDIT_KEYS)
def keys(request: PortalRequest) -> HttpResponseBase:
    now = clock.now()
    rows = [{"key": key, "state": _state(key, now)} for key in _rows(request)]
    context = {"rows": rows, "log_days": api_keys.KEEP_LOG.days}
    return render(request, "accounts/key_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_KEYS, step_up=True)
@never_cache
def new(request: PortalRequest) -> HttpResponseBase:
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        try:
            row, secret = api_keys.make_key(
                form.new_key(now), by=request.actor, now=now, form_key=form.cleaned_data["form_key"]
            )
        except api_keys.KeyMadeAlready as refused:
            messages.warning(request, str(refused))
            return redirect("api-keys")
        except api_keys.KeyRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            return _shown_once(request, row, secret)
    return render(request, "accounts/key_new.html", {"form": form})


def _shown_once(request: PortalRequest, row: ApiKey, secret: str) -> HttpResponseBase:
    return render(request, "accounts/key_made.html", {"key": row, "secret": secret})


def _found(request: PortalRequest, key_id: UUID) -> ApiKey:
    row = ApiKey.objects.visible_to(request.actor).filter(id=key_id).first()
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_KEYS, step_up=True)
@never_cache
def renewal(request: PortalRequest, key_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    row = _found(request, key_id)
    if request.method != "POST":
        context = {"key": row, "days": api_keys.OVERLAP.days, "form_key": new_form_key()}
        return render(request, "accounts/key_renew.html", context)
    form_key = request.POST.get("form_key", "")[:FORM_KEY_LENGTH]
    try:
        made, secret = api_keys.renew_key(row.id, by=request.actor, now=clock.now(), form_key=form_key)
    except api_keys.KeyRefused as refused:
        messages.error(request, str(refused))
        return redirect("api-keys")
    return _shown_once(request, made, secret)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_KEYS)
def revocation(request: PortalRequest, key_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it. Never held up by a second look: a leak cannot wait."""
    row = _found(request, key_id)
    if request.method != "POST":
        return render(request, "accounts/key_revoke.html", {"key": row})
    api_keys.revoke_key(row.id, by=request.actor, now=clock.now())
    messages.success(request, _("%(name)s is revoked. It opens nothing any more.") % {"name": row.name})
    return redirect("api-keys")


@require_safe
@page_for(Action.EDIT_KEYS)
def log(request: PortalRequest, key_id: UUID) -> HttpResponseBase:
    row = _found(request, key_id)
    lines: Any = ApiRequest.objects.visible_to(request.actor).filter(key=row).order_by("-at", "-id")
    context = {"key": row, "lines": lines[:LOG_LINES], "days": api_keys.KEEP_LOG.days, "most": LOG_LINES}
    return render(request, "accounts/key_log.html", context)
