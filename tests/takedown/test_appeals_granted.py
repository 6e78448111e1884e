"""A granted appeal acts in one transaction: it removes or gives back, and every figure is right at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client

from complaints.models import Evidence, Item
from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from detection.questions.truth import labels_since
from detection.states import Answer
from listings.connectors.base import RemoteState, Unavailable
from listings.models import Listing
from takedown.models import Grant, SellerAction, SellerRecord, Step
from takedown.programme.audits import found_since
from takedown.programme.gather import gather
from takedown.redress.appeals.making import AppealRefused
from takedown.redress.appeals.table import Why
from takedown.redress.statements.gather import reasons_for_item
from takedown.strikes.actions import record_action
from tests.accounts.hooks import an_endpoint, sent_to
from tests.detection.asking import ask, join_force, now_of, say
from tests.past import trust
from tests.racing import at_the_same_time
from tests.stories import World, evidence_for, file, items_of, manager_decides, run_work
from tests.takedown.appealing import (
    again,
    brand_appeals,
    decide,
    decisions_of,
    figures_are_right,
    next_for,
    refused_by_rita,
    removed_by_rita,
    removed_for_two_brands,
    seller_appeals,
)
from tests.takedown.auditing import audits_of, removed_by_the_policy
from tests.takedown.delivery import fresh, overturned_by, removal_of, ten_seconds_pass, upheld_by_rita

LIVE, HIDDEN = RemoteState.LIVE, RemoteState.HIDDEN


def strikes_in_lists(item: Item) -> int:
    with acting_as(SYSTEM):
        record = SellerRecord.objects.filter(seller_id=removal_of(item).listing.seller_id).first()
    return record.points if record else 0


# --- the brand was right -----------------------------------------------------------------------------------


def test_a_refusal_that_was_wrong_is_replaced_and_the_listing_removed(world: World) -> None:
    item = refused_by_rita(world)
    appeal = brand_appeals(world, item, evidence=[evidence_for(world.brands["lumora"])])

    done = decide(world, appeal)

    assert decisions_of(item) == [("refused", False), ("upheld", True)]
    assert figures_are_right(world)
    run_work()
    assert (fresh(item).status, world.site.listings["a1"].state) == ("removed", HIDDEN)
    assert figures_are_right(world)
    with acting_as(SYSTEM):
        assert done.result_id is not None
        assert Evidence.objects.filter(complaint_id=item.complaint_id).count() == 2


def test_a_restoration_that_was_wrong_is_replaced_by_a_new_removal(world: World) -> None:
    item = removed_by_rita(world)
    overturned_by(world, "rupert", item)
    run_work()
    first = removal_of(item)
    assert world.site.listings["a1"].state is LIVE

    decide(world, brand_appeals(world, item), by="ada")
    run_work()

    assert decisions_of(item) == [("upheld", False), ("restored", True), ("upheld", True)]
    assert (fresh(item).status, world.site.listings["a1"].state) == ("removed", HIDDEN)
    assert removal_of(item).id != first.id
    assert figures_are_right(world)
    with acting_as(SYSTEM):
        kinds = [statement.latest["puid"][-2:] for statement in reasons_for_item(item, SYSTEM)]
    assert kinds == ["-2", "-1"]


def test_what_an_audit_found_wrong_and_an_appeal_found_right_counts_as_right(world: World) -> None:
    trust(world)
    [item] = removed_by_the_policy(world, "a1")
    manager_decides(world, item, "refuse", by="rita")
    assert fresh(item).status == "restored"

    decide(world, brand_appeals(world, item))
    run_work()

    assert figures_are_right(world)
    with acting_as(SYSTEM):
        scope = (item.tenant_id, item.marketplace_id, "trademark")
        assert found_since(clock.now() - timedelta(days=1))[scope] == (1, 1, 0)
        # And the brand's next complaint about it waits for nobody any longer.
        next_one = file(world, "a1")
        run_work()
        facts = gather([items_of(next_one)[0].id], status=items_of(next_one)[0].status, now=clock.now()).facts
    assert not any(f.restored_on_merits_before for f in facts.values())


def test_the_trust_that_a_wrong_audit_has_cost_is_back_at_once(world: World) -> None:
    grant_id = trust(world)
    found = removed_by_the_policy(world, "a1", "a2")
    for item in found:
        manager_decides(world, item, "refuse", by="rita")
    assert step_of(grant_id) == "review"

    for item in found:
        decide(world, brand_appeals(world, item))

    assert step_of(grant_id) == "full"
    with acting_as(SYSTEM):
        assert "reversed upon appeal" in Step.objects.filter(grant_id=grant_id).latest("at").reason
    run_work()
    assert step_of(grant_id) == "full"


def step_of(grant_id: UUID) -> str:
    with acting_as(SYSTEM):
        return Grant.objects.get(id=grant_id).step


def test_a_listing_that_has_changed_since_is_looked_at_before_it_goes(world: World) -> None:
    item = refused_by_rita(world)
    with acting_as(SYSTEM):
        Listing.objects.filter(id=item.listing_id).update(fingerprint="another offer")

    decide(world, brand_appeals(world, item))
    run_work()

    assert decisions_of(item) == [("refused", False), ("upheld", True)]
    assert (fresh(item).status, world.site.listings["a1"].state) == ("in_review", LIVE)
    assert figures_are_right(world)


def test_a_restoration_on_its_way_is_waited_for(world: World) -> None:
    item = removed_by_rita(world)
    overturned_by(world, "rupert", item)
    appeal = brand_appeals(world, item)

    with pytest.raises(AppealRefused, match="on its way back"):
        decide(world, appeal, by="ada")
    assert again(appeal).status == "open"


def test_the_seller_of_a_listing_removed_upon_the_brands_appeal_is_heard_and_then_it_ends(
    world: World,
) -> None:
    item = refused_by_rita(world)
    decide(world, brand_appeals(world, item))
    run_work()
    appeal = seller_appeals(fresh(item))
    assert appeal.against_by == world.rupert.id

    decide(world, appeal, by="ada")
    run_work()

    assert fresh(item).status == "restored"
    assert figures_are_right(world)
    with pytest.raises(AppealRefused) as error:
        brand_appeals(world, fresh(item), statement="Once more.")
    assert error.value.why is Why.FINAL


# --- the seller was right ----------------------------------------------------------------------------------


@pytest.mark.parametrize("trusted", [True, False])
def test_a_removal_that_was_wrong_is_given_back_with_its_strike(world: World, trusted: bool) -> None:
    if trusted:
        trust(world)
        [item] = removed_by_the_policy(world, "a1")
    else:
        item = removed_by_rita(world)

    decide(world, seller_appeals(item), by="ada")

    assert (decisions_of(item)[-1], strikes_in_lists(item)) == (("restored", True), 0)
    assert figures_are_right(world)
    run_work()
    assert (fresh(item).status, fresh(item).cause) == ("restored", "appeal")
    assert world.site.listings["a1"].state is LIVE
    assert figures_are_right(world)
    with acting_as(SYSTEM):
        ended = reasons_for_item(item, SYSTEM)[0].latest["decision_facts"]
    assert "A second person looked at it" in ended


def test_an_audit_that_still_waits_ends_as_the_appeal_was_decided(world: World) -> None:
    trust(world)
    [item] = removed_by_the_policy(world, "a1")

    decide(world, seller_appeals(item), by="ada")

    [audit] = audits_of(item)
    assert (audit.result, audit.ended_by) == ("overturned", world.ada.id)
    assert not fresh(item).under_audit


def test_labels_that_detectors_learn_from_follow_the_appeal(world: World) -> None:
    join_force(world)
    [request] = ask(world, "s1")
    say(world, request, Answer.COUNTERFEIT)
    run_work()
    item = now_of(request).item
    manager_decides(world, item, "uphold", by="rupert")
    assert [label.is_counterfeit for label in labels_since(clock.now() - timedelta(days=1))] == [True]

    decide(world, seller_appeals(item), by="ada")

    assert [label.is_counterfeit for label in labels_since(clock.now() - timedelta(days=1))] == [False]


def test_another_brands_ground_keeps_the_listing_off_sale(world: World) -> None:
    item, other = removed_for_two_brands(world)

    decide(world, seller_appeals(item))
    run_work()

    assert (fresh(item).status, fresh(other).status) == ("restored", "removed")
    assert world.site.listings["a1"].state is HIDDEN
    assert figures_are_right(world, "kestrel")


def test_a_removal_that_is_still_on_its_way_is_stopped(world: World) -> None:
    world.site.fail("hide", Unavailable("Later."))
    item = upheld_by_rita(world)
    ten_seconds_pass()
    assert fresh(item).status == "upheld"

    decide(world, seller_appeals(item))
    run_work()

    assert (fresh(item).status, world.site.listings["a1"].state) == ("refused", LIVE)
    assert decisions_of(item) == [("upheld", False), ("refused", True)]
    assert figures_are_right(world)


def test_a_dismissed_appeal_changes_nothing_and_says_where_else_to_turn(world: World) -> None:
    item = removed_by_rita(world)
    before = decisions_of(item)
    mail.outbox.clear()

    decide(world, seller_appeals(item), granted=False)
    run_work()

    assert (decisions_of(item), fresh(item).status) == (before, "removed")
    answer = mail.outbox[-1]
    assert answer.to[0].endswith("@sellers.example")
    assert "We looked at it again." in answer.body
    assert "certified body" in answer.body


# --- what was done about a seller --------------------------------------------------------------------------


def suspended(world: World, item: Item, act: str = "suspended") -> SellerAction:
    rita = world.actor("rita")
    with acting_as(rita):
        return record_action(
            removal_of(item).listing.seller_id,
            SellerAction.Act(act),
            note="Too many fakes.",
            form_key=new_id(),
            by=rita,
            now=clock.now(),
        )


def test_a_step_about_a_seller_is_taken_back_by_another_person(world: World) -> None:
    item = removed_by_rita(world)
    step = suspended(world, item)
    appeal = seller_appeals(item, about=step.id)
    assert (appeal.about, appeal.tenant_id, appeal.against_by) == ("seller_suspended", None, world.rita.id)

    with pytest.raises(AppealRefused, match="You took the decision"):
        decide(world, appeal, by="rita", ground="step_went_too_far")
    decide(world, appeal, ground="step_went_too_far")

    with acting_as(SYSTEM):
        last = SellerAction.objects.latest("at")
    assert (last.act, last.by_id, last.note) == ("taken_back", world.rupert.id, "We looked at it again.")


def test_what_restricts_nobody_is_not_appealed(world: World) -> None:
    item = removed_by_rita(world)
    step = suspended(world, item, "nothing")

    with pytest.raises(AppealRefused) as error:
        seller_appeals(item, about=step.id)
    assert error.value.why is Why.IN_YOUR_FAVOUR


# --- who is told -------------------------------------------------------------------------------------------


def test_both_sides_are_told_of_a_reversal(world: World) -> None:
    item = removed_by_rita(world)
    appeal = seller_appeals(item)
    run_work()
    assert f"We have your appeal {appeal.number}" in [m.subject for m in mail.outbox]
    mail.outbox.clear()

    decide(world, appeal)
    run_work()

    told = {m.to[0].partition("@")[2] if "sellers" in m.to[0] else m.to[0]: m for m in mail.outbox}
    assert f"Appeal {appeal.number}: you were right" in [m.subject for m in mail.outbox]
    to_brand = told[world.oscar.email]
    assert "reversed" in to_brand.subject
    assert "We looked at it again." in to_brand.body
    assert appeal.statement not in to_brand.body


def test_programs_are_told_of_the_brands_own_appeals_only(world: World) -> None:
    endpoint = an_endpoint(world, events=["appeal.decided"])
    refused, removed = refused_by_rita(world, "a1"), removed_by_rita(world, "a2")
    appeal = brand_appeals(world, refused)

    decide(world, appeal, granted=False)
    decide(world, seller_appeals(removed), granted=False)

    [sent] = sent_to(endpoint)
    assert str(appeal.id) in sent.body
    assert '"status":"dismissed"' in sent.body


def test_the_timeline_of_the_brand_says_it_once(world: World, client_for: Callable[[Any], Client]) -> None:
    item = refused_by_rita(world)
    decide(world, brand_appeals(world, item), granted=False)

    page = client_for(world.oscar).get(f"/items/{item.id}/").content.decode()

    assert page.count("We looked at it again.") == 1
    assert "Your appeal was dismissed" in page


# --- at the same moment ------------------------------------------------------------------------------------


def test_two_who_decide_at_once_make_one_decision(committed: None, world: World) -> None:
    item = refused_by_rita(world)
    appeal = brand_appeals(world, item)

    done = at_the_same_time(
        lambda: decide(world, appeal, by="rupert"),
        lambda: decide(world, appeal, by="ada", granted=False),
    )

    assert sorted(type(d).__name__ for d in done) == ["DecisionAppeal", "DoesNotExist"]
    with acting_as(SYSTEM):
        assert (
            AuditEvent.objects.filter(event__in=["item.appeal_granted", "item.appeal_dismissed"]).count() == 1
        )


def test_a_double_click_appeals_once(committed: None, world: World) -> None:
    item = removed_by_rita(world)

    ids = at_the_same_time(lambda: seller_appeals(item).id, lambda: seller_appeals(item).id)

    assert len(set(ids)) == 1
    assert isinstance(ids[0], UUID)


def test_two_who_ask_for_the_next_get_two(committed: None, world: World) -> None:
    for ref in ("a1", "a2"):
        brand_appeals(world, refused_by_rita(world, ref))

    taken = at_the_same_time(lambda: next_for(world, "rupert"), lambda: next_for(world, "ada"))

    assert len({appeal.id for appeal in taken}) == 2
