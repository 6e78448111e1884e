"""Warned by a person, suspended by two, ended by time or by a person: and never by a program."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction

from core import clock, outbox
from core.ids import new_id
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS, SCHEDULE
from takedown import work
from takedown.models import CounterSuspension, FilingRecord, FilingSuspension, FilingWarning
from takedown.redress.misuse import acting
from takedown.redress.misuse.acting import MisuseRefused, UnknownParty
from takedown.redress.misuse.in_force import may_counter_notify
from takedown.redress.misuse.parties import COUNTER, FILING, Complainant, CounterNotifier, Party
from tests.past import a_past
from tests.stories import World, let_pass, run_work
from tests.takedown.misuse.steps import (
    TIME_TO_MEND,
    a_seller,
    all_of,
    confirm,
    fresh,
    guardwell,
    lift,
    own_people,
    propose,
    suspend,
    warn,
    words,
)

type Whom = Callable[[World], Party]
EITHER = pytest.mark.parametrize("whom", [own_people, guardwell, a_seller])


def ledger(prefix: str) -> list[str]:
    with acting_as(SYSTEM):
        rows = AuditEvent.objects.filter(event__startswith=prefix).order_by("id")
        return list(rows.values_list("event", flat=True))


def test_a_warning_keeps_the_facts_as_they_were_shown(world: World) -> None:
    a_past(world, upheld=2, refused=3)

    warning = warn(world, own_people(world))
    a_past(world, refused=1)

    first = fresh(warning).facts[0]
    assert (first["code"], first["count"], first["total"]) == ("complaints_are_often_wrong", 3, 5)
    assert warning.rules_version == 1
    assert warning.given_by_id == world.ada.id


@EITHER
def test_nobody_is_suspended_without_a_warning(world: World, whom: Whom) -> None:
    with pytest.raises(MisuseRefused, match="warn first"):
        propose(world, whom(world))


def test_a_warning_of_somebody_else_is_none(world: World) -> None:
    warn(world, own_people(world))
    warn(world, guardwell(world))
    let_pass(TIME_TO_MEND)

    with pytest.raises(MisuseRefused, match="warn first"):
        propose(world, own_people(world, "kestrel"))


def test_the_warned_have_time_to_do_better(world: World) -> None:
    warn(world, own_people(world))
    let_pass(timedelta(days=6))

    with pytest.raises(MisuseRefused, match="too recent"):
        propose(world, own_people(world))


@EITHER
def test_a_suspension_begins_when_a_second_admin_confirms(world: World, whom: Whom) -> None:
    party = whom(world)
    warning = warn(world, party)
    let_pass(TIME_TO_MEND)

    proposed = propose(world, party)
    with pytest.raises(MisuseRefused, match="Another admin"):
        confirm(world, proposed, party, by="ada")
    assert fresh(proposed).status == "proposed"
    confirmed = confirm(world, proposed, party)

    assert confirmed.status == "in_force"
    assert confirmed.warning_id == warning.id
    assert confirmed.ends_at - confirmed.confirmed_at == timedelta(days=14)


@EITHER
def test_it_ends_by_itself_at_its_time(world: World, whom: Whom) -> None:
    suspension = suspend(world, whom(world))

    let_pass(timedelta(days=14) - timedelta(minutes=1))
    run_work()
    assert fresh(suspension).status == "in_force"
    let_pass(timedelta(minutes=1))
    run_work()

    ended = fresh(suspension)
    assert (ended.status, ended.ended_by_id) == ("ended", None)


def test_one_admin_is_enough_to_lift_it_and_its_end_then_changes_nothing(world: World) -> None:
    suspension = suspend(world, own_people(world))

    lift(world, suspension, own_people(world))
    let_pass(timedelta(days=20))
    run_work()

    assert fresh(suspension).status == "lifted"
    assert ledger("filing.suspension") == ["filing.suspension_proposed", "filing.suspension_lifted"]


def test_a_proposal_can_be_taken_back_and_made_anew(world: World) -> None:
    party, ada = own_people(world), world.actor("ada")
    warn(world, party)
    let_pass(TIME_TO_MEND)
    first = propose(world, party)
    with pytest.raises(MisuseRefused, match="already"):
        propose(world, party, by="ben")

    with acting_as(ada):
        acting.take_back(FILING, first.id, reason="Too early.", by=ada, now=clock.now())
    second = propose(world, party, by="ben")

    assert [fresh(first).status, fresh(second).status] == ["taken_back", "proposed"]


def test_what_rests_on_a_withdrawn_warning_ends_with_it(world: World) -> None:
    party, ada = own_people(world), world.actor("ada")
    suspension = suspend(world, party)

    with acting_as(ada):
        acting.withdraw_warning(
            FILING, suspension.warning_id, reason="It was somebody else.", by=ada, now=clock.now()
        )

    assert fresh(suspension).status == "lifted"
    with pytest.raises(MisuseRefused, match="warn first"):
        propose(world, party)


def test_the_same_form_sent_twice_is_one_step(world: World) -> None:
    party, key = own_people(world), new_id()

    first, again = (warn(world, party, form_key=key) for _ in range(2))
    let_pass(TIME_TO_MEND)
    key = new_id()
    one, two = (propose(world, party, form_key=key) for _ in range(2))

    assert (first.id, one.id) == (again.id, two.id)
    assert ledger("filing.") == ["filing.warned", "filing.suspension_proposed"]


def test_it_lasts_as_long_as_the_rules_allow_and_no_longer(world: World) -> None:
    warn(world, own_people(world))
    let_pass(TIME_TO_MEND)

    for days in (0, 181):
        with pytest.raises(MisuseRefused, match="1 to 180"):
            propose(world, own_people(world), days=days)


@pytest.mark.parametrize("who", ["rita", "audrey"])
def test_only_admins_act(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        warn(world, own_people(world), by=who)


def test_the_program_acts_never(world: World) -> None:
    party, now = own_people(world), clock.now()
    with acting_as(SYSTEM):
        with pytest.raises(PermissionDenied):
            acting.warn(party, words(), by=SYSTEM, now=now)
        with pytest.raises(PermissionDenied):
            acting.propose(party, words(), days=14, by=SYSTEM, now=now)


def test_the_worst_figures_alone_warn_and_suspend_nobody(world: World) -> None:
    a_past(world, refused=60)
    a_past(world, automated=40, overturned=40)

    for _ in range(2):
        for job in SCHEDULE:
            with acting_as(SYSTEM):
                outbox.add(outbox.Order(kind=job.kind, subject_id=new_id(), tenant_id=None))
        run_work()

    assert [record.raised for record in all_of(FilingRecord)] == [2]
    assert all_of(FilingWarning) == all_of(FilingSuspension) == []


def test_a_party_that_nobody_knows_is_none(world: World) -> None:
    for party in (
        Complainant(tenant_id=new_id()),
        Complainant(tenant_id=world.brands["lumora"].tenant_id, agency_id=new_id()),
        CounterNotifier(seller_id=new_id()),
    ):
        with pytest.raises(UnknownParty):
            warn(world, party)


def test_a_suspended_seller_may_not_answer_by_link_until_it_is_over(world: World) -> None:
    party = a_seller(world)
    suspension = suspend(world, party)
    assert isinstance(suspension, CounterSuspension)

    def may(**later: Any) -> bool:
        with acting_as(SYSTEM):
            return may_counter_notify(fresh(suspension).seller, clock.now() + timedelta(**later))

    assert [may(), may(days=13), may(days=14)] == [False, False, True]
    lift(world, suspension, party)
    assert may()


# --- what the database refuses ----------------------------------------------------------------------------


NOT_WHOLE: tuple[dict[str, Any], ...] = (
    {"confirmed_by_id": "proposer"},
    {"ends_at": None},
    {"confirmed_at": None},
    {"status": "proposed"},
    {"status": "taken_back"},
    {"days": 0},
    {"reason": ""},
    {"gravity": "none"},
    {"warning_id": None},
)


@pytest.mark.parametrize("whom", [own_people, a_seller])
def test_the_database_refuses_a_suspension_that_is_not_whole(world: World, whom: Whom) -> None:
    suspension = suspend(world, whom(world))
    rows = type(suspension).objects.filter(id=suspension.id)
    taken = []
    for changes in NOT_WHOLE:
        values = {k: suspension.proposed_by_id if v == "proposer" else v for k, v in changes.items()}
        try:
            with acting_as(SYSTEM):
                rows.update(**values)
        except (IntegrityError, InternalError):
            continue
        taken.append(changes)

    assert taken == []


@pytest.mark.parametrize("whom", [own_people, a_seller])
def test_the_database_lets_nothing_come_back(world: World, whom: Whom) -> None:
    party = whom(world)
    suspension = suspend(world, party)
    lift(world, suspension, party)

    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        type(suspension).objects.filter(id=suspension.id).update(
            status="in_force", ended_by=None, ended_at=None, end_reason=""
        )


def test_the_database_refuses_the_warning_of_another_complainant(world: World) -> None:
    warning = warn(world, guardwell(world))
    suspension = suspend(world, own_people(world, "kestrel"))

    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        FilingSuspension.objects.filter(id=suspension.id).update(warning=warning)


def test_the_end_of_a_suspension_may_be_rung_twice(world: World) -> None:
    suspension = suspend(world, own_people(world))
    let_pass(timedelta(days=15))
    for _ in range(2):
        with acting_as(SYSTEM):
            outbox.add(
                outbox.Order(
                    kind=work.END_FILING_SUSPENSION, subject_id=suspension.id, tenant_id=suspension.tenant_id
                )
            )
    run_work()

    assert ledger("filing.suspension_ended") == ["filing.suspension_ended"]
    assert work.END_COUNTER_SUSPENSION in HANDLERS
    assert COUNTER.suspension is CounterSuspension
