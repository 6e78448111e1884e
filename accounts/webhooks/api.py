"""Webhook endpoints for programs: the same services as in the browser."""

import secrets
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import example
from accounts.api.paging import PAGE_PARAMETERS, PAGE_QUERIES, Pages
from accounts.api.views import require_match
from accounts.roles import Action
from accounts.webhooks import endpoints, shapes
from accounts.webhooks.api_view import IDEMPOTENT, WebhookView, or_problem, version_of
from accounts.webhooks.endpoints import Wish
from core import clock

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that you have read: refused if it is old."
)
_FORM_KEY_BYTES = 32


class EndpointsView(WebhookView):
    actions = {"GET": Action.SEE_WEBHOOKS, "POST": Action.EDIT_WEBHOOKS}
    queries = PAGE_QUERIES

    @extend_schema(
        operation_id="list_webhook_endpoints",
        summary="Endpoints, newest first",
        parameters=[*PAGE_PARAMETERS],
        responses=shapes.EndpointShape(many=True),
        examples=[example("One page", [shapes.AN_ENDPOINT])],
    )
    def get(self, request: Request) -> Response:
        pages = Pages()
        page = pages.paginate_queryset(endpoints.endpoints_of(self.actor), request, view=self)
        return pages.get_paginated_response([shapes.endpoint_facts(row) for row in page])

    @extend_schema(
        operation_id="make_webhook_endpoint",
        summary="Make an endpoint",
        description="The answer holds its `secret`, this once. Events come signed with it, at least once each, in no "
        "certain order. With a test key it is told of sandbox marketplaces only.",
        parameters=[IDEMPOTENT],
        request=shapes.NewEndpoint,
        responses={201: shapes.EndpointWithSecret},
        examples=[
            example("Two kinds of events", shapes.A_NEW_ENDPOINT, request=True),
            example("Made", {**shapes.AN_ENDPOINT, "secret": shapes.A_SECRET}, status=201),
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        return self.once(lambda: self._make(request))

    def _make(self, request: Request) -> Response:
        shape = shapes.NewEndpoint(data=request.data)
        shape.is_valid(raise_exception=True)
        form_key = secrets.token_urlsafe(_FORM_KEY_BYTES)
        row, _ = or_problem(
            lambda: endpoints.make_endpoint(
                Wish(**shape.validated_data), form_key=form_key, by=self.actor, now=clock.now()
            )
        )
        return self.show(row, status=201, with_secret=True)


class EndpointView(WebhookView):
    actions = {
        "GET": Action.SEE_WEBHOOKS,
        "PATCH": Action.EDIT_WEBHOOKS,
        "DELETE": Action.EDIT_WEBHOOKS,
    }

    @extend_schema(
        operation_id="get_webhook_endpoint",
        summary="One endpoint",
        responses=shapes.EndpointShape,
        examples=[example("In use", shapes.AN_ENDPOINT)],
    )
    def get(self, request: Request, endpoint_id: UUID) -> Response:
        return self.show(self.find(endpoint_id))

    @extend_schema(
        operation_id="change_webhook_endpoint",
        summary="Change an endpoint, stop it or start it again",
        parameters=[IF_MATCH],
        request=shapes.EndpointChange,
        responses=shapes.EndpointShape,
        examples=[
            example("Stop it", {"enabled": False}, request=True),
            example("Stopped", {**shapes.AN_ENDPOINT, "enabled": False, "disabled_because": "by_hand"}),
        ],
    )
    def patch(self, request: Request, endpoint_id: UUID) -> Response:
        shape = shapes.EndpointChange(data=request.data)
        shape.is_valid(raise_exception=True)
        row = or_problem(lambda: endpoints.locked(endpoint_id, self.actor))
        require_match(request, version_of(row))
        wanted: dict[str, Any] = dict(shape.validated_data)
        enabled = wanted.pop("enabled", None)
        if wanted:
            wish = Wish(**{"url": row.url, "description": row.description, "events": row.events, **wanted})
            or_problem(lambda: endpoints.change_endpoint(row.id, wish, by=self.actor, now=clock.now()))
        if enabled is not None:
            switch = endpoints.start if enabled else endpoints.stop
            switch(row.id, by=self.actor, now=clock.now())
        return self.show(self.find(endpoint_id))

    @extend_schema(
        operation_id="remove_webhook_endpoint",
        summary="Remove an endpoint",
        description="Nothing more is sent to it, nor what is on its way.",
        parameters=[IF_MATCH],
        responses={204: None},
    )
    def delete(self, request: Request, endpoint_id: UUID) -> Response:
        row = or_problem(lambda: endpoints.locked(endpoint_id, self.actor))
        require_match(request, version_of(row))
        endpoints.remove_endpoint(row.id, by=self.actor, now=clock.now())
        return Response(status=204)


class SecretView(WebhookView):
    actions = {"POST": Action.EDIT_WEBHOOKS}

    @extend_schema(
        operation_id="rotate_webhook_secret",
        summary="Rotate the secret",
        description="The answer holds the new `secret`, this once. For 24 hours every event is signed with both, so "
        "exchange it within that time.",
        parameters=[IDEMPOTENT],
        request=None,
        responses=shapes.EndpointWithSecret,
        examples=[
            example(
                "Rotated",
                {
                    **shapes.AN_ENDPOINT,
                    "former_secret_until": "2026-11-26T09:30:00Z",
                    "secret": shapes.A_SECRET,
                },
            )
        ],
    )
    def post(self, request: Request, endpoint_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._rotate(endpoint_id))

    def _rotate(self, endpoint_id: UUID) -> Response:
        row, _ = or_problem(lambda: endpoints.rotate_secret(endpoint_id, by=self.actor, now=clock.now()))
        return self.show(row, with_secret=True)


class TestEventView(WebhookView):
    actions = {"POST": Action.EDIT_WEBHOOKS}

    @extend_schema(
        operation_id="test_webhook_endpoint",
        summary="Send a test event",
        description="An event of the type `endpoint.test`, tried once. Look at its delivery a moment later.",
        parameters=[IDEMPOTENT],
        request=None,
        responses={202: shapes.DeliveryShape},
        examples=[
            example(
                "On its way",
                {**shapes.A_DELIVERY, "type": "endpoint.test", "state": "pending"},
                status=202,
            )
        ],
    )
    def post(self, request: Request, endpoint_id: UUID) -> HttpResponseBase:
        return self.once(lambda: self._send(endpoint_id))

    def _send(self, endpoint_id: UUID) -> Response:
        sent = or_problem(lambda: endpoints.send_test(endpoint_id, by=self.actor, now=clock.now()))
        return Response(shapes.delivery_facts(sent), status=202)
