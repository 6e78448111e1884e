"""Grants on the ladder: a step by the formula with its words, its letter, its effect; time; the way back; the end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from complaints.work import JUDGED
from core import clock, outbox
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from takedown import work
from takedown.models import Contribution, Grant, Step
from takedown.programme.climb import judge, reminder_due
from tests.past import a_past, trust
from tests.stories import World, file, items_of, pending_work, run_work, status_of
from tests.takedown.test_programme import because

DAY = timedelta(days=1)


def look_after(days: float = 0) -> None:
    """The hourly job, so many days from now."""
    with clock.shifted(timedelta(days=days)), acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=work.LOOK_AFTER_GRANTS, subject_id=new_id(), tenant_id=None))
    with clock.shifted(timedelta(days=days)):
        ids = [row.id for row in pending_work([work.LOOK_AFTER_GRANTS])]
        outbox.do(HANDLERS[work.LOOK_AFTER_GRANTS], kind=work.LOOK_AFTER_GRANTS, ids=ids)


def the_grant() -> Grant:
    with acting_as(SYSTEM):
        return Grant.objects.get()


def steps() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        return list(Step.objects.order_by("at").values_list("start", "end"))


def test_a_judged_decision_takes_the_step_with_reasons_in_words(world: World) -> None:
    trust(world)

    a_past(world, refused=4)

    assert steps() == [("full", "warned")]
    with acting_as(SYSTEM):
        step = Step.objects.get()
        event = AuditEvent.objects.get(event="grant.warned")
    assert step.taken_by_id is None
    assert "Of 64 listings" in step.reason
    assert "needed: 90%" in step.reason
    assert step.figures["decided"] == 64
    assert event.data["reason"] == step.reason


def test_a_decision_that_is_reported_again_takes_no_second_step(world: World) -> None:
    trust(world)
    made = a_past(world, refused=4)
    for _ in range(2):
        with acting_as(SYSTEM):
            outbox.add_all(
                outbox.Order(kind=JUDGED, subject_id=d.id, tenant_id=d.tenant_id) for d in [*made, made[0]]
            )
        run_work()

    assert steps() == [("full", "warned")]
    with acting_as(SYSTEM):
        assert Contribution.objects.filter(upheld=0).count() == 4


def test_the_owners_are_told(world: World) -> None:
    trust(world)
    run_work()
    mail.outbox.clear()

    a_past(world, refused=4)
    run_work()

    (letter,) = mail.outbox
    assert letter.to == ["alice@example.test"]
    assert "Bazaar, Trademark" in letter.subject
    assert "A warning." in letter.body
    assert "Of 64 listings" in letter.body
    assert "/programme/mine/" in letter.body


def test_a_warned_brand_is_still_trusted(world: World) -> None:
    trust(world)
    a_past(world, refused=4)

    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["removed"]


def test_a_capped_brand_has_a_quarter_of_its_cap(world: World) -> None:
    trust(world)
    # Hardly anything is refused, but what was removed automatically was wrong too often.
    a_past(world, upheld=200)
    a_past(world, automated=6, overturned=6)
    assert the_grant().step == "capped"
    with acting_as(SYSTEM):
        Grant.objects.update(hourly_cap=8)

    complaint = file(world, "a1", "a2", "a3")
    run_work()

    assert sorted(status_of(complaint)) == ["held", "removed", "removed"]


def test_a_brand_of_which_people_refuse_too_much_goes_to_people_and_keeps_its_step(world: World) -> None:
    trust(world)
    a_past(world, upheld=440, refused=35)

    assert the_grant().step == "full"
    assert because(world) == ["people_surely_accept_too_little_of_the_brand"]


def test_what_people_accept_meanwhile_leads_back(world: World) -> None:
    trust(world)
    a_past(world, upheld=440, refused=35)
    a_past(world, upheld=600)

    complaint = file(world, "a1")
    run_work()

    assert status_of(complaint) == ["removed"]


def test_a_brand_under_review_goes_to_people(world: World) -> None:
    trust(world)
    a_past(world, refused=10)

    assert the_grant().step == "review"
    assert because(world) == ["brand_is_not_trusted", "brand_is_under_review"]


def test_what_lasts_goes_on_to_the_end(world: World) -> None:
    trust(world)
    a_past(world, upheld=340, refused=45)
    assert the_grant().step == "warned"

    for day in (30, 60, 150):
        look_after(day)

    assert steps() == [
        ("full", "warned"),
        ("warned", "capped"),
        ("capped", "review"),
        ("review", "suspended"),
    ]
    ended = the_grant()
    assert (ended.end_cause, ended.ended_by_id) == ("suspended", None)
    assert ended.end_reason


def test_a_record_that_is_back_climbs_one_step_in_a_fortnight(world: World) -> None:
    trust(world)
    a_past(world, refused=10)
    assert the_grant().step == "review"
    a_past(world, upheld=140)

    look_after(1)
    look_after(13)
    assert the_grant().step == "review"
    look_after(16)
    assert the_grant().step == "capped"
    look_after(17)
    look_after(32)
    assert the_grant().step == "warned"


def test_a_record_that_only_grew_old_is_warned_and_no_more(world: World) -> None:
    trust(world)

    for day in (179, 220, 300):
        look_after(day)

    assert steps() == [("full", "warned")]


def test_counting_again_takes_no_second_step(world: World) -> None:
    trust(world)
    made = a_past(world, refused=4)

    with acting_as(SYSTEM):
        judge([d.id for d in made])

    assert steps() == [("full", "warned")]


def test_the_database_refuses_a_step_that_the_table_does_not_know(world: World) -> None:
    trust(world)
    with acting_as(SYSTEM):
        Grant.objects.update(
            step="suspended", ended_at=clock.now(), end_reason="Over.", end_cause="suspended"
        )

    with pytest.raises(IntegrityError, match="cannot move"), acting_as(SYSTEM):
        Grant.objects.update(step="nowhere")


# --- the end of its term ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_left", "reminded", "due"),
    [(31, None, None), (30, None, 30), (30, 30, None), (8, 30, None), (7, 30, 7), (7, 7, None), (1, None, 7)],
)
def test_two_reminders_each_once(days_left: int, reminded: int | None, due: int | None) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)

    assert reminder_due(now + days_left * DAY, reminded, now) == due


def test_owners_are_reminded_and_then_it_ends(world: World) -> None:
    trust(world)
    run_work()
    mail.outbox.clear()

    for day in (336, 337, 360, 364):
        look_after(day)
    run_work()
    assert [("ends soon" in m.body) for m in mail.outbox if "ends soon" in m.body] == [True, True]

    look_after(366)
    run_work()

    assert the_grant().end_cause == "expired"
    assert "ended with its term" in mail.outbox[-1].body


def test_an_expired_grant_lets_nothing_through_even_before_the_job_has_run(world: World) -> None:
    trust(world)
    with acting_as(SYSTEM):
        Grant.objects.update(expires_at=clock.now())

    assert because(world) == ["brand_is_not_trusted"]


# --- how far it reaches ----------------------------------------------------------------------------------


def test_a_reason_that_was_not_granted_goes_to_a_person(world: World) -> None:
    trust(world)
    with acting_as(SYSTEM):
        Grant.objects.update(reasons=["copied_image"])

    assert because(world) == ["reason_is_outside_the_grant"]


def test_a_grants_own_cap_is_lower_than_the_policys(world: World) -> None:
    trust(world)
    with acting_as(SYSTEM):
        Grant.objects.update(hourly_cap=1)

    complaint = file(world, "a1", "a2")
    run_work()

    assert sorted(status_of(complaint)) == ["held", "removed"]


def test_the_brands_status_is_none_for_its_agency(world: World) -> None:
    trust(world, "kestrel")

    complaint = file(world, "k1", by="gil", brand="kestrel")
    run_work()

    assert status_of(complaint) == ["in_review"]


def test_what_an_agency_gets_wrong_drags_no_brand(world: World) -> None:
    trust(world, "kestrel")
    a_past(world, "kestrel", refused=40, agency=world.agency)

    complaint = file(world, "k1", by="charlie", brand="kestrel")
    run_work()

    assert status_of(complaint) == ["removed"]
    assert the_grant().step == "full"


def test_an_agency_that_is_bad_for_one_brand_is_reviewed_for_all(world: World) -> None:
    trust(world, "kestrel", agency=world.agency)
    a_past(world, "lumora", refused=40, agency=world.agency)

    complaint = file(world, "k1", by="gil", brand="kestrel")
    run_work()

    (item,) = items_of(complaint)
    assert item.status == "in_review"
    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(subject_id=item.id, event="item.in_review")
    assert event.data["because"] == ["agency_is_below_its_own_bounds"]
    assert the_grant().step == "full"
