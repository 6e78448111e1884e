"""While filing is suspended: nothing new is taken, nothing goes without a person, and what was filed goes on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from complaints.intake.filing import FilingSuspended
from complaints.models import Complaint
from core import clock
from core.tenancy import acting_as
from takedown.programme import grants
from takedown.programme.grants import GrantRefused
from tests.api.program import a_complaint, a_key
from tests.complaints.pages import a_form, all_of, complaints, get, text_of, with_file
from tests.past import a_past, trust
from tests.stories import World, file, give_grant, items_of, let_pass, manager_decides, run_work, status_of
from tests.takedown.misuse.steps import guardwell, lift, own_people, suspend
from tests.takedown.test_rechecking import assert_left_to_a_person, upheld_by_the_policy, why

REASON = "Genuine goods, again and again."


def a_program_files(world: World) -> Any:
    body = a_complaint(world, "z1")
    return a_key(world, "alice").post("complaints/", body)


def test_filing_is_refused_with_the_reason_and_the_end(world: World) -> None:
    suspend(world, own_people(world))

    with pytest.raises(FilingSuspended, match=REASON):
        file(world, "a1")

    assert all_of(Complaint) == []


def test_a_program_gets_a_code_of_its_own(world: World) -> None:
    suspend(world, own_people(world))

    answer = a_program_files(world)

    assert (answer.status_code, answer.json()["code"]) == (403, "filing_suspended")
    assert REASON in answer.json()["detail"]


def test_the_form_says_so_before_anything_is_typed_and_when_it_is_sent(
    world: World, client_for: Callable[[Any], Client]
) -> None:
    suspend(world, own_people(world))
    client = client_for(world.oscar)

    page = get(client, "/complaints/new/")
    answer = client.post("/complaints/new/", with_file(a_form(world, "a1")))

    assert "Filing is suspended" in page
    assert REASON in page
    assert REASON in text_of(answer)
    assert complaints() == []


def test_filing_is_open_again_at_the_very_moment_of_the_end(world: World) -> None:
    suspend(world, own_people(world))

    let_pass(timedelta(days=14))

    assert file(world, "a1").number


def test_filing_is_open_again_when_it_is_lifted(world: World) -> None:
    lift(world, suspend(world, own_people(world)), own_people(world))

    assert file(world, "a1").number


def test_an_agency_s_suspension_stops_neither_the_brand_nor_another_brand(world: World) -> None:
    suspend(world, guardwell(world))

    with pytest.raises(FilingSuspended):
        file(world, "k1", by="gil", brand="kestrel")
    file(world, "k2", by="charlie", brand="kestrel")
    file(world, "a1")

    assert len(all_of(Complaint)) == 2


def test_a_brand_s_suspension_leaves_its_agency_alone(world: World) -> None:
    suspend(world, own_people(world, "kestrel"))

    assert file(world, "k1", by="gil", brand="kestrel").number


def test_the_receipt_of_a_form_that_was_sent_before_is_still_given(world: World) -> None:
    key = file(world, "a1").form_key
    suspend(world, own_people(world))

    assert file(world, "a1", form_key=key).form_key == key


def test_what_was_filed_before_goes_on_with_a_person(world: World) -> None:
    trust(world)
    complaint = file(world, "a1")
    suspend(world, own_people(world))

    run_work()

    assert status_of(complaint) == ["in_review"]
    manager_decides(world, items_of(complaint)[0])
    assert status_of(complaint) == ["removed"]


def test_what_is_on_its_way_is_looked_at_again_at_the_moment_of_removal(world: World) -> None:
    trust(world)
    item = upheld_by_the_policy(world)
    suspend(world, own_people(world))

    run_work()

    assert_left_to_a_person(world, item)
    assert why(item) == ["filer_is_suspended_for_misuse"]


def test_trust_is_not_granted_while_a_case_is_open(world: World) -> None:
    a_past(world, upheld=60)
    suspension = suspend(world, own_people(world))

    with pytest.raises(GrantRefused, match="misuse"):
        give_grant(world, "lumora")
    lift(world, suspension, own_people(world))

    assert give_grant(world, "lumora")


def test_a_grant_that_waits_is_not_confirmed_while_a_case_is_open(world: World) -> None:
    a_past(world, upheld=60)
    ada, ben = world.actor("ada"), world.actor("ben")
    with acting_as(ada):
        made = grants.grant(
            tenant_id=world.brands["lumora"].tenant_id,
            marketplace_id=world.marketplace.id,
            right_kind="trademark",
            note="Sixty.",
            by=ada,
            now=clock.now(),
        )
    suspend(world, own_people(world))

    with acting_as(ben), pytest.raises(GrantRefused, match="misuse"):
        grants.confirm(made.id, by=ben, now=clock.now())
