"""What the addresses of webhooks for programs share: finding an endpoint, showing it, and keeping secrets out of kept answers."""

import re
from collections.abc import Callable
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from accounts.api.problems import FieldError, Problem
from accounts.api.views import ApiView, etag_of
from accounts.models import WebhookDelivery, WebhookEndpoint
from accounts.webhooks import endpoints, shapes
from accounts.webhooks.endpoints import WebhookRefused
from accounts.webhooks.signing import secret_of

IDEMPOTENT = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Repeat a request with the same key, and it has its effect once: the first answer comes again.",
)
# Where a secret stood in an answer that is kept: whose it is, and its number. Only as the last value of the whole:
# inside any text that somebody chose, the quotes would be escaped.
_PLACE = re.compile(rb'"secret":"<([0-9a-f-]{36}) ([0-9]+)>"}\Z')


def _secret_of(row: WebhookEndpoint) -> bytes:
    return secret_of(row.id, row.generation).encode()


def _place_of(row: WebhookEndpoint) -> bytes:
    return f"<{row.id} {row.generation}>".encode()


def or_problem[R](work: Callable[[], R]) -> R:
    try:
        return work()
    except WebhookRefused as refused:
        if refused.field:
            raise Problem("invalid", errors=[FieldError(field=refused.field, message=str(refused))]) from None
        raise Problem("refused", detail=str(refused)) from refused
    except (WebhookEndpoint.DoesNotExist, WebhookDelivery.DoesNotExist) as error:
        raise Http404 from error


def version_of(row: WebhookEndpoint) -> str:
    return etag_of(*shapes.endpoint_facts(row).values())


class WebhookView(ApiView):
    """An answer that is kept for repeats must not keep a secret: it is put back in when the answer is given again."""

    shown: WebhookEndpoint | None = None

    def find(self, endpoint_id: UUID) -> WebhookEndpoint:
        row = endpoints.endpoints_of(self.actor).filter(id=endpoint_id).first()
        if row is None:
            raise Http404
        return row

    def show(self, row: WebhookEndpoint, *, status: int = 200, with_secret: bool = False) -> Response:
        body = shapes.endpoint_facts(row)
        headers = {"ETag": version_of(row)}
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
