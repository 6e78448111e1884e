"""The whole way of a complaint: work may come twice, late or broken, and nothing is lost or doubled."""

from typing import Any

import pytest

from complaints.assessment import assess
from complaints.assessment.facts import Facts
from complaints.models import Assessment, Complaint, Decision, Question
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from takedown.models import Ground, Removal, SellerNotice
from takedown.programme import decide
from takedown.programme.policy import Facts as PolicyFacts
from takedown.programme.policy import Numbers
from tests.past import trust
from tests.stories import World, file, items_of, let_pass, manager_decides, run_work, status_of
from tests.takedown.delivery import A_WHILE

TABLES = (Assessment, Decision, Question, AuditEvent, Ground, Removal, SellerNotice)


def counts() -> dict[str, int]:
    with acting_as(SYSTEM):
        return {model.__name__: model.objects.count() for model in TABLES}


def every_way(world: World) -> list[Complaint]:
    """Removed by policy, removed by a person, asked, refused, closed."""
    trust(world)
    complaints = [file(world, "p1"), file(world, "p2", with_evidence=False)]
    complaints += [file(world, f"k{n}", by="charlie", brand="kestrel") for n in range(3)]
    complaints.append(file(world, "k0", by="charlie", brand="kestrel"))
    run_work()
    manager_decides(world, items_of(complaints[2])[0], "uphold")
    manager_decides(world, items_of(complaints[3])[0], "refuse")
    return complaints


def test_every_complaint_finds_its_way(world: World) -> None:
    complaints = every_way(world)

    assert [status_of(c) for c in complaints] == [
        ["removed"],
        ["needs_information"],
        ["removed"],
        ["refused"],
        ["in_review"],
        ["closed"],
    ]


def test_all_work_done_twice_does_nothing_twice(world: World) -> None:
    complaints = every_way(world)
    before, hides = counts(), dict(world.site.hides)
    with acting_as(SYSTEM):
        Outbox.objects.update(state="pending", ended_at=None, attempt=0)

    run_work()

    assert counts() == before
    assert world.site.hides == hides
    assert [status_of(c)[0] for c in complaints] == [
        "removed",
        "needs_information",
        "removed",
        "refused",
        "in_review",
        "closed",
    ]


def test_one_item_that_cannot_be_assessed_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = assess.findings_of

    def broken(facts: Facts) -> Any:
        if facts.listing_class == 45:
            raise ValueError("a bug of ours")
        return judge(facts)

    world.site.offer("a2", nice_class=45)
    monkeypatch.setattr(assess, "findings_of", broken)
    complaint = file(world, "a1", "a2", "a3")
    run_work()

    assert status_of(complaint) == ["in_review", "received", "in_review"]


def test_one_item_that_cannot_be_decided_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = decide.decide

    def broken(facts: PolicyFacts, numbers: Numbers) -> Any:
        if any(f.code == "class_does_not_cover_the_goods" for f in facts.findings):
            raise ValueError("a bug of ours")
        return judge(facts, numbers)

    world.site.offer("a2", nice_class=45)
    monkeypatch.setattr(decide, "decide", broken)
    complaint = file(world, "a1", "a2", "a3")
    run_work()

    assert status_of(complaint) == ["in_review", "assessed", "in_review"]


def test_what_failed_by_a_bug_goes_on_when_the_bug_is_gone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(facts: object) -> object:
        raise ValueError("a bug of ours")

    with monkeypatch.context() as with_the_bug:
        with_the_bug.setattr(assess, "findings_of", broken)
        complaint = file(world, "a1", "a2")
        run_work()
        assert status_of(complaint) == ["received", "received"]

    let_pass(A_WHILE)
    run_work()

    assert status_of(complaint) == ["in_review", "in_review"]
