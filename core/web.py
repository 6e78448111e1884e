"""What the middleware adds to a request, and how to send somebody elsewhere."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from core.tenancy import Actor


class PortalRequest(HttpRequest):
    """`actor` is who asks, `id` what answer, log lines and error pages share.

    Below /api/v1/, `key_id` is the key that was brought, and `key_trouble` the code of what is wrong with it.
    """

    actor: Actor
    id: str
    key_id: UUID | None
    key_trouble: str


def go_to(request: HttpRequest, url: str) -> HttpResponseBase:
    """A part of an open page that asks for news would put the whole other page into itself."""
    if request.headers.get("HX-Request") != "true":
        return redirect(url)
    return HttpResponse(status=204, headers={"HX-Redirect": url})


def outside_request_transaction[V: Callable[..., Any]](view: V) -> V:
    """For views that take long bodies or answer without a database: they open `acting_as` themselves."""
    view.outside_request_transaction = True  # type: ignore[attr-defined]
    return view
