"""The addresses of complaints for programs: filing, the list, one of them, withdrawing. Parse, one service call, answer."""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import A_COMPLAINT, A_FILING, AN_ITEM, example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import FieldError, Problem
from accounts.api.views import IDEMPOTENT, IF_MATCH, ApiView, require_match
from accounts.roles import Action
from complaints.api import facts, shapes
from complaints.api.reach import complaints_of, evidence_of, items_of, marketplaces_of
from complaints.api.versions import etag_of_items
from complaints.intake.filing import Filing, FilingRefused, FilingSuspended, file_complaint
from complaints.intake.purchases import Purchase
from complaints.intake.sending import left_out_of, note_left_out
from complaints.intake.withdrawal import withdraw_all
from complaints.models import Complaint, Item
from core import clock
from core.ids import new_id
from listings.marketplaces import Line, connector_of
from listings.models import Marketplace


class ComplaintsView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS, "POST": Action.FILE_COMPLAINT}
    queries = PAGE_QUERIES

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
                "invalid",
                errors=[FieldError(field="marketplace", message=gettext("There is no such marketplace."))],
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
            purchase=Purchase(**sent.get("test_buy", {})),
            channel=Complaint.Channel.API,
        )
        try:
            complaint, _ = file_complaint(filing, by=self.actor, now=clock.now())
        except FilingSuspended as suspended:
            raise Problem("filing_suspended", detail=str(suspended)) from suspended
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
        else Line(url=url, error=gettext("This is not a listing of {name}.").format(name=marketplace.name))
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
    etag = etag_of_items(items.values())
    return Response(body, status=201, headers={"Location": address, "ETag": etag})


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
        return Response(body, headers={"ETag": etag_of_items(items)})


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
        require_match(request, etag_of_items(items))
        if not withdraw_all(complaint, by=self.actor, now=clock.now()):
            raise Problem("state_changed", detail=gettext("There is nothing left to withdraw."))
        return self.show(complaint_id)
