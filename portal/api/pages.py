"""The API explained: its description for machines, a page for people, the catalogue of problems."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import MOST, USUAL
from accounts.api.problems import KINDS, FieldError, Problem, body_of
from accounts.api.views import ApiView
from accounts.api_keys import KEEP_ANSWERS
from accounts.scopes import LABELS
from core.web import PortalRequest, outside_request_transaction
from portal.api.documentation import GROUPS, LANGUAGES, NOBODY, Operation, operations_of
from portal.api.reader import reader_for
from portal.api.receiving import receiving


@cache
def description() -> dict[str, Any]:
    """Machines read it in English; people read what is in it in their own language (templates/api/)."""
    with override(settings.LANGUAGE_CODE):
        found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return found


@outside_request_transaction
@require_safe
def schema(request: PortalRequest) -> HttpResponse:
    return HttpResponse(
        json.dumps(description(), ensure_ascii=False, indent=1),
        content_type="application/vnd.oai.openapi+json; charset=utf-8",
    )


@require_safe
def docs(request: PortalRequest) -> HttpResponse:
    """`?language=` chooses what the samples are written in, and is remembered by the session."""
    wanted = request.GET.get("language", "")
    if wanted in LANGUAGES:
        request.session["sample_language"] = wanted
    language = request.session.get("sample_language", next(iter(LANGUAGES)))
    reader = reader_for(request.actor)

    def entry(operation: Operation) -> dict[str, Any]:
        sample = operation.sample(language, origin=settings.ORIGIN, reader=reader)
        return {"operation": operation, "sample": sample}

    operations = operations_of(description())
    groups = [
        {"id": group, "title": title, "entries": [entry(o) for o in operations if o.group == group]}
        for group, title in GROUPS.items()
    ]
    context = {
        "groups": groups,
        "languages": list(LANGUAGES.items()),
        "language": language,
        "language_name": LANGUAGES[language],
        "first": _first_request(),
        "is_filled_in": reader != NOBODY,
        "of_key": settings.API_REQUESTS_PER_MINUTE_OF_KEY,
        "of_brand": settings.API_REQUESTS_PER_MINUTE_OF_BRAND,
        "scopes": list(LABELS.items()),
        "kept_hours": int(KEEP_ANSWERS.total_seconds()) // 3600,
        "page_size": {"usual": USUAL, "most": MOST},
        "webhooks": receiving(),
        "problem": json.dumps(_a_problem(), ensure_ascii=False, indent=2),
    }
    return render(request, "api/docs.html", context)


def _first_request() -> str:
    return f'export KEY=jf_test_…\ncurl {settings.ORIGIN}/api/v1/rights/ -H "Authorization: Bearer $KEY"'


def _a_problem() -> dict[str, Any]:
    wrong = FieldError(field="items[0].url", message="This is not a listing of Bazaar.")
    return body_of(Problem("invalid", errors=[wrong]), request_id="9f2c41d07be3")


@require_safe
def problems(request: PortalRequest) -> HttpResponse:
    rows = sorted(KINDS.items(), key=lambda row: (row[1].status, row[0]))
    return render(request, "api/problems.html", {"problems": rows})


class NothingView(ApiView):
    """Any address that is none. Also without a key: there is nothing to guard."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        raise Http404
