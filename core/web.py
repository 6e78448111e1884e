"""What the middleware adds to a request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from core.tenancy import Actor


class PortalRequest(HttpRequest):
    """`actor` is who asks, `id` what answer, log lines and error pages share."""

    actor: Actor
    id: str


def outside_request_transaction[V: Callable[..., Any]](view: V) -> V:
    """For views that take long bodies or answer without a database: they open `acting_as` themselves."""
    view.outside_request_transaction = True  # type: ignore[attr-defined]
    return view
