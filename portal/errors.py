"""What is answered where no view could: a page for people, a problem for programs; both carry the log's id."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader

from accounts.api.problems import KINDS, MEDIA_TYPE, Problem, body_of
from portal.key_access import FOR_KEYS

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return _problem("internal", request) if _is_for_a_program(request) else _bare(request, "500.html", 500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django answers 400 to too much as well; what helps there is another sentence."""
    if isinstance(exception, _TOO_MUCH):
        return too_large(request)
    return _problem("malformed", request) if _is_for_a_program(request) else _bare(request, "400.html", 400)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Without the shell's context, which might be what is broken."""
    return HttpResponse(loader.render_to_string(template, {"reference": _reference(request)}), status=status)


def _reference(request: HttpRequest) -> str:
    """What finds the request in the logs."""
    return getattr(request, "id", "")


def too_large(request: HttpRequest) -> HttpResponse:
    answer = _problem("too_large", request) if _is_for_a_program(request) else _too_large_page(request)
    # What was not read stands in the way of the next request on this connection.
    answer["Connection"] = "close"
    return answer


def _too_large_page(request: HttpRequest) -> HttpResponse:
    context = {
        "together": settings.REQUEST_MAX_BYTES // 1024 // 1024,
        "each": settings.EVIDENCE_MAX_BYTES // 1024 // 1024,
        "reference": _reference(request),
    }
    return render(request, "413.html", context, status=413)


def _is_for_a_program(request: HttpRequest) -> bool:
    return request.path.startswith(FOR_KEYS)


def _problem(code: str, request: HttpRequest) -> HttpResponse:
    body = body_of(Problem(code), request_id=_reference(request))
    return JsonResponse(body, status=KINDS[code].status, content_type=MEDIA_TYPE)
