"""The one missing thing: asked, answered and judged again, or closed when nobody answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from complaints.conversation.questions import TIME_TO_ANSWER, close_unanswered, fix_and_resubmit
from complaints.models import Evidence, Item, Question
from complaints.states import MoveRefused
from complaints.work import CLOSE_UNANSWERED
from core import clock
from core.tenancy import SYSTEM, acting_as
from portal.work import SCHEDULE
from tests.past import trust
from tests.stories import World, evidence_for, file, items_of, let_pass, manager_decides, run_work


@pytest.fixture
def asked(world: World) -> Item:
    """Filed without the evidence that the reason needs."""
    complaint = file(world, "a1", with_evidence=False)
    run_work()
    return items_of(complaint)[0]


def answer(world: World, item: Item, *, by: str = "oscar", evidence: bool = True) -> None:
    actor = world.actor(by, "lumora")
    given = [evidence_for(world.brands["lumora"])] if evidence else []
    with acting_as(actor):
        fix_and_resubmit(item, answer="Here it is.", evidence=given, by=actor, now=clock.now())


def fresh(item: Item) -> Item:
    with acting_as(SYSTEM):
        return Item.objects.get(id=item.id)


def close_late_ones() -> None:
    with acting_as(SYSTEM):
        close_unanswered([])


def test_missing_evidence_is_asked_for(world: World, asked: Item) -> None:
    with acting_as(world.actor("oscar", "lumora")):
        question = Question.objects.get(item=asked)

    assert asked.status == "needs_information"
    assert question.ground == "evidence_is_missing"
    assert "Add one of these: " in question.text
    assert asked.due_at == question.answer_by
    assert timedelta(days=13) < question.answer_by - clock.now() < timedelta(days=14)


def test_the_answer_sends_the_item_round_again(world: World, asked: Item) -> None:
    answer(world, asked)
    assert fresh(asked).status == "assessing"
    run_work()

    assert fresh(asked).status == "in_review"
    with acting_as(SYSTEM):
        question = Question.objects.get(item=asked)
        assert (question.answer, question.answered_by) == ("Here it is.", world.oscar.id)
        assert Evidence.objects.filter(complaint_id=asked.complaint_id).count() == 1


def test_a_trusted_brand_that_adds_what_was_missing_is_through(world: World, asked: Item) -> None:
    trust(world)

    answer(world, asked)
    run_work()

    assert fresh(asked).status == "removed"
    assert world.site.hides["a1"] == 1


def test_an_answer_without_what_was_asked_for_is_asked_again(world: World, asked: Item) -> None:
    answer(world, asked, evidence=False)
    run_work()

    assert fresh(asked).status == "needs_information"
    with acting_as(SYSTEM):
        assert Question.objects.filter(item=asked).count() == 2


def test_answering_twice_is_refused(world: World, asked: Item) -> None:
    answer(world, asked)

    with pytest.raises(MoveRefused):
        answer(world, asked)
    with acting_as(SYSTEM):
        assert Evidence.objects.count() == 1


def test_what_was_refused_can_be_fixed_and_sent_again(world: World) -> None:
    complaint = file(world, "a1")
    run_work()
    (item,) = items_of(complaint)
    manager_decides(world, item, "refuse")

    answer(world, fresh(item))
    run_work()

    assert fresh(item).status == "in_review"


def test_where_nothing_is_asked_nothing_is_answered(world: World) -> None:
    item = items_of(file(world, "a1"))[0]

    with pytest.raises(MoveRefused, match="received"):
        answer(world, item)


@pytest.mark.parametrize("name", ["vera", "rita"])
def test_only_those_who_file_answer(world: World, asked: Item, name: str) -> None:
    with pytest.raises(PermissionDenied):
        answer(world, asked, by=name)


def test_nobody_answers_for_another_brand(world: World, asked: Item) -> None:
    charlie = world.actor("charlie", "kestrel")

    with pytest.raises(Item.DoesNotExist), acting_as(charlie):
        fix_and_resubmit(asked, answer="Mine now.", evidence=[], by=charlie, now=clock.now())


def test_after_fourteen_days_without_an_answer_the_item_is_closed(world: World, asked: Item) -> None:
    let_pass(TIME_TO_ANSWER + timedelta(minutes=1))

    close_late_ones()

    assert (fresh(asked).status, fresh(asked).cause) == ("closed", "no_answer")


def test_an_hour_before_that_it_is_still_open(world: World, asked: Item) -> None:
    let_pass(TIME_TO_ANSWER - timedelta(hours=1))

    close_late_ones()

    assert fresh(asked).status == "needs_information"


def test_an_answered_item_is_not_closed(world: World, asked: Item) -> None:
    answer(world, asked)
    run_work()
    let_pass(TIME_TO_ANSWER * 2)

    close_late_ones()

    assert fresh(asked).status == "in_review"


def test_closing_twice_is_closing_once(world: World, asked: Item) -> None:
    let_pass(TIME_TO_ANSWER * 2)

    close_late_ones()
    close_late_ones()

    assert fresh(asked).status == "closed"


def test_somebody_looks_for_late_answers_on_schedule() -> None:
    assert CLOSE_UNANSWERED in {job.kind for job in SCHEDULE}


def test_a_closed_item_counts_in_no_record(world: World, asked: Item) -> None:
    let_pass(TIME_TO_ANSWER * 2)
    close_late_ones()

    with acting_as(SYSTEM):
        assert not asked.decisions.exists()
