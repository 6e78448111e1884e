"""A trained score comes into force by two people, and out of it by one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from accounts.roles import Role
from complaints.models import AssessmentModel
from complaints.scoring import moves
from complaints.scoring.states import NEXT, ModelState, MoveRefused
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.score.trained import a_model, a_shadow, fit_to_serve, in_force, step, trained
from tests.stories import World


def states() -> list[str]:
    with acting_as(SYSTEM):
        return list(AssessmentModel.objects.order_by("version").values_list("state", flat=True))


def another(weight: float) -> str:
    return fit_to_serve(**{"reason:counterfeit_goods": weight})


def test_from_candidate_to_force_it_takes_two_people_and_the_ledger_names_them(world: World) -> None:
    in_force(world)

    assert states() == ["live"]
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_kind="assessment_model").order_by("at")
        assert list(events.values_list("event", "actor_label")) == [
            ("score.shadow", "Ada Admin"),
            ("score.proposed", "Ada Admin"),
            ("score.live", "Ben Admin"),
        ]


def test_who_proposed_it_cannot_confirm_it(world: World) -> None:
    version = a_shadow(world).version
    step(world, "ada", moves.propose, version)

    with pytest.raises(MoveRefused, match="Another admin"):
        step(world, "ada", moves.confirm, version)
    assert states() == ["shadow"]


def test_what_does_not_pass_the_bounds_cannot_be_proposed(world: World) -> None:
    version = a_shadow(world, trained().content).version

    with pytest.raises(MoveRefused, match="Too few items"):
        step(world, "ada", moves.propose, version)


@pytest.mark.parametrize("does", [moves.propose, moves.confirm, moves.withdraw])
def test_a_candidate_has_to_look_on_first(world: World, does: Any) -> None:
    version = a_model().version

    with pytest.raises(MoveRefused):
        step(world, "ada", does, version)


def test_a_proposal_can_be_withdrawn_and_then_not_confirmed(world: World) -> None:
    version = a_shadow(world).version
    step(world, "ada", moves.propose, version)
    step(world, "ada", moves.withdraw, version)

    with pytest.raises(MoveRefused, match="not proposed"):
        step(world, "ben", moves.confirm, version)


def test_the_one_before_looks_on_and_may_come_back(world: World) -> None:
    first = in_force(world)
    in_force(world, another(1.0))
    assert states() == ["shadow", "live"]

    step(world, "ben", moves.propose, first.version)
    step(world, "ada", moves.confirm, first.version)

    assert states() == ["live", "shadow"]


def test_to_retire_it_one_person_is_enough_who_says_why(world: World) -> None:
    version = in_force(world).version
    with pytest.raises(MoveRefused, match="Say why"):
        step(world, "ben", moves.retire, version, because="  ")

    found = step(world, "ben", moves.retire, version, because="It likes test buys too much.")

    assert (found.state, found.because) == ("retired", "It likes test buys too much.")
    with pytest.raises(MoveRefused, match="cannot become"):
        step(world, "ada", moves.look_on, version)


def test_falling_back_twice_is_once(world: World) -> None:
    version = in_force(world).version
    with acting_as(SYSTEM):
        done = [moves.fall_back(version, because=["drift"], now=clock.now()) for _ in range(2)]

    assert done == [True, False]
    assert states() == ["shadow"]


def test_few_look_on_at_once(world: World) -> None:
    for weight in range(moves.MOST_SHADOWS):
        a_shadow(world, another(float(weight)))

    with pytest.raises(MoveRefused, match="retire one first"):
        a_shadow(world, another(-1.0))


def test_the_same_training_is_kept_once(world: World) -> None:
    with acting_as(SYSTEM):
        first, is_new = moves.keep(trained(), by=SYSTEM, now=clock.now())
        second, is_new_again = moves.keep(trained(), by=SYSTEM, now=clock.now())
        third, _ = moves.keep(trained(seed=8), by=SYSTEM, now=clock.now())

    assert (is_new, is_new_again) == (True, False)
    assert first == second
    assert first.content == trained().content
    assert third.version == 2


@pytest.mark.parametrize("name", ["rita", "audrey", "alice"])
@pytest.mark.parametrize("does", [moves.look_on, moves.propose, moves.withdraw, moves.confirm, moves.retire])
def test_only_admins_move_it(world: World, name: str, does: Any) -> None:
    said = {"because": "So."} if does is moves.retire else {}

    with pytest.raises(PermissionDenied):
        step(world, name, does, 1, **said)


def test_the_database_refuses_every_other_move_and_any_change_of_what_it_is(world: World) -> None:
    version = in_force(world).version

    def refused(**change: Any) -> bool:
        try:
            with acting_as(SYSTEM), transaction.atomic():
                AssessmentModel.objects.filter(version=version).update(**change)
        except (IntegrityError, DatabaseError):
            return True
        return False

    forbidden = set(ModelState) - NEXT[ModelState.LIVE] - {ModelState.LIVE}
    assert all(refused(state=str(to)) for to in forbidden)
    assert refused(content="{}")
    assert refused(data_fingerprint="0")
    assert refused(confirmed_by=world.ada)
    assert refused(confirmed_by=None)
    assert refused(state="retired")
    with acting_as(SYSTEM), pytest.raises(DatabaseError), transaction.atomic():
        AssessmentModel.objects.filter(version=version).delete()
    assert states() == ["live"]


def test_only_one_is_in_force(world: World) -> None:
    in_force(world)
    second = a_shadow(world, another(1.0))

    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        AssessmentModel.objects.filter(version=second.version).update(
            state="live", proposed_by=world.ada, proposed_at=clock.now(), confirmed_by=world.ben
        )


def test_brands_see_no_trained_score_whatever_is_asked(world: World) -> None:
    in_force(world)
    owner = world.actor("alice", "lumora")

    with acting_as(owner):
        assert owner.role == Role.OWNER
        assert not AssessmentModel.objects.exists()
