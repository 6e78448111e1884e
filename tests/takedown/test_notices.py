"""What the seller is told: written with the first order, kept as it stood, read by whoever holds the link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from brands.models import Brand
from core import clock
from core.housekeeping import KEEP_DONE_WORK, PURGE
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from listings.models import SellerContact
from portal.work import HANDLERS
from takedown.models import LetterWay, Removal, SellerNotice
from takedown.redress.letters import sending
from takedown.redress.notices import hash_of, link_actor, token_of
from takedown.work import MESSAGE_SELLER, SEND_NOTICE
from tests.past import trust
from tests.stories import World, file, run_work
from tests.takedown.delivery import ten_seconds_pass, time_passes, upheld_by_rita


def notice() -> SellerNotice:
    with acting_as(SYSTEM):
        return SellerNotice.objects.select_related("outbox", "removal").get()


def way_of(notice: SellerNotice) -> LetterWay:
    """By mail."""
    with acting_as(SYSTEM):
        return LetterWay.objects.get(letter__notice=notice, way="mail")


def letters() -> list[Any]:
    """Mails to sellers."""
    return [letter for letter in mail.outbox if letter.to[0].endswith("@sellers.example")]


@pytest.fixture
def told(world: World) -> SellerNotice:
    upheld_by_rita(world)
    ten_seconds_pass()
    return notice()


def test_a_notice_says_what_whose_and_why(world: World, told: SellerNotice) -> None:
    assert {k: v for k, v in told.facts.items() if k not in {"case", "right_number"}} == {
        "listing_title": "Lumora handbag a1",
        "listing_url": "https://bazaar.example/item/a1",
        "marketplace": "Bazaar",
        "brand": "Lumora",
        "right": str(world.rights["lumora"]),
        "right_title": "Lumora",
        "right_kind": "trademark",
        "reason": "counterfeit_goods",
        "automated": False,
        "asked": False,
        "found_by_us": False,
        "again": False,
    }
    assert told.facts["case"].startswith("C-")


def test_a_notice_says_that_no_person_looked_when_none_did(world: World) -> None:
    trust(world)
    file(world, "a1")
    run_work()

    assert notice().facts["automated"] is True


def test_a_notice_keeps_what_was_so_when_it_was_written(world: World, told: SellerNotice) -> None:
    with acting_as(SYSTEM):
        Brand.objects.update(name="Renamed")

    assert notice().facts["brand"] == "Lumora"


def test_a_notice_holds_no_evidence_and_nobodys_contact_data(world: World, told: SellerNotice) -> None:
    text = str(told.facts)

    assert "@" not in text
    assert not {"evidence", "proof.jpg", "Oscar"} & set(re.findall(r"[\w.]+", text))


def test_a_notice_can_be_read_for_six_months(told: SellerNotice) -> None:
    assert told.expires_at - told.written_at >= timedelta(days=183)


def test_the_seller_gets_one_letter_with_the_link(world: World, told: SellerNotice) -> None:
    (letter,) = letters()

    assert letter.to == ["s1@sellers.example"]
    assert "Lumora handbag a1" in letter.subject
    assert f"/{token_of(told.id)}" in letter.body
    assert (told.outbox.state, way_of(told).outcome) == ("done", "sent")


def test_the_letter_names_the_brand_and_the_case(world: World, told: SellerNotice) -> None:
    (letter,) = letters()

    assert "Lumora" in letter.body
    assert told.facts["case"] in letter.body


def test_a_title_cannot_write_its_own_headers(world: World) -> None:
    world.site.offer("a1", title="Lumora\r\nBcc: everybody@example.com\r\n\r\nhandbag")
    upheld_by_rita(world)
    ten_seconds_pass()

    (letter,) = letters()
    assert "\n" not in letter.subject
    assert letter.recipients() == ["s1@sellers.example"]


def test_a_seller_without_an_address_is_told_by_the_marketplace_alone(world: World) -> None:
    upheld_by_rita(world)
    with acting_as(SYSTEM):
        SellerContact.objects.all().delete()
    ten_seconds_pass()

    assert letters() == []
    assert way_of(notice()).outcome == "no_address"


def test_a_letter_that_could_not_be_sent_is_sent_later(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:

        def no_server(self: Any) -> None:
            raise ConnectionRefusedError("no mail server")

        broken.setattr(sending.EmailMessage, "send", no_server)
        upheld_by_rita(world)
        ten_seconds_pass()
        assert (way_of(notice()).ended_at, notice().outbox.state) == (None, "pending")

    time_passes()

    assert len(letters()) == 1
    assert way_of(notice()).outcome == "sent"


def test_the_work_that_sent_a_notice_is_kept_as_its_proof(world: World, told: SellerNotice) -> None:
    with acting_as(SYSTEM):
        Outbox.objects.filter(state="done").update(ended_at=clock.now() - KEEP_DONE_WORK - timedelta(days=1))

        HANDLERS[PURGE].run([])

        left = Outbox.objects.filter(state="done").values_list("kind", flat=True)
        assert sorted(left) == [MESSAGE_SELLER, SEND_NOTICE]
    assert notice().outbox_id == told.outbox_id


# --- the link --------------------------------------------------------------------------------------------


def test_a_link_opens_its_own_notice_and_removal_and_nothing_else(world: World) -> None:
    for ref in ("a1", "a2"):
        upheld_by_rita(world, ref)
    ten_seconds_pass()
    with acting_as(SYSTEM):
        ours = SellerNotice.objects.order_by("id")[0]
        assert SellerNotice.objects.count() == 2

    with acting_as(link_actor(token_of(ours.id))):
        assert [n.id for n in SellerNotice.objects.all()] == [ours.id]
        assert [r.id for r in Removal.objects.all()] == [ours.removal_id]
        assert not Outbox.objects.exists()
        assert not SellerContact.objects.exists()


def test_a_wrong_link_opens_nothing(world: World, told: SellerNotice) -> None:
    for token in ("", "wrong", told.token_hash, token_of(told.removal_id)):
        with acting_as(link_actor(token)):
            assert not SellerNotice.objects.exists()


def test_a_link_only_reads(world: World, told: SellerNotice) -> None:
    with acting_as(link_actor(token_of(told.id))):
        assert SellerNotice.objects.update(facts={}) == 0
        assert Removal.objects.update(reason="mine") == 0


def test_the_token_itself_is_stored_nowhere(told: SellerNotice) -> None:
    token = token_of(told.id)

    assert told.token_hash == hash_of(token) != token
    assert token not in str(told.facts)
    assert len(token) == 48


def test_another_secret_makes_other_links(told: SellerNotice, settings: Any) -> None:
    before = token_of(told.id)
    settings.SECRET_KEY = "another secret of this portal, long enough"

    assert token_of(told.id) != before
