"""A version of the policy: drafted, proposed by one admin, confirmed by another."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyDraft, PolicyProposal, PolicyVersion
from takedown.programme import records
from takedown.programme.policy import Numbers
from takedown.programme.versions import drafts, publishing, shadows
from takedown.programme.versions.drafts import DraftRefused, NumbersRefused
from takedown.programme.versions.publishing import ProposalRefused
from tests.policies import FIRST, a_version, on_top_of_the_first
from tests.stories import World
from tests.takedown.versions.publishing import SOON, a_draft, edit, propose, publish, step, versions


def test_a_version_takes_two_admins_and_holds_from_its_date(world: World) -> None:
    made = publish(world, a_draft(world, score_threshold=0.8))

    with acting_as(SYSTEM):
        now = clock.now()
        assert made.version == 2
        assert records.policy_at(now) == (1, Numbers.from_json(FIRST))
        assert records.policy_at(now + SOON) == (
            2,
            Numbers.from_json(on_top_of_the_first({"score_threshold": 0.8})),
        )


def test_whoever_proposed_it_does_not_confirm_it(world: World) -> None:
    proposal = propose(world, a_draft(world, score_threshold=0.8))

    with pytest.raises(ProposalRefused, match="Another admin"):
        step(world, "ada", publishing.confirm, proposal)
    assert versions() == [1]


def test_not_even_the_database_takes_one_person_for_two(world: World) -> None:
    proposal = propose(world, a_draft(world, score_threshold=0.8))
    row = {"version": 2, "effective_at": clock.now(), "numbers": {}}
    ada = world.ada.id

    with acting_as(SYSTEM):
        with pytest.raises(IntegrityError, match="policyproposal_takes_two"), transaction.atomic():
            PolicyProposal.objects.filter(id=proposal).update(
                confirmed_by=ada, confirmed_at=clock.now(), version=1
            )
        for people in ({}, {"proposed_by": ada}, {"proposed_by": ada, "confirmed_by": ada}):
            with pytest.raises(IntegrityError, match="policyversion_takes_two"), transaction.atomic():
                PolicyVersion.objects.create(**row, **people)


def test_the_database_leaves_no_hole_and_lets_no_version_overtake(world: World) -> None:
    people = {"proposed_by": world.ada.id, "confirmed_by": world.ben.id}
    a_version(world, effective_at=clock.now() + SOON)

    with acting_as(SYSTEM):
        for version, at in ((4, SOON), (3, timedelta())):
            with pytest.raises(DatabaseError, match="cannot follow"), transaction.atomic():
                PolicyVersion.objects.create(
                    version=version, effective_at=clock.now() + at, numbers={}, **people
                )


def test_a_version_is_never_changed(world: World) -> None:
    with pytest.raises(DatabaseError, match="append-only"), acting_as(SYSTEM):
        PolicyVersion.objects.update(numbers={"score_threshold": 0.5})


@pytest.mark.parametrize("name", ["rita", "audrey", "alice"])
def test_only_admins_draft_and_publish(world: World, name: str) -> None:
    draft = a_draft(world, score_threshold=0.8)
    proposal = propose(world, draft)

    for does, args, values in (
        (drafts.make, (), {"like": 1, "note": "x", "form_key": new_id()}),
        (drafts.discard, (draft.id,), {}),
        (drafts.bring_up_to_date, (draft.id,), {}),
        (publishing.confirm, (proposal,), {}),
        (publishing.withdraw, (proposal,), {}),
        (shadows.start, (draft.id,), {}),
    ):
        with pytest.raises(PermissionDenied):
            step(world, name, does, *args, **values)


@pytest.mark.parametrize(
    "numbers", [{"score_threshold": 0.3}, {"thresholds": {"good_faith_uphold_rate": 0.7}}]
)
def test_dangerous_numbers_do_not_even_become_a_draft(world: World, numbers: dict[str, Any]) -> None:
    draft = a_draft(world)

    with pytest.raises(NumbersRefused) as refused:
        edit(world, draft, **numbers)
    assert len(refused.value.problems) == 1


def test_what_slipped_into_a_draft_by_another_way_is_not_published(world: World) -> None:
    draft = a_draft(world)
    with acting_as(SYSTEM):
        PolicyDraft.objects.filter(id=draft.id).update(numbers={"score_threshold": 0.1})

    with pytest.raises(NumbersRefused):
        propose(world, draft)


@pytest.mark.parametrize(
    ("after", "words"),
    [(-SOON, "15 minutes"), (timedelta(minutes=14), "15 minutes"), (timedelta(days=400), "more than a year")],
)
def test_the_date_is_neither_past_nor_too_near_nor_too_far(
    world: World, after: timedelta, words: str
) -> None:
    with pytest.raises(ProposalRefused, match=words):
        propose(world, a_draft(world, score_threshold=0.8), after=after)


def test_nothing_is_confirmed_whose_time_has_come(world: World) -> None:
    proposal = propose(world, a_draft(world, score_threshold=0.8))
    with acting_as(SYSTEM):
        PolicyProposal.objects.filter(id=proposal).update(effective_at=clock.now() + timedelta(seconds=30))

    with pytest.raises(ProposalRefused, match="has come"):
        step(world, "ben", publishing.confirm, proposal)


def test_numbers_that_are_in_force_already_are_no_new_version(world: World) -> None:
    with pytest.raises(ProposalRefused, match="numbers of version 1"):
        propose(world, a_draft(world))


def test_a_draft_that_changes_after_the_proposal_is_proposed_again(world: World) -> None:
    draft = a_draft(world, score_threshold=0.8)
    proposal = propose(world, draft)
    draft = edit(world, draft, score_threshold=0.75)

    with pytest.raises(ProposalRefused, match="withdrawn"):
        step(world, "ben", publishing.confirm, proposal)
    assert publish(world, draft).numbers == on_top_of_the_first({"score_threshold": 0.75})


def test_a_draft_is_proposed_once_at_a_time(world: World) -> None:
    draft = a_draft(world, score_threshold=0.8)
    propose(world, draft)

    with pytest.raises(ProposalRefused, match="already"):
        propose(world, draft, by="ben")


def test_what_was_withdrawn_is_not_confirmed_but_may_be_proposed_again(world: World) -> None:
    draft = a_draft(world, score_threshold=0.8)
    proposal = propose(world, draft)
    step(world, "ben", publishing.withdraw, proposal)

    with pytest.raises(ProposalRefused, match="withdrawn"):
        step(world, "ben", publishing.confirm, proposal)
    assert publish(world, draft).version == 2


def test_two_people_who_edit_at_once_do_not_overwrite_each_other(world: World) -> None:
    draft = a_draft(world)
    edit(world, draft, by="ben", score_threshold=0.8)
    draft.revision = 1

    with pytest.raises(DraftRefused, match="changed this draft"):
        edit(world, draft, by="ada", score_threshold=0.9)


def test_a_draft_of_an_older_version_is_brought_up_to_date_before_it_is_published(world: World) -> None:
    old = a_draft(world, score_threshold=0.8)
    publish(world, a_draft(world, newcomer_days=14))
    with pytest.raises(ProposalRefused, match="Version 2 has been published"):
        propose(world, old)

    fresh = step(world, "ada", drafts.bring_up_to_date, old.id)

    assert publish(world, fresh).numbers == on_top_of_the_first({"score_threshold": 0.8, "newcomer_days": 14})


def test_a_version_does_not_come_before_one_that_was_published_earlier(world: World) -> None:
    publish(world, a_draft(world, score_threshold=0.8), after=2 * SOON)
    draft = a_draft(world, like=2, score_threshold=0.9)

    with pytest.raises(ProposalRefused, match="has to come first"):
        propose(world, draft, after=SOON)


def test_going_back_is_a_new_version_with_the_old_numbers(world: World) -> None:
    publish(world, a_draft(world, score_threshold=0.8))

    back = publish(world, a_draft(world, like=1))

    assert (back.version, back.numbers) == (3, FIRST)


def test_every_step_is_in_the_ledger_with_who_took_it(world: World) -> None:
    publish(world, a_draft(world, score_threshold=0.8))

    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event__startswith="policy.").order_by("at", "id")
        assert list(events.values_list("event", "actor_id")) == [
            ("policy.drafted", world.ada.id),
            ("policy.draft_changed", world.ada.id),
            ("policy.proposed", world.ada.id),
            ("policy.published", world.ben.id),
        ]
        assert events[1].data["changed"] == {"score_threshold": ["0.70", "0.80"]}


def test_a_draft_that_has_ended_is_left_alone(world: World) -> None:
    discarded, published = a_draft(world, score_threshold=0.9), a_draft(world, score_threshold=0.8)
    step(world, "ada", drafts.discard, discarded.id)
    publish(world, published)

    for draft in (discarded, published):
        with pytest.raises(DraftRefused, match="ended"):
            edit(world, draft, score_threshold=0.75)
