"""What every page's frame needs. Nothing is looked up before the template asks for it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from accounts.models import User
from accounts.preferences.keeping import cleaned, views_of
from brands.people import BrandChoice, choices_for
from core.tenancy import ANONYMOUS, Actor, acting_as, current_actor
from portal.navigation import menu_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Also for error pages, where the middleware may not have come to its turn."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    choices = cache(lambda: _choices(request, actor))
    return {
        # What finds this request in the logs: shown on error pages.
        "reference": getattr(request, "id", ""),
        "actor": actor,
        "navigation": cache(lambda: menu_of(actor, request.path)),
        "brand_choices": lambda: [_shown(choice, actor) for choice in choices()],
        "current_brand": lambda: next((c.name for c in choices() if c.tenant_id == actor.tenant_id), ""),
        "saved_views": cache(lambda: _saved_views(request, actor)),
        "brand_switch_url": reverse("brand"),
        "language_choices": lambda: [one for one in settings.LANGUAGES if one[0] != get_language()],
        "company_sign_in_url": reverse("company-sign-in") if settings.SSO_PROVIDERS else "",
    }


def _saved_views(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Those of the list that is shown, and what a new one of it would hold."""
    page = request.resolver_match.url_name if request.resolver_match else None
    query = cleaned(request.GET.urlencode())
    rows = views_of(str(page), by=actor)
    return {"page": page, "query": query, "rows": [(row, row.query == query) for row in rows]}


def _choices(request: HttpRequest, actor: Actor) -> list[BrandChoice]:
    """A view outside the request's transaction shows error pages when its own has ended: open a brief one."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or actor.staff or actor.user_id is None:
        return []
    if current_actor() is not None:
        return choices_for(user)
    with acting_as(actor):
        return choices_for(user)


def _shown(choice: BrandChoice, actor: Actor) -> dict[str, Any]:
    return {
        "value": str(choice.tenant_id),
        "label": choice.name,
        "current": choice.tenant_id == actor.tenant_id,
    }
