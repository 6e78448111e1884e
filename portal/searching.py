"""Search, from every page: by its form, or as it is typed."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action
from complaints.finding import LONGEST, Found, find
from core.web import PortalRequest


@require_safe
@page_for(Action.SEE_COMPLAINTS)
def search(request: PortalRequest) -> HttpResponseBase:
    """What is typed is answered in part; what is sent, and is one thing alone, is opened."""
    text, is_typed = request.GET.get("q", "")[:LONGEST], request.headers.get("HX-Request") == "true"
    found = find(text, by=request.actor)
    if not is_typed and (only := _the_only(found, staff=request.actor.staff)):
        return only
    template = "portal/search.html"
    context = {"text": text, "found": found, "longest": LONGEST}
    return render(request, f"{template}#results" if is_typed else template, context)


def _the_only(found: Found, *, staff: bool) -> HttpResponseBase | None:
    if found.only_listing is not None:
        return redirect("staff-item" if staff else "item", found.only_listing.id)
    if found.only_complaint is not None:
        return redirect("complaint", found.only_complaint.number)
    return None
