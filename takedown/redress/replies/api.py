"""Counter-notices for programs: parse, one service call, answer."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import A_COUNTER_NOTICE, A_COUNTER_NOTICE_LINE, example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import FieldError, Problem
from accounts.api.views import IDEMPOTENT, IF_MATCH, ApiView, etag_of, require_match
from accounts.roles import Action
from complaints.api.reach import evidence_of
from complaints.intake.withdrawal import withdraw
from complaints.states import MoveRefused
from core import clock
from core.tenancy import Actor
from takedown.models import CounterNotice
from takedown.redress.replies import answering, legal, shapes, undertakings
from takedown.redress.replies.case import ReplyIncomplete, ReplyRefused
from takedown.redress.replies.reach import counters_of
from takedown.redress.replies.shown import Whole, whole_of, wholes_of, with_what_a_line_shows
from takedown.redress.replies.states import LegalKind
from takedown.redress.replies.words import refused_in_words


def _etag(whole: Whole) -> str:
    proofs = [(proof.id, proof.result) for proof in whole.proofs]
    clock_of = (whole.clock.status, whole.clock.latest) if whole.clock else ()
    return etag_of(whole.counter.id, whole.counter.status, whole.counter.status_at, proofs, clock_of)


class CounterNoticesView(ApiView):
    actions = {"GET": Action.SEE_COUNTER_NOTICES}
    queries = PAGE_QUERIES | {"status"}

    @extend_schema(
        operation_id="list_counter_notices",
        summary="What sellers say against your complaints, newest first",
        parameters=[OpenApiParameter("status", str, enum=shapes.STATUSES), *PAGE_PARAMETERS],
        responses=shapes.CounterNoticeLine(many=True),
        examples=[example("One page", [A_COUNTER_NOTICE_LINE])],
    )
    def get(self, request: Request) -> Response:
        rows = with_what_a_line_shows(counters_of(self.actor))
        if (status := request.query_params.get("status")) is not None:
            if status not in shapes.STATUSES:
                raise Problem("malformed", detail="There is no such status.")
            rows = rows.filter(status=status)
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([shapes.line(w) for w in wholes_of(page, self.actor)])


class _OneCounterNotice(ApiView):
    def find(self, counter_id: UUID) -> Whole:
        try:
            return whole_of(counter_id, self.actor)
        except CounterNotice.DoesNotExist as error:
            raise Http404 from error

    def show(self, counter_id: UUID) -> Response:
        whole = self.find(counter_id)
        return Response(shapes.detail(whole), headers={"ETag": _etag(whole)})


class CounterNoticeView(_OneCounterNotice):
    actions = {"GET": Action.SEE_COUNTER_NOTICES}

    @extend_schema(
        operation_id="get_counter_notice",
        summary="One counter-notice: what the seller says, the clock, what you can answer",
        responses=shapes.CounterNoticeDetail,
        examples=[example("It waits for you", A_COUNTER_NOTICE)],
    )
    def get(self, request: Request, counter_id: UUID) -> Response:
        return self.show(counter_id)


class ReplyView(_OneCounterNotice):
    actions = {"POST": Action.ANSWER_COUNTER_NOTICE}

    @extend_schema(
        operation_id="answer_counter_notice",
        summary="Answer a counter-notice",
        description="`accept`: your complaint no longer keeps the listing off sale. `answer`: you do not agree, and say why; by "
        "the law of the counter-notice a person then decides, or the clock goes on. `legal_action`: you have gone to a court or "
        "an authority; the listing stays off while a person looks at the document. `undertaking`: you take the complaint back "
        "if the seller signs these clauses; `take_back` ends that offer. `withdraw`: the complaint about this listing ends. The "
        "same answer sent again changes nothing; one that has come too late is refused with `state_changed`.",
        parameters=[IDEMPOTENT, IF_MATCH],
        request=shapes.NewReply,
        responses=shapes.CounterNoticeDetail,
        examples=[
            example(
                "You do not agree",
                {"choice": "answer", "text": "The invoice is for another model."},
                request=True,
            ),
            example(
                "Kept",
                A_COUNTER_NOTICE
                | {
                    "status": "objected",
                    "label": "You do not agree",
                    "choices": ["legal_action", "undertaking", "accept", "withdraw"],
                },
            ),
        ],
    )
    def post(self, request: Request, counter_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._reply(request, counter_id))

    def _reply(self, request: Request, counter_id: UUID) -> Response:
        shape = shapes.NewReply(data=request.data)
        shape.is_valid(raise_exception=True)
        whole = self.find(counter_id)
        require_match(request, _etag(whole))
        sent = shape.validated_data
        try:
            _ACTS[sent["choice"]](whole, sent, self.actor)
        except ReplyIncomplete as incomplete:
            errors = [
                FieldError(field=name, message="Please look at this again.") for name in incomplete.fields
            ]
            raise Problem("invalid", errors=errors) from incomplete
        except ReplyRefused as refused:
            raise Problem("state_changed", detail=refused_in_words(refused)) from refused
        except MoveRefused as refused:
            raise Problem("state_changed", detail=str(refused)) from refused
        return self.show(counter_id)


def _accept(whole: Whole, sent: Mapping[str, Any], by: Actor) -> None:
    answering.accept_restoration(whole.counter.id, by=by, now=clock.now())


def _answer(whole: Whole, sent: Mapping[str, Any], by: Actor) -> None:
    files = [evidence.body for evidence in evidence_of(sent.get("evidence", []), by=by)]
    answering.answer(whole.counter.id, text=sent["text"], files=files, by=by, now=clock.now())


def _legal_action(whole: Whole, sent: Mapping[str, Any], by: Actor) -> None:
    documents = evidence_of(sent["evidence"], by=by)
    if len(documents) != 1:
        raise Problem("invalid", errors=[FieldError(field="evidence", message="Name the one document.")])
    proof = legal.Proof(
        kind=LegalKind(sent["kind"]),
        body=sent["body"],
        file_number=sent["file_number"],
        taken_on=sent["taken_on"],
        document=documents[0].body,
    )
    legal.show_legal_action(whole.counter.id, proof, by=by, now=clock.now())


def _undertaking(whole: Whole, sent: Mapping[str, Any], by: Actor) -> None:
    undertakings.offer(
        whole.counter.id, sent["clauses"], signed_name=sent["signed_name"], by=by, now=clock.now()
    )


def _take_back(whole: Whole, sent: Mapping[str, Any], by: Actor) -> None:
    undertakings.take_back(whole.counter.id, by=by, now=clock.now())


def _withdraw(whole: Whole, sent: Mapping[str, Any], by: Actor) -> None:
    withdraw(whole.item, by=by, now=clock.now())


_ACTS: Mapping[str, Callable[[Whole, Mapping[str, Any], Actor], None]] = {
    "accept": _accept,
    "answer": _answer,
    "legal_action": _legal_action,
    "undertaking": _undertaking,
    "take_back": _take_back,
    "withdraw": _withdraw,
}
