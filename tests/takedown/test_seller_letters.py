"""Every change that concerns a seller is told them, by mail and in the marketplace's inbox, and what became of it is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from complaints.states import Cause
from core import clock
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import AuthFailed, Rejected, Unavailable
from listings.models import SellerContact
from takedown.models import Ground, LetterWay, Removal, SellerLetter, SellerNotice
from takedown.redress.letters import sending
from takedown.redress.notices import token_of
from takedown.removal.ending import end_grounds
from takedown.work import MESSAGE_SELLER, SEND_NOTICE
from tests.stories import World, run_work
from tests.takedown import notice_states as states
from tests.takedown.delivery import time_passes

pytestmark = pytest.mark.usefixtures("orders_land_at_once")


def letters() -> list[SellerLetter]:
    with acting_as(SYSTEM):
        return list(SellerLetter.objects.select_related("notice").order_by("written_at", "id"))


def kinds() -> list[str]:
    return [letter.kind for letter in letters()]


def ways(letter: SellerLetter) -> dict[str, str]:
    with acting_as(SYSTEM):
        return dict(LetterWay.objects.filter(letter=letter).values_list("way", "outcome"))


def mails() -> list[Any]:
    return [one for one in mail.outbox if one.to[0].endswith("@sellers.example")]


# --- by every way ----------------------------------------------------------------------------------------


def test_the_notice_goes_by_mail_and_into_the_marketplaces_inbox(world: World) -> None:
    states.by_a_person(world)

    [letter] = letters()
    assert ways(letter) == {"mail": "sent", "marketplace": "sent"}
    [message] = world.site.inbox["a1"]
    [mailed] = mails()
    assert (message.subject, message.body) == (mailed.subject, mailed.body)
    assert token_of(letter.notice_id) in message.body


def test_the_marketplaces_own_reference_of_the_message_is_kept(world: World) -> None:
    states.by_a_person(world)

    with acting_as(SYSTEM):
        assert LetterWay.objects.get(way="marketplace").remote_ref.startswith("message-")


def test_both_ways_are_put_out_in_the_transaction_that_submits(world: World, calls_here: None) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        with acting_as(SYSTEM):
            rows = Outbox.objects.filter(kind__in=[SEND_NOTICE, MESSAGE_SELLER])
            seen.append(sorted(rows.values_list("kind", flat=True)))

    world.site.at["hide"] = look
    states.by_a_person(world)

    assert seen == [[MESSAGE_SELLER, SEND_NOTICE]]


def test_a_site_without_inboxes_is_noted_as_such_and_the_mail_goes(world: World) -> None:
    world.site.inbox = None
    states.by_a_person(world)

    assert ways(letters()[0]) == {"mail": "sent", "marketplace": "not_offered"}


def test_a_seller_without_an_address_has_the_inbox(world: World) -> None:
    states.upheld_by_rita(world)
    with acting_as(SYSTEM):
        SellerContact.objects.all().delete()
    states.ten_seconds_pass()

    assert ways(letters()[0]) == {"mail": "no_address", "marketplace": "sent"}


def test_a_message_that_was_not_answered_is_tried_again_and_told_once(world: World) -> None:
    world.site.fail("message_seller", Unavailable("No answer."))
    states.by_a_person(world)
    assert ways(letters()[0])["marketplace"] == ""

    time_passes()

    assert ways(letters()[0])["marketplace"] == "sent"
    assert len(world.site.inbox["a1"]) == 1


def test_a_marketplace_that_says_no_for_good_is_not_asked_again(world: World) -> None:
    world.site.fail("message_seller", Rejected("Too long.", status=422))
    states.by_a_person(world)

    assert ways(letters()[0])["marketplace"] == "refused"
    assert world.site.calls["message_seller"] == 1


def test_a_refused_credential_is_a_dead_letter_for_a_person(world: World) -> None:
    world.site.fail("message_seller", AuthFailed("No.", status=401))
    states.by_a_person(world)

    with acting_as(SYSTEM):
        assert Outbox.objects.get(kind=MESSAGE_SELLER).state == "dead"
    assert ways(letters()[0])["mail"] == "sent"


def test_mail_that_fails_holds_up_no_message(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_server(self: Any) -> None:
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr(sending.EmailMessage, "send", no_server)
    states.by_a_person(world)

    assert ways(letters()[0]) == {"mail": "", "marketplace": "sent"}


def test_what_was_said_is_not_kept_beside_the_calls_to_the_marketplace(world: World) -> None:
    states.by_a_person(world)

    with acting_as(SYSTEM):
        exchanges = str(list(Removal.objects.get().attempts.values_list("exchanges", flat=True)))
    assert token_of(states.the_notice().id) not in exchanges


# --- the end is told -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "told", "words"),
    [
        ("never_taken_off", ["removed", "not_carried_out"], "This is a correction"),
        ("taken_back_on_its_way", ["removed", "not_carried_out"], "Lumora took its complaint back."),
        ("back_because_withdrawn", ["removed", "back"], "Lumora took its complaint back."),
        ("back_because_silent", ["removed", "back"], "Lumora showed nothing against that in time."),
        ("back_by_a_person", ["removed", "back"], "Another person looked at it and decided for you."),
        ("back_because_a_mistake", ["removed", "back"], "it was a mistake."),
        ("back_because_corrected", ["removed", "back"], "You corrected the listing"),
        ("over_as_it_was", ["removed", "back"], "you can put it on sale yourself"),
        ("replaced", ["removed", "replaced"], "it is not the one that we took off sale"),
        ("put_back_and_removed_again", ["removed", "removed"], "Putting it back again counts each time."),
        ("a_second_brand", ["removed", "another_ground"], "Kestrel Audio has complained about your listing, too."),
        ("a_second_brand_gone", ["removed", "another_ground", "ground_ended"], "Another complaint still keeps"),
    ],
)  # fmt: skip
def test_each_change_is_told_once_by_mail_and_inbox(
    world: World, story: str, told: list[str], words: str
) -> None:
    states.STORIES[story](world)
    run_work()

    assert kinds() == told
    # What is put out in one moment may arrive in any order.
    bodies = sorted(m.body for m in mails())
    assert [body for body in bodies if words in " ".join(body.split())]
    assert sorted(m.body for m in world.site.inbox["a1"]) == bodies
    assert [body for body in bodies if states.link_of_notice() in body]


def test_a_seller_who_was_told_nothing_is_corrected_about_nothing(world: World) -> None:
    states.upheld_by_rita(world)
    world.site.fail("get", Rejected("No.", status=422))
    states.ten_seconds_pass()

    assert kinds() == []


@pytest.mark.parametrize("story", ["never_taken_off", "back_because_withdrawn", "replaced"])
def test_the_last_word_is_written_in_the_transaction_of_the_end(world: World, story: str) -> None:
    states.STORIES[story](world)

    with acting_as(SYSTEM):
        removal = Removal.objects.select_related("last_word").get(listing__ref="a1")
    assert removal.last_word.written_at == removal.ended_at
    assert removal.last_word.removal_id == removal.id


def test_the_database_refuses_an_end_that_nobody_is_told_of(world: World) -> None:
    states.back_because_withdrawn(world)

    with pytest.raises(IntegrityError, match="removal_end_is_told"), acting_as(SYSTEM), transaction.atomic():
        Removal.objects.update(last_word=None)


def test_the_last_word_keeps_its_link_readable(world: World) -> None:
    states.by_a_person(world)
    with acting_as(SYSTEM):
        SellerNotice.objects.update(expires_at=clock.now() + timedelta(days=2))

    with acting_as(SYSTEM):
        end_grounds(list(Ground.objects.select_related("item")), cause=Cause.MISTAKE, now=clock.now())
    run_work()

    assert states.the_notice().expires_at > clock.now() + timedelta(days=180)


def test_a_letter_never_changes(world: World) -> None:
    states.by_a_person(world)

    with pytest.raises(IntegrityError, match="append-only"), acting_as(SYSTEM), transaction.atomic():
        SellerLetter.objects.update(kind="back")
