"""The seller reads what a brand asks them to promise, by the notice's link, and signs it with a one-time code."""

from uuid import UUID

from django import forms
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from brands.models import Brand
from core import clock
from core.tenancy import SYSTEM, acting_as
from core.web import PortalRequest, outside_request_transaction
from takedown.models import Undertaking
from takedown.redress.codes.views import by_link, by_proven_seller
from takedown.redress.counter.states import CounterStatus
from takedown.redress.link import Opened
from takedown.redress.replies import undertakings
from takedown.redress.replies.case import ReplyRefused
from takedown.redress.replies.states import OfferStatus


class SignatureForm(forms.Form):
    signed_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


@outside_request_transaction
@require_http_methods(["GET", "HEAD", "POST"])
def undertaking(request: PortalRequest, token: str, undertaking_id: UUID) -> HttpResponseBase:
    """Whoever holds the link may read it: it names nobody but the brand. To sign or decline takes a code."""
    view = _act if request.method == "POST" else _look
    return view(request, token, undertaking_id=undertaking_id)


@by_link
def _look(request: PortalRequest, found: Opened, undertaking_id: UUID) -> HttpResponseBase:
    return _page(request, found, undertaking_id)


@by_proven_seller
def _act(request: PortalRequest, found: Opened, undertaking_id: UUID) -> HttpResponseBase:
    now = clock.now()
    try:
        if "decline" in request.POST:
            undertakings.decline(found.notice, undertaking_id, by=found.seller, now=now)
            return redirect(request.path)
        form = SignatureForm(request.POST)
        if not form.is_valid():
            return _page(request, found, undertaking_id, form=form, status=422)
        undertakings.sign(
            found.notice,
            undertaking_id,
            signed_name=form.cleaned_data["signed_name"],
            by=found.seller,
            now=now,
        )
    except Undertaking.DoesNotExist:
        return page_not_found(request, Http404())
    except ReplyRefused:
        # What became of it is what the page then says.
        return _page(request, found, undertaking_id, status=409)
    return redirect(request.path)


def _page(
    request: PortalRequest,
    found: Opened,
    undertaking_id: UUID,
    *,
    form: SignatureForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    with acting_as(SYSTEM):
        # The rows are the brand's. The link has opened this removal and no other.
        rows = Undertaking.objects.filter(id=undertaking_id, counter__removal=found.notice.removal_id)
        offered = rows.select_related("counter").first()
        if offered is None:
            return page_not_found(request, Http404())
        brand = Brand.objects.get(tenant_id=offered.tenant_id)
    lives = offered.counter.status == CounterStatus.UNDERTAKING
    is_open = offered.status == OfferStatus.OFFERED and lives and clock.now() < offered.sign_by
    context = {
        "found": found,
        "facts": found.notice.facts,
        "offered": offered,
        "brand": brand.name,
        "is_open": is_open,
        "stands": "" if is_open else _stands(offered),
        "form": form or SignatureForm(),
    }
    return render(request, "redress/promise.html", context, status=status)


def _stands(offered: Undertaking) -> str:
    if offered.status == OfferStatus.SIGNED:
        return _("You have signed. The brand's complaint no longer keeps your listing off sale.")
    if offered.status == OfferStatus.DECLINED:
        return _("You did not sign. All goes on as before.")
    if offered.status == OfferStatus.TAKEN_BACK:
        return _("The brand has taken its offer back. All goes on as before.")
    return _("The time to sign is over. All goes on as before.")
