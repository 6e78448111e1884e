"""Which version of a complaint or item somebody has read."""

from collections.abc import Iterable

from accounts.api.views import etag_of
from complaints.models import Item


def etag_of_items(items: Iterable[Item]) -> str:
    return etag_of(*((i.id, i.status, i.withdrawal_asked_at) for i in sorted(items, key=lambda i: i.id)))
