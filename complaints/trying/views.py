"""The page where a text is tried."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action
from complaints.trying.forms import TryForm
from complaints.trying.look import brands_to_try, try_text
from core.web import PortalRequest


@require_safe
@page_for(Action.SEE_RIGHTS)
def try_page(request: PortalRequest) -> HttpResponse:
    form = TryForm(request.GET or None, brands=brands_to_try(request.actor))
    tried = None
    if form.is_valid():
        said = form.cleaned_data
        brand = UUID(said["brand"]) if said.get("brand") else None
        tried = try_text(said["text"], nice_class=said["nice_class"], brand=brand, by=request.actor)
    return render(request, "trying/try.html", {"form": form, "tried": tried})
