"""The list of authorised sellers: a brand's own, told by what the marketplaces know of their sellers."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from brands import services
from brands.forms import SellerForm
from brands.models import AllowedSeller
from core import clock
from core.tenancy import Actor
from core.web import PortalRequest
from listings.connectors.base import ConnectorError, NotFound
from listings.links import find_links
from listings.marketplaces import connector_of
from listings.models import Marketplace, Snapshot

_WHO = gettext_lazy("We do not know who sells this. Give the seller's number on the marketplace.")
_NO_ANSWER = gettext_lazy(
    "The marketplace does not say who sells this at the moment. Try again, or give the seller's number."
)


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.SEE_ALLOW_LIST)
def sellers(request: PortalRequest) -> HttpResponseBase:
    form = SellerForm(
        request.POST or None, marketplaces=Marketplace.objects.order_by("name").values_list("id", "name")
    )
    if request.method == "POST" and form.is_valid():
        marketplace, said = UUID(form.cleaned_data["marketplace"]), form.cleaned_data["seller"]
        try:
            new = seller_meant(marketplace, said, actor=request.actor)
        except SellerUnknown as unknown:
            form.add_error("seller", str(unknown))
        else:
            allowed, is_new = services.allow_seller(new, by=request.actor, now=clock.now())
            _say(request, allowed, is_new=is_new)
            if is_new and not new.seller_name:
                messages.warning(
                    request,
                    _(
                        "None of your complaints is about a seller of that number. Check that it is the one you mean."
                    ),
                )
            return redirect("sellers")
    return _page(request, form)


def _say(request: PortalRequest, allowed: AllowedSeller, *, is_new: bool) -> None:
    if is_new:
        messages.success(
            request,
            _("%s is on your list: their listings are never removed for you without a person.") % allowed,
        )
    else:
        messages.info(request, _("%s is on your list already.") % allowed)


def _page(request: PortalRequest, form: SellerForm) -> HttpResponse:
    names = {m.id: m.name for m in Marketplace.objects.all()}
    rows = AllowedSeller.objects.visible_to(request.actor).order_by("seller_name", "seller_ref", "id")[:1000]
    context: dict[str, Any] = {
        "form": form,
        "sellers": [{"row": row, "marketplace": names.get(row.marketplace_id, "")} for row in rows],
        "may_edit": can(request.actor, Action.EDIT_ALLOW_LIST),
    }
    return render(request, "brands/seller_list.html", context)


@page_for(Action.EDIT_ALLOW_LIST)
@only_sent("sellers")
def remove(request: PortalRequest, allowed_id: UUID) -> HttpResponseBase:
    gone = services.disallow_seller(allowed_id, by=request.actor, now=clock.now())
    if gone is None:
        messages.info(request, _("This seller is not on your list any more."))
    else:
        messages.success(request, _("%s is no longer on your list.") % gone)
    return redirect("sellers")


class SellerUnknown(Exception):
    """Nobody can tell whom the words mean; the message says what to give instead."""


def seller_meant(marketplace_id: UUID, text: str, *, actor: Actor) -> services.NewSeller:
    """A seller's number, or a link to their shop or to a listing of theirs. Raises SellerUnknown."""
    marketplace = Marketplace.objects.get(id=marketplace_id)
    ref = text
    for url in find_links(text)[:1]:
        listing_ref = connector_of(marketplace).ref_from_url(url)
        if listing_ref is not None:
            return _seller_of_listing(marketplace, listing_ref)
        ref = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    if not ref or len(ref) > 100 or any(map(str.isspace, ref)):
        raise SellerUnknown(_WHO)
    # By the brand's own frozen copies: that we know a seller may be because another brand complained.
    seen = Snapshot.objects.visible_to(actor).filter(listing__marketplace=marketplace, seller_ref=ref)
    name = seen.order_by("-taken_at").values_list("seller_name", flat=True).first()
    return services.NewSeller(marketplace_id=marketplace.id, seller_ref=ref, seller_name=name or "")


def _seller_of_listing(marketplace: Marketplace, listing_ref: str) -> services.NewSeller:
    """The marketplace is asked, whether we know the listing or not: an answer from what we know would tell that
    another brand has complained about it."""
    try:
        remote = connector_of(marketplace).get(listing_ref)
    except NotFound as error:
        raise SellerUnknown(_WHO) from error
    except ConnectorError as error:
        raise SellerUnknown(_NO_ANSWER) from error
    return services.NewSeller(
        marketplace_id=marketplace.id, seller_ref=remote.seller.ref, seller_name=remote.seller.name[:200]
    )
