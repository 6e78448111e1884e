"""A brand's programs hear by webhook that it is asked, and that it need not answer any more."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import WebhookDelivery, WebhookEndpoint
from core import clock
from core.tenancy import SYSTEM, acting_as
from detection.models import AuthenticationRequest
from detection.questions import clocks, moves
from detection.questions.handling import reopen_with_photos, withdraw
from detection.states import FINAL, Answer, Cause
from listings.connectors.base import RemoteState
from tests.accounts.hooks import an_endpoint, sent_to
from tests.api.program import a_key
from tests.detection.asking import ask, now_of, say, sign, suspect, time_passes
from tests.stories import World, evidence_for, run_work

BOTH = ["question.asked", "question.closed"]


def heard(endpoint: WebhookEndpoint) -> list[tuple[str, str, str | None]]:
    """Type, state and answer, in the order in which it was told."""
    told = [json.loads(row.body) for row in sent_to(endpoint)]
    return [(one["type"], one["data"]["state"], one["data"]["answer"]) for one in told]


def test_a_program_hears_that_the_brand_is_asked_and_no_more_than_the_api_shows(world: World) -> None:
    endpoint = an_endpoint(world, events=BOTH)
    [request] = ask(world, "s1")

    [told] = sent_to(endpoint)

    assert json.loads(told.body) | {"timestamp": ""} == {
        "type": "question.asked",
        "timestamp": "",
        "data": {
            "authentication_request": str(request.id),
            "listing_ref": "s1",
            "url": f"http://localhost:8000/api/v1/authentication-requests/{request.id}/",
            "state": "open",
            "answer": None,
        },
    }
    shown = a_key(world).get(f"authentication-requests/{request.id}/").json()
    told_of = json.loads(told.body)["data"]
    assert {key: shown[key] for key in ("listing_ref", "state", "answer")}.items() <= told_of.items()


def test_a_suspicion_alone_is_not_told_nor_that_it_came_to_nothing(world: World) -> None:
    endpoint = an_endpoint(world)
    world.site.offer("gone", state=RemoteState.GONE)
    suspect(world, "s1", "gone")
    assert heard(endpoint) == []

    run_work()

    assert heard(endpoint) == [("question.asked", "open", None)]


@pytest.mark.parametrize("said", FINAL)
def test_an_answer_closes_it_for_every_program(world: World, said: Answer) -> None:
    endpoint = an_endpoint(world, events=BOTH)
    sign(world)
    [request] = ask(world, "s1")

    say(world, request, said)
    say(world, request, said)

    assert heard(endpoint)[1:] == [("question.closed", "answered", said)]


def test_an_agencys_answer_is_told_to_the_brand(world: World) -> None:
    endpoint = an_endpoint(world, by="charlie", events=BOTH)
    [request] = ask(world, "k1", brand="kestrel")

    say(world, request, Answer.GENUINE, by="gil", brand="kestrel")

    assert heard(endpoint)[1:] == [("question.closed", "answered", "genuine")]


def test_photos_that_the_brand_wants_are_no_end_and_with_them_it_is_asked_again(world: World) -> None:
    endpoint = an_endpoint(world, events=BOTH)
    [request] = ask(world, "s1")
    say(world, request, Answer.NEED_PHOTOS)
    assert len(heard(endpoint)) == 1
    rita, photo = world.actor("rita"), evidence_for(world.brands["lumora"], name="inside.jpg").body

    with acting_as(rita):
        reopen_with_photos(request.id, [photo], by=rita, now=clock.now())

    assert heard(endpoint) == [("question.asked", "open", None)] * 2


def test_silence_and_the_marketplaces_own_word_close_it_too(world: World) -> None:
    endpoint = an_endpoint(world, events=BOTH)
    [taken_back] = ask(world, "s1")
    [late] = ask(world, "s2")
    rita = world.actor("rita")

    with acting_as(rita):
        withdraw(taken_back.id, by=rita, now=clock.now())
    time_passes(timedelta(hours=73))
    with acting_as(SYSTEM):
        clocks.expire([])

    assert now_of(late).state == "expired"
    assert heard(endpoint)[2:] == [
        ("question.closed", "withdrawn", None),
        ("question.closed", "expired", None),
    ]


def test_who_chose_other_events_hears_of_no_question(world: World) -> None:
    endpoint = an_endpoint(world, events=["item.removed", "counter_notice.filed"])
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE)

    assert sent_to(endpoint) == []


def test_who_chose_one_of_the_two_hears_that_one(world: World) -> None:
    endpoint = an_endpoint(world, events=["question.closed"])
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE)

    assert heard(endpoint) == [("question.closed", "answered", "genuine")]


def test_an_endpoint_for_tests_hears_of_questions_about_the_sandbox_only(world: World) -> None:
    endpoint = an_endpoint(world, for_tests=True, events=BOTH)
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE)
    assert sent_to(endpoint) == []

    with acting_as(SYSTEM):
        world.marketplace.is_sandbox = True
        world.marketplace.save()
    [request] = ask(world, "s2")
    say(world, request, Answer.GENUINE)

    assert [kind for kind, *_ in heard(endpoint)] == BOTH


def test_other_brands_hear_nothing_of_it(world: World) -> None:
    theirs, ours = an_endpoint(world, by="charlie"), an_endpoint(world, events=BOTH)
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE)

    assert (sent_to(theirs), len(sent_to(ours))) == ([], 2)


def test_it_is_undone_with_what_it_tells(world: World) -> None:
    endpoint = an_endpoint(world, events=BOTH)
    [request] = ask(world, "s1")
    rita = world.actor("rita")

    def withdraw_and_fail() -> None:
        with acting_as(rita):
            withdraw(request.id, by=rita, now=clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        withdraw_and_fail()

    assert [kind for kind, *_ in heard(endpoint)] == ["question.asked"]


# --- what it costs -----------------------------------------------------------------------------------------


def queries_to_withdraw(requests: Sequence[AuthenticationRequest]) -> list[dict[str, Any]]:
    with acting_as(SYSTEM), CaptureQueriesContext(connection) as queries:
        moves.withdraw(requests, Cause.BY_STAFF, by=SYSTEM, now=clock.now())
    return queries.captured_queries


def test_a_hundred_are_told_in_as_many_queries_as_one(world: World) -> None:
    endpoint = an_endpoint(world, events=BOTH)
    one, *many = ask(world, *(f"s{n}" for n in range(13)))

    assert len(queries_to_withdraw([one])) == len(queries_to_withdraw(many))
    assert len(heard(endpoint)) == 26


def test_where_nobody_listens_it_costs_one_query_and_before_it_was_put_none(world: World) -> None:
    [put] = ask(world, "s1")
    [raised] = suspect(world, "s2")
    assert raised.request_id is not None

    cost = len(queries_to_withdraw([put]))

    assert cost == len(queries_to_withdraw([now_of(raised.request_id)])) + 1
    with acting_as(SYSTEM):
        assert not WebhookDelivery.objects.exists()
