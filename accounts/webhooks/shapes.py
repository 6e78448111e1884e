"""Webhook endpoints as the API takes and shows them."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import Flag, Shape, Text
from accounts.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from accounts.webhooks.events import CHOSEN, EventType

AN_ENDPOINT_ID = "01a1f2c4-0000-7000-8000-000000000006"
A_DELIVERY_ID = "01a1f2c4-0000-7000-8000-000000000007"
A_NEW_ENDPOINT: dict[str, Any] = {
    "url": "https://hooks.example.com/assay",
    "description": "Case system",
    "events": ["item.removed", "item.needs_information"],
}
AN_ENDPOINT: dict[str, Any] = {
    "id": AN_ENDPOINT_ID,
    **A_NEW_ENDPOINT,
    "mode": "live",
    "enabled": True,
    "disabled_because": "",
    "failing_since": None,
    "former_secret_until": None,
    "made_at": "2026-11-25T09:30:00Z",
}
A_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwYmFtcGxlIG9ubHk="  # noqa: S105 - of the documentation
A_DELIVERY: dict[str, Any] = {
    "id": A_DELIVERY_ID,
    "message_id": "msg_01a1f2c40000700080000000000000aa",
    "type": "item.removed",
    "made_at": "2026-11-25T09:31:07Z",
    "state": "delivered",
}
AN_ATTEMPT: dict[str, Any] = {
    "at": "2026-11-25T09:31:07Z",
    "status": 200,
    "error": "",
    "milliseconds": 84,
    "answer": "ok",
}
EVENT_CHOICES = [(kind, kind) for kind in CHOSEN]
ERRORS = ("address_refused", "broken_answer", "name_unknown", "no_connection", "timed_out", "tls_failed")


class NewEndpoint(Shape):
    url = Text(max_length=500, help_text="https://, a public host name, port 443.")
    description = Text(
        max_length=80, required=False, allow_blank=True, default="", help_text="What it is for."
    )
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=EVENT_CHOICES),
        required=False,
        default=list,
        max_length=len(CHOSEN),
        help_text="What it is told of; empty: everything.",
    )


class EndpointChange(Shape):
    url = Text(max_length=500, required=False, help_text="What is on its way goes there, too.")
    description = Text(max_length=80, required=False, allow_blank=True, help_text="What it is for.")
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=EVENT_CHOICES),
        required=False,
        max_length=len(CHOSEN),
        help_text="What it is told of; empty: everything.",
    )
    enabled = Flag(required=False, help_text="What happens while it is false is not sent later.")


class EndpointShape(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    url = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    events = serializers.ListField(child=serializers.CharField(), help_text="Empty: everything.")
    mode = serializers.ChoiceField(
        choices=[("live", "live"), ("test", "test")], help_text="test: told of sandbox marketplaces only."
    )
    enabled = serializers.BooleanField()
    disabled_because = serializers.ChoiceField(
        choices=[(str(value), str(value)) for value in WebhookEndpoint.Stopped.values], allow_blank=True
    )
    failing_since = serializers.DateTimeField(allow_null=True, help_text="Nothing has arrived from then on.")
    former_secret_until = serializers.DateTimeField(
        allow_null=True, help_text="Until then the secret before signs, too."
    )
    made_at = serializers.DateTimeField()


class EndpointWithSecret(EndpointShape):
    secret = serializers.CharField(help_text="Shown this once.")


class DeliveryShape(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    message_id = serializers.CharField(help_text="The header webhook-id: the same however often it is sent.")
    type = serializers.ChoiceField(choices=[(str(kind), str(kind)) for kind in EventType])
    made_at = serializers.DateTimeField()
    state = serializers.ChoiceField(
        choices=[(str(value), str(value)) for value in WebhookDelivery.State.values]
    )


class AttemptShape(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True, help_text="Null: there was no answer.")
    error = serializers.ChoiceField(choices=[(code, code) for code in ERRORS], allow_blank=True)
    milliseconds = serializers.IntegerField()
    answer = serializers.CharField(allow_blank=True, help_text="How it begins.")


class DeliveryDetail(DeliveryShape):
    body = serializers.CharField(help_text="What is sent and signed, as text.")
    attempts = AttemptShape(many=True)


def endpoint_facts(row: WebhookEndpoint) -> dict[str, Any]:
    return {
        "id": row.id,
        "url": row.url,
        "description": row.description,
        "events": row.events,
        "mode": row.mode,
        "enabled": row.disabled_at is None,
        "disabled_because": row.disabled_because,
        "failing_since": row.failing_since,
        "former_secret_until": row.former_until,
        "made_at": row.made_at,
    }


def delivery_facts(row: WebhookDelivery) -> dict[str, Any]:
    return {
        "id": row.id,
        "message_id": row.message_id,
        "type": row.type,
        "made_at": row.made_at,
        "state": row.state,
    }


def attempt_facts(row: WebhookAttempt) -> dict[str, Any]:
    return {
        "at": row.at,
        "status": row.status,
        "error": row.error,
        "milliseconds": row.milliseconds,
        "answer": row.answer,
    }
