"""A brand's rights for programs: the same services as in the browser."""

from datetime import date
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import A_RIGHT_ID, example
from accounts.api.fields import Day, Number, Shape, Text
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import FieldError, Problem
from accounts.api.views import ApiView, etag_of
from accounts.roles import Action
from brands import countries, services
from brands.models import Right
from core import clock

A_NEW_RIGHT: dict[str, Any] = {
    "kind": "trademark",
    "title": "LUMORA",
    "number": "018123456",
    "office": "EUIPO",
    "owner_name": "Lumora GmbH",
    "territories": ["EU"],
    "nice_classes": [14, 18],
    "variants": ["ルモラ"],
    "registered_on": "2020-03-01",
    "expires_on": "2030-03-01",
}
A_RIGHT: dict[str, Any] = {
    **A_NEW_RIGHT,
    "id": A_RIGHT_ID,
    "verified": True,
    "created_at": "2026-01-12T08:00:00Z",
}
KINDS = [(str(value), str(value)) for value in Right.Kind.values]
OLDEST = date(1800, 1, 1)


class NewRightShape(Shape):
    kind = serializers.ChoiceField(choices=KINDS)
    title = Text(max_length=200, help_text="For a word mark: the word itself.")
    number = Text(
        max_length=60,
        required=False,
        allow_blank=True,
        default="",
        help_text="Of the registration; only copyright has none.",
    )
    office = Text(
        max_length=20,
        required=False,
        allow_blank=True,
        default="",
        help_text="Where it is registered, such as EUIPO.",
    )
    owner_name = Text(max_length=200, help_text="As in the register.")
    territories = serializers.ListField(
        child=Text(max_length=2), min_length=1, max_length=250, help_text="ISO 3166 codes, or EU."
    )
    nice_classes = serializers.ListField(
        child=Number(min_value=1, max_value=45),
        required=False,
        default=list,
        max_length=45,
        help_text="1 to 45.",
    )
    variants = serializers.ListField(
        child=Text(max_length=200), required=False, default=list, max_length=100, help_text="Other spellings."
    )
    registered_on = Day(required=False, allow_null=True, default=None, help_text="Such as 2020-03-01.")
    expires_on = Day(required=False, allow_null=True, default=None, help_text="Such as 2030-03-01.")

    def validate_territories(self, codes: list[str]) -> list[str]:
        if unknown := [code for code in codes if code not in countries.NAMES]:
            raise serializers.ValidationError(f"“{unknown[0]}” is no code of a country, nor EU.")
        return sorted(set(codes))

    def validate_nice_classes(self, classes: list[int]) -> list[int]:
        return sorted(set(classes))

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["kind"] != Right.Kind.COPYRIGHT and not data["number"].strip():
            raise serializers.ValidationError({"number": ["Only copyright has no registration number."]})
        start, end = data["registered_on"], data["expires_on"]
        if start and end and end <= start:
            raise serializers.ValidationError({"expires_on": ["This is before the right was registered."]})
        return data


class RightShape(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KINDS)
    title = serializers.CharField()
    number = serializers.CharField(allow_blank=True)
    office = serializers.CharField(allow_blank=True)
    owner_name = serializers.CharField()
    territories = serializers.ListField(child=serializers.CharField())
    nice_classes = serializers.ListField(child=serializers.IntegerField())
    variants = serializers.ListField(child=serializers.CharField())
    registered_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    verified = serializers.BooleanField(help_text="Whether the marketplace has checked it.")
    created_at = serializers.DateTimeField()


def facts_of(right: Right) -> dict[str, Any]:
    names = (*A_NEW_RIGHT, "id", "created_at")
    return {**{name: getattr(right, name) for name in names}, "verified": right.verified_at is not None}


def _shown(right: Right, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = facts_of(right)
    etag = etag_of(*body.values())
    return Response(body, status=status, headers={"ETag": etag, **(headers or {})})


class RightsView(ApiView):
    actions = {"GET": Action.SEE_RIGHTS, "POST": Action.EDIT_RIGHTS}
    queries = PAGE_QUERIES | {"kind"}

    @extend_schema(
        operation_id="list_rights",
        summary="Rights, newest first",
        parameters=[
            OpenApiParameter("kind", str, enum=list(Right.Kind.values)),
            *PAGE_PARAMETERS,
        ],
        responses=RightShape(many=True),
        examples=[example("One page", [A_RIGHT])],
    )
    def get(self, request: Request) -> Response:
        rows = Right.objects.visible_to(self.actor)
        if (kind := request.query_params.get("kind")) is not None:
            if kind not in set(Right.Kind.values):
                raise Problem("malformed", detail="There is no such kind of right.")
            rows = rows.filter(kind=kind)
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([facts_of(right) for right in page])

    @extend_schema(
        operation_id="add_right",
        summary="Add a right",
        description="The marketplace checks it before it counts as verified. Files are added in the browser.",
        parameters=[
            OpenApiParameter(
                "Idempotency-Key",
                str,
                OpenApiParameter.HEADER,
                description="Repeat a request with the same key, and it has its effect once.",
            )
        ],
        request=NewRightShape,
        responses={201: RightShape},
        examples=[
            example("A word mark", A_NEW_RIGHT, request=True),
            example("Added", {**A_RIGHT, "verified": False}, status=201),
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        return self.once(lambda: self._add(request))

    def _add(self, request: Request) -> Response:
        shape = NewRightShape(data=request.data)
        shape.is_valid(raise_exception=True)
        try:
            right = services.add_right(
                services.NewRight(**shape.validated_data), by=self.actor, now=clock.now()
            )
        except services.RightRefused as refused:
            raise Problem(
                "exists_already", errors=[FieldError(field="number", message=str(refused))]
            ) from refused
        return _shown(right, status=201, headers={"Location": reverse("api-right", args=[right.id])})


class RightView(ApiView):
    actions = {"GET": Action.SEE_RIGHTS}

    @extend_schema(
        operation_id="get_right",
        summary="One right",
        responses=RightShape,
        examples=[example("A word mark", A_RIGHT)],
    )
    def get(self, request: Request, right_id: Any) -> Response:
        right = Right.objects.visible_to(self.actor).filter(id=right_id).first()
        if right is None:
            raise Http404
        return _shown(right)
