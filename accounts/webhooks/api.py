"""Webhook endpoints for programs: the same services as in the browser."""

import re
import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import example
from accounts.api.paging import PAGE_PARAMETERS, Pages, require_known
from accounts.api.problems import FieldError, Problem
from accounts.api.views import ApiView, etag_of, require_match
from accounts.models import WebhookDelivery, WebhookEndpoint
from accounts.roles import Action
from accounts.webhooks import delivering, endpoints, shapes
from accounts.webhooks.endpoints import WebhookRefused, Wish
from accounts.webhooks.signing import secret_of
from core import clock

IDEMPOTENT = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Repeat a request with the same key, and it has its effect once: the first answer comes again.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that you have read: refused if it is old."
)
_FORM_KEY_BYTES = 32
# Where a secret stood in an answer that is kept: whose it is, and its number. Only as the last value of the whole:
# inside any text that somebody chose, the quotes would be escaped.
_PLACE = re.compile(rb'"secret":"<([0-9a-f-]{36}) ([0-9]+)>"}\Z')


def _secret_of(row: WebhookEndpoint) -> bytes:
    return secret_of(row.id, row.generation).encode()


def _place_of(row: WebhookEndpoint) -> bytes:
    return f"<{row.id} {row.generation}>".encode()


def _or_problem[R](work: Callable[[], R]) -> R:
    try:
        return work()
    except WebhookRefused as refused:
        if refused.field:
            raise Problem("invalid", errors=[FieldError(field=refused.field, message=str(refused))]) from None
        raise Problem("refused", detail=str(refused)) from refused
    except (WebhookEndpoint.DoesNotExist, WebhookDelivery.DoesNotExist) as error:
        raise Http404 from error


def _etag(row: WebhookEndpoint) -> str:
    return etag_of(*shapes.endpoint_facts(row).values())


class _View(ApiView):
    """An answer that is kept for repeats must not keep a secret: it is put back in when the answer is given again."""

    shown: WebhookEndpoint | None = None

    def find(self, endpoint_id: UUID) -> WebhookEndpoint:
        row = endpoints.endpoints_of(self.actor).filter(id=endpoint_id).first()
        if row is None:
            raise Http404
        return row

    def show(self, row: WebhookEndpoint, *, status: int = 200, with_secret: bool = False) -> Response:
        body = shapes.endpoint_facts(row)
        headers = {"ETag": _etag(row)}
        if with_secret:
            self.shown = row
            body["secret"] = _secret_of(row).decode()
            headers["Location"] = reverse("api-webhook-endpoint", args=[row.id])
        return Response(body, status=status, headers=headers)

    def seal(self, body: bytes) -> bytes:
        row = self.shown
        return body if row is None else body.replace(_secret_of(row), _place_of(row))

    def unseal(self, body: bytes) -> bytes:
        return _PLACE.sub(
            lambda m: b'"secret":"%s"}' % secret_of(UUID(m[1].decode()), int(m[2])).encode(), body
        )


class EndpointsView(_View):
    actions = {"GET": Action.SEE_WEBHOOKS, "POST": Action.EDIT_WEBHOOKS}

    @extend_schema(
        operation_id="list_webhook_endpoints",
        summary="Endpoints, newest first",
        parameters=[*PAGE_PARAMETERS],
        responses=shapes.EndpointShape(many=True),
        examples=[example("One page", [shapes.AN_ENDPOINT])],
    )
    def get(self, request: Request) -> Response:
        require_known(request)
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
        row, _ = _or_problem(
            lambda: endpoints.make_endpoint(
                Wish(**shape.validated_data), form_key=form_key, by=self.actor, now=clock.now()
            )
        )
        return self.show(row, status=201, with_secret=True)


class EndpointView(_View):
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
        row = _or_problem(lambda: endpoints.locked(endpoint_id, self.actor))
        require_match(request, _etag(row))
        wanted: dict[str, Any] = dict(shape.validated_data)
        enabled = wanted.pop("enabled", None)
        if wanted:
            wish = Wish(**{"url": row.url, "description": row.description, "events": row.events, **wanted})
            _or_problem(lambda: endpoints.change_endpoint(row.id, wish, by=self.actor, now=clock.now()))
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
        row = _or_problem(lambda: endpoints.locked(endpoint_id, self.actor))
        require_match(request, _etag(row))
        endpoints.remove_endpoint(row.id, by=self.actor, now=clock.now())
        return Response(status=204)


class SecretView(_View):
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
        row, _ = _or_problem(lambda: endpoints.rotate_secret(endpoint_id, by=self.actor, now=clock.now()))
        return self.show(row, with_secret=True)


class TestEventView(_View):
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
        sent = _or_problem(lambda: endpoints.send_test(endpoint_id, by=self.actor, now=clock.now()))
        return Response(shapes.delivery_facts(sent), status=202)


class DeliveriesView(_View):
    actions = {"GET": Action.SEE_WEBHOOKS}

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
        require_known(request, "state")
        rows = endpoints.deliveries_of(self.find(endpoint_id), self.actor)
        if (state := request.query_params.get("state")) is not None:
            if state not in set(WebhookDelivery.State.values):
                raise Problem("malformed", detail="There is no such state.")
            rows = rows.filter(state=state)
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([shapes.delivery_facts(row) for row in page])


class DeliveryView(_View):
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


class RedeliveryView(_View):
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
        row = _or_problem(lambda: delivering.send_again(endpoint_id, delivery_id, by=self.actor))
        return Response(shapes.delivery_facts(row), status=202)
