"""The page behind a link in a letter: it shows, it answers once and only after a yes, and it says when it is over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brands.models import Membership, RightFile
from core import clock, files
from core.tenancy import SYSTEM, acting_as
from detection.models import AnswerLink, AuthenticationRequest
from detection.questions.digests import COLLECT, token_of
from detection.questions.handling import reopen_with_photos, withdraw
from detection.states import Answer
from tests.detection.asking import ask, join_force, now_of, say, sign, time_passes
from tests.stories import World, evidence_for, run_work


@pytest.fixture
def request_(world: World) -> AuthenticationRequest:
    [request] = ask(world, "s1")
    time_passes(COLLECT)
    run_work()
    return now_of(request)


def link_of(world: World, name: str = "oscar") -> str:
    with acting_as(SYSTEM):
        link = AnswerLink.objects.get(user=world.people[name])
    return reverse("question-link", args=[token_of(link.id)])


def test_opening_the_link_answers_nothing(world: World, request_: AuthenticationRequest) -> None:
    for method in ("get", "head"):
        page = getattr(Client(), method)(link_of(world))
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store"

    assert "Lumora handbag s1" in Client().get(link_of(world)).content.decode()
    assert now_of(request_).state == "open"


def test_the_first_press_asks_whether_it_is_meant(world: World, request_: AuthenticationRequest) -> None:
    page = Client().post(link_of(world), {"answer": "genuine"})

    assert "Your answer: Genuine?" in page.content.decode()
    assert now_of(request_).state == "open"


def test_the_yes_answers_as_the_person_it_is_for(world: World, request_: AuthenticationRequest) -> None:
    page = Client().post(link_of(world), {"answer": "genuine", "confirmed": "on"})

    assert "Answered: Genuine" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    request = now_of(request_)
    assert (request.answer, request.channel, request.answered_by) == ("genuine", "mail_link", world.oscar.id)


def test_counterfeit_by_link_removes_the_listing(world: World, request_: AuthenticationRequest) -> None:
    join_force(world)

    Client().post(link_of(world), {"answer": "counterfeit", "confirmed": "on"})
    run_work()

    assert world.site.hides == {"s1": 1}


def test_counterfeit_needs_the_declaration(world: World, request_: AuthenticationRequest) -> None:
    page = Client().post(link_of(world), {"answer": "counterfeit", "confirmed": "on"})

    assert page.status_code == 422
    assert "declaration that an owner of your brand makes once" in page.content.decode()
    assert now_of(request_).state == "open"


def test_a_link_answers_once_and_says_so(world: World, request_: AuthenticationRequest) -> None:
    sign(world)
    Client().post(link_of(world), {"answer": "genuine", "confirmed": "on"})

    again = Client().post(link_of(world), {"answer": "counterfeit", "confirmed": "on"})

    assert "This was answered already" in again.content.decode()
    assert "Genuine, said Oscar Filer" in again.content.decode()
    assert now_of(request_).answer == "genuine"


def test_a_colleagues_link_says_what_was_answered_by_whom(
    world: World, request_: AuthenticationRequest
) -> None:
    say(world, request_, Answer.GENUINE, by="oscar")

    assert "Genuine, said Oscar Filer" in Client().get(link_of(world, "alice")).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_says_so(world: World, request_: AuthenticationRequest, method: str) -> None:
    time_passes(timedelta(hours=72))

    page = getattr(Client(), method)(link_of(world), {"answer": "genuine", "confirmed": "on"})

    assert page.status_code == 410
    assert "This link has run out" in page.content.decode()
    assert now_of(request_).answer == ""


def test_a_withdrawn_question_says_so(world: World, request_: AuthenticationRequest) -> None:
    rita = world.actor("rita")
    with acting_as(rita):
        withdraw(request_.id, by=rita, now=clock.now())

    assert "The question was taken back" in Client().get(link_of(world)).content.decode()


def leaves(world: World) -> None:
    Membership.objects.filter(user=world.oscar).delete()


def becomes_a_viewer(world: World) -> None:
    Membership.objects.filter(user=world.oscar).update(role="viewer")


def is_shut_out(world: World) -> None:
    type(world.oscar).objects.filter(id=world.oscar.id).update(is_active=False)


@pytest.mark.parametrize("what", [leaves, becomes_a_viewer, is_shut_out])
def test_the_link_of_somebody_who_may_no_longer_answer_shows_nothing(
    world: World, request_: AuthenticationRequest, what: Callable[[World], None]
) -> None:
    with acting_as(SYSTEM):
        what(world)

    page = Client().post(link_of(world), {"answer": "genuine", "confirmed": "on"})

    assert "You no longer answer for this brand" in page.content.decode()
    assert "handbag" not in page.content.decode()
    assert now_of(request_).state == "open"


def test_after_new_photos_an_old_link_that_was_used_is_over(
    world: World, request_: AuthenticationRequest
) -> None:
    Client().post(link_of(world), {"answer": "need_photos", "confirmed": "on"})
    assert "Photos are being got" in Client().get(link_of(world)).content.decode()
    rita, photo = world.actor("rita"), evidence_for(world.brands["lumora"]).body
    with acting_as(rita):
        reopen_with_photos(request_.id, [photo], by=rita, now=clock.now())

    assert "This link was used already" in Client().get(link_of(world)).content.decode()


@pytest.mark.parametrize("token", ["0" * 48, "x", "0" * 47])
def test_a_made_up_link_is_nothing(world: World, token: str) -> None:
    assert Client().get(f"/questions/link/{token}/").status_code == 404


def test_it_shows_its_own_pictures_and_no_other_file(world: World, request_: AuthenticationRequest) -> None:
    with acting_as(SYSTEM):
        shown = files.record_file(evidence_for(world.brands["lumora"], name="a.jpg").body, by=SYSTEM)
        RightFile.objects.create(
            tenant_id=request_.tenant_id,
            right_id=request_.right_id,
            file=shown,
            purpose=RightFile.Purpose.DOCUMENT,
        )

    def picture(file_id: Any) -> int:
        return int(Client().get(f"{link_of(world)}pictures/{file_id}/").status_code)

    assert picture(request_.snapshot.picture_id) == 200
    # A certificate is no picture that the page shows.
    assert picture(shown.id) == 404
    say(world, request_, Answer.GENUINE)
    assert picture(request_.snapshot.picture_id) == 404
