"""A person reads the language that they chose; who has not chosen, the one that the browser asks for."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from brands import team
from core import clock
from core.tenancy import SYSTEM, acting_as
from tests.stories import World, run_work

CHINESE = {"accept-language": "zh-CN,zh;q=0.9"}


@pytest.fixture
def alice(world: World, client_for: Callable[[Any], Client]) -> Client:
    return client_for(world.alice)


def speaks(world: World, name: str, language: str) -> None:
    with acting_as(SYSTEM):
        User.objects.filter(id=world.people[name].id).update(language=language)


def test_the_browser_is_asked_as_long_as_nobody_has_chosen(alice: Client) -> None:
    assert 'lang="zh-hans"' in alice.get("/", headers=CHINESE).content.decode()
    assert 'lang="en"' in alice.get("/").content.decode()
    assert 'lang="zh-hans"' in Client().get("/help/", headers=CHINESE).content.decode()


def test_a_choice_on_the_account_page_holds_in_every_browser(
    world: World, alice: Client, client_for: Callable[[Any], Client]
) -> None:
    answer = alice.post(reverse("account-language"), {"language": "zh-hans"}, follow=True)

    assert "今后我们将用此语言与您联系" in answer.content.decode()
    assert 'lang="zh-hans"' in client_for(world.alice).get("/").content.decode()
    assert answer.headers["Content-Language"] == "zh-hans"


def test_the_switch_at_the_foot_is_kept_for_who_is_signed_in(
    world: World, alice: Client, client_for: Callable[[Any], Client]
) -> None:
    page = alice.get("/help/").content.decode()
    assert 'value="zh-hans"' in page
    assert 'value="en"' not in page

    answer = alice.post(reverse("set_language"), {"language": "zh-hans", "next": "/help/"})

    assert (answer.status_code, answer["Location"]) == (302, "/help/")
    assert 'lang="zh-hans"' in client_for(world.alice).get("/").content.decode()


def test_a_visitors_choice_stays_in_the_browser(db: None) -> None:
    visitor = Client()

    visitor.post(reverse("set_language"), {"language": "zh-hans", "next": "/help/"})

    assert 'lang="zh-hans"' in visitor.get("/help/").content.decode()
    assert 'lang="en"' in Client().get("/help/").content.decode()


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "zh-hans\x00"])
def test_what_is_no_language_of_ours_changes_nothing(world: World, alice: Client, language: str) -> None:
    assert alice.post(reverse("account-language"), {"language": language}).status_code == 422
    alice.post(reverse("set_language"), {"language": language})

    with acting_as(SYSTEM):
        assert User.objects.get(id=world.alice.id).language == ""


def test_a_language_that_is_spoken_no_more_is_passed_over(world: World, alice: Client) -> None:
    speaks(world, "alice", "tlh")

    assert 'lang="en"' in alice.get("/").content.decode()


def test_whoever_signs_up_keeps_the_language_that_they_did_it_in(db: None) -> None:
    words = {
        "email": "li@example.test",
        "password1": "four unrelated words here",
        "password2": "four unrelated words here",
    }

    Client().post(reverse("account_signup"), words, headers=CHINESE)

    with acting_as(SYSTEM):
        assert User.objects.get(email="li@example.test").language == "zh-hans"


def test_a_letter_to_several_owners_is_written_once_in_each_language(world: World) -> None:
    speaks(world, "alice", "zh-hans")
    with acting_as(world.actor("alice", "lumora")):
        team.invite(
            email="new@example.test", role=Role.VIEWER, by=world.actor("alice", "lumora"), now=clock.now()
        )
    mail.outbox.clear()
    run_work()

    told = {address: letter for letter in mail.outbox for address in letter.recipients()}
    assert "邀请" in told["alice@example.test"].body
    # Who has no account yet reads what whoever invites them reads.
    assert "邀请您代表" in told["new@example.test"].body


def test_a_programs_problems_are_said_in_the_language_that_it_asks_for(db: None) -> None:
    english = Client().get("/api/v1/rights/").json()
    chinese = Client().get("/api/v1/rights/", headers=CHINESE).json()

    assert (english["code"], english["title"]) == ("key_missing", "No API key was sent")
    assert (chinese["code"], chinese["title"]) == ("key_missing", "没有发送 API 密钥")


def test_the_description_for_machines_is_english_whoever_asks(db: None) -> None:
    assert Client().get("/api/schema/", headers=CHINESE).content == Client().get("/api/schema/").content
