"""The API explained: its description for machines, a page for people, the catalogue of problems."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import KINDS
from accounts.api.views import ApiView
from core.web import PortalRequest, outside_request_transaction
from portal.api.documentation import LANGUAGES, operations_of


@cache
def description() -> dict[str, Any]:
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
    entries = [
        {"operation": operation, "sample": operation.sample(language, origin=settings.ORIGIN)}
        for operation in operations_of(description())
    ]
    context = {"entries": entries, "languages": list(LANGUAGES.items()), "language": language}
    return render(request, "api/docs.html", context)


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
