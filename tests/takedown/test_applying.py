"""A brand applies, is answered in words, appeals, renews and leaves; two people stay two people."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import Appeal, Application, Grant, Step
from takedown.programme import appeals, applications, grants
from takedown.programme.appeals import AppealRefused
from takedown.programme.applications import ApplicationRefused, Asked
from takedown.programme.grants import Extent, GrantRefused
from tests.past import a_past, trust
from tests.stories import World, file, run_work, status_of
from tests.takedown.test_climbing import look_after, the_grant


def act(
    world: World, name: str, step: Callable[..., Any], *args: Any, brand: str | None = None, **values: Any
) -> Any:
    actor = world.actor(name, brand)
    with acting_as(actor):
        return step(*args, by=actor, now=clock.now(), **values)


def asked(world: World, **changes: Any) -> Asked:
    return Asked(
        **{"marketplace_id": world.marketplace.id, "right_kind": "trademark", "declared_by": "Alice Owner"}
        | changes
    )


def apply(world: World, by: str = "alice", **changes: Any) -> Application:
    made: Application = act(world, by, applications.apply, asked(world, **changes), brand="lumora")
    return made


def grant(world: World, by: str = "ada", **values: Any) -> Grant:
    made: Grant = act(
        world,
        by,
        grants.grant,
        tenant_id=world.brands["lumora"].tenant_id,
        marketplace_id=world.marketplace.id,
        right_kind="trademark",
        note="A good record.",
        **values,
    )
    return made


def state(application: Application) -> str:
    with acting_as(SYSTEM):
        application.refresh_from_db()
    return application.status


@pytest.fixture
def good_record(world: World) -> None:
    a_past(world, upheld=60)


# --- applying --------------------------------------------------------------------------------------------


def test_an_application_follows_the_grant_of_two_people(world: World, good_record: None) -> None:
    application = apply(world)
    assert state(application) == "waiting"

    made = grant(world)
    assert state(application) == "proposed"
    act(world, "ben", grants.confirm, made.id)

    assert state(application) == "granted"
    assert application.grant_id == made.id


def test_a_proposal_that_is_taken_back_lets_the_application_wait_again(
    world: World, good_record: None
) -> None:
    application = apply(world)
    made = grant(world)

    act(world, "ben", grants.suspend, made.id, reason="Look again first.")

    assert state(application) == "waiting"
    assert the_grant().end_cause == "taken_back"


def test_whoever_has_not_earned_it_reads_how_far_it_is(world: World) -> None:
    a_past(world, upheld=40, refused=2)

    with pytest.raises(ApplicationRefused, match=r"\d+ more accepted decisions in a row"):
        apply(world)


@pytest.mark.parametrize("name", ["oscar", "vera"])
def test_only_an_owner_applies(world: World, good_record: None, name: str) -> None:
    with pytest.raises(PermissionDenied):
        apply(world, by=name)


def test_nothing_is_applied_for_without_a_name_under_the_declaration(world: World, good_record: None) -> None:
    with pytest.raises(ApplicationRefused, match="Type your name"):
        apply(world, declared_by="  ")


def test_the_same_is_not_applied_for_twice(world: World, good_record: None) -> None:
    apply(world)

    with pytest.raises(ApplicationRefused, match="already"):
        apply(world)


def test_a_refusal_is_answered_in_words_and_locks_for_thirty_days(world: World, good_record: None) -> None:
    application = apply(world)
    act(world, "ada", applications.decline, application.id, answer="Two test buys are missing.")
    run_work()

    assert state(application) == "declined"
    assert "Two test buys are missing." in mail.outbox[-1].body
    with pytest.raises(ApplicationRefused, match="You can apply again from"):
        apply(world)
    with clock.shifted(timedelta(days=31)):
        assert apply(world).id != application.id


def test_a_refusal_without_a_word_is_none(world: World, good_record: None) -> None:
    application = apply(world)

    with pytest.raises(ApplicationRefused, match="Say why"):
        act(world, "ada", applications.decline, application.id, answer=" ")


def test_an_application_is_withdrawn_with_its_proposal(world: World, good_record: None) -> None:
    application = apply(world)
    grant(world)

    act(world, "alice", applications.withdraw, application.id, brand="lumora")

    assert state(application) == "withdrawn"
    assert the_grant().ended_at


def test_the_database_refuses_a_move_that_the_table_does_not_know(world: World, good_record: None) -> None:
    application = apply(world)

    with pytest.raises(IntegrityError, match="cannot move"), acting_as(SYSTEM):
        Application.objects.filter(id=application.id).update(status="granted")


def test_a_brand_that_files_through_an_agency_applies_for_what_the_agency_filed(world: World) -> None:
    a_past(world, upheld=60, agency=world.agency)
    assert world.agency

    application = apply(world, agency_id=world.agency.id)
    made = grant(world, agency_id=world.agency.id)
    act(world, "ben", grants.confirm, made.id)

    assert state(application) == "granted"
    with pytest.raises(ApplicationRefused, match="more accepted"):
        apply(world)


# --- how far a grant reaches, and for how long -----------------------------------------------------------


@pytest.mark.parametrize(
    ("extent", "why"),
    [
        (Extent(reasons=["mark_in_title"]), "Only reasons that may be automatic"),
        (Extent(reasons=["nonsense"]), "Only reasons that may be automatic"),
    ],
)
def test_an_extent_that_makes_no_sense_is_refused(
    world: World, good_record: None, extent: Extent, why: str
) -> None:
    with pytest.raises(GrantRefused, match=why):
        grant(world, extent=extent)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_grant_ends_within_a_year(world: World, good_record: None, days: int) -> None:
    with pytest.raises(GrantRefused, match="within a year"):
        grant(world, extent=Extent(expires_at=clock.now() + timedelta(days=days)))


def test_a_renewal_takes_two_people_and_follows_without_a_gap(world: World) -> None:
    trust(world)
    first = the_grant()
    with acting_as(SYSTEM):
        Grant.objects.update(expires_at=clock.now() + timedelta(days=20))
        first.refresh_from_db()

    apply(world)
    renewal = grant(world)
    with acting_as(SYSTEM):
        first.refresh_from_db()
    assert first.ended_at is None
    act(world, "ben", grants.confirm, renewal.id)

    with acting_as(SYSTEM):
        first.refresh_from_db()
        renewal.refresh_from_db()
    assert first.end_cause == "renewed"
    assert renewal.expires_at == first.expires_at + Grant.GOOD_FOR
    complaint = file(world, "a1")
    run_work()
    assert status_of(complaint) == ["removed"]


def test_nothing_is_renewed_before_its_time(world: World) -> None:
    trust(world)

    with pytest.raises(GrantRefused, match="already"):
        grant(world)
    with pytest.raises(ApplicationRefused, match="in force already"):
        apply(world)


# --- appeals ---------------------------------------------------------------------------------------------


def the_step() -> Step:
    with acting_as(SYSTEM):
        return Step.objects.latest("at")


def appeal(world: World, subject: Step | Application, words: str = "Those were ours.") -> Appeal:
    make = appeals.against_step if isinstance(subject, Step) else appeals.against_refusal
    made: Appeal = act(world, "alice", make, subject.id, statement=words, brand="lumora")
    return made


def judge(world: World, about: Appeal, by: str = "ada", *, granted: bool = True) -> None:
    act(world, by, appeals.decide, about.id, granted=granted, explanation="We looked again.")


def test_a_granted_appeal_gives_the_step_back_and_time_for_the_figures(world: World) -> None:
    trust(world)
    a_past(world, refused=10)
    assert the_grant().step == "review"

    judge(world, appeal(world, the_step()))
    look_after(1)

    assert the_grant().step == "full"
    complaint = file(world, "a1")
    run_work()
    assert status_of(complaint) == ["removed"]
    look_after(15)
    assert the_grant().step == "review"


def test_a_dismissed_appeal_changes_nothing_and_says_why(world: World) -> None:
    trust(world)
    a_past(world, refused=4)

    judge(world, appeal(world, the_step()), granted=False)
    run_work()

    assert the_grant().step == "warned"
    assert "Your appeal was dismissed." in mail.outbox[-1].body
    assert "We looked again." in mail.outbox[-1].body


def test_whoever_took_the_step_does_not_judge_it(world: World) -> None:
    grant_id = trust(world)
    act(world, "ada", grants.suspend, grant_id, reason="Test buys came back genuine.")
    made = appeal(world, the_step())

    with pytest.raises(AppealRefused, match="Another admin"):
        judge(world, made, by="ada")
    with pytest.raises(IntegrityError, match="appeal_is_decided_by_another"), acting_as(SYSTEM):
        Appeal.objects.filter(id=made.id).update(
            status="granted", decided_by=world.ada, decided_at=clock.now(), explanation="Yes."
        )
    judge(world, made, by="ben")

    assert the_grant().step == "full"
    assert the_grant().ended_at is None


def test_what_was_suspended_does_not_come_back_beside_a_newer_grant(world: World) -> None:
    grant_id = trust(world)
    act(world, "ada", grants.suspend, grant_id, reason="For a while.")
    step = the_step()
    act(world, "ben", grants.confirm, grant(world).id)

    with pytest.raises(AppealRefused, match="newer grant"):
        judge(world, appeal(world, step), by="ben")


def test_one_appeals_once_against_the_step_that_holds(world: World) -> None:
    trust(world)
    a_past(world, refused=4)
    first = the_step()
    appeal(world, first)
    with pytest.raises(AppealRefused, match="already"):
        appeal(world, first)

    a_past(world, refused=6)
    with pytest.raises(AppealRefused, match="is over"):
        appeal(world, first)
    assert appeal(world, the_step())


def test_a_step_in_ones_favour_is_not_appealed_against(world: World) -> None:
    trust(world)
    a_past(world, refused=4)
    judge(world, appeal(world, the_step()))

    with pytest.raises(AppealRefused, match="in your favour"):
        appeal(world, the_step())


def test_a_refusal_that_was_wrong_lets_the_application_wait_again(world: World, good_record: None) -> None:
    application = apply(world)
    act(world, "ada", applications.decline, application.id, answer="No.")
    made = appeal(world, application)

    with pytest.raises(AppealRefused, match="Another admin"):
        judge(world, made, by="ada")
    judge(world, made, by="ben")

    assert state(application) == "waiting"


def test_another_brands_steps_and_applications_do_not_exist(world: World, good_record: None) -> None:
    application = apply(world)

    with pytest.raises(Application.DoesNotExist):
        act(world, "charlie", applications.withdraw, application.id, brand="kestrel")


# --- leaving ---------------------------------------------------------------------------------------------


def test_a_brand_leaves_at_once_and_what_is_queued_goes_to_a_person(world: World) -> None:
    grant_id = trust(world)
    act(world, "alice", grants.leave, grant_id, brand="lumora")

    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["in_review"]
    assert the_grant().end_cause == "left"
    with pytest.raises(ApplicationRefused, match="You can apply again from"):
        apply(world)


def test_leaving_takes_a_proposed_renewal_along(world: World) -> None:
    grant_id = trust(world)
    with acting_as(SYSTEM):
        Grant.objects.update(expires_at=clock.now() + timedelta(days=20))
    application = apply(world)
    renewal = grant(world)

    act(world, "alice", grants.leave, grant_id, brand="lumora")

    assert state(application) == "withdrawn"
    with pytest.raises(Grant.DoesNotExist):
        act(world, "ben", grants.confirm, renewal.id)


def test_nobody_but_an_owner_leaves(world: World) -> None:
    grant_id = trust(world)

    with pytest.raises(PermissionDenied):
        act(world, "oscar", grants.leave, grant_id, brand="lumora")
