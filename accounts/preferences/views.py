"""Keeping and forgetting views of lists, and switching single keys."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import page_for
from accounts.preferences.forms import KeysForm, ViewForm
from accounts.preferences.keeping import (
    LISTS,
    MOST_VIEWS,
    TooManyViews,
    cleaned,
    forget_view,
    save_view,
    use_single_keys,
)
from accounts.roles import Action
from accounts.web import only_sent
from core.web import PortalRequest


@page_for(Action.KEEP_PREFERENCES)
@only_sent("home")
def save(request: PortalRequest) -> HttpResponseBase:
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("A view needs a name of at most 60 characters. Nothing was saved."))
        return redirect("home")
    said = form.cleaned_data
    try:
        save_view(said["page"], said["name"], said["query"], by=request.actor)
    except TooManyViews:
        messages.warning(request, _("You have %d views of this list. Forget one first.") % MOST_VIEWS)
    else:
        messages.success(request, _("Saved as “%s”.") % said["name"])
    return redirect(f"{reverse(said['page'])}?{cleaned(said['query'])}")


@page_for(Action.KEEP_PREFERENCES)
@only_sent("home")
def forget(request: PortalRequest, view_id: UUID) -> HttpResponseBase:
    forget_view(view_id, by=request.actor)
    page = request.POST.get("page", "")
    return redirect(page if page in LISTS else "home")


@page_for(Action.KEEP_PREFERENCES)
@only_sent("home")
def single_keys(request: PortalRequest) -> HttpResponseBase:
    form = KeysForm(request.POST)
    use_single_keys(form.is_valid() and form.cleaned_data["on"], by=request.actor)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204)
    messages.success(request, _("Saved."))
    return redirect("home")
