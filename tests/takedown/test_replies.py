"""A brand replies to a counter-notice: what each choice does, twice or too late, and who may choose."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import Error, connection

from accounts.models import WebhookDelivery
from brands.models import Authorisation, Right
from complaints.models import Decision, Item
from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.models import Marketplace
from takedown.models import CounterNotice, LegalAction, Undertaking
from takedown.redress.clocks.states import ClockStatus
from takedown.redress.counter.states import CounterStatus
from takedown.redress.replies import answering
from takedown.redress.replies.case import ReplyIncomplete, ReplyRefused
from takedown.redress.replies.reach import counters_of
from takedown.redress.replies.rules import CHECK_WITHIN, SIGN_WITHIN
from takedown.redress.replies.words import refused_in_words
from tests.accounts.hooks import an_endpoint
from tests.stories import World, let_pass, run_work
from tests.takedown.delivery import fresh, removal_of, take_back, ten_seconds_pass, upheld_by_rita
from tests.takedown.replying import (
    accepts,
    answers,
    checks,
    clock_of,
    counter_filed,
    counter_now,
    declines,
    offer_of,
    offers,
    shows_legal_action,
    signs,
    takes_offer_back,
)


@pytest.fixture
def removed(world: World, orders_land_at_once: None) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


@pytest.fixture
def counter(removed: Item) -> CounterNotice:
    return counter_filed(removed)


def under_dmca(world: World, removed: Item) -> CounterNotice:
    """As if the complaint were about a copied picture, on a marketplace that sells to the United States."""
    with acting_as(SYSTEM):
        Marketplace.objects.update(territories=["EU", "US"])
        Right.objects.filter(id=world.rights["lumora"].id).update(kind="copyright")
    return counter_filed(removed, law="us_dmca_512g")


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(ReplyRefused) as refused:
        act()
    return refused_in_words(refused.value)


# --- agreeing --------------------------------------------------------------------------------------------


def test_agreeing_brings_the_listing_back_and_no_record_suffers(
    world: World, removed: Item, counter: CounterNotice
) -> None:
    assert accepts(world, counter).is_new
    run_work()

    assert counter_now(counter).status == CounterStatus.ACCEPTED
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "counter_notice")
    assert removal_of(removed).status == "restored"
    assert clock_of(counter).status == ClockStatus.STOPPED
    with acting_as(SYSTEM):
        assert not Decision.objects.filter(outcome="restored").exists()


def test_agreeing_twice_is_agreeing_once(world: World, counter: CounterNotice) -> None:
    accepts(world, counter)

    assert not accepts(world, counter).is_new


def test_what_comes_after_the_time_ran_out_is_told_so(world: World, counter: CounterNotice) -> None:
    let_pass(timedelta(days=30))
    run_work()
    assert counter_now(counter).status == CounterStatus.RESTORED

    for act in (accepts, answers, shows_legal_action, offers):
        assert refusal(lambda act=act: act(world, counter)).startswith("Too late")  # type: ignore[misc]


# --- not agreeing ----------------------------------------------------------------------------------------


def test_where_the_rule_leaves_objections_to_a_person_the_clock_is_handed_over(
    world: World, counter: CounterNotice
) -> None:
    answers(world, counter)

    found, clocked = counter_now(counter), clock_of(counter)
    assert found.status == CounterStatus.OBJECTED
    assert clocked.status == ClockStatus.WITH_A_PERSON
    assert (found.waits_for, found.person_by) == ("objection", clocked.latest)


def test_where_only_legal_action_counts_an_answer_lets_the_clock_go_on(world: World, removed: Item) -> None:
    counter = under_dmca(world, removed)

    answers(world, counter)

    assert (counter_now(counter).status, counter_now(counter).waits_for) == ("objected", "")
    assert clock_of(counter).status == ClockStatus.RUNNING
    let_pass(timedelta(days=30))
    run_work()
    assert counter_now(counter).status == CounterStatus.RESTORED


def test_the_same_answer_twice_is_one_and_another_is_refused(world: World, counter: CounterNotice) -> None:
    assert answers(world, counter).is_new
    assert not answers(world, counter).is_new

    assert "answered already" in refusal(lambda: answers(world, counter, "Something else."))


def test_an_answer_says_something(world: World, counter: CounterNotice) -> None:
    with pytest.raises(ReplyIncomplete):
        answers(world, counter, "  ")


# --- legal action ----------------------------------------------------------------------------------------


def test_the_clock_stands_still_while_a_person_looks_at_the_proof(
    world: World, counter: CounterNotice
) -> None:
    shows_legal_action(world, counter)

    found = counter_now(counter)
    assert (found.status, found.waits_for) == ("legal_action", "proof")
    assert found.person_by == found.status_at + CHECK_WITHIN
    assert clock_of(counter).status == ClockStatus.PAUSED
    assert not shows_legal_action(world, counter).is_new


def test_a_confirmed_proof_stops_the_clock_and_the_listing_stays_off(
    world: World, removed: Item, counter: CounterNotice
) -> None:
    shows_legal_action(world, counter)
    checks(world, counter, "confirmed")

    assert not checks(world, counter, "confirmed").is_new
    let_pass(timedelta(days=60))
    run_work()

    assert (counter_now(counter).status, counter_now(counter).waits_for) == ("legal_action", "")
    assert clock_of(counter).status == ClockStatus.STOPPED
    assert fresh(removed).status == "contested"
    assert any("confirmed it" in letter.body for letter in mail.outbox)


def test_a_proof_that_is_not_enough_lets_the_clock_go_on_and_the_brand_reads_why(
    world: World, counter: CounterNotice
) -> None:
    before = clock_of(counter).earliest
    shows_legal_action(world, counter)
    checks(world, counter, "not_enough")
    run_work()

    assert (counter_now(counter).status, counter_now(counter).waits_for) == ("filed", "")
    after = clock_of(counter)
    assert after.status == ClockStatus.RUNNING
    assert before is not None
    assert after.earliest is not None
    assert after.earliest >= before
    assert any("It names no court." in letter.body for letter in mail.outbox)


def test_the_clock_stands_still_for_one_paper_only_and_never_restores_over_the_head_of_a_second(
    world: World, counter: CounterNotice
) -> None:
    shows_legal_action(world, counter)
    checks(world, counter, "not_enough")
    shows_legal_action(world, counter, "a better one")
    assert clock_of(counter).status == ClockStatus.RUNNING

    let_pass(timedelta(days=60))
    run_work()

    assert clock_of(counter).status == ClockStatus.WITH_A_PERSON
    assert counter_now(counter).status == CounterStatus.LEGAL_ACTION


def test_a_date_in_the_future_proves_nothing(world: World, counter: CounterNotice) -> None:
    with pytest.raises(ReplyIncomplete):
        shows_legal_action(world, counter, taken_on=date(2999, 1, 1))


# --- a promise -------------------------------------------------------------------------------------------


def test_both_sign_the_same_words_and_the_listing_comes_back(
    world: World, removed: Item, counter: CounterNotice
) -> None:
    offers(world, counter, "show_invoices", "not_these_goods_again")
    assert clock_of(counter).status == ClockStatus.RUNNING

    signs(counter)
    signs(counter)
    run_work()

    signed = offer_of(counter)
    assert (signed.brand_signed_name, signed.seller_signed_name) == ("Oscar Filer", "Sam Seller")
    assert [clause["code"] for clause in signed.clauses] == ["not_these_goods_again", "show_invoices"]
    assert signed.ended_at >= signed.brand_signed_at
    assert counter_now(counter).status == CounterStatus.ACCEPTED
    assert fresh(removed).status == "restored"
    assert any("has signed what you asked for" in letter.body for letter in mail.outbox)


def test_what_was_signed_stays_as_it_was_read(world: World, counter: CounterNotice) -> None:
    offers(world, counter)

    with pytest.raises(Error), acting_as(SYSTEM):
        Undertaking.objects.update(clauses=[{"code": "x", "text": "I owe you everything."}])


@pytest.mark.parametrize("end", ["declined", "taken back", "lapsed"])
def test_an_offer_that_nobody_signs_leaves_all_as_it_was(
    world: World, counter: CounterNotice, end: str
) -> None:
    answers(world, counter)
    before = clock_of(counter)
    offers(world, counter)

    if end == "declined":
        declines(counter)
    elif end == "taken back":
        takes_offer_back(world, counter)
        assert not takes_offer_back(world, counter).is_new
    else:
        with connection.cursor() as cursor, acting_as(SYSTEM):
            cursor.execute("UPDATE core_outbox SET due_at = now() WHERE kind = 'takedown.undertaking_due'")
        run_work()

    assert offer_of(counter).status == end.replace(" ", "_")
    assert (counter_now(counter).status, counter_now(counter).waits_for) == ("objected", "objection")
    assert clock_of(counter).latest == before.latest
    with pytest.raises(ReplyRefused):
        signs(counter)


def test_an_offer_is_open_for_a_week(world: World, counter: CounterNotice) -> None:
    offers(world, counter)

    offer = offer_of(counter)
    assert offer.sign_by == offer.brand_signed_at + SIGN_WITHIN


def test_an_offer_waits_for_the_look_at_a_proof(world: World, counter: CounterNotice) -> None:
    shows_legal_action(world, counter)

    assert "looks at your legal action first" in refusal(lambda: offers(world, counter))


def test_legal_action_takes_an_offer_off_the_table(world: World, counter: CounterNotice) -> None:
    offers(world, counter)
    shows_legal_action(world, counter)

    assert offer_of(counter).status == "taken_back"
    assert counter_now(counter).status == CounterStatus.LEGAL_ACTION


# --- the end by another way ------------------------------------------------------------------------------


def test_a_withdrawn_complaint_leaves_nothing_to_answer(
    world: World, removed: Item, counter: CounterNotice
) -> None:
    take_back(world, removed)
    run_work()

    assert counter_now(counter).status == CounterStatus.ENDED
    assert fresh(removed).status == "restored"


def test_two_brands_one_answered_and_the_listing_stays_off(world: World, orders_land_at_once: None) -> None:
    removed, other = upheld_by_rita(world), upheld_by_rita(world, brand="kestrel")
    ten_seconds_pass()
    counter = counter_filed(removed)

    accepts(world, counter)
    run_work()

    assert fresh(removed).status == "restored"
    assert fresh(other).status == "removed"
    assert removal_of(removed).status == "verified"


# --- who may ---------------------------------------------------------------------------------------------


def test_owner_and_filer_act_and_a_viewer_reads(world: World, counter: CounterNotice) -> None:
    vera = world.actor("vera")
    with acting_as(vera):
        assert counters_of(vera).get() == counter
    with pytest.raises(PermissionDenied):
        accepts(world, counter, by="vera")

    assert answers(world, counter, by="alice").is_new


def test_another_brand_finds_nothing_and_acts_on_nothing(world: World, counter: CounterNotice) -> None:
    charlie = world.actor("charlie", "kestrel")
    with acting_as(charlie):
        assert not counters_of(charlie).exists()
        for model in (CounterNotice, LegalAction, Undertaking):
            assert not model.objects.exists()
        with pytest.raises(CounterNotice.DoesNotExist):
            answering.accept_restoration(counter.id, by=charlie, now=clock.now())


def test_an_agency_reaches_what_its_mandate_covers(world: World, orders_land_at_once: None) -> None:
    item = upheld_by_rita(world, "k1", brand="kestrel")
    ten_seconds_pass()
    counter = counter_filed(item)
    gil = world.actor("gil", "kestrel")
    with acting_as(gil):
        assert counters_of(gil).exists()
    with acting_as(SYSTEM):
        Authorisation.objects.update(right_ids=[world.rights["lumora"].id])

    with acting_as(gil):
        assert not counters_of(gil).exists()
        with pytest.raises(CounterNotice.DoesNotExist):
            answering.accept_restoration(counter.id, by=gil, now=clock.now())


# --- programs --------------------------------------------------------------------------------------------


def test_programs_hear_of_a_counter_notice_and_of_its_end(world: World, removed: Item) -> None:
    an_endpoint(world, events=["counter_notice.filed", "counter_notice.decided"])
    counter = counter_filed(removed)
    shows_legal_action(world, counter)
    checks(world, counter, "not_enough")
    accepts(world, counter)

    with acting_as(SYSTEM):
        rows = WebhookDelivery.objects.exclude(type="endpoint.test").order_by("made_at")
        said = [
            (row.type, f'"status":"{status}"' in row.body)
            for row, status in zip(rows, ("filed", "accepted"), strict=True)
        ]
    assert said == [("counter_notice.filed", True), ("counter_notice.decided", True)]
