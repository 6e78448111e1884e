"""Faults of ours: a page for people, a problem for programs; both carry the id that the log has."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import bad_request, server_error

from accounts.api.problems import KINDS, MEDIA_TYPE, Problem, body_of
from portal.key_access import FOR_KEYS


def fault(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(FOR_KEYS):
        return _problem("internal", request)
    return server_error(request)


def not_readable(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(FOR_KEYS):
        return _problem("malformed", request)
    return bad_request(request, exception)


def _problem(code: str, request: HttpRequest) -> HttpResponse:
    body = body_of(Problem(code), request_id=getattr(request, "id", ""))
    return JsonResponse(body, status=KINDS[code].status, content_type=MEDIA_TYPE)
