"""A seller answers: one document for each brand, the clock of its law, and everything that follows in one transaction."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from brands.models import Right
from core import clock, files
from core.files import keep_body
from core.ids import new_id
from core.models import AuditEvent, Outbox, StoredFile
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import Rejected
from takedown.models import CounterDraft, CounterFile, CounterNotice, RedressClock, SellerNotice
from takedown.redress.counter import drafts, moves
from takedown.redress.counter.files import copies_for
from takedown.redress.counter.filing import CounterRefused, Refusal
from takedown.redress.counter.states import CounterStatus
from takedown.redress.counter.withdrawing import WithdrawalRefused, withdraw_counter
from takedown.removal import deliver
from takedown.work import FORWARD_COUNTER
from tests.fakes import a_picture
from tests.racing import at_the_same_time
from tests.stories import World, run_work
from tests.takedown.answering import (
    a_removed_listing,
    filed,
    fresh_counter,
    grounds_of,
    link_to,
    sell_to,
    seller_of,
    the_notice,
)
from tests.takedown.delivery import (
    fresh,
    overturned_by,
    removal_of,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
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


def item_of(notice: SellerNotice) -> Any:
    with acting_as(SYSTEM):
        return CounterNotice.objects.select_related("ground__item").latest("filed_at").ground.item


def events(notice: SellerNotice) -> list[str]:
    with acting_as(SYSTEM):
        rows = AuditEvent.objects.filter(subject_id__in=[item_of(notice).id, notice.removal_id])
        return list(rows.order_by("at", "id").values_list("event", flat=True))


def clocks() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        return list(RedressClock.objects.order_by("started_at").values_list("law", "status"))


def letters_to(address: str) -> list[str]:
    return [str(letter.body) for letter in mail.outbox if address in letter.to]


def withdraw(notice: SellerNotice, counter: CounterNotice) -> CounterNotice:
    return withdraw_counter(notice, counter.id, by=seller_of(notice), now=clock.now())


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

    receipt = letters_to("s1@sellers.example")[-1]
    assert counter.number in receipt
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


# --- taking it back ----------------------------------------------------------------------------------------


def test_taking_it_back_stops_the_clock_and_the_listing_stays_off(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    run_work()
    withdraw(notice, counter)
    run_work()

    assert item_of(notice).status == "removed"
    assert clocks() == [("marketplace_rule", "stopped")]
    assert removal_of(item_of(notice)).status == "verified"
    assert any("has taken it back" in body for body in letters_to("alice@example.test"))


def test_taking_it_back_twice_changes_nothing_more(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    withdraw(notice, counter)
    before = events(notice)

    assert withdraw(notice, counter).status == "withdrawn"
    assert events(notice) == before


def test_one_that_is_over_cannot_be_taken_back(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    overturned_by(world, "rupert", item_of(notice))

    with pytest.raises(WithdrawalRefused):
        withdraw(notice, counter)


def test_nobody_takes_back_what_answers_another_removal(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    another = a_removed_listing(world, "a2", brand="kestrel")

    with pytest.raises(CounterNotice.DoesNotExist):
        withdraw(another, counter)


# --- in every state of the removal, as far as stories lead there ------------------------------------------


def test_one_on_its_way_off_sale_is_contested_when_it_is_off(world: World) -> None:
    world.site.still_shown.add("a1")
    notice = a_removed_listing(world)
    [counter] = filed(notice)
    assert (item_of(notice).status, removal_of(item_of(notice)).status) == ("upheld", "pending")

    world.site.still_shown.clear()
    time_passes()

    assert (item_of(notice).status, removal_of(item_of(notice)).status) == ("contested", "verified")
    assert fresh_counter(counter).status == "filed"


def test_one_that_the_marketplace_refuses_leaves_nothing_to_answer(world: World) -> None:
    world.site.still_shown.add("a1")
    notice = a_removed_listing(world)
    [counter] = filed(notice)
    with acting_as(SYSTEM):
        deliver.refuse(removal_of(item_of(notice)), words="No.", now=clock.now())

    assert fresh_counter(counter).status == "ended"


@pytest.mark.parametrize("how", ["overturned", "withdrawn"])
def test_a_ground_that_ends_otherwise_ends_the_answer(world: World, notice: SellerNotice, how: str) -> None:
    [counter] = filed(notice)
    if how == "overturned":
        overturned_by(world, "rupert", item_of(notice))
    else:
        take_back(world, item_of(notice))
    run_work()

    assert fresh_counter(counter).status == "ended"
    assert item_of(notice).status == "restored"


@pytest.mark.parametrize("ran", [False, True])
def test_one_that_is_coming_back_or_is_back_leaves_nothing_to_answer(
    world: World, notice: SellerNotice, ran: bool
) -> None:
    ids = frozenset(ground.id for ground in grounds_of(notice))
    with acting_as(SYSTEM):
        item = grounds_of(notice)[0].item
    overturned_by(world, "rupert", item)
    if ran:
        run_work()

    with pytest.raises(CounterRefused) as refused:
        filed(notice, ground_ids=ids)
    assert refused.value.refusal is Refusal.NOTHING_TO_ANSWER


def test_one_that_never_took_effect_leaves_nothing_to_answer(world: World) -> None:
    world.site.fail("hide", Rejected("No.", status=422))
    upheld_by_rita(world)
    ten_seconds_pass()
    notice = the_notice()

    with pytest.raises(CounterRefused) as refused:
        filed(notice, ground_ids=frozenset({new_id()}))
    assert refused.value.refusal is Refusal.NOTHING_TO_ANSWER


# --- silence -----------------------------------------------------------------------------------------------


def test_silence_brings_the_listing_back_on_the_day(world: World, notice: SellerNotice) -> None:
    [counter] = filed(notice)
    run_work()
    time_passes(timedelta(days=30))

    assert fresh_counter(counter).status == "restored"
    item = item_of(notice)
    assert (item.status, item.cause) == ("restored", "counter_notice")
    assert "did not act in time" in letters_to("s1@sellers.example")[-1]


def test_what_is_over_when_its_letter_is_due_starts_no_clock(notice: SellerNotice) -> None:
    [counter] = filed(notice)
    withdraw(notice, counter)
    run_work()

    assert clocks() == []
    assert fresh_counter(counter).forwarded_at is None


# --- drafts ------------------------------------------------------------------------------------------------


def save(notice: SellerNotice, **values: Any) -> CounterDraft:
    return drafts.save_draft(
        notice,
        values.pop("answers", {}),
        form_key=values.pop("form_key", new_id()),
        by=seller_of(notice),
        now=clock.now(),
        **values,
    )


def test_a_draft_goes_when_it_is_sent(notice: SellerNotice) -> None:
    key = new_id()
    save(notice, answers={"story": "…"}, form_key=key)

    filed(notice, form_key=key)

    assert drafts.draft_of(notice, by=seller_of(notice)) is None


def test_the_files_of_two_tabs_are_all_kept_until_one_is_dropped(notice: SellerNotice) -> None:
    bodies = [
        keep_body(BytesIO(a_picture(colour)), name=f"{colour}.jpg", tenant_id=notice.id, most_bytes=10**6)
        for colour in ("navy", "olive")
    ]
    save(notice, added=bodies[:1])
    save(notice, added=bodies[1:])
    assert len(drafts.files_of(save(notice))) == 2

    assert drafts.files_of(save(notice, dropped=[bodies[0].sha256])) == bodies[1:]


def test_an_old_draft_goes_with_its_files(notice: SellerNotice) -> None:
    body = keep_body(BytesIO(a_picture("navy")), name="bill.jpg", tenant_id=notice.id, most_bytes=10**6)
    draft = save(notice, added=[body])
    with acting_as(SYSTEM):
        CounterDraft.objects.filter(id=draft.id).update(saved_at=clock.now() - drafts.KEPT_FOR)
        drafts.tidy([])

        assert not CounterDraft.objects.exists()
    with pytest.raises(FileNotFoundError):
        files.open_kept(body)


def test_the_work_that_forwards_is_the_brands(notice: SellerNotice, world: World) -> None:
    filed(notice)
    with acting_as(SYSTEM):
        assert Outbox.objects.get(kind=FORWARD_COUNTER).tenant_id == world.brands["lumora"].tenant_id
