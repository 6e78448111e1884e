"""A brand answers: "counterfeit" is a complaint of its own, and the rest is remembered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from brands.models import AllowedSeller, Authorisation, Brand
from complaints.models import Decision
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from detection.models import AuthenticationRequest
from detection.questions import declaration, offers
from detection.questions.answering import answer
from detection.questions.declaration import DeclarationMissing
from detection.questions.handling import reopen_with_photos, take_note
from detection.states import Answer, Channel, MoveRefused
from takedown.models import SellerNotice
from tests.detection.asking import ask, join_force, now_of, say, sign
from tests.racing import at_the_same_time
from tests.stories import World, a_member, evidence_for, run_work


@pytest.fixture
def joint(world: World) -> World:
    join_force(world)
    return world


def why(item: Any) -> list[str]:
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_id=item.id, data__has_key="because").order_by("at", "id")
        return list(events.last().data["because"])


# --- counterfeit -----------------------------------------------------------------------------------------


def test_counterfeit_removes_the_listing_of_a_joint_force_brand_without_anything_further(
    joint: World,
) -> None:
    [request] = ask(joint, "s1")

    say(joint, request, Answer.COUNTERFEIT)
    run_work()

    request = now_of(request)
    assert (request.state, request.answer, request.answered_by_label) == (
        "answered",
        "counterfeit",
        "Oscar Filer",
    )
    assert request.item.status == "removed"
    assert joint.site.hides == {"s1": 1}


def test_it_is_an_automatic_decision_that_says_how_it_came_about(joint: World) -> None:
    [request] = ask(joint, "s1")
    say(joint, request, Answer.COUNTERFEIT)
    run_work()

    with acting_as(SYSTEM):
        decision = Decision.objects.get(item_id=now_of(request).item_id)

    assert decision.automated
    assert "asked the brand, which answered that it is counterfeit" in decision.explanation


def test_it_is_judged_on_the_copy_that_the_brand_was_shown(joint: World) -> None:
    [request] = ask(joint, "s1")
    say(joint, request, Answer.COUNTERFEIT)

    item = now_of(request).item
    assert item.snapshot_id == request.snapshot_id
    assert (item.complaint.channel, item.complaint.declared_by) == ("authentication", "Alice Owner")


def test_the_seller_is_told_that_the_marketplace_asked(joint: World) -> None:
    [request] = ask(joint, "s1")
    say(joint, request, Answer.COUNTERFEIT)
    run_work()

    with acting_as(SYSTEM):
        notice = SellerNotice.objects.get()
    assert (notice.facts["asked"], notice.facts["automated"]) == (True, True)


def test_nobody_gets_a_letter_for_each_listing_that_was_removed_on_their_word(
    joint: World, mailoutbox: list[Any]
) -> None:
    [request] = ask(joint, "s1")
    say(joint, request, Answer.COUNTERFEIT)
    run_work()

    assert "oscar@example.test" not in [to for mail in mailoutbox for to in mail.to]


def test_the_answer_of_any_other_brand_goes_to_a_person_in_front_of_what_nobody_asked_for(
    world: World,
) -> None:
    sign(world)
    [request] = ask(world, "s1")

    say(world, request, Answer.COUNTERFEIT)
    run_work()

    item = now_of(request).item
    assert item.status == "in_review"
    assert item.priority == 1
    assert (item.due_at - item.status_at).total_seconds() == 8 * 3600
    assert "brand_was_asked_but_is_not_in_joint_force" in why(item)


def test_a_listing_that_changed_since_the_brand_looked_at_it_is_not_removed(joint: World) -> None:
    [request] = ask(joint, "s1")
    joint.site.change("s1", title="Handbag without a name")

    say(joint, request, Answer.COUNTERFEIT)
    run_work()

    item = now_of(request).item
    assert item.status == "in_review"
    assert joint.site.hides == {}
    assert "listing_changed_since_the_snapshot" in why(item)


def test_trust_is_looked_at_again_at_the_moment_of_removal(joint: World, calls_here: None) -> None:
    [request] = ask(joint, "s1")
    say(joint, request, Answer.COUNTERFEIT)

    def the_brand_loses_its_account_manager() -> None:
        with acting_as(SYSTEM):
            Brand.objects.filter(tenant_id=request.tenant_id).update(account_manager=None)

    # The next call is the look before the order to hide.
    joint.site.at["get"] = the_brand_loses_its_account_manager
    run_work()

    item = now_of(request).item
    assert (item.status, why(item)) == ("in_review", ["brand_was_asked_but_is_not_in_joint_force"])
    assert joint.site.hides == {}


def test_a_person_who_is_new_to_the_brand_takes_nothing_off_sale(joint: World) -> None:
    with acting_as(SYSTEM):
        a_member(joint.brands["lumora"], joint.nina, since=timedelta())
    [request] = ask(joint, "s1")

    say(joint, request, Answer.COUNTERFEIT, by="nina")
    run_work()

    assert "filer_is_new_to_the_brand" in why(now_of(request).item)


def test_caps_hold_answers_as_they_hold_complaints(joint: World) -> None:
    requests = ask(joint, *(f"s{n}" for n in range(45)), seller="many")
    for request in requests:
        say(joint, request, Answer.COUNTERFEIT)
    run_work()

    states = [now_of(request).item.status for request in requests]
    assert (states.count("removed"), states.count("held")) == (40, 5)


def test_without_the_declaration_counterfeit_is_not_taken_and_the_rest_is(world: World) -> None:
    first, second = ask(world, "s1", "s2")

    with pytest.raises(DeclarationMissing):
        say(world, first, Answer.COUNTERFEIT)
    say(world, second, Answer.GENUINE)

    assert (now_of(first).state, now_of(second).answer) == ("open", "genuine")


def test_an_owner_makes_the_declaration_once_and_can_end_it(world: World) -> None:
    sign(world)
    sign(world)
    alice, oscar = world.actor("alice"), world.actor("oscar")
    with acting_as(oscar):
        assert declaration.declaration_of(oscar) is not None
        with pytest.raises(PermissionDenied):
            declaration.end(by=oscar, now=clock.now())
    with acting_as(alice):
        declaration.end(by=alice, now=clock.now())
        assert declaration.declaration_of(alice) is None


# --- the other answers -----------------------------------------------------------------------------------


def test_an_owner_is_offered_to_extend_the_allow_list(world: World) -> None:
    [request] = ask(world, "s1", seller="shop")
    say(world, request, Answer.AUTHORISED_SELLER)
    alice = world.actor("alice")

    with acting_as(alice):
        assert [offer.id for offer in offers.offers_of(alice)] == [request.id]
        offers.take(request.id, by=alice, now=clock.now())
        assert offers.offers_of(alice) == []
        assert AllowedSeller.objects.get().seller_ref == "shop"
        assert offers.take(request.id, by=alice, now=clock.now()) is None


def test_nobody_but_an_owner_extends_it_and_an_owner_may_say_no(world: World) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.AUTHORISED_SELLER)
    oscar, alice = world.actor("oscar"), world.actor("alice")

    with acting_as(oscar), pytest.raises(PermissionDenied):
        offers.take(request.id, by=oscar, now=clock.now())
    with acting_as(alice):
        offers.decline(request.id, by=alice, now=clock.now())
        assert offers.offers_of(alice) == []
        assert not AllowedSeller.objects.exists()


def test_photos_are_got_and_the_brand_is_asked_again(world: World) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.NEED_PHOTOS)
    assert now_of(request).state == "needs_photos"
    rita, photo = world.actor("rita"), evidence_for(world.brands["lumora"], name="inside.jpg").body

    with acting_as(rita):
        reopen_with_photos(request.id, [photo], by=rita, now=clock.now())
        with pytest.raises(MoveRefused):
            reopen_with_photos(request.id, [photo], by=rita, now=clock.now())

    assert now_of(request).state == "open"
    say(world, request, Answer.GENUINE)
    assert now_of(request).answer == "genuine"


def test_cannot_tell_is_work_for_staff_until_they_note_it(world: World) -> None:
    [request] = ask(world, "s1")
    say(world, request, Answer.CANNOT_TELL)
    rita = world.actor("rita")

    with acting_as(rita):
        take_note(request.id, by=rita, now=clock.now())

    assert now_of(request).handled_by == world.rita.id


# --- twice, too late, by others --------------------------------------------------------------------------


def test_the_same_answer_twice_is_one_answer(joint: World) -> None:
    [request] = ask(joint, "s1")

    first = say(joint, request, Answer.COUNTERFEIT)
    second = say(joint, request, Answer.COUNTERFEIT, by="alice")

    assert first.answered
    assert not second.answered
    assert second.has(Answer.COUNTERFEIT)


def test_the_second_of_two_tabs_learns_what_the_first_said(joint: World) -> None:
    [request] = ask(joint, "s1")
    say(joint, request, Answer.GENUINE, by="alice")

    second = say(joint, request, Answer.COUNTERFEIT)

    assert not second.has(Answer.COUNTERFEIT)
    assert second.stands.answered_by_label == "Alice Owner"
    assert now_of(request).answer == "genuine"


def test_two_answers_at_the_same_moment_are_one(committed: None, world: World) -> None:
    sign(world)
    [request] = ask(world, "s1")
    actor = world.actor("oscar")

    def answer_it() -> bool:
        with acting_as(actor):
            done = answer(request.id, Answer.COUNTERFEIT, channel=Channel.PAGE, by=actor, now=clock.now())
            return bool(done.answered)

    results = at_the_same_time(answer_it, answer_it)

    assert sorted(results) == [False, True]
    with acting_as(SYSTEM):
        assert now_of(request).item.complaint.items.count() == 1


def test_one_answer_for_all_with_the_same_picture(joint: World) -> None:
    one, other = ask(joint, "s1", "s2")
    [third] = ask(joint, "s3", image_urls=())

    outcome = say(joint, one, Answer.COUNTERFEIT, twins=[other.id, third.id])
    run_work()

    assert {r.id for r in outcome.answered} == {one.id, other.id}
    assert now_of(third).state == "open"
    assert joint.site.hides == {"s1": 1, "s2": 1}
    assert now_of(one).item.complaint_id == now_of(other).item.complaint_id


def test_viewers_look_and_do_not_answer(world: World) -> None:
    [request] = ask(world, "s1")

    with pytest.raises(PermissionDenied):
        say(world, request, Answer.GENUINE, by="vera")


def test_an_agency_answers_within_its_mandate(world: World) -> None:
    [request] = ask(world, "s1", brand="kestrel")

    say(world, request, Answer.GENUINE, by="gil", brand="kestrel")

    assert now_of(request).answered_by == world.gil.id


def test_an_agency_is_not_asked_about_what_its_mandate_leaves_out(world: World) -> None:
    [request] = ask(world, "s1", brand="kestrel")
    with acting_as(SYSTEM):
        Authorisation.objects.update(right_ids=[world.rights["lumora"].id])

    with pytest.raises(AuthenticationRequest.DoesNotExist):
        say(world, request, Answer.GENUINE, by="gil", brand="kestrel")


def test_another_brands_question_is_no_question(world: World) -> None:
    [request] = ask(world, "s1")

    with pytest.raises(AuthenticationRequest.DoesNotExist):
        say(world, request, Answer.GENUINE, by="charlie", brand="kestrel")
