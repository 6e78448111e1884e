"""What the middleware adds to a request, and how to send somebody elsewhere."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from core.tenancy import Actor


class PortalRequest(HttpRequest):
    """`actor` is who asks, `id` what answer, log lines and error pages share."""

    actor: Actor
    id: str


def go_to(request: HttpRequest, url: str) -> HttpResponseBase:
    """A part of an open page that asks for news would put the whole other page into itself."""
    if request.headers.get("HX-Request") != "true":
        return redirect(url)
    return HttpResponse(status=204, headers={"HX-Redirect": url})


def outside_request_transaction[V: Callable[..., Any]](view: V) -> V:
    """For views that take long bodies or answer without a database: they open `acting_as` themselves."""
    view.outside_request_transaction = True  # type: ignore[attr-defined]
    return view
