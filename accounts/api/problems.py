"""Every error that the API answers with: one table of stable codes (RFC 9457 problem details)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
CATALOGUE = "/api/problems/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One code: its HTTP status, what it says, and what whoever meets it can do."""

    status: int
    title: Promise
    remedy: Promise


KINDS: Mapping[str, Kind] = {
    "malformed": Kind(
        status=400,
        title=_("The request cannot be read"),
        remedy=_("Send UTF-8 JSON of the documented shape, without NUL characters and with each key once."),
    ),
    "key_missing": Kind(
        status=401,
        title=_("No API key was sent"),
        remedy=_("Send the header “Authorization: Bearer jf_live_…”."),
    ),
    "key_unknown": Kind(
        status=401, title=_("This API key is not known"), remedy=_("Copy the whole key, or make a new one.")
    ),
    "key_revoked": Kind(
        status=401,
        title=_("This API key has been revoked"),
        remedy=_("Make a new one; whoever made this one may also have lost access to the brand."),
    ),
    "key_expired": Kind(status=401, title=_("This API key has expired"), remedy=_("Make or renew one.")),
    "address_not_allowed": Kind(
        status=403,
        title=_("This key may not be used from this network"),
        remedy=_("Add the network to the key, or call from one that it names."),
    ),
    "scope_missing": Kind(
        status=403,
        title=_("The key lacks the scope for this"),
        remedy=_("Make a key with the scope that the detail names."),
    ),
    "wrong_kind_of_key": Kind(
        status=403,
        title=_("This is another kind of key's business"),
        remedy=_(
            "Listings are sent with a marketplace's feed key, “jf_feed_…”; everything else is done with a brand's."
        ),
    ),
    "not_allowed": Kind(status=403, title=_("This is not allowed"), remedy=_("The detail says why.")),
    "filing_suspended": Kind(
        status=403,
        title=_("Filing is suspended for a time"),
        remedy=_(
            "The detail says why and until when. An owner finds the facts, and can appeal, on the page “Misuse”. "
            "What was filed before goes on. A notice by mail to the marketplace's contact is still read by a person."
        ),
    ),
    "not_found": Kind(
        status=404,
        title=_("There is nothing at this address"),
        remedy=_("Check the address and the id. What belongs to another brand is not found either."),
    ),
    "method_not_allowed": Kind(
        status=405, title=_("This address does not answer that method"), remedy=_("See the header Allow.")
    ),
    "not_acceptable": Kind(
        status=406,
        title=_("Only JSON can be answered"),
        remedy=_("Send “Accept: application/json”, or none."),
    ),
    "state_changed": Kind(
        status=409,
        title=_("It is not in the state that this needs"),
        remedy=_("Read it again and decide afresh."),
    ),
    "exists_already": Kind(status=409, title=_("This exists already"), remedy=_("Use what exists.")),
    "in_progress": Kind(
        status=409,
        title=_("The same Idempotency-Key is being worked on"),
        remedy=_("Send the request again after the seconds in Retry-After."),
    ),
    "precondition_failed": Kind(
        status=412,
        title=_("It has changed since you read it"),
        remedy=_("Read it again, and send its new ETag in If-Match."),
    ),
    "too_large": Kind(status=413, title=_("The request is too large"), remedy=_("Send less at once.")),
    "unsupported_media_type": Kind(
        status=415,
        title=_("This media type cannot be read here"),
        remedy=_(
            "Send application/json, multipart/form-data for files, or application/x-ndjson for listings."
        ),
    ),
    "invalid": Kind(
        status=422,
        title=_("Some of it is not right"),
        remedy=_("`errors` names each field and what is wrong."),
    ),
    "refused": Kind(status=422, title=_("Nothing was done"), remedy=_("The detail says what to change.")),
    "idempotency_key_reused": Kind(
        status=422,
        title=_("This Idempotency-Key was used for another request"),
        remedy=_("Use a new key for each new request, and the same key only to repeat one."),
    ),
    "idempotency_key_invalid": Kind(
        status=422,
        title=_("This Idempotency-Key cannot be used"),
        remedy=_("Send 1 to 255 visible ASCII characters, such as a UUID."),
    ),
    "too_many_requests": Kind(
        status=429, title=_("Too many requests"), remedy=_("Wait for the seconds in Retry-After.")
    ),
    "internal": Kind(
        status=500,
        title=_("Something went wrong on our side"),
        remedy=_("Nothing was done. Try again with the same Idempotency-Key, and tell us the request_id."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """`field` is a path such as `items[3].url`."""

    field: str
    message: str


@dataclass
class Problem(Exception):
    """Raised anywhere below an API view; becomes the answer, and the transaction rolls back."""

    code: str
    detail: str = ""
    errors: Sequence[FieldError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


_BY_EXCEPTION: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.ParseError, "malformed"),
    (exceptions.NotAuthenticated, "key_missing"),
    (RequestDataTooBig, "too_large"),
    (SuspiciousOperation, "malformed"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.NotAcceptable, "not_acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.PermissionDenied, "not_allowed"),
    (PermissionDenied, "not_allowed"),
    (exceptions.NotFound, "not_found"),
    (Http404, "not_found"),
)


def problem_of(error: Exception) -> Problem | None:
    """None: nobody foresaw it, and it is a fault of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.ValidationError):
        return Problem("invalid", errors=list(_flattened(error.detail)))
    code = next((code for kind, code in _BY_EXCEPTION if isinstance(error, kind)), None)
    if code is None:
        return None
    # A 404's words name tables or ids; those of the others are for the reader.
    detail = "" if code == "not_found" else str(error)
    return Problem(code, detail=detail)


def _flattened(detail: Any, path: str = "") -> Any:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flattened(inner, _below(path, name))
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _flattened(inner, f"{path}[{position}]" if nested else path)
    else:
        yield FieldError(field=path, message=str(detail))


def _below(path: str, name: str | int) -> str:
    """DRF names the entries of a list by number, and what is wrong with a whole by a name of its own."""
    if name == "non_field_errors":
        return path
    if isinstance(name, int):
        return f"{path}[{name}]"
    return f"{path}.{name}" if path else name


def body_of(problem: Problem, *, request_id: str) -> dict[str, Any]:
    kind = KINDS[problem.code]
    body: dict[str, Any] = {
        "type": f"{settings.ORIGIN}{CATALOGUE}#{problem.code}",
        "title": str(kind.title),
        "status": kind.status,
        "code": problem.code,
        "detail": problem.detail or str(kind.remedy),
        "request_id": request_id,
    }
    if problem.errors:
        body["errors"] = [{"field": e.field, "message": e.message} for e in problem.errors]
    return body


def answer_problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. What nobody foresaw is raised on: the middleware answers it as a 500."""
    problem = problem_of(error)
    if problem is None:
        return None
    request = context["request"]
    answer = Response(
        body_of(problem, request_id=getattr(request, "id", "")),
        status=KINDS[problem.code].status,
        content_type=MEDIA_TYPE,
        headers=dict(problem.headers),
    )
    if isinstance(error, exceptions.MethodNotAllowed):
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
    if KINDS[problem.code].status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="api"'
    answer.problem_code = problem.code  # type: ignore[attr-defined]
    return answer
