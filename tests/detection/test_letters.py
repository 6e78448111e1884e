"""A brand's people are told: one letter a person, reminders, links of their own; and what nobody answers ends."""

import re
from datetime import timedelta
from typing import Any

import pytest

from brands.models import Authorisation, Membership
from core import clock
from core.models import Outbox
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM, acting_as
from detection import work
from detection.models import AnswerLink
from detection.questions.digests import COLLECT, token_of
from detection.questions.handling import reopen_with_photos
from detection.states import Answer
from tests.detection.asking import ask, now_of, say, time_passes
from tests.stories import World, evidence_for, pending_work, run_work


def tick(kind: str) -> None:
    """The scheduler's turn."""
    with acting_as(SYSTEM):
        Outbox.objects.create(kind=kind, subject_id=NO_SUBJECT)
    run_work()


def letters_to(mailoutbox: list[Any], name: str) -> list[Any]:
    return [mail for mail in mailoutbox if mail.to == [f"{name}@example.test"]]


def are_told(*, after: timedelta = COLLECT) -> None:
    time_passes(after)
    run_work()


def test_all_that_is_raised_within_minutes_is_one_letter_a_person(
    world: World, mailoutbox: list[Any]
) -> None:
    ask(world, "s1", "s2")
    ask(world, "s3")

    are_told()
    are_told()

    assert sorted(mail.to[0] for mail in mailoutbox) == ["alice@example.test", "oscar@example.test"]
    [letter] = letters_to(mailoutbox, "oscar")
    assert letter.subject == "Lumora: is this yours? 3 listings wait for your answer"
    assert letter.body.count("/questions/link/") == 3


def test_each_person_has_links_of_their_own(world: World, mailoutbox: list[Any]) -> None:
    ask(world, "s1")
    are_told()

    links = {re.search(r"/questions/link/\w+/", mail.body)[0] for mail in mailoutbox}  # type: ignore[index]
    assert len(links) == 2


def test_tokens_are_stored_as_hashes_only(world: World) -> None:
    ask(world, "s1")
    are_told()

    with acting_as(SYSTEM):
        for link in AnswerLink.objects.all():
            assert token_of(link.id) not in str(link.__dict__)


def test_an_agency_is_told_of_what_its_mandate_covers(world: World, mailoutbox: list[Any]) -> None:
    ask(world, "s1", brand="kestrel")
    are_told()
    assert letters_to(mailoutbox, "gil")

    mailoutbox.clear()
    with acting_as(SYSTEM):
        Authorisation.objects.update(right_ids=[world.rights["lumora"].id])
    ask(world, "s2", brand="kestrel")
    are_told()

    assert [mail.to for mail in mailoutbox] == [["charlie@example.test"]]


def test_a_long_list_names_ten_and_counts_the_rest(world: World, mailoutbox: list[Any]) -> None:
    ask(world, *(f"s{n}" for n in range(13)))
    are_told()

    [letter] = letters_to(mailoutbox, "alice")
    assert letter.body.count("/questions/link/") == 10
    assert "And 3 more." in letter.body


def test_nobody_is_told_of_what_is_answered_by_then(world: World, mailoutbox: list[Any]) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.GENUINE)

    are_told()

    assert mailoutbox == []


def test_who_has_left_meanwhile_gets_no_letter(world: World, mailoutbox: list[Any]) -> None:
    ask(world, "s1")
    time_passes(COLLECT)
    with acting_as(SYSTEM):
        Membership.objects.filter(user=world.oscar).delete()

    run_work()

    assert not letters_to(mailoutbox, "oscar")


@pytest.mark.parametrize(("left", "reminders"), [(40, 0), (35, 1), (11, 2)])
def test_reminders_come_when_time_runs_out(
    world: World, mailoutbox: list[Any], left: int, reminders: int
) -> None:
    ask(world, "s1")
    are_told()
    mailoutbox.clear()

    for hours in range(71, left - 1, -1):
        time_passes(timedelta(hours=1))
        if hours in {35, 23, 11}:
            tick(work.REMIND)
    tick(work.REMIND)

    assert len(letters_to(mailoutbox, "oscar")) == reminders
    assert all("time to answer runs out" in mail.body for mail in mailoutbox)


def test_what_nobody_answers_in_time_expires(world: World) -> None:
    [request] = ask(world, "s1")

    time_passes(timedelta(hours=72))
    late = say(world, request, Answer.GENUINE)
    tick(work.EXPIRE)

    assert not late.answered
    assert (now_of(request).state, now_of(request).answer) == ("expired", "")
    assert world.site.hides == {}


def test_a_letter_that_cannot_be_sent_is_tried_again(
    world: World, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(world, "s1")
    time_passes(COLLECT)

    def refuse(self: object) -> None:
        raise OSError("the mail server is away")

    with monkeypatch.context() as patch:
        patch.setattr("detection.questions.digests.EmailMessage.send", refuse)
        run_work()
    assert len(pending_work([work.SEND_DIGEST])) == 2

    time_passes(timedelta(minutes=1))
    run_work()
    assert len(mailoutbox) == 2


def test_a_link_holds_for_the_time_that_new_photos_give(world: World) -> None:
    [request] = ask(world, "s1")
    are_told()
    time_passes(timedelta(hours=20))
    say(world, request, Answer.NEED_PHOTOS)
    rita, photo = world.actor("rita"), evidence_for(world.brands["lumora"]).body
    with acting_as(rita):
        reopen_with_photos(request.id, [photo], by=rita, now=clock.now())
    are_told()

    with acting_as(SYSTEM):
        ends = {link.expires_at for link in AnswerLink.objects.all()}
    assert ends == {now_of(request).due_at}
