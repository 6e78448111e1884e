"""What every page's frame needs. Nothing is looked up before the template asks for it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Action, Role, can
from brands.people import BrandChoice, choices_for
from core.tenancy import ANONYMOUS, Actor, acting_as, current_actor

# Label, URL name, what one must be allowed to do.
_BRAND_PAGES: tuple[tuple[Promise, str, Action], ...] = (
    (_("Home"), "home", Action.SEE_COMPLAINTS),
    (_("Complaints"), "complaints", Action.SEE_COMPLAINTS),
    (_("Counter-notices"), "brand-counter-notices", Action.SEE_COUNTER_NOTICES),
    (_("Is it yours?"), "questions", Action.SEE_AUTHENTICATION),
    (_("Rights"), "rights", Action.SEE_RIGHTS),
    (_("Authorised sellers"), "sellers", Action.SEE_ALLOW_LIST),
    (_("Standing"), "standing", Action.SEE_STANDING),
    (_("API keys"), "api-keys", Action.EDIT_KEYS),
    (_("Webhooks"), "webhooks", Action.SEE_WEBHOOKS),
    (_("Team"), "team", Action.SEE_TEAM),
)
_STAFF_PAGES: tuple[tuple[Promise, str, Action], ...] = (
    (_("Queue"), "queue", Action.SEE_QUEUE),
    (_("Complaints"), "complaints", Action.SEE_COMPLAINTS),
    (_("Questions"), "staff-questions", Action.SEE_ASKED),
    (_("Brands"), "staff-brands", Action.SEE_ASSESSMENT),
    (_("Programme"), "programme", Action.SEE_PROGRAMME),
    (_("Live"), "live", Action.SEE_LIVE),
    (_("Policy"), "policy", Action.SEE_POLICY),
    (_("Score"), "score", Action.SEE_SCORE),
    (_("Delivery"), "delivery", Action.SEE_DELIVERY),
    (_("Sellers"), "staff-sellers", Action.SEE_SELLERS),
    (_("Redress"), "redress", Action.SEE_DELIVERY),
    (_("Appeals"), "appeals", Action.SEE_APPEALS),
    (_("Misuse"), "misuse", Action.SEE_MISUSE),
    (_("Feeds"), "feeds", Action.SEE_FEED_KEYS),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Also for error pages, where the middleware may not have come to its turn."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    choices = cache(lambda: _choices(request, actor))
    return {
        # What finds this request in the logs: shown on error pages.
        "reference": getattr(request, "id", ""),
        "actor": actor,
        "navigation": cache(lambda: _navigation(request, actor)),
        "brand_choices": lambda: [_shown(choice, actor) for choice in choices()],
        "current_brand": lambda: next((c.name for c in choices() if c.tenant_id == actor.tenant_id), ""),
        "brand_switch_url": reverse("brand"),
        "language_choices": lambda: [one for one in settings.LANGUAGES if one[0] != get_language()],
        "company_sign_in_url": reverse("company-sign-in") if settings.SSO_PROVIDERS else "",
    }


def _navigation(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    if actor.role == Role.PUBLIC:
        return []
    pages = _STAFF_PAGES if actor.staff else _BRAND_PAGES
    urls = [(label, reverse(name)) for label, name, action in pages if can(actor, action)]
    return [
        {"label": label, "url": url, "current": _is_under(request.path, url)} for label, url in urls if url
    ]


def _is_under(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


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
