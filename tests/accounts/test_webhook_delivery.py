"""One delivery: how much of an answer is taken, who writes it down, and which secret signs it."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from standardwebhooks.webhooks import WebhookVerificationError

from accounts.webhooks import delivering, endpoints, sending
from accounts.work import DELIVER_WEBHOOK
from core import clock, outbox
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from tests.accounts.hooks import an_endpoint, attempts_of, secret, send_a_test
from tests.accounts.receiver import Receiver, receiving
from tests.stories import World, let_pass, pending_work, run_work


@pytest.mark.parametrize("status", [301, 307, 308])
def test_a_redirect_is_a_failure_and_is_not_followed(world: World, receiver: Receiver, status: int) -> None:
    endpoint = an_endpoint(world, receiver.url)
    with receiving() as other:
        receiver.status, receiver.headers = status, {"Location": other.url}
        [delivery] = [send_a_test(world, endpoint)]
        run_work()

        assert other.got == []
    assert [a.status for a in attempts_of(delivery)] == [status]


def test_little_of_an_endless_answer_is_read(world: World, receiver: Receiver) -> None:
    endpoint = an_endpoint(world, receiver.url)
    receiver.status, receiver.answer = 200, b"x\x00" * 500_000
    delivery = send_a_test(world, endpoint)
    run_work()

    [attempt] = attempts_of(delivery)
    assert (attempt.status, len(attempt.answer), attempt.answer[:2]) == (200, 500, "x�")


def test_a_receiver_that_trickles_is_cut_off(
    world: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    endpoint = an_endpoint(world, receiver.url)
    receiver.answer, receiver.pieces_apart = b"x" * 1000, threading.Event()
    delivery = send_a_test(world, endpoint)
    run_work()
    receiver.pieces_apart.set()

    [attempt] = attempts_of(delivery)
    assert attempt.milliseconds < 2000


def test_whoever_has_lost_the_lease_tells_nothing(
    world: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = an_endpoint(world, receiver.url)
    delivery = send_a_test(world, endpoint)
    write_down = delivering._write_down

    def after_another(letter: Any, answer: Any) -> None:
        with acting_as(SYSTEM):
            Outbox.objects.filter(id=letter.work.id).update(attempt=letter.work.attempt + 1)
        write_down(letter, answer)

    monkeypatch.setattr(delivering, "_write_down", after_another)
    [work] = pending_work([DELIVER_WEBHOOK])
    outbox.do(HANDLERS[DELIVER_WEBHOOK], kind=DELIVER_WEBHOOK, ids=[work.id])

    assert len(receiver.got) == 1
    assert attempts_of(delivery) == []


# --- secrets -----------------------------------------------------------------------------------------------


def test_for_a_day_after_rotation_both_secrets_sign(world: World, receiver: Receiver) -> None:
    endpoint, alice = an_endpoint(world, receiver.url), world.actor("alice")
    old = secret(endpoint)
    with acting_as(alice):
        _, new = endpoints.rotate_secret(endpoint.id, by=alice, now=clock.now())
    assert new != old

    send_a_test(world, endpoint)
    run_work()
    [got] = receiver.got
    assert got.verified_with(old) == got.verified_with(new)

    let_pass(timedelta(hours=24))
    send_a_test(world, endpoint)
    run_work()
    receiver.got[-1].verified_with(new)
    with pytest.raises(WebhookVerificationError):
        receiver.got[-1].verified_with(old)


def test_changing_our_own_secret_leaves_the_signatures_good_while_the_former_is_known(
    world: World, receiver: Receiver, settings: Any
) -> None:
    endpoint = an_endpoint(world, receiver.url)
    shown = secret(endpoint)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"
    send_a_test(world, endpoint)
    run_work()

    receiver.got[0].verified_with(shown)


def test_nothing_in_the_database_holds_a_secret(world: World) -> None:
    endpoint = an_endpoint(world)
    key = secret(endpoint).removeprefix("whsec_")

    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in ("accounts_webhookendpoint", "core_auditevent", "core_outbox"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{key}%"])
            assert cursor.fetchone() == (0,)
