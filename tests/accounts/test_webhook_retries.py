"""What has not arrived is sent again until it has, or is given up; and people send again by hand."""

from datetime import timedelta

from django.core import mail
from django.db import connection

from accounts.webhooks import delivering, endpoints
from accounts.work import DELIVER_WEBHOOK, PURGE_WEBHOOKS
from core import clock, outbox
from core.outbox import Order
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from tests.accounts.hooks import NOWHERE, again, an_endpoint, attempts_of, secret, send_a_test, sent_to
from tests.accounts.receiver import Receiver
from tests.stories import World, file, let_pass, pending_work, run_work

DAY = timedelta(days=1)


def test_a_receiver_that_is_down_gets_it_when_it_is_up_and_once(world: World, receiver: Receiver) -> None:
    endpoint = an_endpoint(world, receiver.url, events=["complaint.received"])
    receiver.status = 503
    file(world, "a1")
    run_work()
    assert again(endpoint).failing_since is not None

    receiver.status = 200
    let_pass(timedelta(seconds=10))
    run_work()
    let_pass(DAY)
    run_work()

    [delivery] = sent_to(endpoint)
    assert [attempt.status for attempt in attempts_of(delivery)] == [503, 200]
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1
    assert delivery.state == "delivered"
    assert again(endpoint).failing_since is None


def test_waits_grow_over_three_days_as_the_specification_proposes() -> None:
    total = timedelta(seconds=sum(delivering.WAITS))

    assert list(delivering.WAITS) == sorted(delivering.WAITS)
    assert total == timedelta(hours=75, minutes=35, seconds=5)


def test_an_endpoint_that_nothing_reaches_for_three_days_is_stopped_and_its_owners_are_told(
    world: World,
) -> None:
    endpoint = an_endpoint(world, events=["complaint.received"])
    file(world, "a1")
    mail.outbox.clear()
    for _ in range(9):
        run_work()
        assert again(endpoint).disabled_at is None
        let_pass(timedelta(hours=9))
    run_work()

    [delivery] = sent_to(endpoint)
    assert {a.error for a in attempts_of(delivery)} == {"no_connection"}
    assert again(endpoint).disabled_because == "failing"
    [letter] = [m for m in mail.outbox if "webhook" in m.subject]
    assert letter.to == ["alice@example.test"]
    assert f"/webhooks/{endpoint.id}/" in letter.body


def test_an_event_that_is_refused_ten_times_is_given_up_and_stops_no_endpoint_that_others_reach(
    world: World, receiver: Receiver
) -> None:
    endpoint = an_endpoint(world, receiver.url, events=["complaint.received"])
    file(world, "a1")
    for _ in range(len(delivering.WAITS) + 1):
        receiver.status = 500
        run_work()
        receiver.status = 200
        send_a_test(world, endpoint)
        [*waiting] = pending_work([DELIVER_WEBHOOK])
        test = max(waiting, key=lambda work: work.id)
        outbox.do(HANDLERS[DELIVER_WEBHOOK], kind=DELIVER_WEBHOOK, ids=[test.id])
        let_pass(timedelta(hours=27))

    given_up, *tests = sent_to(endpoint)
    assert given_up.state == "failed"
    assert [a.status for a in attempts_of(given_up)] == [500] * 10
    assert {delivery.state for delivery in tests} == {"delivered"}
    assert again(endpoint).disabled_at is None


def test_a_receiver_that_is_down_is_tried_by_one_event_at_a_time(world: World, receiver: Receiver) -> None:
    endpoint = an_endpoint(world, receiver.url, events=["complaint.received"])
    receiver.status = 500
    file(world, "a1")
    run_work()
    let_pass(delivering.DOWN_AFTER)
    for n in range(2, 22):
        file(world, f"a{n}")
    run_work()
    assert len(receiver.got) == 2

    let_pass(delivering.LONGEST_PAUSE)
    run_work()
    assert len(receiver.got) == 3

    receiver.status = 200
    for _ in range(3):
        let_pass(delivering.LONGEST_PAUSE)
        run_work()
    assert {delivery.state for delivery in sent_to(endpoint)} == {"delivered"}
    assert {len(attempts_of(delivery)) for delivery in sent_to(endpoint)} <= {1, 2, 3}


def test_half_down_and_rotated_meanwhile_everything_arrives_and_nothing_is_rejected(
    world: World, receiver: Receiver
) -> None:
    endpoint, alice = (
        an_endpoint(world, receiver.url, events=["complaint.received"]),
        world.actor("alice"),
    )
    old = new = secret(endpoint)
    for n in range(40):
        receiver.status = 500 if n % 2 else 200
        file(world, f"a{n}")
        run_work()
        if n == 20:
            with acting_as(alice):
                _, new = endpoints.rotate_secret(endpoint.id, by=alice, now=clock.now())
    receiver.status = 200
    for _ in range(4):
        let_pass(timedelta(hours=1))
        run_work()

    rotated = len([got for got in receiver.got if " " in got.headers["webhook-signature"]])
    for got in receiver.got[-rotated:]:
        assert got.verified_with(old) == got.verified_with(new)
    for got in receiver.got[:-rotated]:
        got.verified_with(old)
    assert 0 < rotated < len(receiver.got)
    assert {delivery.state for delivery in sent_to(endpoint)} == {"delivered"}
    arrived = [a.status for d in sent_to(endpoint) for a in attempts_of(d)].count(200)
    assert arrived == len(sent_to(endpoint)) == 40


def test_gone_stops_the_endpoint_at_once(world: World, receiver: Receiver) -> None:
    endpoint = an_endpoint(world, receiver.url)
    receiver.status = 410
    file(world, "a1")
    mail.outbox.clear()
    run_work()

    assert again(endpoint).disabled_because == "gone"
    assert [m.to for m in mail.outbox if "webhook" in m.subject] == [["alice@example.test"]]
    assert len(receiver.got) <= 2
    assert {delivery.state for delivery in sent_to(endpoint)} <= {"failed", "cancelled"}


def test_what_is_on_its_way_to_a_stopped_endpoint_is_not_sent(world: World, receiver: Receiver) -> None:
    endpoint, alice = an_endpoint(world, receiver.url), world.actor("alice")
    file(world, "a1")
    with acting_as(alice):
        endpoints.stop(endpoint.id, by=alice, now=clock.now())
    run_work()

    assert receiver.got == []
    assert {delivery.state for delivery in sent_to(endpoint)} == {"cancelled"}


def test_a_receiver_that_says_when_is_not_asked_before(world: World, receiver: Receiver) -> None:
    an_endpoint(world, receiver.url, events=["complaint.received"])
    receiver.status, receiver.headers = 429, {"Retry-After": "7200"}
    file(world, "a1")
    run_work()
    let_pass(timedelta(hours=1))
    run_work()
    assert len(receiver.got) == 1

    let_pass(timedelta(hours=1, minutes=1))
    run_work()
    assert len(receiver.got) == 2


# --- by hand, and afterwards -------------------------------------------------------------------------------


def test_sent_again_by_hand_it_has_the_same_id(world: World, receiver: Receiver) -> None:
    endpoint, alice = an_endpoint(world, receiver.url), world.actor("alice")
    delivery = send_a_test(world, endpoint)
    run_work()
    with acting_as(alice):
        delivering.send_again(endpoint.id, delivery.id, by=alice)
    run_work()

    first, second = receiver.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body


def test_what_waits_for_its_next_try_is_sent_now_and_not_twice(world: World, receiver: Receiver) -> None:
    endpoint, alice = (
        an_endpoint(world, receiver.url, events=["complaint.received"]),
        world.actor("alice"),
    )
    receiver.status = 500
    file(world, "a1")
    run_work()
    receiver.status = 200
    [delivery] = sent_to(endpoint)
    with acting_as(alice):
        delivering.send_again(endpoint.id, delivery.id, by=alice)
    run_work()
    let_pass(DAY)
    run_work()

    assert [a.status for a in attempts_of(delivery)] == [500, 200]


def test_after_a_repair_everything_given_up_goes_out_again(world: World, receiver: Receiver) -> None:
    endpoint, alice = an_endpoint(world, receiver.url), world.actor("alice")
    receiver.status = 410
    file(world, "a1")
    run_work()
    receiver.status = 200
    told = len(sent_to(endpoint))
    receiver.got.clear()
    with acting_as(alice):
        endpoints.start(endpoint.id, by=alice, now=clock.now())
        assert delivering.send_failed_again(endpoint.id, by=alice) == told
    run_work()

    assert len(receiver.got) == told
    assert {delivery.state for delivery in sent_to(endpoint)} == {"delivered"}


def test_after_thirty_days_nothing_is_kept_but_what_is_on_its_way(world: World, receiver: Receiver) -> None:
    endpoint = an_endpoint(world, receiver.url, events=["complaint.received"])
    waiting = an_endpoint(world, NOWHERE, events=["complaint.received"])
    file(world, "a1")
    run_work()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_webhookdelivery SET made_at = made_at - interval '31 days'")
        cursor.execute("UPDATE accounts_webhookattempt SET at = at - interval '31 days'")
        outbox.add(Order(kind=PURGE_WEBHOOKS, subject_id=endpoint.id, tenant_id=None))
    run_work()

    assert sent_to(endpoint) == []
    assert [delivery.state for delivery in sent_to(waiting)] == ["pending"]
