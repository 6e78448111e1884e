"""The menu: which pages somebody's role opens, in groups, with the keys that lead there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Action, Role, can
from core.tenancy import Actor


@dataclass(frozen=True, slots=True)
class Page:
    """`icon` is a name in static/img/icons.svg; `key` is pressed after `g`."""

    label: Promise
    name: str
    action: Action
    icon: str
    key: str = ""
    also: tuple[str, ...] = ()
    """Other addresses whose pages belong to this entry."""


type Group = tuple[Promise | str, tuple[Page, ...]]

_OF_BRANDS: tuple[Group, ...] = (
    (
        _("Work"),
        (
            Page(_("Home"), "home", Action.SEE_COMPLAINTS, "home", "h"),
            Page(_("Complaints"), "complaints", Action.SEE_COMPLAINTS, "complaint", "c"),
            Page(_("Counter-notices"), "brand-counter-notices", Action.SEE_COUNTER_NOTICES, "counter", "n"),
            Page(_("Is it yours?"), "questions", Action.SEE_AUTHENTICATION, "question", "q"),
        ),
    ),
    (
        _("What is yours"),
        (
            Page(_("Rights"), "rights", Action.SEE_RIGHTS, "right", "r"),
            Page(_("Authorised sellers"), "sellers", Action.SEE_ALLOW_LIST, "seller", "s"),
            Page(_("Standing"), "standing", Action.SEE_STANDING, "standing", "t", ("my-programme",)),
            Page(_("Try it"), "try", Action.SEE_RIGHTS, "try"),
        ),
    ),
    (
        _("Account"),
        (
            Page(_("API keys"), "api-keys", Action.EDIT_KEYS, "key"),
            Page(_("Webhooks"), "webhooks", Action.SEE_WEBHOOKS, "webhook"),
            Page(_("Team"), "team", Action.SEE_TEAM, "team"),
        ),
    ),
)
_OF_STAFF: tuple[Group, ...] = (
    (
        _("Decide"),
        (
            Page(_("Queue"), "queue", Action.SEE_QUEUE, "queue", "q"),
            Page(_("Redress"), "redress", Action.SEE_DELIVERY, "redress", "r", ("fixes", "licence-claims")),
            Page(_("Appeals"), "appeals", Action.SEE_APPEALS, "appeal", "a"),
            Page(_("Questions"), "staff-questions", Action.SEE_ASKED, "question"),
        ),
    ),
    (
        _("Watch"),
        (
            Page(_("Live"), "live", Action.SEE_LIVE, "live", "l"),
            Page(_("Delivery"), "delivery", Action.SEE_DELIVERY, "delivery", "d"),
            Page(_("Feeds"), "feeds", Action.SEE_FEED_KEYS, "feed"),
        ),
    ),
    (
        _("Who and what"),
        (
            Page(_("Complaints"), "complaints", Action.SEE_COMPLAINTS, "complaint", "c"),
            Page(_("Brands"), "staff-brands", Action.SEE_ASSESSMENT, "brand", "b"),
            Page(_("Sellers"), "staff-sellers", Action.SEE_SELLERS, "seller", "s"),
            Page(_("Misuse"), "misuse", Action.SEE_MISUSE, "misuse"),
        ),
    ),
    (
        _("Rules"),
        (
            Page(_("Programme"), "programme", Action.SEE_PROGRAMME, "programme", "p"),
            Page(_("Policy"), "policy", Action.SEE_POLICY, "policy"),
            Page(_("Score"), "score", Action.SEE_SCORE, "standing"),
            Page(_("Categories"), "categories", Action.SEE_CATEGORIES, "policy"),
            Page(_("Try it"), "try", Action.SEE_RIGHTS, "try"),
        ),
    ),
)


def menu_of(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Groups of entries, for the template; empty for whoever has no account."""
    if actor.role == Role.PUBLIC:
        return []
    groups = [(label, _open_to(actor, pages)) for label, pages in (_OF_STAFF if actor.staff else _OF_BRANDS)]
    here = _nearest(path, [page for _, pages in groups for page in pages])
    return [
        {"label": label, "pages": [_entry(page, current=page is here) for page in pages]}
        for label, pages in groups
        if pages
    ]


def _open_to(actor: Actor, pages: Sequence[Page]) -> list[Page]:
    return [page for page in pages if can(actor, page.action)]


def _entry(page: Page, *, current: bool) -> dict[str, Any]:
    return {
        "label": page.label,
        "url": reverse(page.name),
        "icon": page.icon,
        "key": f"g {page.key}" if page.key else "",
        "current": current,
    }


def _nearest(path: str, pages: Sequence[Page]) -> Page | None:
    """The entry whose address is the longest beginning of this one: a brand's page is no page of the programme's list."""
    best, longest = None, 0
    for page in pages:
        for name in (page.name, *page.also):
            url = reverse(name)
            if (path == url or (url != "/" and path.startswith(url))) and len(url) > longest:
                best, longest = page, len(url)
    return best
