"""The page on which programme admins say to which Nice classes a marketplace's categories belong."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.pages import page_for
from accounts.roles import Action, can, require
from core import clock
from core.web import PortalRequest
from listings.categories import categories_of, set_classes
from listings.category_forms import CategoryForm
from listings.models import Marketplace


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(Action.SEE_CATEGORIES)
def categories(request: PortalRequest) -> HttpResponseBase:
    sites = list(Marketplace.objects.order_by("name"))
    if request.method == "POST":
        require(request.actor, Action.EDIT_CATEGORIES)
        form = CategoryForm(request.POST, marketplaces=sites)
        if form.is_valid():
            return _set(request, form)
    else:
        form = CategoryForm(initial=_asked_for(request, sites), marketplaces=sites)
    context = {
        "form": form,
        "shown": [categories_of(site, by=request.actor) for site in sites],
        "may_edit": can(request.actor, Action.EDIT_CATEGORIES),
    }
    return render(request, "listings/categories.html", context, status=422 if form.errors else 200)


def _asked_for(request: PortalRequest, sites: list[Marketplace]) -> dict[str, str]:
    """From a link in the table: the row to be changed."""
    site = request.GET.get("marketplace", "")
    known = site if site in {one.slug for one in sites} else ""
    return {
        "marketplace": known,
        "category": request.GET.get("category", "").replace("\0", ""),
        "nice_classes": request.GET.get("classes", "").replace("\0", ""),
    }


def _set(request: PortalRequest, form: CategoryForm) -> HttpResponseBase:
    site, category = form.site, form.cleaned_data["category"]
    is_new = set_classes(
        site.id, category, form.cleaned_data["nice_classes"], by=request.actor, now=clock.now()
    )
    if is_new:
        messages.success(
            request, _("Saved. It counts for what is assessed from now on: %(name)s.") % {"name": category}
        )
    else:
        messages.info(request, _("Nothing changed: this is what was said of it before."))
    return redirect(f"{reverse('categories')}?{urlencode({'marketplace': site.slug})}#{site.slug}")
