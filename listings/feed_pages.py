"""Marketplaces' feeds for programme admins: their keys, and what came in."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api_keys import KeyMadeAlready, KeyRefused
from accounts.pages import page_for
from accounts.roles import Action, can
from core import clock
from core.web import PortalRequest
from listings.feed_forms import FeedKeyForm
from listings.feed_keys import make_feed_key, revoke_feed_key
from listings.feed_taking import KEEP_RUNS
from listings.models import FeedKey, FeedRun

MOST_KEYS, MOST_RUNS = 200, 50


def _state(key: FeedKey, now: datetime) -> str:
    if key.revoked_at:
        return "revoked"
    return "live" if key.expires_at > now else "expired"


@require_safe
@page_for(Action.SEE_FEED_KEYS)
def feeds(request: PortalRequest) -> HttpResponseBase:
    now = clock.now()
    keys = FeedKey.objects.select_related("marketplace", "made_by").order_by("-made_at", "-id")
    runs = FeedRun.objects.select_related("marketplace", "key").defer("answer").order_by("-started_at")
    context = {
        "rows": [(key, _state(key, now)) for key in keys[:MOST_KEYS]],
        "runs": runs[:MOST_RUNS],
        "most": MOST_RUNS,
        "days": KEEP_RUNS.days,
        "may_edit": can(request.actor, Action.EDIT_FEED_KEYS),
    }
    return render(request, "listings/feeds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_FEED_KEYS, step_up=True)
@never_cache
def new(request: PortalRequest) -> HttpResponseBase:
    form = FeedKeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        try:
            row, secret = make_feed_key(
                form.new_key(now), by=request.actor, now=now, form_key=form.cleaned_data["form_key"]
            )
        except KeyMadeAlready as refused:
            messages.warning(request, str(refused))
            return redirect("feeds")
        except KeyRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            return render(request, "listings/feed_key_made.html", {"key": row, "secret": secret})
    return render(request, "listings/feed_key_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.EDIT_FEED_KEYS)
def revocation(request: PortalRequest, key_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it. Never held up by a second look: a leak cannot wait."""
    row = FeedKey.objects.select_related("marketplace").filter(id=key_id).first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "listings/feed_key_revoke.html", {"key": row})
    revoke_feed_key(row.id, by=request.actor, now=clock.now())
    messages.success(request, _("%(name)s is revoked. It opens nothing any more.") % {"name": row.name})
    return redirect("feeds")
