"""The OpenAPI description: what every operation shares is said here once."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.openapi import AutoSchema

from accounts.api.fields import Shape
from accounts.api.paging import Pages
from accounts.api.problems import KINDS, MEDIA_TYPE
from accounts.scopes import scope_for

VERSION_ONE = "/api/v1/"


class Operation(AutoSchema):
    """Views of this API page by themselves, so lists say so here; problems are added for all (describe_problems)."""

    def _get_paginator(self) -> Any:
        return (
            Pages()
            if self.method == "GET" and self._is_list_view() and "cursor" in self._own_names()
            else None
        )

    def _own_names(self) -> set[str]:
        return {parameter.name for parameter in self.get_override_parameters() if hasattr(parameter, "name")}

    def get_description(self) -> str:  # type: ignore[override]
        """A view's docstring is for us; what readers are told is said with extend_schema."""
        return ""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix(VERSION_ONE).split("/")[0]]

    def get_extensions(self) -> dict[str, Any]:
        scope = scope_for(self.view.actions[self.method])  # type: ignore[attr-defined]
        return {"x-scope": str(scope)} if scope else {}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """A Shape refuses a field that it does not know, so the description must not allow one either."""
        found = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        closed = isinstance(serializer, Shape) or (
            isinstance(serializer, type) and issubclass(serializer, Shape)
        )
        return found | {"additionalProperties": False} if closed else found

    def get_filter_backends(self) -> list[Any]:
        return []

    def _get_pagination_parameters(self) -> list[Any]:
        return []


def only_version_one(endpoints: Iterable[Any], **_: Any) -> list[Any]:
    return [e for e in endpoints if e[0].startswith(VERSION_ONE) and e[0] != VERSION_ONE]


_PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(KINDS)},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_ALWAYS = (
    *("key_missing", "key_unknown", "key_revoked", "key_expired"),
    *("address_not_allowed", "scope_missing", "wrong_kind_of_key"),
)
_EVERYWHERE = (*_ALWAYS, "malformed", "not_acceptable", "too_many_requests")
_OF_A_ROW = ("not_found",)
_OF_A_WRITE = (
    *("in_progress", "state_changed", "exists_already", "precondition_failed", "too_large"),
    *("unsupported_media_type", "invalid", "refused", "idempotency_key_reused", "idempotency_key_invalid"),
    *("not_allowed",),
)


def codes_for(method: str, path: str) -> tuple[str, ...]:
    """Which problems an operation may answer with."""
    return (
        *_EVERYWHERE,
        *(_OF_A_WRITE if method in {"post", "patch", "delete"} else ()),
        *(_OF_A_ROW if "{" in path else ()),
    )


def describe_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    result["components"].setdefault("schemas", {})["Problem"] = _PROBLEM
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _describe(operation, codes_for(method, path))
    return result


def _describe(operation: dict[str, Any], codes: tuple[str, ...]) -> None:
    for code in codes:
        kind = KINDS[code]
        answer = operation["responses"].setdefault(
            str(kind.status),
            {
                "description": str(kind.title),
                "content": {
                    MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}},
                },
            },
        )
        answer["content"][MEDIA_TYPE]["examples"][code] = {
            "summary": str(kind.title),
            "value": {
                "type": f"/api/problems/#{code}",
                "title": str(kind.title),
                "status": kind.status,
                "code": code,
                "detail": str(kind.remedy),
                "request_id": "9f2c41d07be3",
            },
        }
