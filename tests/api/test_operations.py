"""Every operation: the scope it needs, and that it cannot tell another brand's row from no row."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import get_resolver

from accounts.scopes import Scope
from core.ids import new_id
from takedown.models import CounterNotice
from tests.accounts.hooks import NOWHERE, an_endpoint, sent_to
from tests.api.program import ALL, Program, a_complaint, a_feed_key, a_key
from tests.detection.asking import ask
from tests.fakes import a_picture
from tests.stories import World, file, items_of, run_work
from tests.takedown.appealing import brand_appeals, refused_by_rita
from tests.takedown.delivery import ten_seconds_pass, upheld_by_rita
from tests.takedown.replying import counter_filed

type Key = tuple[str, str]
type Ask = Callable[[Program, World, dict[str, str]], Any]


@dataclass(frozen=True)
class Operation:
    scope: Scope
    ask: Ask
    names: str = ""
    """What of a brand's the address names."""
    mentions: tuple[str, ...] = ()
    """What of a brand's the body names."""


def _picture() -> Any:
    found = a_picture("navy")
    from_bytes = type("File", (), {"name": "proof.jpg", "read": lambda self, size=-1: found})
    return from_bytes()


OPERATIONS: dict[tuple[str, str], Operation] = {
    ("api-marketplaces", "GET"): Operation(Scope.COMPLAINTS_READ, lambda p, w, ids: p.get("marketplaces/")),
    ("api-evidence", "POST"): Operation(Scope.COMPLAINTS_WRITE, lambda p, w, ids: p.upload(_picture())),
    ("api-complaints", "GET"): Operation(Scope.COMPLAINTS_READ, lambda p, w, ids: p.get("complaints/")),
    ("api-complaints", "POST"): Operation(
        Scope.COMPLAINTS_WRITE,
        lambda p, w, ids: p.post(
            "complaints/", a_complaint(w, "n1", right=ids["right"], evidence=[ids["upload"]])
        ),
        mentions=("right", "upload"),
    ),
    ("api-complaint", "GET"): Operation(
        Scope.COMPLAINTS_READ, lambda p, w, ids: p.get(f"complaints/{ids['complaint']}/"), "complaint"
    ),
    ("api-withdrawal", "POST"): Operation(
        Scope.COMPLAINTS_WRITE,
        lambda p, w, ids: p.post(f"complaints/{ids['complaint']}/withdrawal/"),
        "complaint",
    ),
    ("api-items", "GET"): Operation(Scope.COMPLAINTS_READ, lambda p, w, ids: p.get("items/")),
    ("api-item", "GET"): Operation(
        Scope.COMPLAINTS_READ, lambda p, w, ids: p.get(f"items/{ids['item']}/"), "item"
    ),
    ("api-item-answer", "POST"): Operation(
        Scope.COMPLAINTS_WRITE,
        lambda p, w, ids: p.post(
            f"items/{ids['item']}/answer/", {"answer": "Here.", "evidence": [ids["upload"]]}
        ),
        "item",
        mentions=("upload",),
    ),
    ("api-appeals", "GET"): Operation(Scope.COMPLAINTS_READ, lambda p, w, ids: p.get("appeals/")),
    ("api-appeals", "POST"): Operation(
        Scope.COMPLAINTS_WRITE,
        lambda p, w, ids: p.post(
            "appeals/", {"item": ids["refused"], "statement": "Look again.", "evidence": [ids["upload"]]}
        ),
        mentions=("refused", "upload"),
    ),
    ("api-appeal", "GET"): Operation(
        Scope.COMPLAINTS_READ, lambda p, w, ids: p.get(f"appeals/{ids['appeal']}/"), "appeal"
    ),
    ("api-questions", "GET"): Operation(
        Scope.QUESTIONS_READ, lambda p, w, ids: p.get("authentication-requests/")
    ),
    ("api-question", "GET"): Operation(
        Scope.QUESTIONS_READ,
        lambda p, w, ids: p.get(f"authentication-requests/{ids['request']}/"),
        "request",
    ),
    ("api-question-answer", "POST"): Operation(
        Scope.QUESTIONS_ANSWER,
        lambda p, w, ids: p.post(f"authentication-requests/{ids['request']}/answer/", {"answer": "genuine"}),
        "request",
    ),
    ("api-counter-notices", "GET"): Operation(
        Scope.COUNTER_NOTICES_READ, lambda p, w, ids: p.get("counter-notices/")
    ),
    ("api-counter-notice", "GET"): Operation(
        Scope.COUNTER_NOTICES_READ, lambda p, w, ids: p.get(f"counter-notices/{ids['counter']}/"), "counter"
    ),
    ("api-counter-notice-answer", "POST"): Operation(
        Scope.COUNTER_NOTICES_ANSWER,
        lambda p, w, ids: p.post(
            f"counter-notices/{ids['counter']}/answer/",
            {"choice": "answer", "text": "It is for another model.", "evidence": [ids["upload"]]},
        ),
        "counter",
        mentions=("upload",),
    ),
    ("api-rights", "GET"): Operation(Scope.RIGHTS_READ, lambda p, w, ids: p.get("rights/")),
    ("api-rights", "POST"): Operation(Scope.RIGHTS_WRITE, lambda p, w, ids: p.post("rights/", a_new_right())),
    ("api-right", "GET"): Operation(
        Scope.RIGHTS_READ, lambda p, w, ids: p.get(f"rights/{ids['right']}/"), "right"
    ),
    ("api-standing", "GET"): Operation(Scope.STANDING_READ, lambda p, w, ids: p.get("standing/")),
    ("api-webhook-endpoints", "GET"): Operation(Scope.WEBHOOKS_READ, lambda p, w, ids: p.get(HOOKS)),
    ("api-webhook-endpoints", "POST"): Operation(
        Scope.WEBHOOKS_WRITE, lambda p, w, ids: p.post(HOOKS, {"url": NOWHERE})
    ),
    ("api-webhook-endpoint", "GET"): Operation(
        Scope.WEBHOOKS_READ, lambda p, w, ids: p.get(f"{HOOKS}{ids['endpoint']}/"), "endpoint"
    ),
    ("api-webhook-endpoint", "PATCH"): Operation(
        Scope.WEBHOOKS_WRITE, lambda p, w, ids: p.patch(f"{HOOKS}{ids['endpoint']}/", {}), "endpoint"
    ),
    ("api-webhook-endpoint", "DELETE"): Operation(
        Scope.WEBHOOKS_WRITE, lambda p, w, ids: p.delete(f"{HOOKS}{ids['endpoint']}/"), "endpoint"
    ),
    ("api-webhook-secret", "POST"): Operation(
        Scope.WEBHOOKS_WRITE, lambda p, w, ids: p.post(f"{HOOKS}{ids['endpoint']}/secret/"), "endpoint"
    ),
    ("api-webhook-test", "POST"): Operation(
        Scope.WEBHOOKS_WRITE, lambda p, w, ids: p.post(f"{HOOKS}{ids['endpoint']}/test/"), "endpoint"
    ),
    ("api-webhook-deliveries", "GET"): Operation(
        Scope.WEBHOOKS_READ, lambda p, w, ids: p.get(f"{HOOKS}{ids['endpoint']}/deliveries/"), "endpoint"
    ),
    ("api-webhook-delivery", "GET"): Operation(
        Scope.WEBHOOKS_READ, lambda p, w, ids: p.get(_delivery(ids)), "delivery"
    ),
    ("api-webhook-redelivery", "POST"): Operation(
        Scope.WEBHOOKS_WRITE, lambda p, w, ids: p.post(f"{_delivery(ids)}redelivery/"), "delivery"
    ),
}
# Not for brands' keys; tests/listings/test_feed_requests.py asks it.
OF_MARKETPLACES = {("api-listings", "POST")}
HOOKS = "webhook-endpoints/"


def _delivery(ids: dict[str, str]) -> str:
    return f"{HOOKS}{ids['endpoint']}/deliveries/{ids['delivery']}/"


def a_new_right(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "trademark",
        "title": "LUMORA NOCTURNE",
        "number": "018999",
        "office": "EUIPO",
        "owner_name": "Lumora GmbH",
        "territories": ["EU"],
        "nice_classes": [14],
        **changes,
    }


@pytest.fixture
def ids(world: World) -> dict[str, str]:
    """One of everything, all of it Lumora's; its item waits for an answer."""
    endpoint = an_endpoint(world, events=["complaint.received"])
    complaint = file(world, "a1", with_evidence=False)
    run_work()
    [item] = items_of(complaint)
    assert item.status == "needs_information"
    [question] = ask(world, "q1")
    [delivery] = sent_to(endpoint)
    refused = refused_by_rita(world, "r1")
    return {
        "complaint": str(complaint.id),
        "item": str(item.id),
        "request": str(question.id),
        "counter": str(a_counter_notice(world).id),
        "right": str(world.rights["lumora"].id),
        "upload": a_key(world).upload(_picture()).json()["id"],
        "endpoint": str(endpoint.id),
        "delivery": str(delivery.id),
        "refused": str(refused.id),
        "appeal": str(brand_appeals(world, refused_by_rita(world, "r2")).id),
    }


def a_counter_notice(world: World) -> CounterNotice:
    item = upheld_by_rita(world, "k1")
    ten_seconds_pass()
    return counter_filed(item)


def operations_there() -> Iterator[tuple[str, str]]:
    """(name, method) of everything below /api/v1/ that answers."""

    def walk(patterns: Any, path: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            here = path + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, here)
            elif here.startswith("api/v1/") and pattern.name != "api-nothing":
                yield from ((pattern.name, method) for method in pattern.callback.view_class.actions)

    return walk(get_resolver().url_patterns, "")


def test_every_operation_has_a_row() -> None:
    assert set(operations_there()) == set(OPERATIONS) | OF_MARKETPLACES


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done in it is done to one of everything, as it was made: one database for all operations."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def asked(
    world: World,
    ids: dict[str, str],
    program: Callable[[Operation], Program],
    keys: Iterable[Key] = OPERATIONS,
) -> Iterator[tuple[Key, Operation, Any]]:
    for key in keys:
        with taken_back():
            operation = OPERATIONS[key]
            yield key, operation, operation.ask(program(operation), world, ids)


def test_with_its_scope_alone_it_is_answered(world: World, ids: dict[str, str]) -> None:
    answers = asked(world, ids, lambda o: a_key(world, scopes=(str(o.scope),)))
    refused = [(key, a.status_code) for key, _, a in answers if a.status_code not in {200, 201, 202, 204}]

    assert refused == []


def test_with_every_other_scope_it_is_refused(world: World, ids: dict[str, str]) -> None:
    answers = asked(world, ids, lambda o: a_key(world, scopes=tuple(s for s in ALL if s != o.scope)))
    let_in = [
        (key, a.status_code)
        for key, o, a in answers
        if (a.status_code, a.json()["code"]) != (403, "scope_missing")
        or str(o.scope) not in a.json()["detail"]
    ]

    assert let_in == []


def test_without_a_key_it_is_refused(world: World, ids: dict[str, str]) -> None:
    answers = asked(world, ids, lambda o: Program(secret=""))
    let_in = [
        (key, a.status_code)
        for key, _, a in answers
        if (a.status_code, a.json()["code"]) != (401, "key_missing")
    ]

    assert let_in == []


def test_another_brands_row_is_answered_as_no_row(world: World, ids: dict[str, str]) -> None:
    told = []
    for key, operation in OPERATIONS.items():
        if not operation.names:
            continue
        with taken_back():
            charlie = a_key(world, "charlie")
            theirs = operation.ask(charlie, world, ids)
            absent = operation.ask(charlie, world, {**ids, operation.names: str(new_id())})
            if not theirs.status_code == absent.status_code == 404 or without_id(theirs) != without_id(
                absent
            ):
                told.append((key, theirs.status_code, absent.status_code))

    assert told == []


def test_naming_another_brands_row_is_answered_as_naming_no_row(world: World, ids: dict[str, str]) -> None:
    program, charlie = a_key(world), a_key(world, "charlie")
    foreign = {
        "right": str(world.rights["kestrel"].id),
        "upload": charlie.upload(_picture()).json()["id"],
        "refused": str(refused_by_rita(world, "z1", brand="kestrel").id),
    }
    told = []
    for key, name in [(key, name) for key, o in OPERATIONS.items() for name in o.mentions]:
        with taken_back():
            theirs = OPERATIONS[key].ask(program, world, {**ids, name: foreign[name]})
            absent = OPERATIONS[key].ask(program, world, {**ids, name: str(new_id())})
            if not theirs.status_code == absent.status_code == 422 or without_id(theirs) != without_id(
                absent
            ):
                told.append((key, name, theirs.status_code, absent.status_code))

    assert told == []


def without_id(answer: Any) -> dict[str, Any]:
    return {name: value for name, value in answer.json().items() if name != "request_id"}


def test_a_post_sent_again_with_its_key_has_the_same_answer_byte_for_byte(
    world: World, ids: dict[str, str]
) -> None:
    differing = []
    for key in [key for key in OPERATIONS if key[1] == "POST"]:
        with taken_back():
            program = a_key(world)
            program.headers = _with_key(program.headers)  # type: ignore[method-assign]
            first = OPERATIONS[key].ask(program, world, ids)
            second = OPERATIONS[key].ask(program, world, ids)
            if (
                first.status_code not in {200, 201, 202}
                or (second.status_code, second.content) != (first.status_code, first.content)
                or second.get("Idempotency-Replayed") != "true"
            ):
                differing.append((key, first.status_code, second.status_code))

    assert differing == []


def _with_key(
    plain: Callable[[dict[str, str]], dict[str, str]],
) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda more: plain(more | {"idempotency-key": "7c1f"})


def test_a_marketplaces_feed_key_is_refused(world: World, ids: dict[str, str]) -> None:
    answers = asked(world, ids, lambda o: a_feed_key(world))
    let_in = [
        (key, a.status_code)
        for key, _, a in answers
        if (a.status_code, a.json()["code"]) != (403, "wrong_kind_of_key")
    ]

    assert let_in == []
