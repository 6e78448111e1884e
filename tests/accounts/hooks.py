"""Steps of the tests of webhooks."""

from typing import Any

from accounts.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from accounts.webhooks import endpoints
from accounts.webhooks.endpoints import Wish
from accounts.webhooks.signing import secret_of
from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests.stories import World

# Nothing listens there.
NOWHERE = "http://127.0.0.1:9/hook"


def an_endpoint(
    world: World, url: str = NOWHERE, *, by: str = "alice", brand: str | None = None, **wish: Any
) -> WebhookEndpoint:
    actor = world.actor(by, brand)
    for_tests = wish.pop("for_tests", False)
    with acting_as(actor):
        row, _ = endpoints.make_endpoint(
            Wish(url=url, **wish), form_key=str(new_id()), by=actor, now=clock.now(), for_tests=for_tests
        )
    return row


def send_a_test(
    world: World, row: WebhookEndpoint, *, by: str = "alice", brand: str | None = None
) -> WebhookDelivery:
    actor = world.actor(by, brand)
    with acting_as(actor):
        return endpoints.send_test(row.id, by=actor, now=clock.now())


def secret(row: WebhookEndpoint) -> str:
    return secret_of(row.id, again(row).generation)


def again(row: WebhookEndpoint) -> WebhookEndpoint:
    with acting_as(SYSTEM):
        return WebhookEndpoint.objects.get(id=row.id)


def sent_to(row: WebhookEndpoint) -> list[WebhookDelivery]:
    with acting_as(SYSTEM):
        return list(WebhookDelivery.objects.filter(endpoint=row).order_by("id"))


def attempts_of(delivery: WebhookDelivery) -> list[WebhookAttempt]:
    with acting_as(SYSTEM):
        return list(WebhookAttempt.objects.filter(delivery=delivery).order_by("at", "id"))
