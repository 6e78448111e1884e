"""A seller answers: one document for each brand, the clock of its law, and everything that follows in one transaction."""

from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import User
from brands.models import Right
from core import clock, files
from core.files import keep_body
from core.ids import new_id
from core.models import AuditEvent, Outbox, StoredFile
from core.tenancy import SYSTEM, acting_as
from takedown.models import CounterFile, CounterNotice, SellerNotice
from takedown.redress.counter import moves
from takedown.redress.counter.files import copies_for
from takedown.redress.counter.filing import CounterRefused, Refusal
from takedown.redress.counter.states import CounterStatus
from takedown.work import FORWARD_COUNTER
from tests.fakes import a_picture
from tests.racing import at_the_same_time
from tests.stories import World, run_work
from tests.takedown.answering import (
    a_removed_listing,
    clocks,
    events,
    filed,
    fresh_counter,
    grounds_of,
    item_of,
    letters_to,
    link_to,
    sell_to,
    the_notice,
    withdraw,
)
from tests.takedown.delivery import (
    fresh,
    time_passes,
)
from tests.takedown.test_two_brands import Pair, both  # noqa: F401 - a fixture

FOR_THE_US = {"law": "us_dmca_512g", "address": "1 Main Street, Springfield", "phone": "+1 555 0100"}


@pytest.fixture
def notice(world: World) -> SellerNotice:
    return a_removed_listing(world)


def a_removed_picture(world: World) -> SellerNotice:
    """A work, where the marketplace sells to the United States."""
    sell_to(world, "US", "EU")
    notice = a_removed_listing(world)
    with acting_as(SYSTEM):
        Right.objects.filter(id=world.rights["lumora"].id).update(kind="copyright")
    return notice


# --- what filing does -------------------------------------------------------------------------------------


def test_the_item_is_contested_and_the_brand_reads_what_was_signed(
    world: World, notice: SellerNotice
) -> None:
    [counter] = filed(notice)

    assert item_of(notice).status == "contested"
    with acting_as(world.actor("alice")):
        mine = CounterNotice.objects.get()
    assert (mine.number, mine.why, mine.signed_name) == (counter.number, "genuine", "Sam Seller")
    assert mine.statements == [
        {
            "code": "good_faith",
            "text": "I believe in good faith that the removal was a mistake. What I say here is true.",
        }
    ]
    with acting_as(world.actor("charlie")):
        assert not CounterNotice.objects.exists()


def test_the_brands_owners_and_whoever_filed_get_a_letter_without_anything_of_the_seller(
    world: World, notice: SellerNotice
) -> None:
    [counter] = filed(notice)
    run_work()

    letter = next(
        one for one in mail.outbox if counter.number in one.subject and "alice@example.test" in one.to
    )
    assert letter.bcc == ["oscar@example.test"]
    assert "Sam Seller" not in letter.body
    assert fresh_counter(counter).forwarded_at is not None


def test_the_seller_gets_a_receipt_with_number_and_link(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    run_work()

    [receipt] = [body for body in letters_to("s1@sellers.example") if counter.number in body]
    assert "Back on sale: from" in receipt
    assert link_to(the_notice()) in receipt


def test_a_law_that_counts_from_receipt_runs_at_once(world: World) -> None:
    notice = a_removed_picture(world)

    [counter] = filed(notice, **FOR_THE_US)

    assert clocks() == [("us_dmca_512g", "running")]
    assert [s["code"] for s in counter.statements] == ["mistake", "jurisdiction", "service"]
    assert (counter.address, counter.phone) == (FOR_THE_US["address"], FOR_THE_US["phone"])
    run_work()
    assert "Back on sale: from" in letters_to("s1@sellers.example")[-1]


def test_a_law_that_counts_from_forwarding_runs_once_the_mail_server_has_the_letter(
    notice: SellerNotice, monkeypatch: pytest.MonkeyPatch
) -> None:
    [counter] = filed(notice)
    with monkeypatch.context() as broken:

        def no_server(self: Any) -> None:
            raise ConnectionRefusedError("no mail server")

        broken.setattr("brands.letters.EmailMessage.send", no_server)
        run_work()
        assert (clocks(), fresh_counter(counter).forwarded_at) == ([], None)

    time_passes()

    assert clocks() == [("marketplace_rule", "running")]
    assert fresh_counter(counter).forwarded_at is not None


def test_a_brand_that_nobody_can_be_written_to_has_not_been_told(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    with acting_as(SYSTEM):
        User.objects.filter(email__in=["alice@example.test", "oscar@example.test"]).update(is_active=False)
    run_work()

    with acting_as(SYSTEM):
        assert Outbox.objects.get(kind=FORWARD_COUNTER).state == "dead"
    assert (clocks(), fresh_counter(counter).forwarded_at) == ([], None)


def test_data_that_the_law_does_not_pass_on_is_not_kept(notice: SellerNotice) -> None:
    [counter] = filed(notice, address="1 Secret Lane", phone="555")

    assert (counter.name, counter.address, counter.phone) == ("Sam Seller", "", "")


def test_everything_stands_in_the_ledger(notice: SellerNotice) -> None:
    filed(notice)
    run_work()

    assert [e for e in events(notice) if e.startswith(("counter", "clock", "item.con"))] == [
        "item.contested",
        "counter.filed",
        "clock.started",
        "counter.forwarded",
    ]
    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="counter.filed")
    assert (event.actor_role, "Sam" in str(event.data)) == ("seller", False)


def test_what_was_signed_cannot_be_changed(notice: SellerNotice) -> None:
    [counter] = filed(notice)

    with acting_as(SYSTEM):
        for change in ({"story": "Else."}, {"statements": [{}]}, {"signed_name": "X"}, {"law": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                CounterNotice.objects.filter(id=counter.id).update(**change)
        CounterNotice.objects.filter(id=counter.id).update(status="withdrawn")
        with pytest.raises(IntegrityError), transaction.atomic():
            CounterNotice.objects.filter(id=counter.id).update(status="filed")


# --- what has to be there ---------------------------------------------------------------------------------


def test_an_answer_that_lacks_something_is_not_filed(notice: SellerNotice) -> None:
    lacks: list[tuple[dict[str, Any], Refusal, tuple[str, ...]]] = [
        ({"ground_ids": frozenset()}, Refusal.NO_GROUND_CHOSEN, ()),
        ({"ground_ids": frozenset({new_id()})}, Refusal.NOTHING_TO_ANSWER, ()),
        ({"law": "eu_dsa_20"}, Refusal.LAW_DOES_NOT_APPLY, ()),
        ({"law": "us_dmca_512g"}, Refusal.LAW_DOES_NOT_APPLY, ()),
        ({"story": " ", "signed_name": ""}, Refusal.NOT_COMPLETE, ("story", "name")),
        ({"statements_made": False}, Refusal.NOT_COMPLETE, ("statements",)),
    ]
    for changes, refusal, missing in lacks:
        with pytest.raises(CounterRefused) as refused:
            filed(notice, **changes)

        assert (refused.value.refusal, refused.value.missing) == (refusal, missing)
    with acting_as(SYSTEM):
        assert not CounterNotice.objects.exists()


def test_chinas_law_wants_proof_address_and_phone(world: World) -> None:
    sell_to(world, "CN")
    notice = a_removed_listing(world)

    with pytest.raises(CounterRefused) as refused:
        filed(notice, law="cn_ecommerce_43")

    assert refused.value.missing == ("address", "phone", "proof")


def test_a_brand_gets_copies_of_the_proof_that_are_its_own(world: World, notice: SellerNotice) -> None:
    body = keep_body(BytesIO(a_picture("navy")), name="bill.jpg", tenant_id=notice.id, most_bytes=10**6)
    lumora = world.brands["lumora"].tenant_id

    filed(notice, proof=copies_for([lumora], [body]))
    files.forget_bodies([body])

    with acting_as(world.actor("alice")):
        stored = CounterFile.objects.select_related("file").get().file
        with files.open_body(stored) as kept:
            assert kept.read() == a_picture("navy")
    with acting_as(SYSTEM):
        assert not StoredFile.objects.filter(tenant_id=notice.id).exists()


# --- once, and again ---------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_answer(notice: SellerNotice) -> None:
    key = new_id()

    [first], [second] = filed(notice, form_key=key), filed(notice, form_key=key)
    run_work()

    assert first.id == second.id
    with acting_as(SYSTEM):
        assert CounterNotice.objects.count() == 1
    assert sum(first.number in body for body in letters_to("s1@sellers.example")) == 1


def test_one_answer_lives_at_a_time(notice: SellerNotice) -> None:
    filed(notice)

    with pytest.raises(CounterRefused) as refused:
        filed(notice)
    assert refused.value.refusal is Refusal.UNDER_WAY


def test_one_that_was_taken_back_may_be_followed_by_another(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    withdraw(notice, counter)

    [another] = filed(notice)

    assert (fresh_counter(counter).status, another.status) == ("withdrawn", "filed")
    run_work()
    assert clocks() == [("marketplace_rule", "running")]


def test_after_a_person_said_no_there_is_the_appeal(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    with acting_as(SYSTEM):
        locked = moves.lock(counter.id)
        moves.leave_it_off(locked, to=CounterStatus.REJECTED, by=world.actor("rita"), now=clock.now())

    assert item_of(notice).status == "removed"
    with pytest.raises(CounterRefused) as refused:
        filed(notice)
    assert refused.value.refusal is Refusal.DECIDED


def test_two_tabs_at_once_file_one(committed: None, world: World) -> None:
    notice = a_removed_listing(world)

    said = at_the_same_time(lambda: filed(notice), lambda: filed(notice))

    assert sorted(isinstance(one, CounterRefused) for one in said) == [False, True]
    with acting_as(SYSTEM):
        assert CounterNotice.objects.count() == 1


def test_two_brands_get_a_document_each(world: World, both: Pair) -> None:  # noqa: F811
    notice = the_notice()

    counters = filed(notice)

    assert len({c.tenant_id for c in counters}) == len({c.number for c in counters}) == 2
    assert len({c.form_key for c in counters}) == 1
    assert [fresh(item).status for item in both] == ["contested", "contested"]


def test_of_two_brands_one_is_answered(world: World, both: Pair) -> None:  # noqa: F811
    notice = the_notice()
    first, second = grounds_of(notice)

    filed(notice, ground_ids=frozenset({second.id}))

    assert [fresh(ground.item).status for ground in (first, second)] == ["removed", "contested"]


def test_the_work_that_forwards_is_the_brands(notice: SellerNotice, world: World) -> None:
    filed(notice)
    with acting_as(SYSTEM):
        assert Outbox.objects.get(kind=FORWARD_COUNTER).tenant_id == world.brands["lumora"].tenant_id
