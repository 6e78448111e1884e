"""The seller's side, behind the notice's link and a code: what was decided, one form that works without a script, the answer."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.tenancy import SYSTEM, acting_as
from core.web import PortalRequest
from takedown.models import Removal
from takedown.redress.appeals import making
from takedown.redress.appeals.forms import SellerAppealForm
from takedown.redress.appeals.making import AppealRefused, Said
from takedown.redress.appeals.seller_page import Told, told_to
from takedown.redress.appeals.seller_tray import SellerTray
from takedown.redress.appeals.words import FURTHER
from takedown.redress.codes.views import by_proven_seller
from takedown.redress.link import Opened


@require_http_methods(["GET", "HEAD", "POST"])
@by_proven_seller
def appeal(request: PortalRequest, found: Opened) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, found, SellerAppealForm(told=_told(found)))
    tray = SellerTray.of(request.POST, request.FILES, found.notice)
    if "send" not in request.POST:
        typed = {name: request.POST.get(name, "") for name in ("about", "statement")}
        return _page(request, found, SellerAppealForm(initial=typed, told=_told(found), tray=tray))
    return _send(request, found, SellerAppealForm(request.POST, told=_told(found), tray=tray))


def _send(request: PortalRequest, found: Opened, form: SellerAppealForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, form, status=422)
    said = Said(statement=form.cleaned_data["statement"], seller_files=form.tray.bodies)
    about = UUID(form.cleaned_data["about"])
    try:
        making.appeal_as_seller(found.notice, about, said, by=found.seller, now=clock.now())
    except AppealRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form, status=409)
    return redirect("seller-appeal", found.token)


def _told(found: Opened) -> list[Told]:
    with acting_as(SYSTEM):
        removal = Removal.objects.select_related("listing").get(id=found.notice.removal_id)
        return told_to(removal, now=clock.now())


def _page(
    request: PortalRequest, found: Opened, form: SellerAppealForm, *, status: int = 200
) -> HttpResponse:
    told = _told(found)
    context: dict[str, Any] = {
        "facts": found.notice.facts,
        "home": found.path,
        "told": told,
        "may_appeal": any(one.may for one in told),
        "form": form,
        "further": FURTHER,
    }
    return render(request, "appeals/seller.html", context, status=status)
