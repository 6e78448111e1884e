"""Views of lists that one person has given a name, and whether single keys act for them."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from accounts.models import SavedView, User
from accounts.roles import Action, can, require
from core.tenancy import Actor

# The lists that have filters: names of addresses.
LISTS = frozenset({"complaints", "queue", "delivery"})
MOST_VIEWS = 20
LONGEST_QUERY = 500
# Where in the list one stood is no part of a view of it.
_PLACES = frozenset({"after", "before"})


class TooManyViews(Exception):
    """One of them has to go first."""


def cleaned(query: str) -> str:
    """The filters of an address, in one order, so that equal views are equal. Empty where it is no query or too long."""
    try:
        pairs = parse_qsl(query, max_num_fields=20)
    except ValueError:
        return ""
    text = urlencode(sorted((name, value) for name, value in pairs if name not in _PLACES))
    return text if len(text) <= LONGEST_QUERY else ""


def views_of(page: str, *, by: Actor) -> Sequence[SavedView]:
    if page not in LISTS or by.user_id is None or not can(by, Action.KEEP_PREFERENCES):
        return []
    return list(SavedView.objects.filter(user_id=by.user_id, page=page).order_by("name")[:MOST_VIEWS])


def save_view(page: str, name: str, query: str, *, by: Actor) -> SavedView:
    """The same name again is the same view, with other filters. Raises TooManyViews."""
    require(by, Action.KEEP_PREFERENCES)
    own = SavedView.objects.filter(user_id=by.person, page=page)
    if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
        raise TooManyViews
    view, _ = SavedView.objects.update_or_create(
        user_id=by.person, page=page, name=name, defaults={"query": cleaned(query)}
    )
    return view


def forget_view(view_id: UUID, *, by: Actor) -> None:
    """One that is gone already, or is somebody else's, is as good as none."""
    require(by, Action.KEEP_PREFERENCES)
    SavedView.objects.filter(user_id=by.person, id=view_id).delete()


def use_single_keys(on: bool, *, by: Actor) -> None:
    require(by, Action.KEEP_PREFERENCES)
    User.objects.filter(id=by.person).update(single_keys=on)
