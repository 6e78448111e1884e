"""Assessed items meet the policy: each guard from the rows it is made of, each outcome as it is written."""

from datetime import timedelta
from typing import Any

import pytest

from brands.models import AgencyMember, AllowedSeller, Authorisation, Brand, Membership, Right
from complaints.conversation.questions import fix_and_resubmit
from complaints.models import Assessment, Decision, Item
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from tests.past import trust
from tests.policies import a_version
from tests.stories import World, evidence_for, file, items_of, manager_decides, run_work, status_of

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _trusted(world: World) -> None:
    trust(world)


def change(model: Any, **values: Any) -> None:
    with acting_as(SYSTEM):
        model.objects.update(**values)


def because(world: World, **filing: Any) -> list[str]:
    """What the ledger says why a complaint about one listing went to a person."""
    complaint = file(world, "a1", **filing)
    run_work()
    assert status_of(complaint) == ["in_review"]
    with acting_as(SYSTEM):
        data = AuditEvent.objects.get(subject_id=items_of(complaint)[0].id, event="item.in_review").data
    return list(data["because"])


def test_a_trusted_brands_complaint_is_upheld_by_the_policy_in_force(world: World) -> None:
    complaint = file(world, "a1")
    run_work()

    with acting_as(SYSTEM):
        decision = Decision.objects.get(item__complaint=complaint)
    assert (decision.outcome, decision.automated, decision.decided_by) == ("upheld", True, None)
    assert (decision.policy_version, decision.ground) == (1, "counterfeit_goods")
    assert "The evidence this reason needs is there." in decision.explanation
    assert status_of(complaint) == ["removed"]


def test_an_allow_listed_seller_is_looked_at_by_a_person(world: World) -> None:
    with acting_as(SYSTEM):
        AllowedSeller.objects.create(
            tenant_id=world.brands["lumora"].tenant_id, marketplace_id=world.marketplace.id, seller_ref="s1"
        )

    assert because(world) == ["seller_is_on_the_allow_list"]


def test_another_brands_allow_list_is_its_own(world: World) -> None:
    with acting_as(SYSTEM):
        AllowedSeller.objects.create(
            tenant_id=world.brands["kestrel"].tenant_id, marketplace_id=world.marketplace.id, seller_ref="s1"
        )

    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["removed"]


def test_somebody_who_joined_the_brand_this_week_is_looked_after(world: World) -> None:
    change(Membership, since=clock.now() - 6 * DAY)

    assert because(world) == ["filer_is_new_to_the_brand"]


def test_somebody_who_has_left_the_brand_is_as_new_as_a_stranger(world: World) -> None:
    complaint = file(world, "a1")
    with acting_as(SYSTEM):
        Membership.objects.filter(user=world.oscar).delete()

    run_work()

    assert status_of(complaint) == ["in_review"]


def test_an_agency_is_as_new_as_its_mandate_or_its_person(world: World) -> None:
    trust(world, "kestrel", agency=world.agency)
    complaint = file(world, "k1", by="gil", brand="kestrel")
    run_work()
    assert status_of(complaint) == ["removed"]

    for number, model in enumerate((AgencyMember, Authorisation)):
        column = "since" if model is AgencyMember else "granted_at"
        change(model, **{column: clock.now() - 6 * DAY})
        later = file(world, f"k{number + 2}", by="gil", brand="kestrel")
        run_work()
        assert status_of(later) == ["in_review"]
        change(model, **{column: clock.now() - 8 * DAY})


@pytest.mark.parametrize(
    ("changes", "guard"),
    [
        ({"expires_on": "2026-01-01"}, "right_has_lapsed"),
        ({"territories": ["US"]}, "right_does_not_reach_this_site"),
        ({"nice_classes": [9]}, "class_does_not_cover_the_goods"),
        ({"verified_at": None, "verified_by": None}, "right_is_not_verified"),
    ],
)
def test_a_right_in_doubt_is_looked_at_by_a_person(world: World, changes: dict[str, Any], guard: str) -> None:
    change(Right, **changes)

    assert guard in because(world)


def test_a_reason_that_is_never_automatic_goes_to_a_person(world: World) -> None:
    assert "reason_is_never_automatic" in because(world, reason="mark_in_title")


@pytest.mark.parametrize(
    "changes", [{"confirmed_by": None, "confirmed_at": None}, {"ended_at": "now", "end_reason": "Over."}]
)
def test_without_a_confirmed_living_grant_a_person_decides(world: World, changes: dict[str, Any]) -> None:
    if "ended_at" in changes:
        changes = {**changes, "ended_at": clock.now(), "ended_by": world.ada}
    change(Grant, **changes)

    assert because(world) == ["brand_is_not_trusted"]


def test_a_brand_that_is_no_longer_verified_goes_to_a_person(world: World) -> None:
    with acting_as(SYSTEM):
        Brand.objects.filter(tenant_id=world.brands["lumora"].tenant_id).update(verified_at=None)

    assert "brand_is_not_trusted" in because(world)


def test_a_stricter_policy_holds_from_the_moment_it_takes_effect(world: World) -> None:
    a_version(world, {"score_threshold": 0.99})

    assert because(world) == ["score_is_below_the_threshold"]


def test_your_own_complaint_filed_again_is_closed_as_a_duplicate(world: World) -> None:
    first = file(world, "a1", reason="mark_in_title")
    run_work()

    again = file(world, "a1", reason="mark_in_title")
    run_work()

    (item,) = items_of(again)
    assert (item.status, item.cause) == ("closed", "duplicate")
    assert status_of(first) == ["in_review"]
    with acting_as(SYSTEM):
        (finding,) = [
            f for f in Assessment.objects.get(item=item).findings if f["code"] == "complaint_repeats_your_own"
        ]
    assert first.number in finding["sentence"]


@pytest.mark.parametrize("other", ["another reason", "another brand"])
def test_a_complaint_of_another_kind_is_no_duplicate(world: World, other: str) -> None:
    file(world, "a1", reason="mark_in_title")
    run_work()

    if other == "another brand":
        second = file(world, "a1", by="charlie", brand="kestrel", reason="mark_in_title")
    else:
        second = file(world, "a1", reason="mark_on_product")
    run_work()

    assert status_of(second) == ["in_review"]


def test_what_was_withdrawn_can_be_filed_again(world: World) -> None:
    first = file(world, "a1", reason="mark_in_title")
    run_work()
    with acting_as(SYSTEM):
        Item.objects.filter(complaint=first).update(status="withdrawn")

    again = file(world, "a1", reason="mark_in_title")
    run_work()

    assert status_of(again) == ["in_review"]


def test_nobody_but_a_person_refuses(world: World) -> None:
    world.site.offer("bad", title="Case compatible with Lumora", nice_class=9)
    change(Right, territories=["US"], expires_on="2026-01-01", verified_at=None, verified_by=None)

    file(world, "bad", with_evidence=True)
    file(world, "a2", with_evidence=False)
    run_work()

    with acting_as(SYSTEM):
        assert not Item.objects.filter(status="refused").exists()


def test_what_a_person_has_refused_is_not_removed_by_sending_it_again(world: World) -> None:
    change(Membership, since=clock.now())
    complaint = file(world, "a1")
    run_work()
    (item,) = items_of(complaint)
    manager_decides(world, item, "refuse")
    change(Membership, since=clock.now() - 8 * DAY)

    oscar = world.actor("oscar", "lumora")
    with acting_as(oscar):
        evidence = [evidence_for(world.brands["lumora"])]
        fix_and_resubmit(item, answer="Look again.", evidence=evidence, by=oscar, now=clock.now())
    run_work()

    assert status_of(complaint) == ["in_review"]


def test_what_a_person_has_refused_is_not_removed_by_filing_it_anew(world: World) -> None:
    change(Membership, since=clock.now())
    first = file(world, "a1")
    run_work()
    manager_decides(world, items_of(first)[0], "refuse")
    change(Membership, since=clock.now() - 8 * DAY)

    assert because(world) == ["a_person_has_refused_it"]
