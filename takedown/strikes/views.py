"""Pages about sellers: the published ladder for everybody, the list and one seller's page for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.reasons import REASONS
from core import clock
from core.ids import new_id
from core.web import PortalRequest
from listings.models import Seller
from takedown.models import SellerAction
from takedown.removal.forms import PlaceForm
from takedown.strikes.actions import record_action
from takedown.strikes.forms import SellerActionForm
from takedown.strikes.rules import PUBLISHED, Kind
from takedown.strikes.selectors import STEPS, seller_file, sellers_page


@require_safe
def ladder(request: PortalRequest) -> HttpResponse:
    """For sellers and anybody else: no account needed."""
    points = [(reason.label, PUBLISHED.points_for(Kind.REMOVED, code)) for code, reason in REASONS.items()]
    steps = [(STEPS[step], least) for least, step in PUBLISHED.steps]
    return render(request, "strikes/ladder.html", {"ladder": PUBLISHED, "points": points, "steps": steps})


@require_safe
@page_for(Action.SEE_SELLERS)
def sellers(request: PortalRequest) -> HttpResponse:
    rows, page = sellers_page(request.actor, PlaceForm(request.GET).read(), now=clock.now())
    return render(request, "strikes/sellers.html", {"rows": rows, "page": page})


@require_safe
@page_for(Action.SEE_SELLERS)
def seller(request: PortalRequest, seller_id: UUID) -> HttpResponse:
    return _page(request, seller_id, SellerActionForm())


@page_for(Action.RECORD_SELLER_ACTION)
@only_sent("staff-seller", "seller_id")
def action(request: PortalRequest, seller_id: UUID) -> HttpResponse:
    form = SellerActionForm(request.POST)
    if not form.is_valid():
        return _page(request, seller_id, form, status=422)
    said = form.cleaned_data
    try:
        record_action(
            seller_id,
            SellerAction.Act(said["act"]),
            note=said["note"],
            form_key=said["form_key"] or new_id(),
            by=request.actor,
            now=clock.now(),
        )
    except Seller.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Recorded."))
    return redirect("staff-seller", seller_id)


def _page(
    request: PortalRequest, seller_id: UUID, form: SellerActionForm, *, status: int = 200
) -> HttpResponse:
    try:
        file = seller_file(seller_id, request.actor, now=clock.now())
    except Seller.DoesNotExist as error:
        raise Http404 from error
    context = {
        "file": file,
        "seller": file.seller,
        "form": form,
        "ladder": PUBLISHED,
        "may_record": can(request.actor, Action.RECORD_SELLER_ACTION),
        "may_see_delivery": can(request.actor, Action.SEE_DELIVERY),
    }
    return render(request, "strikes/seller.html", context, status=status)
