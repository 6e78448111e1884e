"""What is answered to a request that cannot be taken."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as unreadable

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django answers 400 to too much as well; what helps there is another sentence."""
    return too_large(request) if isinstance(exception, _TOO_MUCH) else unreadable(request, exception)


def too_large(request: HttpRequest) -> HttpResponse:
    context = {
        "together": settings.REQUEST_MAX_BYTES // 1024 // 1024,
        "each": settings.EVIDENCE_MAX_BYTES // 1024 // 1024,
        "reference": getattr(request, "id", ""),
    }
    answer = render(request, "413.html", context, status=413)
    # What was not read stands in the way of the next request on this connection.
    answer["Connection"] = "close"
    return answer
