"""What happens is told to the receivers that asked for it, and to nobody else."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import WebhookDelivery
from accounts.work import DELIVER_WEBHOOK
from core import outbox
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from tests.accounts.hooks import an_endpoint, secret, sent_to
from tests.accounts.receiver import Receiver
from tests.stories import World, file, items_of, manager_decides, pending_work, run_work


def types(receiver: Receiver) -> list[str]:
    return sorted(json.loads(got.body)["type"] for got in receiver.got)


def test_every_step_of_a_listing_is_told_and_no_more_than_the_api_shows(
    world: World, receiver: Receiver
) -> None:
    endpoint = an_endpoint(world, receiver.url)
    complaint = file(world, "a1")
    run_work()
    [item] = items_of(complaint)
    manager_decides(world, item, "uphold")

    events = {e["type"]: e for e in (got.verified_with(secret(endpoint)) for got in receiver.got)}
    moves = {f"item.{status}" for status in ("in_review", "held", "upheld", "removed")}
    assert set(events) == moves | {"complaint.received"}
    assert events["item.removed"]["data"] == {
        "item": str(item.id),
        "complaint": str(complaint.id),
        "number": complaint.number,
        "url": f"http://localhost:8000/api/v1/items/{item.id}/",
        "status": "removed",
        "cause": "",
    }
    assert events["complaint.received"]["data"] == {
        "complaint": str(complaint.id),
        "number": complaint.number,
        "url": f"http://localhost:8000/api/v1/complaints/{complaint.id}/",
        "items": 1,
    }
    assert {got.path for got in receiver.got} == {"/hook?for=assay"}
    assert {delivery.state for delivery in sent_to(endpoint)} == {"delivered"}


def test_an_endpoint_hears_only_what_it_asked_for(world: World, receiver: Receiver) -> None:
    an_endpoint(world, receiver.url, events=["item.in_review"])
    file(world, "a1")
    run_work()

    assert types(receiver) == ["item.in_review"]


def test_an_endpoint_for_tests_hears_of_the_sandbox_only(world: World, receiver: Receiver) -> None:
    an_endpoint(world, receiver.url, for_tests=True, events=["complaint.received"])
    file(world, "a1")
    run_work()
    assert receiver.got == []

    with acting_as(SYSTEM):
        world.marketplace.is_sandbox = True
        world.marketplace.save()
    file(world, "a2")
    run_work()
    assert types(receiver) == ["complaint.received"]


def test_other_brands_hear_nothing(world: World, receiver: Receiver) -> None:
    an_endpoint(world, receiver.url, by="charlie")
    file(world, "a1")
    run_work()

    assert receiver.got == []


def test_a_brand_without_endpoints_has_nothing_written_down(world: World) -> None:
    file(world, "a1")
    run_work()

    with acting_as(SYSTEM):
        assert not WebhookDelivery.objects.exists()
        assert not Outbox.objects.filter(kind=DELIVER_WEBHOOK).exists()


def test_an_event_is_undone_with_what_it_tells(world: World) -> None:
    endpoint = an_endpoint(world)
    oscar = world.actor("oscar")

    def file_and_fail() -> None:
        with acting_as(oscar):
            file(world, "a1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        file_and_fail()

    assert sent_to(endpoint) == []


def test_telling_of_fifty_costs_as_much_as_of_five(world: World) -> None:
    an_endpoint(world)

    def cost(how_many: int) -> int:
        file(world, *(f"n{how_many}-{n}" for n in range(how_many)))
        [*works] = pending_work(["complaints.freeze"])
        outbox.do(HANDLERS["complaints.freeze"], kind="complaints.freeze", ids=[work.id for work in works])
        ids = [work.id for work in pending_work(["complaints.assessed"])]
        with CaptureQueriesContext(connection) as queries:
            outbox.do(HANDLERS["complaints.assessed"], kind="complaints.assessed", ids=ids)
        return len(queries)

    assert cost(5) == cost(50)
