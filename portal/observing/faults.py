"""Faults are told to Sentry: what broke and where, nothing of whom it happened to (requirements-sentry.txt)."""

import json
from typing import Any

import sentry_sdk
from django.conf import settings

from portal.logs import masked, request_id


def start() -> None:
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.VERSION,
        environment="production" if settings.PRODUCTION else "development",
        send_default_pii=False,
        # Values of variables are people's names and what they wrote.
        include_local_variables=False,
        max_request_body_size="never",
        traces_sample_rate=0,
        before_send=without_people,
    )


def without_people(event: Any, hint: Any) -> Any:
    """Of the request only its method; addresses, tokens and keys masked wherever they stand."""
    event.pop("user", None)
    event.pop("server_name", None)
    request = event.pop("request", {})
    event["request"] = {"method": request.get("method", "")}
    event.setdefault("tags", {})["request_id"] = request_id.get()
    return json.loads(masked(json.dumps(event, default=str)))
