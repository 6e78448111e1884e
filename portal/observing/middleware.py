"""One line in the log and one measurement for each request: which address pattern, how it ended, how long it took."""

import logging
import time
from collections.abc import Callable

from django.http import HttpResponse

from core.web import PortalRequest
from portal.observing.metrics import HTTP_SECONDS

logger = logging.getLogger("portal.requests")

# Asked every few seconds by machines: neither worth a line nor a figure.
_PROBES = frozenset({"healthz", "readyz", "metrics"})


class ObservingMiddleware:
    """The pattern and never the address itself: there are tokens and numbers in it, and each would be a series."""

    def __init__(self, get_response: Callable[[PortalRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        match = request.resolver_match
        route = match.view_name if match else "none"
        if route not in _PROBES:
            self._note(request, route or "unnamed", response.status_code, seconds)
        return response

    def _note(self, request: PortalRequest, route: str, status: int, seconds: float) -> None:
        method = request.method if request.method in _METHODS else "other"
        HTTP_SECONDS.labels(method=method, route=route, status=str(status)).observe(seconds)
        milliseconds = round(seconds * 1000)
        logger.info(
            "%s %s: %d in %d ms",
            method,
            route,
            status,
            milliseconds,
            extra={"method": method, "route": route, "status": status, "milliseconds": milliseconds},
        )


# Anybody can invent one, and each would be a series.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
