"""The page where a picture is tried."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for
from accounts.roles import Action
from brands.models import Brand
from complaints.pictures.compare import compare
from complaints.pictures.forms import PictureForm
from complaints.pictures.trying import candidates, seen_in
from core.tenancy import Actor, acting_as
from core.web import PortalRequest, outside_request_transaction


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.SEE_RIGHTS)
def try_picture(request: PortalRequest) -> HttpResponseBase:
    """Looking takes a second or more: no transaction is open meanwhile."""
    with acting_as(request.actor):
        form = _form(request)
        if request.method != "POST" or not form.is_valid():
            return _page(request, form)
        among = _candidates(form, request.actor)
    compared = compare(form.cleaned_data["picture"].read(), [one.looked_for for one in among])
    with acting_as(request.actor):
        if among and compared.found is None:
            form.add_error(
                "picture", _("This cannot be read as a picture, or is too small to see anything in.")
            )
            return _page(request, form)
        seen = seen_in(compared, among)
        return _page(request, form, seen=seen, compared=len(compared.references), tried=True)


def _form(request: PortalRequest) -> PictureForm:
    actor = request.actor
    brands = list(Brand.objects.visible_to(actor).order_by("name")[:500]) if actor.staff else []
    if request.method == "POST":
        return PictureForm(request.POST, request.FILES, brands=brands)
    return PictureForm(brands=brands, initial={"brand": request.GET.get("brand", "")})


def _candidates(form: PictureForm, actor: Actor) -> list[Any]:
    try:
        brand_id = UUID(form.cleaned_data["brand"]) if actor.staff else actor.tenant_id
        return candidates(brand_id, by=actor) if brand_id else []
    except Brand.DoesNotExist as unknown:
        raise Http404 from unknown


def _page(request: PortalRequest, form: PictureForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "pictures/try.html", {"form": form, **context}, status=status)
