"""A brand appeals against what was decided about one of its listings, follows it, and may take it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.intake.uploads import Tray
from complaints.models import Item
from core import clock
from core.tenancy import acting_as
from core.web import PortalRequest, outside_request_transaction
from takedown.models import DecisionAppeal
from takedown.redress.appeals import making
from takedown.redress.appeals.forms import BrandAppealForm
from takedown.redress.appeals.making import AppealRefused, Said, subject_for_brand
from takedown.redress.appeals.reach import items_of
from takedown.redress.appeals.selectors import own_appeals
from takedown.redress.appeals.table import Why
from takedown.redress.appeals.words import WHAT_WAS_DECIDED, WHY_NOT


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.SEE_COMPLAINTS)
def appeal(request: PortalRequest, item_id: UUID) -> HttpResponseBase:
    """Files are in storage before the transaction opens, and none is stored for an item that is not theirs."""
    with acting_as(request.actor):
        item = _item_or_404(request, item_id)
        if request.method != "POST" or not can(request.actor, Action.APPEAL):
            return _page(request, item, BrandAppealForm())
    tray = Tray.of(request.POST, request.FILES, by=request.actor)
    with acting_as(request.actor):
        if "send" not in request.POST:
            form = BrandAppealForm(initial={"statement": request.POST.get("statement", "")}, tray=tray)
            return _page(request, item, form)
        return _send(request, item, BrandAppealForm(request.POST, request.FILES, tray=tray))


def _send(request: PortalRequest, item: Item, form: BrandAppealForm) -> HttpResponseBase:
    if not form.is_valid():
        return _page(request, item, form, status=422)
    said = Said(statement=form.cleaned_data["statement"], evidence=form.tray.evidence)
    try:
        making.appeal_as_brand(item.id, said, by=request.actor, now=clock.now())
    except AppealRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, _item_or_404(request, item.id), form, status=409)
    messages.success(request, _("Sent. Somebody who has not decided about this before looks at it."))
    return redirect("item-appeal", item.id)


@page_for(Action.APPEAL)
@only_sent("item-appeal", "item_id")
def withdrawal(request: PortalRequest, item_id: UUID, appeal_id: UUID) -> HttpResponseBase:
    try:
        making.withdraw(appeal_id, by=request.actor, now=clock.now())
    except DecisionAppeal.DoesNotExist as error:
        raise Http404 from error
    except AppealRefused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("You took your appeal back. The decision stands."))
    return redirect("item-appeal", item_id)


def _item_or_404(request: PortalRequest, item_id: UUID) -> Item:
    rows = items_of(request.actor).select_related("complaint__right", "marketplace", "snapshot")
    item = rows.filter(id=item_id).first()
    if item is None:
        raise Http404
    return item


def _page(request: PortalRequest, item: Item, form: BrandAppealForm, *, status: int = 200) -> HttpResponse:
    subject = subject_for_brand(item, now=clock.now())
    may_appeal = subject.why is None and can(request.actor, Action.APPEAL)
    context: dict[str, Any] = {
        "item": item,
        "title": item.snapshot.title if item.snapshot else item.listing_ref,
        "subject": subject,
        "decided": WHAT_WAS_DECIDED[subject.decided],
        "why_not": "" if subject.why in {None, Why.ALREADY} else WHY_NOT[subject.why],
        "appeals": own_appeals(item, request.actor),
        "may_appeal": may_appeal,
        "may_withdraw": can(request.actor, Action.APPEAL),
        "form": form,
    }
    return render(request, "appeals/brand.html", context, status=status)
