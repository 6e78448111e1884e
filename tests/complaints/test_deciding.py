"""A manager decides, can undo it for ten seconds, and then it takes effect."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from complaints.models import Decision, Item, PendingDecision, Question
from complaints.review import decide as review
from complaints.review.decide import TIME_TO_UNDO, Choice, DecisionRefused, TooLateToUndo
from complaints.review.grounds import GROUNDS, grounds_for
from complaints.review.queue import ClaimedByAnother, claim, claim_next, queue
from complaints.work import SETTLE
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.stories import World, file, items_of, let_pass, manager_decides, pending_work, run_work


@pytest.fixture
def item(world: World) -> Item:
    complaint = file(world, "a1")
    run_work()
    return items_of(complaint)[0]


def fresh(item: Item) -> Item:
    with acting_as(SYSTEM):
        return Item.objects.get(id=item.id)


def undo(world: World, pending_id: object, *, by: str = "rita", later: timedelta = timedelta()) -> Item:
    actor = world.actor(by)
    with acting_as(actor):
        return review.undo(pending_id, by=actor, now=clock.now() + later)  # type: ignore[arg-type]


def decisions() -> list[Decision]:
    with acting_as(SYSTEM):
        return list(Decision.objects.all())


def test_the_decision_of_a_manager_takes_effect_after_ten_seconds(world: World, item: Item) -> None:
    manager_decides(world, item, "uphold", explanation=" It is a fake. ")

    (decision,) = decisions()
    assert (decision.outcome, decision.decided_by, decision.automated) == ("upheld", world.rita.id, False)
    assert (decision.ground, decision.explanation) == ("evidence_convinces", "It is a fake.")
    assert (decision.marketplace_id, decision.right_kind) == (world.marketplace.id, "trademark")
    assert fresh(item).status == "removed"


@pytest.mark.parametrize(
    ("outcome", "meanwhile"), [("uphold", "held"), ("refuse", "in_review"), ("ask", "in_review")]
)
def test_nothing_happens_outside_before_the_ten_seconds_are_over(
    world: World, item: Item, outcome: str, meanwhile: str
) -> None:
    manager_decides(world, item, outcome, wait=False)
    let_pass(TIME_TO_UNDO - timedelta(seconds=1))
    run_work()

    assert fresh(item).status == meanwhile
    assert decisions() == []
    assert world.site.calls["hide"] == 0


@pytest.mark.parametrize("outcome", ["uphold", "refuse", "ask"])
def test_what_is_undone_leaves_nothing(world: World, item: Item, outcome: str) -> None:
    before = fresh(item)
    pending_id = manager_decides(world, item, outcome, wait=False)

    undo(world, pending_id)
    let_pass(TIME_TO_UNDO * 2)
    run_work()

    after = fresh(item)
    assert (after.status, after.priority) == ("in_review", before.priority)
    assert decisions() == []
    assert world.site.calls["hide"] == 0
    with acting_as(SYSTEM):
        assert not PendingDecision.objects.exists()
        assert not Question.objects.exists()
    assert not pending_work([SETTLE])


def test_an_undone_item_keeps_its_place_in_the_queue(world: World, item: Item) -> None:
    before = fresh(item)

    undo(world, manager_decides(world, item, "uphold", wait=False))

    assert (fresh(item).due_at, fresh(item).priority) == (before.due_at, before.priority)


def test_an_undone_decision_is_in_the_ledger(world: World, item: Item) -> None:
    undo(world, manager_decides(world, item, "refuse", wait=False))
    undo(world, manager_decides(world, item, "uphold", wait=False))

    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_id=item.id, actor_id=world.rita.id).order_by("id")
        assert [(e.event, e.data) for e in events] == [
            ("item.decision_undone", {"outcome": "refuse"}),
            ("item.held", {"until": "undo ends"}),
            ("item.in_review", {"undone": True}),
        ]


def test_after_ten_seconds_it_is_too_late_to_undo(world: World, item: Item) -> None:
    pending_id = manager_decides(world, item, "uphold", wait=False)

    with pytest.raises(TooLateToUndo):
        undo(world, pending_id, later=TIME_TO_UNDO)


def test_what_has_taken_effect_cannot_be_undone(world: World, item: Item) -> None:
    pending_id = manager_decides(world, item, "uphold")

    with pytest.raises(TooLateToUndo):
        undo(world, pending_id)
    assert fresh(item).status == "removed"


def test_nobody_undoes_anothers_decision(world: World, item: Item) -> None:
    pending_id = manager_decides(world, item, "uphold", wait=False)

    with pytest.raises(TooLateToUndo):
        undo(world, pending_id, by="rupert")


def test_a_decided_item_is_not_offered_again(world: World, item: Item) -> None:
    manager_decides(world, item, "refuse", wait=False)

    rita = world.actor("rita")
    with acting_as(rita):
        assert not queue(rita).exists()
        assert claim_next(by=rita, now=clock.now()) is None
    with pytest.raises(Item.DoesNotExist):
        manager_decides(world, item, "uphold", wait=False)


def test_only_the_holder_decides(world: World, item: Item) -> None:
    rupert = world.actor("rupert")
    with acting_as(rupert):
        claim(item.id, by=rupert, now=clock.now())

    with pytest.raises(ClaimedByAnother):
        manager_decides(world, item, "refuse")


@pytest.mark.parametrize("name", ["oscar", "ada", "audrey"])
def test_only_managers_decide(world: World, item: Item, name: str) -> None:
    with pytest.raises(PermissionDenied):
        manager_decides(world, item, by=name)


@pytest.mark.parametrize(
    ("outcome", "ground", "explanation"),
    [("refuse", "evidence_convinces", "No."), ("uphold", "no_such_reason", "Yes."), ("uphold", "", " ")],
)
def test_a_decision_needs_a_reason_that_goes_with_it_and_a_sentence(
    world: World, item: Item, outcome: str, ground: str, explanation: str
) -> None:
    with pytest.raises(DecisionRefused):
        manager_decides(world, item, outcome, ground=ground, explanation=explanation)

    assert fresh(item).claimed_by is None or decisions() == []


@pytest.mark.parametrize("outcome", PendingDecision.Outcome.values)
def test_every_outcome_has_reasons_and_every_refusal_a_remedy(outcome: str) -> None:
    assert grounds_for(outcome)
    assert all(ground.remedy for ground in grounds_for("refuse"))
    assert {ground.outcome for ground in GROUNDS.values()} == set(PendingDecision.Outcome.values)


def test_a_refused_complaint_keeps_the_listing_on_sale(world: World, item: Item) -> None:
    manager_decides(world, item, "refuse")

    assert fresh(item).status == "refused"
    assert [d.outcome for d in decisions()] == ["refused"]
    assert world.site.calls["hide"] == 0


def test_a_question_of_the_manager_reaches_the_brand_as_they_wrote_it(world: World, item: Item) -> None:
    manager_decides(world, item, "ask", explanation="Which picture is yours?")

    with acting_as(world.actor("oscar", "lumora")):
        (question,) = Question.objects.all()
    assert (question.text, question.asked_by_label) == ("Which picture is yours?", "Rita Manager")
    assert fresh(item).status == "needs_information"
    assert decisions() == []


def test_the_same_click_sent_twice_is_one_decision(world: World, item: Item) -> None:
    rita, now = world.actor("rita"), clock.now()
    choice = Choice(outcome=review.Outcome.REFUSE, ground="fair_use", explanation="It describes.")

    with acting_as(rita):
        review.decide(item.id, choice, by=rita, now=now)
        with pytest.raises(Item.DoesNotExist):
            review.decide(item.id, choice, by=rita, now=now)


def test_one_decision_that_cannot_be_carried_out_holds_up_no_other(world: World) -> None:
    complaint = file(world, "b1", "b2")
    run_work()
    stuck, fine = items_of(complaint)
    for one in (stuck, fine):
        manager_decides(world, one, "refuse", wait=False)
    with acting_as(SYSTEM):
        Item.objects.filter(id=stuck.id).update(status="closed", cause="no_answer")

    let_pass(TIME_TO_UNDO)
    run_work()

    assert fresh(fine).status == "refused"
    assert fresh(stuck).status == "closed"
