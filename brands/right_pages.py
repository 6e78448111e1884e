"""What is put down about a right after it was added: what the genuine article costs, and that it is disputed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for
from accounts.roles import Action
from brands import services
from brands.forms import DisputeForm, PriceForm
from brands.models import Right
from core import clock
from core.web import PortalRequest

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@_PAGE
@page_for(Action.EDIT_RIGHTS)
def price(request: PortalRequest, right_id: UUID) -> HttpResponseBase:
    found = _right(request, right_id)
    initial = {"price_from": found.price_from, "price_currency": found.price_currency}
    form = PriceForm(request.POST or None, initial=initial)
    return _page(request, found, form, "brands/right_price.html", services.set_price)


@_PAGE
@page_for(Action.VERIFY_RIGHT)
def dispute(request: PortalRequest, right_id: UUID) -> HttpResponseBase:
    found = _right(request, right_id)
    form = DisputeForm(request.POST or None, initial={"dispute": found.dispute})
    return _page(request, found, form, "brands/right_dispute.html", services.set_dispute)


def _right(request: PortalRequest, right_id: UUID) -> Right:
    found = Right.objects.visible_to(request.actor).filter(id=right_id).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: PortalRequest, right: Right, form: forms.Form, template: str, put_down: Callable[..., bool]
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        if put_down(right.id, **data, by=request.actor, now=clock.now()):
            messages.success(request, _("Saved. It counts for what is assessed from now on."))
        else:
            messages.info(request, _("Nothing changed."))
        return redirect("right", right.id)
    context = {"right": right, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)
