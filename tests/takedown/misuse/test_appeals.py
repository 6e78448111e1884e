"""Whoever was warned or suspended may ask for another look; another admin than those who took the step decides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import FilingAppeal, FilingSuspension, FilingWarning
from takedown.redress.misuse import appeals
from takedown.redress.misuse.acting import MisuseRefused
from takedown.redress.misuse.history import history_of
from takedown.redress.misuse.parties import COUNTER
from tests.stories import World, a_user, let_pass, run_work
from tests.takedown.misuse.steps import (
    TIME_TO_MEND,
    a_seller,
    appeal,
    confirm,
    decide,
    fresh,
    guardwell,
    own_people,
    propose,
    suspend,
    warn,
)


@pytest.fixture
def third(world: World) -> str:
    """An admin who had no part in anything."""
    with acting_as(SYSTEM):
        world.people["cleo"] = a_user("cleo@example.test", "Cleo Admin", "programme_admin")
    return "cleo"


def test_a_granted_appeal_lifts_the_suspension_at_once(world: World, third: str) -> None:
    suspension = suspend(world, own_people(world))

    made = appeal(world, suspension)
    decide(world, made, by=third)

    lifted = fresh(suspension)
    assert (lifted.status, lifted.end_reason) == ("lifted", "We looked again.")
    assert fresh(made).status == "granted"


def test_a_dismissed_one_changes_nothing(world: World, third: str) -> None:
    suspension = suspend(world, own_people(world))

    decide(world, appeal(world, suspension), by=third, granted=False)

    assert fresh(suspension).status == "in_force"


@pytest.mark.parametrize("judge", ["ada", "ben"])
def test_neither_who_proposed_it_nor_who_confirmed_it_decides(world: World, judge: str) -> None:
    made = appeal(world, suspend(world, own_people(world)))

    with pytest.raises(MisuseRefused, match="Another admin"):
        decide(world, made, by=judge)
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        FilingAppeal.objects.filter(id=made.id).update(
            status="granted", decided_by=world.people[judge], decided_at=clock.now(), explanation="So."
        )


def test_who_warned_does_not_decide_about_the_warning_but_another_does(world: World) -> None:
    warning = warn(world, own_people(world), by="ada")
    made = appeal(world, warning)

    with pytest.raises(MisuseRefused, match="Another admin"):
        decide(world, made, by="ada")
    decide(world, made, by="ben")

    assert fresh(warning).status == "withdrawn"


def test_a_suspension_falls_with_its_warning(world: World, third: str) -> None:
    suspension = suspend(world, own_people(world))
    with acting_as(SYSTEM):
        warning = FilingWarning.objects.get()

    decide(world, appeal(world, warning), by=third)

    assert fresh(suspension).status == "lifted"


def test_a_granted_appeal_takes_the_step_out_of_the_history_even_when_it_is_over(
    world: World, third: str
) -> None:
    suspension = suspend(world, own_people(world))
    let_pass(timedelta(days=15))
    run_work()

    decide(world, appeal(world, suspension), by=third)

    with acting_as(SYSTEM):
        assert history_of(own_people(world)).suspended_at == ()
    assert fresh(suspension).status == "ended"


def test_there_is_one_appeal_against_each_step(world: World, third: str) -> None:
    warning = warn(world, own_people(world))
    decide(world, appeal(world, warning), by=third, granted=False)

    with pytest.raises(MisuseRefused, match="already"):
        appeal(world, warning)


@pytest.mark.parametrize("person", ["oscar", "vera"])
def test_filers_and_viewers_do_not_appeal(world: World, person: str) -> None:
    warning = warn(world, own_people(world))

    with pytest.raises(PermissionDenied):
        appeal(world, warning, by=person)


def test_another_brand_finds_nothing_to_appeal_against(world: World) -> None:
    warning = warn(world, own_people(world))

    with pytest.raises(FilingWarning.DoesNotExist):
        appeal(world, warning, by="charlie", brand="kestrel")


def test_an_agency_appeals_about_itself_and_not_about_the_brand(world: World, third: str) -> None:
    about_it = suspend(world, guardwell(world))
    about_the_brand = warn(world, own_people(world, "kestrel"))

    made = appeal(world, about_it, by="gil", brand="kestrel")
    with pytest.raises(FilingWarning.DoesNotExist):
        appeal(world, about_the_brand, by="gil", brand="kestrel")

    decide(world, made, by=third)
    assert fresh(about_it).status == "lifted"


def test_the_brand_appeals_for_its_agency_too(world: World) -> None:
    about_it = suspend(world, guardwell(world))

    assert appeal(world, about_it, by="charlie", brand="kestrel").status == "open"


def test_nobody_hears_of_a_proposal_and_nobody_appeals_against_one(world: World) -> None:
    warn(world, own_people(world))
    let_pass(TIME_TO_MEND)
    proposed = propose(world, own_people(world))

    with pytest.raises(FilingSuspension.DoesNotExist):
        appeal(world, proposed)


def test_a_seller_s_letter_is_put_down_and_decided_by_another(world: World, third: str) -> None:
    party = a_seller(world)
    suspension = suspend(world, party)
    rita = world.actor("rita")

    with acting_as(rita):
        made = appeals.put_down_against_suspension(
            suspension.id, statement="My bills are real.", by=rita, now=clock.now()
        )
    with pytest.raises(MisuseRefused, match="Another admin"):
        decide(world, made, by="ben", tables=COUNTER)
    decide(world, made, by=third, tables=COUNTER)

    assert fresh(suspension).status == "lifted"


def test_an_appeal_is_decided_once(world: World, third: str) -> None:
    made = appeal(world, warn(world, own_people(world)))
    decide(world, made, by=third, granted=False)

    with pytest.raises(FilingAppeal.DoesNotExist):
        decide(world, made, by="ben")


def test_a_step_that_is_over_for_its_reader_cannot_be_appealed_against(world: World, third: str) -> None:
    suspension = suspend(world, own_people(world))
    lifted = appeal(world, suspension)
    decide(world, lifted, by=third)
    warn(world, own_people(world))
    let_pass(TIME_TO_MEND)
    again = confirm(world, propose(world, own_people(world)), own_people(world))
    with acting_as(SYSTEM):
        second = FilingWarning.objects.order_by("given_at").last()
    assert second is not None
    against: Callable[..., Any] = appeals.against_warning

    decide(world, appeal(world, second), by=third)

    owner = world.actor("alice", "lumora")
    for row, make in ((again, appeals.against_suspension), (second, against)):
        with acting_as(owner), pytest.raises(MisuseRefused, match="already"):
            make(row.id, statement="Still wrong.", by=owner, now=clock.now())
