"""Two admins who confirm at the same moment: one version, one refusal, no hole."""

import pytest

from core import clock
from core.tenancy import acting_as
from takedown.programme.versions import publishing
from takedown.programme.versions.publishing import ProposalRefused
from tests.racing import at_the_same_time
from tests.stories import World
from tests.takedown.versions.publishing import a_draft, propose, versions


def confirming(world: World, name: str, proposal: object) -> object:
    actor = world.actor(name)

    def confirm() -> str:
        try:
            with acting_as(actor):
                publishing.confirm(proposal, by=actor, now=clock.now())  # type: ignore[arg-type]
        except ProposalRefused as refused:
            return str(refused)
        return "done"

    return confirm


@pytest.mark.parametrize("same", [True, False])
def test_of_two_confirmations_at_once_one_wins(committed: None, world: World, same: bool) -> None:
    first = propose(world, a_draft(world, score_threshold=0.8))
    second = first if same else propose(world, a_draft(world, score_threshold=0.9))

    said = at_the_same_time(confirming(world, "ben", first), confirming(world, "ben", second))  # type: ignore[arg-type]

    assert sorted(said)[-1] == "done"
    assert sorted(said)[0] != "done"
    assert versions() == [1, 2]
