"""Staff revoke a seller's link."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.pages import page_for
from accounts.roles import Action
from accounts.web import only_sent
from complaints.models import Item
from complaints.review.case import item_for
from core import clock
from core.web import PortalRequest
from takedown.models import SellerNotice
from takedown.redress.codes.forms import RevocationForm
from takedown.redress.codes.revoking import revoke_link


@page_for(Action.REVOKE_LINK)
@only_sent("staff-item", "item_id")
def revocation(request: PortalRequest, item_id: UUID) -> HttpResponse:
    try:
        item = item_for(request.actor, item_id)
    except Item.DoesNotExist as error:
        raise Http404 from error
    form = RevocationForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was revoked: say why."))
        return redirect("staff-item", item.id)
    _revoke(request, form)
    return redirect("staff-item", item.id)


def _revoke(request: PortalRequest, form: RevocationForm) -> None:
    notice_id, reason = form.cleaned_data["notice"], form.cleaned_data["reason"]
    try:
        revoke_link(notice_id, reason=reason, by=request.actor, now=clock.now())
    except SellerNotice.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("The link opens nothing any more."))
