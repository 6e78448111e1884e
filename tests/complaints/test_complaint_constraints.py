"""What the database itself refuses of complaints, whatever the code does."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection

from complaints.models import Complaint, Decision, Evidence, Item, PendingDecision, Question
from core import clock
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests.stories import World, file, items_of, run_work

PERSON = new_id()


@pytest.fixture
def item(world: World) -> Item:
    complaint = file(world, "a1")
    run_work()
    return items_of(complaint)[0]


def decide(item: Item, **changes: Any) -> Decision:
    values: dict[str, Any] = {
        "tenant_id": item.tenant_id,
        "item": item,
        "outcome": "upheld",
        "ground": "evidence_convinces",
        "explanation": "Looked at.",
        "decided_at": clock.now(),
        "decided_by": PERSON,
        "automated": False,
        "marketplace_id": item.marketplace_id,
        "right_kind": "trademark",
    }
    with acting_as(SYSTEM):
        return Decision.objects.create(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        (
            {"outcome": "refused", "automated": True, "decided_by": None, "policy_version": 1},
            "only_a_person_refuses",
        ),
        ({"automated": True, "decided_by": None}, "by_person_or_policy"),
        ({"automated": True, "policy_version": 1}, "by_person_or_policy"),
        ({"decided_by": None}, "by_person_or_policy"),
        ({"explanation": ""}, "is_explained"),
        ({"ground": ""}, "is_explained"),
    ],
)
def test_a_decision_is_refused(item: Item, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        decide(item, **changes)


@pytest.mark.parametrize(
    "changes", [{}, {"automated": True, "decided_by": None, "policy_version": 1}, {"outcome": "refused"}]
)
def test_a_decision_of_a_person_or_of_the_policy_is_taken(item: Item, changes: dict[str, Any]) -> None:
    assert decide(item, **changes)


def test_a_decision_is_reversed_once(item: Item) -> None:
    first = decide(item)
    decide(item, outcome="restored", overturns=first)

    with pytest.raises(IntegrityError, match="decision_overturned_once"):
        decide(item, outcome="restored", overturns=first)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE complaints_decision SET explanation = 'Another.'",
        "DELETE FROM complaints_decision",
        "UPDATE complaints_assessment SET score = 1",
        "DELETE FROM complaints_assessment",
    ],
)
def test_decisions_and_assessments_stay_as_they_were_written(item: Item, statement: str) -> None:
    decide(item)

    with pytest.raises(DatabaseError, match="append-only"), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": "closed", "cause": ""}, "item_closed_has_cause"),
        ({"status": "closed", "cause": "bored"}, "item_cause_known"),
        ({"status": "in_review", "due_at": None}, "item_in_review_has_due_time"),
        ({"claimed_by": PERSON}, "item_claim_is_whole"),
    ],
)
def test_an_item_is_refused(item: Item, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), acting_as(SYSTEM):
        Item.objects.filter(id=item.id).update(**changes)


def test_a_listing_stands_once_in_a_complaint(item: Item) -> None:
    with acting_as(SYSTEM):
        again = Item.objects.get(id=item.id)
    again.id, again.status = new_id(), "received"

    with pytest.raises(IntegrityError, match="item_once_per_complaint"), acting_as(SYSTEM):
        again.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"declared_by": ""}, "complaint_is_signed"),
        ({"reason": "dislike"}, "complaint_reason_known"),
    ],
)
def test_a_complaint_is_refused(item: Item, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), acting_as(SYSTEM):
        Complaint.objects.filter(id=item.complaint_id).update(**changes)


def test_evidence_is_a_file_or_a_report_and_not_both(item: Item) -> None:
    with acting_as(SYSTEM):
        evidence = Evidence.objects.get()

        for changes in ({"report": {}}, {"file": None}):
            with pytest.raises(IntegrityError, match="evidence_file_or_report"), acting_as(SYSTEM):
                Evidence.objects.filter(id=evidence.id).update(**changes)


def test_an_item_has_one_open_question(item: Item) -> None:
    def ask() -> None:
        with acting_as(SYSTEM):
            Question.objects.create(
                tenant_id=item.tenant_id,
                item=item,
                ground="picture_wanted",
                text="A picture?",
                asked_at=clock.now(),
                answer_by=clock.now(),
            )

    ask()

    with pytest.raises(IntegrityError, match="question_one_open_per_item"):
        ask()


def test_an_item_has_one_pending_decision(item: Item) -> None:
    def pend() -> None:
        with acting_as(SYSTEM):
            PendingDecision.objects.create(
                tenant_id=item.tenant_id,
                item=item,
                outcome="ask",
                ground="picture_wanted",
                explanation="A picture?",
                by=PERSON,
                made_at=clock.now(),
                takes_effect_at=clock.now(),
            )

    pend()

    with pytest.raises(IntegrityError):
        pend()
