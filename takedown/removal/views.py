"""Staff pages about one item: everything about it, and restoring its listing."""

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
from core import clock
from core.tenancy import Actor
from core.web import PortalRequest
from takedown.redress.appeals.selectors import appeals_of_item
from takedown.redress.clocks.shown import clocks_of, countdowns
from takedown.redress.codes.forms import RevocationForm
from takedown.redress.replies.shown import of_item
from takedown.redress.statements.gather import reasons_for_item
from takedown.redress.statements.shown import shown
from takedown.removal import restore
from takedown.removal.forms import RestorationForm
from takedown.removal.selectors import ItemFile, file_of


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
    if waits_for_reviewer(found, request.actor):
        return redirect("review-item", found.id)
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


def _item_or_404(request: PortalRequest, item_id: UUID) -> Item:
    try:
        return item_for(request.actor, item_id)
    except Item.DoesNotExist as error:
        raise Http404 from error


def _item_page(
    request: PortalRequest, found: Item, form: RestorationForm, *, status: int = 200
) -> HttpResponse:
    actor = request.actor
    file = file_of(found, actor)
    context: dict[str, Any] = {
        "file": file,
        "item": found,
        "form": form,
        "assessment": assessment_of(found, actor) if can(actor, Action.SEE_ASSESSMENT) else None,
        "may_review": can(actor, Action.REVIEW),
        "may_ask": can(actor, Action.RAISE_AUTHENTICATION),
        "statements": shown(reasons_for_item(found, actor)),
        "countdowns": countdowns(clocks_of(found, actor)),
        "appeals": appeals_of_item(found, actor),
        "counters": of_item(found, actor),
        "revocation": _revocation(file, actor),
    }
    return render(request, "takedown/item.html", context, status=status)


def _revocation(file: ItemFile, actor: Actor) -> RevocationForm | None:
    if file.notice is None or file.notice.revoked_at is not None or not can(actor, Action.REVOKE_LINK):
        return None
    return RevocationForm(initial={"notice": file.notice.id}, auto_id="revocation_%s")
