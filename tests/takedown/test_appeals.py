"""Another person looks again: made once, by whoever it concerns, and never decided by whoever decided before."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from brands.models import Authorisation
from complaints.models import Item
from core import clock, outbox
from core.models import AuditEvent
from core.tenancy import SYSTEM, Actor, acting_as
from takedown.models import DecisionAppeal
from takedown.redress.appeals import making, queue
from takedown.redress.appeals.making import AppealRefused
from takedown.redress.appeals.queue import ClaimedByAnother
from takedown.redress.appeals.table import Why
from takedown.redress.notices import link_actor, token_of
from tests.past import trust
from tests.stories import World, a_user, evidence_for, file, items_of, manager_decides, run_work
from tests.takedown.appealing import (
    again,
    brand_appeals,
    claimed,
    decide,
    notice_of,
    refused_by_rita,
    removed_by_rita,
    seller_appeals,
)
from tests.takedown.auditing import removed_by_the_policy
from tests.takedown.delivery import overturned_by, take_back


@pytest.fixture
def refused(world: World) -> Item:
    return refused_by_rita(world)


@pytest.fixture
def removed(world: World) -> Item:
    return removed_by_rita(world)


# --- making one --------------------------------------------------------------------------------------------


def test_a_brand_appeals_against_a_refusal_with_new_evidence(world: World, refused: Item) -> None:
    appeal = brand_appeals(world, refused, evidence=[evidence_for(world.brands["lumora"])])

    assert (appeal.status, appeal.side, appeal.about) == ("open", "brand", "refused")
    assert (appeal.against_by, appeal.made_by, appeal.tenant_id) == (
        world.rita.id,
        world.oscar.id,
        refused.tenant_id,
    )
    assert appeal.due_at - appeal.made_at == timedelta(days=7)
    with acting_as(SYSTEM):
        assert [row.file.name for row in appeal.files.all()] == ["proof.jpg"]
        assert AuditEvent.objects.get(event="item.appeal_made").subject_id == refused.id


def test_goods_on_sale_that_can_hurt_somebody_are_looked_at_within_two_days(world: World) -> None:
    world.site.offer("a1", title="Lumora charger", category="electronics")
    appeal = brand_appeals(world, refused_by_rita(world))

    assert appeal.due_at - appeal.made_at == timedelta(hours=48)


def test_a_seller_appeals_against_a_removal_and_is_answered_within_two_days(
    world: World, removed: Item
) -> None:
    appeal = seller_appeals(removed)

    assert (appeal.status, appeal.side, appeal.about) == ("open", "seller", "removed")
    assert (appeal.against_by, appeal.made_by) == (world.rita.id, None)
    assert appeal.due_at - appeal.made_at == timedelta(hours=48)


def test_a_person_looks_at_what_a_program_decided_if_the_seller_asks(world: World) -> None:
    trust(world)
    [item] = removed_by_the_policy(world, "a1")

    appeal = seller_appeals(item)

    assert (appeal.about, appeal.against_by) == ("removed_without_a_person", None)


def test_the_same_form_twice_is_one_appeal_and_another_one_is_refused(world: World, refused: Item) -> None:
    first, twin = brand_appeals(world, refused), brand_appeals(world, refused)

    assert twin.id == first.id
    with pytest.raises(AppealRefused) as error:
        brand_appeals(world, refused, statement="And another thing.")
    assert error.value.why is Why.ALREADY


def test_after_six_months_it_is_too_late(world: World, refused: Item) -> None:
    with clock.shifted(timedelta(days=190)), pytest.raises(AppealRefused) as error:
        brand_appeals(world, refused)

    assert error.value.why is Why.TOO_LATE


def test_a_sellers_six_months_begin_with_the_notice(world: World, removed: Item) -> None:
    with clock.shifted(timedelta(days=180)):
        assert seller_appeals(removed).status == "open"


def test_what_is_in_ones_favour_and_what_one_ended_oneself_is_not_appealed(
    world: World, removed: Item
) -> None:
    with pytest.raises(AppealRefused) as favour:
        brand_appeals(world, removed)
    take_back(world, removed)
    run_work()
    with pytest.raises(AppealRefused) as own:
        brand_appeals(world, removed)

    assert [favour.value.why, own.value.why] == [Why.IN_YOUR_FAVOUR, Why.YOUR_OWN_ACT]


def test_an_appeal_says_something(world: World, refused: Item) -> None:
    with pytest.raises(AppealRefused, match="Say what was wrong"):
        brand_appeals(world, refused, statement=" ")


@pytest.mark.parametrize("name", ["vera", "rita"])
def test_only_who_may_act_for_the_brand_appeals(world: World, refused: Item, name: str) -> None:
    with pytest.raises(PermissionDenied):
        brand_appeals(world, refused, by=name)


def test_another_brands_item_is_no_item(world: World, refused: Item) -> None:
    with pytest.raises(Item.DoesNotExist):
        brand_appeals(world, refused, by="charlie", brand="kestrel")


def test_an_agency_appeals_within_its_mandate_and_not_beyond(world: World) -> None:
    item = refused_by_rita(world, brand="kestrel")
    with acting_as(SYSTEM):
        Authorisation.objects.filter(tenant_id=item.tenant_id).update(right_ids=[world.rights["lumora"].id])
    with pytest.raises(Item.DoesNotExist):
        brand_appeals(world, item, by="gil", brand="kestrel")
    with acting_as(SYSTEM):
        Authorisation.objects.filter(tenant_id=item.tenant_id).update(right_ids=[world.rights["kestrel"].id])

    assert brand_appeals(world, item, by="gil", brand="kestrel").agency_id == world.agency.id  # type: ignore[union-attr]


def test_a_brand_takes_its_appeal_back_and_the_decision_stands(world: World, refused: Item) -> None:
    appeal, oscar = brand_appeals(world, refused), world.actor("oscar", "lumora")

    for _ in range(2):
        with acting_as(oscar):
            making.withdraw(appeal.id, by=oscar, now=clock.now())

    assert again(appeal).status == "withdrawn"
    with pytest.raises(DecisionAppeal.DoesNotExist):
        decide(world, appeal)


def test_a_seller_appeals_about_nothing_that_the_link_does_not_open(world: World, removed: Item) -> None:
    other = removed_by_rita(world, "b1")

    with pytest.raises(LookupError):
        seller_appeals(removed, about=other.id)


# --- who decides -------------------------------------------------------------------------------------------


def test_whoever_took_the_decision_does_not_decide_the_appeal(world: World, refused: Item) -> None:
    appeal = brand_appeals(world, refused)

    with pytest.raises(AppealRefused, match="You took the decision"):
        decide(world, appeal, by="rita")
    assert again(appeal).status == "open"


def test_whoever_decided_about_it_at_any_time_does_not_decide_the_appeal(world: World, removed: Item) -> None:
    overturned_by(world, "rupert", removed)
    run_work()
    appeal = brand_appeals(world, removed)

    # Rupert restored it; Rita had upheld it.
    for name in ("rupert", "rita"):
        with pytest.raises(AppealRefused, match="Another person"):
            decide(world, appeal, by=name)
    assert decide(world, appeal, by="ada").status == "granted"


def test_whoever_confirmed_a_programs_decision_in_an_audit_does_not_decide_the_appeal(world: World) -> None:
    trust(world)
    [item] = removed_by_the_policy(world, "a1")
    manager_decides(world, item, "uphold", by="rupert")
    appeal = seller_appeals(item)

    assert appeal.against_by == world.rupert.id
    with pytest.raises(AppealRefused):
        decide(world, appeal, by="rupert")
    assert decide(world, appeal, by="rita").status == "granted"


@pytest.mark.parametrize("who", ["against_by", "decided_before"])
def test_the_database_refuses_whoever_decided_before(world: World, refused: Item, who: str) -> None:
    appeal = brand_appeals(world, refused)
    values = {
        who: world.rupert.id if who == "against_by" else [world.rupert.id],
        "decided_by": world.rupert.id,
        "ground": "x",
        "explanation": "x",
    }

    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="decided_by_"), transaction.atomic():
        DecisionAppeal.objects.filter(id=appeal.id).update(status="granted", ended_at=clock.now(), **values)


@pytest.mark.parametrize("missing", ["decided_by", "ground", "explanation"])
def test_the_database_wants_a_person_a_reason_and_words(world: World, refused: Item, missing: str) -> None:
    appeal = brand_appeals(world, refused)
    whole = {"decided_by": world.rupert.id, "ground": "x", "explanation": "x"}
    values = whole | {missing: None if missing == "decided_by" else ""}

    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="by_a_person"), transaction.atomic():
        DecisionAppeal.objects.filter(id=appeal.id).update(status="dismissed", ended_at=clock.now(), **values)


@pytest.mark.parametrize("name", ["oscar", "audrey"])
def test_only_managers_and_admins_decide(world: World, refused: Item, name: str) -> None:
    appeal = brand_appeals(world, refused)

    with pytest.raises(PermissionDenied):
        decide(world, appeal, by=name)


def test_a_decision_has_a_reason_that_goes_with_it(world: World, refused: Item) -> None:
    appeal = brand_appeals(world, refused)

    for ground in ("nothing_new_shown", "goods_shown_genuine", "none"):
        with pytest.raises(AppealRefused, match="Choose a reason"):
            decide(world, appeal, granted=True, ground=ground)


def test_what_is_decided_is_decided_once(world: World, refused: Item) -> None:
    appeal = brand_appeals(world, refused)
    decide(world, appeal, granted=False)

    with pytest.raises(DecisionAppeal.DoesNotExist):
        decide(world, appeal, by="ada")


# --- the queue ---------------------------------------------------------------------------------------------


def test_the_next_due_is_taken_first_and_none_of_ones_own(world: World) -> None:
    slow, own = refused_by_rita(world, "a1"), removed_by_rita(world, "a2")
    quick = removed_by_rita(world, "a3")
    brand_appeals(world, slow)
    seller_appeals(own)
    appeal = seller_appeals(quick)
    rita, rupert = world.actor("rita"), world.actor("rupert")
    with acting_as(SYSTEM):
        DecisionAppeal.objects.filter(id=appeal.id).update(due_at=clock.now())

    with acting_as(rita):
        assert queue.claim_next(by=rita, now=clock.now()) is None
    with acting_as(rupert):
        taken = queue.claim_next(by=rupert, now=clock.now())

    assert taken is not None
    assert taken.id == appeal.id


def test_what_somebody_holds_nobody_else_takes_until_the_lease_ends(world: World, refused: Item) -> None:
    appeal = brand_appeals(world, refused)
    claimed(world, appeal, "rupert")

    with pytest.raises(ClaimedByAnother):
        claimed(world, appeal, "ada")
    with pytest.raises(ClaimedByAnother):
        decide(world, appeal, by="ada")
    with clock.shifted(queue.LEASE + timedelta(seconds=1)):
        assert claimed(world, appeal, "ada").claimed_by == world.ada.id


def test_a_manager_does_not_learn_by_an_appeal_that_an_audited_item_was_removed(world: World) -> None:
    trust(world)
    [item] = removed_by_the_policy(world, "a1")
    appeal = seller_appeals(item)
    rita, ada = world.actor("rita"), world.actor("ada")

    with acting_as(rita):
        assert not queue.queue(rita).exists()
    with acting_as(ada):
        assert queue.queue(ada).get().id == appeal.id
    manager_decides(world, item, "uphold", by="rupert")
    with acting_as(rita):
        assert queue.queue(rita).get().id == appeal.id


def test_a_manager_of_some_brands_sees_their_appeals_only(world: World, refused: Item) -> None:
    brand_appeals(world, refused)
    with acting_as(SYSTEM):
        mona = a_user("mona@example.test", "Mona", "account_manager")
    theirs = Actor(
        role="account_manager", label="Mona", user_id=mona.id, staff=True, only_tenants=frozenset()
    )

    with acting_as(theirs):
        assert not queue.queue(theirs).exists()


# --- who reads it ------------------------------------------------------------------------------------------


def test_a_brand_reads_its_own_appeals_and_no_sellers(world: World, refused: Item) -> None:
    removed = removed_by_rita(world, "b1")
    own = brand_appeals(world, refused)
    seller_appeals(removed)

    for wall in (False, True):
        with acting_as(world.actor("alice", "lumora")) as _:
            actor = world.actor("alice", "lumora")
            rows = DecisionAppeal.objects.all() if wall else DecisionAppeal.objects.visible_to(actor)
            assert list(rows) == [own]
    with acting_as(world.actor("charlie", "kestrel")):
        assert not DecisionAppeal.objects.exists()


def test_a_link_opens_the_sellers_own_appeal_and_nothing_else(world: World, refused: Item) -> None:
    brand_appeals(world, refused)
    mine, other = removed_by_rita(world, "b1"), removed_by_rita(world, "b2")
    appeal = seller_appeals(mine)
    seller_appeals(other)

    with acting_as(link_actor(token_of(notice_of(mine).id))):
        assert list(DecisionAppeal.objects.all()) == [appeal]


def test_what_a_seller_wrote_stands_in_no_event_of_the_brands(world: World, removed: Item) -> None:
    seller_appeals(removed, statement="My supplier is Acme.")

    with acting_as(world.actor("alice", "lumora")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_auditevent WHERE event LIKE '%appeal%'")
        assert cursor.fetchone() == (0,)


# --- what settles itself -----------------------------------------------------------------------------------


def test_an_appeal_ends_by_itself_when_what_it_is_about_stands_no_longer(world: World, removed: Item) -> None:
    appeal = seller_appeals(removed)
    take_back(world, removed)
    run_work()

    with pytest.raises(AppealRefused, match="stands no longer"):
        decide(world, appeal)
    with acting_as(SYSTEM):
        # What the schedule does every five minutes.
        outbox.add(outbox.Order(kind="takedown.end_overtaken_appeals", subject_id=appeal.id, tenant_id=None))
    run_work()

    assert again(appeal).status == "overtaken"


def test_what_still_stands_goes_on_waiting(world: World) -> None:
    complaint = file(world, "a1")
    run_work()
    manager_decides(world, items_of(complaint)[0], "refuse")
    appeal = brand_appeals(world, items_of(complaint)[0])
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind="takedown.end_overtaken_appeals", subject_id=appeal.id, tenant_id=None))
    run_work()

    assert again(appeal).status == "open"
