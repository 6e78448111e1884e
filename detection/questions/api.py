"""Authentication requests for programs: parse, one service call, answer."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import A_QUESTION, example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import Problem
from accounts.api.views import IDEMPOTENT, IF_MATCH, ApiView, etag_of, require_match
from accounts.roles import Action
from core import clock
from core.tenancy import Actor, TenantQuerySet
from detection.models import AuthenticationRequest
from detection.questions import shapes
from detection.questions.answering import answer
from detection.questions.declaration import DeclarationMissing
from detection.questions.reach import requests_of
from detection.questions.words import said_in_words
from detection.states import Answer, Channel


def _reached(actor: Actor) -> TenantQuerySet[AuthenticationRequest]:
    return requests_of(actor).select_related("snapshot__picture", "marketplace")


def _etag(request: AuthenticationRequest) -> str:
    return etag_of(request.id, request.state, request.state_at)


class QuestionsView(ApiView):
    actions = {"GET": Action.SEE_AUTHENTICATION}
    queries = PAGE_QUERIES | {"state"}

    @extend_schema(
        operation_id="list_authentication_requests",
        summary="What the marketplace asks: is this yours? Newest first",
        parameters=[OpenApiParameter("state", str, enum=shapes.STATES), *PAGE_PARAMETERS],
        responses=shapes.QuestionLine(many=True),
        examples=[example("One page", [A_QUESTION])],
    )
    def get(self, request: Request) -> Response:
        rows = _reached(self.actor)
        if (state := request.query_params.get("state")) is not None:
            if state not in shapes.STATES:
                raise Problem("malformed", detail="There is no such state.")
            rows = rows.filter(state=state)
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([shapes.question_line(row) for row in page])


class _OneQuestion(ApiView):
    def find(self, request_id: UUID) -> AuthenticationRequest:
        found = _reached(self.actor).filter(id=request_id).first()
        if found is None:
            raise Http404
        return found

    def show(self, request_id: UUID) -> Response:
        found = self.find(request_id)
        return Response(shapes.question_line(found), headers={"ETag": _etag(found)})


class QuestionView(_OneQuestion):
    actions = {"GET": Action.SEE_AUTHENTICATION}

    @extend_schema(
        operation_id="get_authentication_request",
        summary="One authentication request",
        responses=shapes.QuestionLine,
        examples=[example("Open", A_QUESTION)],
    )
    def get(self, request: Request, request_id: UUID) -> Response:
        return self.show(request_id)


class AnswerView(_OneQuestion):
    actions = {"POST": Action.ANSWER_AUTHENTICATION}

    @extend_schema(
        operation_id="answer_authentication_request",
        summary="Answer an authentication request",
        description="`counterfeit` becomes a complaint in your name, under the declaration that an owner of your brand has "
        "made in the portal; for a Joint-Force brand the listing is removed at once. The same answer sent again changes "
        "nothing; another one than somebody has given already is refused with `state_changed`.",
        parameters=[IDEMPOTENT, IF_MATCH],
        request=shapes.AnswerToRequest,
        responses=shapes.QuestionLine,
        examples=[
            example("It is a fake", {"answer": "counterfeit"}, request=True),
            example(
                "Answered",
                A_QUESTION
                | {
                    "state": "answered",
                    "answer": "counterfeit",
                    "answered_at": "2026-11-25T09:41:07Z",
                    "answered_by": "watch service (API key)",
                    "channel": "key",
                    "item": "01a1f2c4-0000-7000-8000-000000000005",
                },
            ),
        ],
    )
    def post(self, request: Request, request_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._answer(request, request_id))

    def _answer(self, request: Request, request_id: UUID) -> Response:
        shape = shapes.AnswerToRequest(data=request.data)
        shape.is_valid(raise_exception=True)
        said = Answer(shape.validated_data["answer"])
        require_match(request, _etag(self.find(request_id)))
        try:
            outcome = answer(request_id, said, channel=Channel.KEY, by=self.actor, now=clock.now())
        except DeclarationMissing as missing:
            raise Problem(
                "refused", detail="An owner of your brand makes the declaration in the portal first."
            ) from missing
        if outcome.stands is not None and not outcome.has(said):
            raise Problem("state_changed", detail=f"It stands so: {said_in_words(outcome.stands)}.")
        return self.show(request_id)
