"""The addresses of complaints, items and evidence for programs: parse, one service call, answer."""

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import A_COMPLAINT, A_FILING, AN_ITEM, SITES, example
from accounts.api.paging import PAGE_PARAMETERS, Pages
from accounts.api.problems import FieldError, Problem
from accounts.api.views import ApiView, etag_of, require_match
from accounts.roles import Action
from complaints.api import facts, shapes
from complaints.api.reach import complaints_of, evidence_of, items_of, marketplaces_of
from complaints.conversation.questions import fix_and_resubmit
from complaints.intake.filing import Filing, FilingRefused, file_complaint
from complaints.intake.sending import left_out_of, note_left_out
from complaints.intake.withdrawal import withdraw_all
from complaints.models import Complaint, Item, Upload
from complaints.states import MoveRefused, Status
from core import clock, files
from core.ids import new_id
from core.tenancy import acting_as
from listings.marketplaces import Line, connector_of
from listings.models import Marketplace

SLUG = "[-a-zA-Z0-9_]+"
IDEMPOTENT = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Repeat a request with the same key, and it has its effect once: the first answer comes again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that you have read: refused if it is old."
)


class MarketplacesView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS}

    @extend_schema(
        operation_id="list_marketplaces",
        summary="The marketplaces that complaints can be filed against",
        responses=shapes.MarketplaceLine(many=True),
        examples=[example("Two sites", SITES)],
    )
    def get(self, request: Request) -> Response:
        return Response(facts.marketplace_lines(marketplaces_of(self.actor)))


class ComplaintsView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS, "POST": Action.FILE_COMPLAINT}

    @extend_schema(
        operation_id="list_complaints",
        summary="Complaints, newest first",
        parameters=PAGE_PARAMETERS,
        responses=shapes.ComplaintLine(many=True),
        examples=[
            example("One page", [{k: v for k, v in A_COMPLAINT.items() if k not in {"items", "left_out"}}])
        ],
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        rows = pages.paginate_queryset(complaints_of(self.actor), request, view=self)
        return pages.get_paginated_response([facts.complaint_line(c) for c in rows])

    @extend_schema(
        operation_id="file_complaint",
        summary="File a complaint",
        description="One right, one reason, one declaration, up to 1000 listings of one marketplace. Bad links never "
        "block good ones: they come back in `items` with their `error`.",
        parameters=[IDEMPOTENT],
        request=shapes.NewComplaint,
        responses={201: shapes.Receipt},
        examples=[
            example("Two listings", A_FILING, request=True),
            example(
                "Filed",
                {**{k: v for k, v in A_COMPLAINT.items() if k != "left_out"}},
                status=201,
            ),
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        return self.once(lambda: self._file(request))

    def _file(self, request: Request) -> Response:
        shape = shapes.NewComplaint(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        marketplace = next((m for m in marketplaces_of(self.actor) if m.slug == sent["marketplace"]), None)
        if marketplace is None:
            raise Problem(
                "invalid", errors=[FieldError(field="marketplace", message="There is no such marketplace.")]
            )
        lines = _lines([line["url"] for line in sent["items"]], marketplace)
        good = list({line.ref: line for line in lines if not line.error}.values())
        if not good:
            errors = [FieldError(field=f"items[{i}].url", message=line.error) for i, line in enumerate(lines)]
            raise Problem("invalid", errors=errors)
        filing = Filing(
            marketplace=marketplace,
            right_id=sent["right"],
            reason=sent["reason"],
            statement=sent["statement"],
            declared_by=sent["declared_by"],
            lines=good,
            form_key=new_id(),
            evidence=evidence_of(sent["evidence"], by=self.actor),
            channel=Complaint.Channel.API,
        )
        try:
            complaint, _ = file_complaint(filing, by=self.actor, now=clock.now())
        except FilingRefused as refused:
            raise Problem("refused", detail=str(refused)) from refused
        if bad := [line for line in lines if line.error]:
            note_left_out(complaint, bad, by=self.actor, now=clock.now())
        return _receipt(complaint, lines)


def _lines(urls: list[str], marketplace: Marketplace) -> list[Line]:
    connector = connector_of(marketplace)
    return [
        Line(url=url, ref=ref)
        if (ref := connector.ref_from_url(url))
        else Line(url=url, error=f"This is not a listing of {marketplace.name}.")
        for url in urls
    ]


def _receipt(complaint: Complaint, lines: list[Line]) -> Response:
    items = {item.listing_ref: item for item in complaint.items.select_related("marketplace")}
    body = {
        **facts.complaint_line(complaint),
        "items": [
            {"url": line.url, "error": line.error} if line.error else facts.item_line(items[line.ref])
            for line in lines
        ],
    }
    address = settings.ORIGIN + reverse("api-complaint", args=[complaint.id])
    etag = _etag(list(items.values()))
    return Response(body, status=201, headers={"Location": address, "ETag": etag})


def _etag(items: list[Item]) -> str:
    return etag_of(*((i.id, i.status, i.withdrawal_asked_at) for i in sorted(items, key=lambda i: i.id)))


class _OneComplaint(ApiView):
    def find(self, complaint_id: UUID) -> tuple[Complaint, list[Item]]:
        complaint = complaints_of(self.actor).filter(id=complaint_id).first()
        if complaint is None:
            raise Http404
        items = items_of(self.actor).filter(complaint=complaint).order_by("id")
        return complaint, list(items)

    def show(self, complaint_id: UUID) -> Response:
        complaint, items = self.find(complaint_id)
        body = {
            **facts.complaint_line(complaint),
            "items": [facts.item_line(item) for item in items],
            "left_out": [
                {"url": line.url, "error": line.error} for line in left_out_of(complaint, self.actor)
            ],
        }
        return Response(body, headers={"ETag": _etag(items)})


class ComplaintView(_OneComplaint):
    actions = {"GET": Action.SEE_COMPLAINTS}

    @extend_schema(
        operation_id="get_complaint",
        summary="One complaint with its listings",
        responses=shapes.ComplaintDetail,
        examples=[example("A complaint", A_COMPLAINT)],
    )
    def get(self, request: Request, complaint_id: UUID) -> Response:
        return self.show(complaint_id)


class WithdrawalView(_OneComplaint):
    actions = {"POST": Action.WITHDRAW_ITEM}

    @extend_schema(
        operation_id="withdraw_complaint",
        summary="Withdraw a complaint",
        description="Ends every listing of it that has not ended yet. What is off sale is restored unless somebody "
        "else's complaint keeps it off.",
        parameters=[IDEMPOTENT, IF_MATCH],
        request=shapes.Nothing,
        responses=shapes.ComplaintDetail,
        examples=[
            example("Nothing more to say", {}, request=True),
            example(
                "Withdrawn",
                {**A_COMPLAINT, "items": [{**AN_ITEM, "status": "withdrawn", "label": "Withdrawn"}]},
            ),
        ],
    )
    def post(self, request: Request, complaint_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._withdraw(request, complaint_id))

    def _withdraw(self, request: Request, complaint_id: UUID) -> Response:
        shapes.Nothing(data=request.data).is_valid(raise_exception=True)
        complaint, items = self.find(complaint_id)
        require_match(request, _etag(items))
        if not withdraw_all(complaint, by=self.actor, now=clock.now()):
            raise Problem("state_changed", detail="There is nothing left to withdraw.")
        return self.show(complaint_id)


class ItemsView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS}

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
            raise Problem("malformed", detail="There is no such status.")
        found["status"] = status
    if (complaint := given.get("complaint")) is not None:
        try:
            found["complaint_id"] = UUID(complaint)
        except ValueError as error:
            raise Problem("malformed", detail="complaint must be an id.") from error
    if (marketplace := given.get("marketplace")) is not None:
        if not re.fullmatch(SLUG, marketplace):
            raise Problem("malformed", detail="There is no such marketplace.")
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
        return Response(facts.item_detail(item, self.actor), headers={"ETag": _etag([item])})


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
        require_match(request, _etag([item]))
        try:
            fix_and_resubmit(
                item,
                answer=shape.validated_data["answer"],
                evidence=evidence_of(shape.validated_data["evidence"], by=self.actor),
                by=self.actor,
                now=clock.now(),
            )
        except MoveRefused as refused:
            raise Problem("state_changed", detail=str(refused)) from refused
        return self.show(item_id)


class EvidenceView(ApiView):
    """Outside the request's transaction (urls.py): the body is in storage before one opens."""

    actions = {"POST": Action.FILE_COMPLAINT}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="upload_evidence",
        summary="Upload a file, to be named by complaints and answers",
        parameters=[IDEMPOTENT],
        request={"multipart/form-data": shapes.NewUpload},
        responses={201: shapes.Uploaded},
        examples=[
            example(
                "Kept",
                {
                    "id": "01a1f2c4-0000-7000-8000-000000000003",
                    "kind": "annotated",
                    "shareable": False,
                    "name": "differences.png",
                    "media_type": "image/png",
                    "size": 48213,
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                },
                status=201,
            )
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        shape = shapes.NewUpload(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        try:
            body = files.keep_body(
                sent["file"],
                name=sent["file"].name,
                tenant_id=self.actor.tenant,
                most_bytes=settings.EVIDENCE_MAX_BYTES,
            )
        except files.FileRefused as refused:
            raise Problem("invalid", errors=[FieldError(field="file", message=str(refused))]) from refused
        with acting_as(self.actor):
            parts = (
                body.sha256.encode(),
                body.name.encode(),
                sent["kind"].encode(),
                b"%d" % sent["shareable"],
            )
            return self.once(lambda: self._keep(body, sent), *parts)

    def _keep(self, body: files.Body, sent: dict[str, Any]) -> Response:
        stored = files.record_file(body, by=self.actor)
        upload, _ = Upload.objects.visible_to(self.actor).get_or_create(
            tenant_id=self.actor.tenant,
            file=stored,
            kind=sent["kind"],
            shareable=sent["shareable"],
            defaults={"uploaded_at": clock.now()},
        )
        return Response(facts.upload_line(upload), status=201)
