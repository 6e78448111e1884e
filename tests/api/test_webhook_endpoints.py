"""Webhook endpoints by REST: made once, the secret shown once, nobody else's business."""

from typing import Any

import pytest

from accounts.api_keys import KeyRefused
from accounts.models import ReplayedAnswer, WebhookEndpoint
from accounts.webhooks.signing import secret_of
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests.accounts.hooks import NOWHERE, an_endpoint
from tests.accounts.receiver import receiving
from tests.api.program import FOR_TESTS, Program, a_key
from tests.stories import World, file, run_work

PATH = "webhook-endpoints/"


def made(program: Program, **changes: Any) -> dict[str, Any]:
    answer = program.post(PATH, {"url": NOWHERE, **changes})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_the_secret_is_shown_when_it_is_made_and_never_again(program: Program) -> None:
    first = made(program)

    assert first["secret"].startswith("whsec_")
    assert "secret" not in program.get(f"{PATH}{first['id']}/").json()
    assert "secret" not in program.get(PATH).json()["results"][0]


def test_a_request_sent_twice_makes_one_endpoint_and_keeps_no_secret(world: World, program: Program) -> None:
    body = {"url": NOWHERE, "description": "case system"}
    first = program.post(PATH, body, **{"idempotency-key": "one"})
    second = program.post(PATH, body, **{"idempotency-key": "one"})

    assert first.content == second.content
    assert second["Idempotency-Replayed"] == "true"
    with acting_as(SYSTEM):
        assert WebhookEndpoint.objects.count() == 1
        kept = bytes(ReplayedAnswer.objects.get().body).decode()
    assert first.json()["secret"] not in kept
    assert "whsec_" not in kept


def test_nobody_gets_another_secret_out_of_a_kept_answer(world: World, program: Program) -> None:
    """Whatever is written into a description is not taken for the place of a secret."""
    theirs = an_endpoint(world, by="charlie")
    place = f'<{theirs.id} 1>"}}'
    body = {"url": NOWHERE, "description": f'"secret":"{place}'[:80]}
    first = program.post(PATH, body, **{"idempotency-key": "one"})
    second = program.post(PATH, body, **{"idempotency-key": "one"})

    assert second.content == first.content
    assert secret_of(theirs.id, 1) not in second.content.decode()


def test_rotating_by_the_same_request_twice_is_rotating_once(program: Program) -> None:
    endpoint = made(program)
    path = f"{PATH}{endpoint['id']}/secret/"
    first = program.post(path, **{"idempotency-key": "two"})
    second = program.post(path, **{"idempotency-key": "two"})

    assert first.content == second.content
    assert first.json()["secret"] != endpoint["secret"]
    assert first.json()["former_secret_until"] is not None


@pytest.mark.parametrize(
    "url", ["https://10.0.0.1/", "http://hooks.example.com/", "https://hooks.example.com:22/"]
)
def test_an_address_that_we_must_not_reach_is_refused_in_words(program: Program, url: str) -> None:
    answer = program.post(PATH, {"url": url})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "url")


def test_the_eleventh_is_refused(program: Program) -> None:
    for _ in range(10):
        made(program)

    assert program.post(PATH, {"url": NOWHERE}).json()["code"] == "refused"


def test_a_change_is_refused_to_who_has_read_something_older(program: Program) -> None:
    endpoint = made(program)
    path = f"{PATH}{endpoint['id']}/"
    etag = program.get(path)["ETag"]

    assert program.patch(path, {"enabled": False}, **{"if-match": etag}).status_code == 200
    late = program.patch(path, {"enabled": True}, **{"if-match": etag})

    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")


def test_a_removed_endpoint_is_as_one_that_never_was(program: Program) -> None:
    endpoint = made(program)
    assert program.delete(f"{PATH}{endpoint['id']}/").status_code == 204

    gone, absent = program.delete(f"{PATH}{endpoint['id']}/"), program.delete(f"{PATH}{new_id()!s}/")

    assert gone.status_code == absent.status_code == 404
    assert gone.json()["detail"] == absent.json()["detail"]
    assert program.get(PATH).json()["results"] == []


def test_a_test_key_sees_and_makes_endpoints_for_tests_only(world: World, program: Program) -> None:
    live = made(program)
    tester = a_key(world, mode="test", scopes=FOR_TESTS)
    own = made(tester)

    assert own["mode"] == "test"
    assert [row["id"] for row in tester.get(PATH).json()["results"]] == [own["id"]]
    assert tester.get(f"{PATH}{live['id']}/").status_code == 404


def test_an_agency_gets_no_key_with_webhooks(world: World) -> None:
    with pytest.raises(KeyRefused, match="agency"):
        a_key(world, "gil", scopes=("webhooks:write",))


def test_a_test_event_arrives_and_its_attempts_can_be_read(world: World, program: Program) -> None:
    with receiving() as receiver:
        endpoint = made(program, url=receiver.url)
        sent = program.post(f"{PATH}{endpoint['id']}/test/").json()
        run_work()
        event = receiver.got[0].verified_with(endpoint["secret"])

    found = program.get(f"{PATH}{endpoint['id']}/deliveries/{sent['id']}/").json()
    assert event["type"] == found["type"] == "endpoint.test"
    assert found["state"] == "delivered"
    assert [attempt["status"] for attempt in found["attempts"]] == [204]
    assert found["body"].encode() == receiver.got[0].body


def test_deliveries_can_be_listed_by_state_and_sent_again(world: World, program: Program) -> None:
    endpoint = made(program, events=["complaint.received"])
    file(world, "a1")
    run_work()
    path = f"{PATH}{endpoint['id']}/deliveries/"
    [waiting] = program.get(path, {"state": "pending"}).json()["results"]

    assert program.get(path, {"state": "failed"}).json()["results"] == []
    assert program.post(f"{path}{waiting['id']}/redelivery/").status_code == 202


def test_a_stopped_endpoint_is_not_tested(program: Program) -> None:
    endpoint = made(program)
    program.patch(f"{PATH}{endpoint['id']}/", {"enabled": False})

    answer = program.post(f"{PATH}{endpoint['id']}/test/")

    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
