"""The addresses of items for programs: the list, one of them, answering. Parse, one service call, answer."""

import re
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import AN_ITEM, example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import Problem
from accounts.api.views import IDEMPOTENT, IF_MATCH, ApiView, require_match
from accounts.roles import Action
from complaints.api import facts, shapes
from complaints.api.reach import evidence_of, items_of
from complaints.api.versions import etag_of_items
from complaints.conversation.questions import fix_and_resubmit
from complaints.models import Item
from complaints.states import MoveRefused, Status
from complaints.words import next_step
from core import clock

SLUG = "[-a-zA-Z0-9_]+"


class ItemsView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS}
    queries = PAGE_QUERIES | {"status", "complaint", "marketplace"}

    @extend_schema(
        operation_id="list_items",
        summary="Listings of all complaints, newest first",
        parameters=[
            OpenApiParameter("status", str, enum=[str(s) for s in Status]),
            OpenApiParameter("complaint", UUID, description="Only those of one complaint."),
            OpenApiParameter(
                "marketplace",
                {"type": "string", "pattern": f"^{SLUG}$"},
                description="Only those of one marketplace, by its slug.",
            ),
            *PAGE_PARAMETERS,
        ],
        responses=shapes.ItemLine(many=True),
        examples=[example("One page", [AN_ITEM])],
    )
    def get(self, request: Request) -> Response:
        rows = items_of(self.actor).filter(**_filters(request))
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([facts.item_line(item) for item in page])


def _filters(request: Request) -> dict[str, Any]:
    """Raises Problem for a value that cannot be: a typing error must not look like an empty list."""
    found: dict[str, Any] = {}
    given = request.query_params
    if (status := given.get("status")) is not None:
        if status not in set(Status):
            raise Problem("malformed", detail=gettext("There is no such status."))
        found["status"] = status
    if (complaint := given.get("complaint")) is not None:
        try:
            found["complaint_id"] = UUID(complaint)
        except ValueError as error:
            raise Problem("malformed", detail="complaint must be an id.") from error
    if (marketplace := given.get("marketplace")) is not None:
        if not re.fullmatch(SLUG, marketplace):
            raise Problem("malformed", detail=gettext("There is no such marketplace."))
        found["marketplace__slug"] = marketplace
    return found


class _OneItem(ApiView):
    def find(self, item_id: UUID) -> Item:
        item = items_of(self.actor).select_related("snapshot").filter(id=item_id).first()
        if item is None:
            raise Http404
        return item

    def show(self, item_id: UUID) -> Response:
        item = self.find(item_id)
        return Response(facts.item_detail(item, self.actor), headers={"ETag": etag_of_items([item])})


class ItemView(_OneItem):
    actions = {"GET": Action.SEE_COMPLAINTS}

    @extend_schema(
        operation_id="get_item",
        summary="One listing: where it stands and what is missing",
        responses=shapes.ItemDetail,
        examples=[
            example("In review", {**AN_ITEM, "title": "", "gaps": [], "question": None, "refusal": None})
        ],
    )
    def get(self, request: Request, item_id: UUID) -> Response:
        return self.show(item_id)


class AnswerView(_OneItem):
    actions = {"POST": Action.ANSWER_QUESTION}

    @extend_schema(
        operation_id="answer_item",
        summary="Answer a question, or send what a refused listing lacked",
        parameters=[IDEMPOTENT, IF_MATCH],
        request=shapes.NewAnswer,
        responses=shapes.ItemDetail,
        examples=[
            example(
                "An answer", {"answer": "The test buy's report is attached.", "evidence": []}, request=True
            ),
            example(
                "On its way again",
                {
                    **AN_ITEM,
                    "status": "assessing",
                    "label": "Being checked",
                    "title": "",
                    "gaps": [],
                    "question": None,
                    "refusal": None,
                },
            ),
        ],
    )
    def post(self, request: Request, item_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._answer(request, item_id))

    def _answer(self, request: Request, item_id: UUID) -> Response:
        shape = shapes.NewAnswer(data=request.data)
        shape.is_valid(raise_exception=True)
        item = self.find(item_id)
        require_match(request, etag_of_items([item]))
        try:
            fix_and_resubmit(
                item,
                answer=shape.validated_data["answer"],
                evidence=evidence_of(shape.validated_data["evidence"], by=self.actor),
                by=self.actor,
                now=clock.now(),
            )
        except MoveRefused as refused:
            now_at = next_step(self.find(item_id)).text
            raise Problem("state_changed", detail=f"{refused} {now_at}".strip()) from refused
        return self.show(item_id)
