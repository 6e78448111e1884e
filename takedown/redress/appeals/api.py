"""A brand's appeals for programs: parse, one service call, answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import AN_APPEAL, example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import FieldError, Problem
from accounts.api.views import IDEMPOTENT, ApiView, etag_of
from accounts.roles import Action
from complaints.api.reach import evidence_of
from complaints.models import Item
from core import clock
from core.tenancy import Actor
from takedown.models import DecisionAppeal
from takedown.redress.appeals import making, shapes
from takedown.redress.appeals.making import AppealRefused, Said
from takedown.redress.appeals.reach import appeals_of
from takedown.redress.appeals.selectors import files_by_appeal


def _lines(rows: Sequence[DecisionAppeal], actor: Actor) -> list[dict[str, Any]]:
    files = files_by_appeal(rows, actor)
    return [shapes.appeal_line(row, files.get(row.id, ())) for row in rows]


def _answer(row: DecisionAppeal, actor: Actor, *, status: int = 200) -> Response:
    address = settings.ORIGIN + reverse("api-appeal", args=[row.id])
    headers = {"ETag": etag_of(row.id, row.status), **({"Location": address} if status == 201 else {})}
    return Response(_lines([row], actor)[0], status=status, headers=headers)


class AppealsView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS, "POST": Action.APPEAL}
    queries = PAGE_QUERIES | {"status"}

    @extend_schema(
        operation_id="list_appeals",
        summary="Your appeals, newest first",
        parameters=[OpenApiParameter("status", str, enum=shapes.STATUSES), *PAGE_PARAMETERS],
        responses=shapes.AppealLine(many=True),
        examples=[example("One page", [AN_APPEAL])],
    )
    def get(self, request: Request) -> Response:
        rows = appeals_of(self.actor)
        if (status := request.query_params.get("status")) is not None:
            if status not in shapes.STATUSES:
                raise Problem("malformed", detail="There is no such status.")
            rows = rows.filter(status=status)
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(_lines(page, self.actor))

    @extend_schema(
        operation_id="make_appeal",
        summary="Appeal against what was decided about a listing",
        description="Within six months of the decision, once against each. Somebody who has not decided about the listing "
        "before looks at it again. The webhook `appeal.decided` tells you when.",
        parameters=[IDEMPOTENT],
        request=shapes.NewAppeal,
        responses={201: shapes.AppealLine},
        examples=[
            example(
                "With new evidence",
                {
                    "item": AN_APPEAL["item"],
                    "statement": AN_APPEAL["statement"],
                    "evidence": ["01a1f2c4-0000-7000-8000-000000000003"],
                },
                request=True,
            ),
            example("Made", AN_APPEAL, status=201),
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        return self.once(lambda: self._make(request))

    def _make(self, request: Request) -> Response:
        shape = shapes.NewAppeal(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        said = Said(statement=sent["statement"], evidence=evidence_of(sent["evidence"], by=self.actor))
        try:
            row = making.appeal_as_brand(sent["item"], said, by=self.actor, now=clock.now())
        except Item.DoesNotExist as error:
            nothing = FieldError(field="item", message="There is no such listing.")
            raise Problem("invalid", errors=[nothing]) from error
        except AppealRefused as refused:
            raise Problem("state_changed", detail=str(refused)) from refused
        return _answer(row, self.actor, status=201)


class AppealView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS}

    @extend_schema(
        operation_id="get_appeal",
        summary="One appeal, with its answer once there is one",
        responses=shapes.AppealLine,
        examples=[example("Waits for another person", AN_APPEAL)],
    )
    def get(self, request: Request, appeal_id: UUID) -> Response:
        row = appeals_of(self.actor).filter(id=appeal_id).first()
        if row is None:
            raise Http404
        return _answer(row, self.actor)
