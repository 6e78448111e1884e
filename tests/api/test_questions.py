"""Authentication requests for programs."""

from typing import Any

import pytest

from detection.states import Answer
from tests.api.program import Program, a_key
from tests.detection.asking import ask, join_force, now_of, say
from tests.stories import World, run_work


def answer(program: Program, request: Any, said: str, **headers: str) -> Any:
    return program.post(f"authentication-requests/{request.id}/answer/", {"answer": said}, **headers)


def test_a_program_reads_what_is_asked(world: World, program: Program) -> None:
    first, second = ask(world, "s1", "s2", seller="shop", price="12.50")
    say(world, second, Answer.GENUINE)

    [line] = program.get("authentication-requests/", {"state": "open"}).json()["results"]

    assert (line["id"], line["title"], line["price"]) == (str(first.id), "Lumora handbag s1", "12.50")
    assert line["seller"] == {"ref": "shop", "name": "Seller shop"}
    assert line["suspicion"]["codes"] == ["mark_in_title"]
    assert len(line["picture_sha256"]) == 64
    assert len(program.get("authentication-requests/").json()["results"]) == 2


def test_pages_follow_each_other(world: World, program: Program) -> None:
    ask(world, *(f"s{n}" for n in range(5)))

    page = program.get("authentication-requests/", {"limit": "3"}).json()
    rest = program.client.get(page["next"], headers=program.headers({})).json()

    refs = [line["listing_ref"] for line in page["results"] + rest["results"]]
    assert sorted(refs) == [f"s{n}" for n in range(5)]


def test_a_state_that_there_is_not_is_a_mistake(world: World, program: Program) -> None:
    for state in ("raised", "nonsense"):
        assert program.get("authentication-requests/", {"state": state}).status_code == 400


def test_what_has_not_been_put_yet_is_not_there(world: World, program: Program) -> None:
    [request] = ask(world, "gone", state="gone")

    assert program.get("authentication-requests/").json()["results"] == []
    assert program.get(f"authentication-requests/{request.id}/").status_code == 404


def test_a_program_takes_a_fake_off_sale(world: World, program: Program) -> None:
    join_force(world)
    [request] = ask(world, "s1")

    line = answer(program, request, "counterfeit").json()
    run_work()

    assert (line["state"], line["answer"], line["channel"]) == ("answered", "counterfeit", "key")
    assert program.get(f"items/{line['item']}/").json()["status"] == "removed"
    complaint = program.get(f"items/{line['item']}/").json()["complaint"]
    assert program.get(f"complaints/{complaint}/").json()["channel"] == "authentication"


def test_the_same_answer_again_is_no_trouble_and_another_one_is(world: World, program: Program) -> None:
    [request] = ask(world, "s1")
    answer(program, request, "genuine")

    assert answer(program, request, "genuine").status_code == 200
    late = answer(program, request, "cannot_tell")

    assert (late.status_code, late.json()["code"]) == (409, "state_changed")
    assert "Genuine, said watch service (API key)" in late.json()["detail"]
    assert now_of(request).answer == "genuine"


def test_without_the_declaration_counterfeit_is_refused_in_words(world: World, program: Program) -> None:
    [request] = ask(world, "s1")

    refused = answer(program, request, "counterfeit")

    assert (refused.status_code, refused.json()["code"]) == (422, "refused")
    assert "declaration" in refused.json()["detail"]
    assert now_of(request).state == "open"


@pytest.mark.parametrize("body", [{}, {"answer": "maybe"}, {"answer": "genuine", "twins": []}])
def test_what_is_no_answer_is_named(world: World, program: Program, body: dict[str, Any]) -> None:
    [request] = ask(world, "s1")

    assert program.post(f"authentication-requests/{request.id}/answer/", body).json()["code"] == "invalid"


def test_an_answer_to_an_older_reading_is_refused(world: World, program: Program) -> None:
    [request] = ask(world, "s1")

    refused = answer(program, request, "genuine", **{"If-Match": '"old"'})

    assert refused.json()["code"] == "precondition_failed"
    assert now_of(request).state == "open"


def test_a_test_key_is_asked_about_the_sandbox_only(world: World) -> None:
    [request] = ask(world, "s1")
    test_key = a_key(world, mode="test")

    assert test_key.get("authentication-requests/").json()["results"] == []
    assert answer(test_key, request, "genuine").status_code == 404
