"""Every figure of standing opens the decisions behind it: a brand's own, or for staff those of any brand."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action
from brands.models import Brand
from core import clock
from core.web import PortalRequest
from takedown.programme.behind import FIGURES, decisions_behind
from takedown.programme.forms import BehindForm
from takedown.programme.grants import limits_at
from takedown.programme.mine import scope_named
from takedown.programme.records import Scope


@require_safe
@page_for(Action.SEE_STANDING)
def own_decisions(request: PortalRequest, marketplace_id: UUID, right_kind: str) -> HttpResponse:
    said = _what_is_asked(request)
    delegate = request.actor.delegate_id
    if delegate and said["agency"] not in {None, delegate}:
        # Another agency's part is as unknown to it as one that does not exist.
        raise Http404
    scope = (request.actor.tenant, marketplace_id, right_kind, said["agency"])
    return _page(request, scope, said, item_url="item")


@require_safe
@page_for(Action.SEE_ASSESSMENT)
def decisions(request: PortalRequest, tenant_id: UUID, marketplace_id: UUID, right_kind: str) -> HttpResponse:
    said = _what_is_asked(request)
    if not Brand.objects.visible_to(request.actor).filter(tenant_id=tenant_id).exists():
        raise Http404
    scope = (tenant_id, marketplace_id, right_kind, said["agency"])
    return _page(request, scope, said, item_url="staff-item")


def _what_is_asked(request: PortalRequest) -> dict[str, Any]:
    form = BehindForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data


def _page(request: PortalRequest, scope: Scope, said: dict[str, Any], *, item_url: str) -> HttpResponse:
    words, now = scope_named(*scope[1:]), clock.now()
    days, until = limits_at(now).window_days, said["until"] or now.date()
    figure = said["figure"] or "decided"
    context = {
        "page": decisions_behind(request.actor, scope, figure, until=until, days=days, before=said["before"]),
        "figure": FIGURES[figure][0],
        "until": until,
        "days": days,
        "item_url": item_url,
        "tenant_id": scope[0] if request.actor.staff else None,
        **words,
    }
    return render(request, "programme/decisions.html", context)
