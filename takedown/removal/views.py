"""Staff pages about removals: one item with everything, the delivery room, restoring, retrying."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from complaints.models import Item
from complaints.review.case import assessment_of, item_for, waits_for_reviewer
from core import clock, outbox
from core.models import Outbox
from core.web import PortalRequest
from takedown.removal import restore
from takedown.removal.forms import PlaceForm, RestorationForm
from takedown.removal.selectors import dead_letters, file_of, removal_page, waiting_work


@require_safe
@page_for(Action.SEE_DELIVERY)
def item(request: PortalRequest, item_id: UUID) -> HttpResponse:
    found = _item_or_404(request, item_id)
    if waits_for_reviewer(found, request.actor):
        return redirect("review-item", found.id)
    return _item_page(request, found, RestorationForm())


@page_for(Action.REVIEW)
@only_sent("staff-item", "item_id")
def restoration(request: PortalRequest, item_id: UUID) -> HttpResponse:
    found = _item_or_404(request, item_id)
    form = RestorationForm(request.POST)
    if not form.is_valid():
        return _item_page(request, found, form, status=422)
    words = form.cleaned_data["explanation"]
    try:
        restore.overturn(found.id, explanation=words, by=request.actor, now=clock.now())
    except restore.RestoreRefused as refused:
        form.add_error(None, str(refused))
        return _item_page(request, found, form, status=409)
    messages.success(request, _("Decided: the listing goes back on sale."))
    return redirect("staff-item", found.id)


@require_safe
@page_for(Action.SEE_DELIVERY)
def delivery(request: PortalRequest) -> HttpResponse:
    now = clock.now()
    rows, page = removal_page(request.actor, PlaceForm(request.GET).read())
    context = {
        "rows": rows,
        "page": page,
        "dead": dead_letters(request.actor),
        "waiting": waiting_work(request.actor, now=now),
        "may_retry": can(request.actor, Action.RETRY_DELIVERY),
    }
    return render(request, "takedown/delivery.html", context)


@page_for(Action.RETRY_DELIVERY, step_up=True)
@only_sent("delivery")
def retry(request: PortalRequest, work_id: UUID) -> HttpResponse:
    try:
        outbox.revive(work_id, by=request.actor, now=clock.now())
    except Outbox.DoesNotExist:
        messages.info(request, _("This is no dead letter any more: somebody has retried it already."))
    else:
        messages.success(request, _("It is being tried again."))
    return redirect("delivery")


def _item_or_404(request: PortalRequest, item_id: UUID) -> Item:
    try:
        return item_for(request.actor, item_id)
    except Item.DoesNotExist as error:
        raise Http404 from error


def _item_page(
    request: PortalRequest, found: Item, form: RestorationForm, *, status: int = 200
) -> HttpResponse:
    actor = request.actor
    context: dict[str, Any] = {
        "file": file_of(found, actor),
        "item": found,
        "form": form,
        "assessment": assessment_of(found, actor) if can(actor, Action.SEE_ASSESSMENT) else None,
        "may_review": can(actor, Action.REVIEW),
    }
    return render(request, "takedown/item.html", context, status=status)
