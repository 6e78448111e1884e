"""Pages by cursor: newest first, in an order that nothing moves, without counting what comes before."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import Problem

MOST = 100
USUAL = 50
_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_CURSOR = "[A-Za-z0-9+/=]*"

PAGE_PARAMETERS = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        description=f"1 to {MOST}; {USUAL} if left out.",
    ),
    OpenApiParameter(
        "cursor",
        {"type": "string", "pattern": f"^{_CURSOR}$"},
        description="From `next` or `previous` of a page before.",
    ),
]


# What the address of every list may say; its filters come on top.
PAGE_QUERIES = frozenset({"limit", "cursor"})


class Pages(CursorPagination):
    """`ordering` ends in the id, which settles ties. Next and previous are whole addresses."""

    page_size = USUAL
    max_page_size = MOST
    page_size_query_param = "limit"
    cursor_query_param = "cursor"
    ordering = ("-id",)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        limit = request.query_params.get("limit", str(USUAL))
        if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit[:6]) <= MOST):
            raise Problem("malformed", detail=f"limit must be a whole number from 1 to {MOST}.")
        try:
            return super().paginate_queryset(queryset, request, view)
        except (Http404, ValueError, TypeError) as error:
            raise _no_cursor() from error

    def decode_cursor(self, request: Request) -> Any:
        """DRF raises NotFound for a cursor that it cannot read, and passes on what the database could not."""
        given = request.query_params.get(self.cursor_query_param, "")
        if not re.fullmatch(_CURSOR, given):
            raise _no_cursor()
        try:
            cursor = super().decode_cursor(request)
        except NotFound as error:
            raise _no_cursor() from error
        if cursor is not None and cursor.position is not None and not _is_position(str(cursor.position)):
            raise _no_cursor()
        return cursor

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {
            "type": "string",
            "format": "uri",
            "nullable": True,
            "example": f"{settings.ORIGIN}/api/v1/items/?cursor=cD0wMWEx",
        }
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }


def _is_position(text: str) -> bool:
    """Ours are ids, as the database writes them: it takes nothing else for one."""
    return re.fullmatch(_ID, text) is not None


def _no_cursor() -> Problem:
    return Problem(
        "malformed", detail=gettext("This cursor is none of ours: take it from `next` or `previous`.")
    )
