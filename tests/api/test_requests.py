"""What holds for every request: bodies, problems, limits, repeats."""

import json

import pytest
import redis

from accounts.api import limits
from accounts.api.problems import KINDS
from accounts.models import ReplayedAnswer
from brands.models import Right
from core.tenancy import SYSTEM, acting_as
from tests.api.program import Program, a_key
from tests.api.test_operations import a_new_right
from tests.stories import World


def rights_there() -> int:
    with acting_as(SYSTEM):
        return Right.objects.count()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"title": "a\\u0000b"}', "NUL"),
        (b'{"title": "\\ud800"}', "surrogate"),
        (b'{"kind": "patent", "kind": "design"}', "twice"),
        (b'{"nice_classes": [NaN]}', "NaN"),
        (b"[" * 100_000, "deeper"),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "deeper"),
    ],
)
def test_a_body_that_cannot_be_read_is_said_to_be_so(program: Program, body: bytes, words: str) -> None:
    answer = program.send("rights/", body)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("body", [b"", b"7", b"[]", b'"text"', b"null"])
def test_a_body_of_another_shape_is_not_right(program: Program, body: bytes) -> None:
    answer = program.send("rights/", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_a_body_that_is_too_large_is_refused(program: Program) -> None:
    answer = program.send("rights/", b'{"title": "' + b"a" * 4_000_000 + b'"}')

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_another_media_type_is_refused(program: Program) -> None:
    answer = program.send("rights/", b"kind=patent", content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("path", ["nowhere/", "complaints/7/", "rights", "items/x/y/"])
def test_an_address_that_is_none_answers_with_a_problem(program: Program, path: str) -> None:
    answer = program.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_another_method_is_refused_with_those_that_are_answered(program: Program) -> None:
    answer = program.client.delete("/api/v1/rights/", headers=program.headers({}))

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert set(answer["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_problem_carries_its_page_and_the_requests_id(program: Program) -> None:
    answer = program.get("nowhere/")

    assert answer.json()["type"].endswith("/api/problems/#not_found")
    assert answer.json()["request_id"] == answer["X-Request-Id"]


def test_every_code_stands_in_the_catalogue_page(client, db) -> None:
    page = client.get("/api/problems/").content.decode()

    assert [code for code in KINDS if f'id="{code}"' not in page] == []


def test_a_right_is_added_and_read_back(program: Program) -> None:
    added = program.post("rights/", a_new_right())

    read = program.client.get(added["Location"], headers=program.headers({}))

    assert (added.status_code, read.json()) == (201, added.json())
    assert added.json()["verified"] is False


def test_a_right_that_is_there_already_is_a_conflict(program: Program) -> None:
    program.post("rights/", a_new_right())

    answer = program.post("rights/", a_new_right())

    assert (answer.status_code, answer.json()["code"]) == (409, "exists_already")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"nice_classes": ["14"]}, "nice_classes[0]"),
        ({"nice_classes": [True]}, "nice_classes[0]"),
        ({"nice_classes": [46]}, "nice_classes[0]"),
        ({"territories": ["XX"]}, "territories"),
        ({"number": ""}, "number"),
        ({"registered_on": "2020-02-30"}, "registered_on"),
        ({"registered_on": 20200101}, "registered_on"),
        ({"registered_on": "2020-01-01", "expires_on": "2019-01-01"}, "expires_on"),
        ({"verified": True}, "verified"),
    ],
)
def test_a_right_that_makes_no_sense_is_not_added(program: Program, change: dict, where: str) -> None:
    answer = program.post("rights/", a_new_right(**change))

    assert answer.status_code == 422
    assert any(error["field"].startswith(where) for error in answer.json()["errors"])
    assert rights_there() == 3


def test_a_fault_of_ours_is_a_problem_too(monkeypatch, program: Program) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("brands.api.facts_of", broken)
    program.client.raise_request_exception = False

    answer = program.get("rights/")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.json()["request_id"] == answer["X-Request-Id"]


# --- repeats ---------------------------------------------------------------------------------------------


def test_the_same_key_with_another_body_is_refused(program: Program) -> None:
    program.post("rights/", a_new_right(), **{"idempotency-key": "k1"})

    answer = program.post("rights/", a_new_right(number="2"), **{"idempotency-key": "k1"})

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert rights_there() == 4


def test_an_error_is_not_kept_so_the_same_key_may_try_again(program: Program) -> None:
    refused = program.post("rights/", a_new_right(number=""), **{"idempotency-key": "k1"})

    added = program.post("rights/", a_new_right(), **{"idempotency-key": "k1"})

    assert (refused.status_code, added.status_code) == (422, 201)


def test_two_brands_may_use_the_same_key(world: World, program: Program) -> None:
    other = a_key(world, "charlie")

    answers = [p.post("rights/", a_new_right(), **{"idempotency-key": "k1"}) for p in (program, other)]

    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["id"] != answers[1].json()["id"]


@pytest.mark.parametrize("key", ["", " ", "k" * 256, "ключ", "a b"])
def test_a_key_that_cannot_be_one_is_refused(program: Program, key: str) -> None:
    answer = program.post("rights/", a_new_right(), **{"idempotency-key": key})

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_invalid")
    assert rights_there() == 3


def test_a_kept_answer_is_the_brands_own(world: World, program: Program) -> None:
    program.post("rights/", a_new_right(), **{"idempotency-key": "k1"})

    charlie = world.actor("charlie")
    with acting_as(charlie):
        assert not ReplayedAnswer.objects.exists()


# --- limits ----------------------------------------------------------------------------------------------


def test_every_answer_says_how_many_requests_are_left(settings, program: Program) -> None:
    settings.API_REQUESTS_PER_MINUTE_OF_KEY = 100

    answers = [program.get("rights/") for _ in range(2)]

    assert [int(a["RateLimit-Remaining"]) for a in answers] == [99, 98]
    assert {a["RateLimit-Limit"] for a in answers} == {"100"}


def test_over_the_limit_one_waits(settings, program: Program) -> None:
    settings.API_REQUESTS_PER_MINUTE_OF_KEY = 2

    answers = [program.get("rights/") for _ in range(3)]

    assert [a.status_code for a in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "too_many_requests"
    assert 1 <= int(answers[2]["Retry-After"]) <= 30


def test_all_keys_of_a_brand_share_its_limit(settings, world: World) -> None:
    settings.API_REQUESTS_PER_MINUTE_OF_BRAND = 1
    first, second = a_key(world), a_key(world)

    assert first.get("rights/").status_code == 200
    assert second.get("rights/").status_code == 429
    assert a_key(world, "charlie").get("rights/").status_code == 200


def test_without_the_store_that_counts_work_goes_on(settings, monkeypatch, program: Program) -> None:
    away = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.1)
    monkeypatch.setattr(limits, "_store", lambda: away)

    answer = program.get("rights/")

    assert answer.status_code == 200
    assert "RateLimit-Limit" not in answer


# --- description -----------------------------------------------------------------------------------------


def test_the_description_names_every_operation_with_examples_and_errors(client, db) -> None:
    described = json.loads(client.get("/api/schema/").content)
    lacking = [
        f"{method} {path}"
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if not {"401", "403", "429"} <= set(operation["responses"]) or not _has_example(operation)
    ]

    assert lacking == []


def _has_example(operation: dict) -> bool:
    # A 204 has no body to show.
    good = [answer for status, answer in operation["responses"].items() if status in {"200", "201", "202"}]
    return all(answer["content"]["application/json"].get("examples") for answer in good)


@pytest.mark.parametrize("language", ["curl", "python", "javascript"])
def test_the_documentation_shows_every_operation_in_the_readers_language(client, db, language: str) -> None:
    page = client.get("/api/docs/", {"language": language}).content.decode()

    word = {"curl": "curl ", "python": "import httpx", "javascript": "await fetch"}[language]
    assert page.count(word) >= 13
