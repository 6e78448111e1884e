"""Who is told what by mail: owners in the brand's words, an agency's people about themselves, sellers in their language."""

from datetime import timedelta

from django.core import mail

from core.tenancy import SYSTEM, acting_as
from listings.models import SellerContact
from tests.stories import World, let_pass, run_work
from tests.takedown.misuse.steps import (
    TIME_TO_MEND,
    a_seller,
    guardwell,
    own_people,
    propose,
    suspend,
    warn,
)


def letters() -> list[tuple[str, str]]:
    """To whom, and the first sentence."""
    run_work()
    found = [
        (", ".join([*letter.to, *letter.bcc]), str(letter.body).split("\n", 1)[0]) for letter in mail.outbox
    ]
    mail.outbox.clear()
    return found


def test_owners_are_warned_with_the_reason(world: World) -> None:
    warn(world, own_people(world))

    run_work()

    (letter,) = mail.outbox
    assert letter.to == ["alice@example.test"]
    assert "Genuine goods, again and again." in letter.body
    assert "/misuse/mine/" in letter.body


def test_nobody_is_told_of_a_proposal(world: World) -> None:
    warn(world, own_people(world))
    let_pass(TIME_TO_MEND)
    run_work()
    mail.outbox.clear()

    propose(world, own_people(world))

    assert letters() == []


def test_a_suspension_is_told_with_its_end_and_then_that_it_is_over(world: World) -> None:
    suspend(world, own_people(world))
    run_work()
    told = mail.outbox[-1]
    assert told.body.startswith("Filing is suspended for a time")
    assert "Until: " in told.body
    mail.outbox.clear()

    let_pass(timedelta(days=14))

    assert letters() == [("alice@example.test", "The suspension is over: you can file again.")]


def test_an_agency_s_people_read_what_is_about_them_and_the_brand_does_too(world: World) -> None:
    warn(world, guardwell(world))

    run_work()

    (letter,) = mail.outbox
    assert (letter.to, letter.bcc) == (["charlie@example.test"], ["gil@example.test"])
    assert "Filed by: Guardwell" in letter.body


def test_a_seller_is_told_in_their_language_and_without_an_address_by_the_link_alone(world: World) -> None:
    party, silent = a_seller(world), a_seller(world, "s-silent")
    with acting_as(SYSTEM):
        SellerContact.objects.create(seller_id=party.seller_id, email="shop@sellers.example", language="en")

    warn(world, party)
    warn(world, silent)

    (one,) = letters()
    assert one[0] == "shop@sellers.example"
    assert one[1].startswith("A warning about your counter-notices.")
