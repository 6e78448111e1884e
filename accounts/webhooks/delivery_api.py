"""What was sent to webhook endpoints, for programs."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.problems import Problem
from accounts.models import WebhookDelivery
from accounts.roles import Action
from accounts.webhooks import delivering, endpoints, shapes
from accounts.webhooks.api_view import IDEMPOTENT, WebhookView, or_problem


class DeliveriesView(WebhookView):
    actions = {"GET": Action.SEE_WEBHOOKS}
    queries = PAGE_QUERIES | {"state"}

    @extend_schema(
        operation_id="list_webhook_deliveries",
        summary="What was sent to an endpoint, newest first",
        description="Kept for 30 days.",
        parameters=[
            OpenApiParameter("state", str, enum=list(WebhookDelivery.State.values)),
            *PAGE_PARAMETERS,
        ],
        responses=shapes.DeliveryShape(many=True),
        examples=[example("One page", [shapes.A_DELIVERY])],
    )
    def get(self, request: Request, endpoint_id: UUID) -> Response:
        rows = endpoints.deliveries_of(self.find(endpoint_id), self.actor)
        if (state := request.query_params.get("state")) is not None:
            if state not in set(WebhookDelivery.State.values):
                raise Problem("malformed", detail=gettext("There is no such state."))
            rows = rows.filter(state=state)
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([shapes.delivery_facts(row) for row in page])


class DeliveryView(WebhookView):
    actions = {"GET": Action.SEE_WEBHOOKS}

    @extend_schema(
        operation_id="get_webhook_delivery",
        summary="One delivery: what was sent, and every attempt",
        responses=shapes.DeliveryDetail,
        examples=[
            example(
                "Delivered",
                {**shapes.A_DELIVERY, "body": '{"type":"item.removed"}', "attempts": [shapes.AN_ATTEMPT]},
            )
        ],
    )
    def get(self, request: Request, endpoint_id: UUID, delivery_id: UUID) -> Response:
        rows = endpoints.deliveries_of(self.find(endpoint_id), self.actor)
        row = rows.prefetch_related("attempts").filter(id=delivery_id).first()
        if row is None:
            raise Http404
        attempts = sorted(row.attempts.all(), key=lambda attempt: attempt.at)
        return Response(
            {
                **shapes.delivery_facts(row),
                "body": row.body,
                "attempts": [shapes.attempt_facts(attempt) for attempt in attempts],
            }
        )


class RedeliveryView(WebhookView):
    actions = {"POST": Action.EDIT_WEBHOOKS}

    @extend_schema(
        operation_id="redeliver_webhook",
        summary="Send an event again",
        description="Now, with all its attempts ahead of it, under the same id: a receiver that has had it knows it again.",
        parameters=[IDEMPOTENT],
        request=None,
        responses={202: shapes.DeliveryShape},
        examples=[example("On its way", {**shapes.A_DELIVERY, "state": "pending"}, status=202)],
    )
    def post(self, request: Request, endpoint_id: UUID, delivery_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._again(endpoint_id, delivery_id))

    def _again(self, endpoint_id: UUID, delivery_id: UUID) -> Response:
        row = or_problem(lambda: delivering.send_again(endpoint_id, delivery_id, by=self.actor))
        return Response(shapes.delivery_facts(row), status=202)
