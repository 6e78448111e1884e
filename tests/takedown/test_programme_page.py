"""The programme: earned by a record, granted by one admin, confirmed by another."""

import pytest

from brands.models import Brand, Right
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from tests.past import a_past, trust

pytestmark = pytest.mark.django_db


def words(answer):
    return answer.content.decode()


def brand_path(world, brand="kestrel"):
    return f"/programme/brands/{world.brands[brand].tenant_id}/"


def grant(world, browser, brand="kestrel", note="Sixty of sixty."):
    return browser.post(
        "/programme/grants/",
        {
            "brand": world.brands[brand].tenant_id,
            "marketplace": world.marketplace.id,
            "right_kind": "trademark",
            "note": note,
        },
        follow=True,
    )


def only_grant():
    with acting_as(SYSTEM):
        return Grant.objects.get()


@pytest.fixture
def good_record(world):
    a_past(world, "kestrel", upheld=60)


def test_every_brand_is_listed_with_its_figures(world, client_for, good_record):
    page = words(client_for(world.ada).get("/programme/"))

    for said in (
        "Kestrel Audio",
        "Bazaar, trademark",
        "60",
        "97.3%",
        "reaches Good Faith",
        "Newleaf",
        "Not verified.",
    ):
        assert said in page


def test_staff_see_that_people_accept_too_little_for_automatic_removal(world, client_for):
    trust(world, "kestrel")
    a_past(world, "kestrel", upheld=440, refused=35)

    page = words(client_for(world.ada).get(brand_path(world)))

    assert "Nothing is removed without a person at present" in page
    assert "Automatic: accepted, at most" in page
    assert "more accepted decisions in a row reach 96" in page


def test_a_brand_is_found_by_name(world, client_for):
    page = words(client_for(world.ada).get("/programme/?q=kestr"))

    assert "Kestrel Audio" in page
    assert "Newleaf" not in page


def test_an_admin_grants_and_another_confirms(world, client_for, good_record):
    grant(world, client_for(world.ada))
    assert only_grant().confirmed_at is None

    page = client_for(world.ben).post(f"/programme/grants/{only_grant().id}/confirmation/", follow=True)

    assert only_grant().confirmed_by_id == world.ben.id
    assert "Good Faith status is in force" in words(page)


def test_a_grant_waits_at_the_top_for_its_confirmation(world, client_for, good_record):
    grant(world, client_for(world.ada), note="Look at the spring cases.")

    page = words(client_for(world.ben).get("/programme/"))

    assert "Waiting for a second admin" in page
    assert "Look at the spring cases." in page


def test_the_same_admin_cannot_confirm_and_is_told_why(world, client_for, good_record):
    ada = client_for(world.ada)
    grant(world, ada)

    page = words(ada.get(brand_path(world)))
    answer = ada.post(f"/programme/grants/{only_grant().id}/confirmation/", follow=True)

    assert "You granted it, so another admin confirms." in page
    assert "Another admin than the one who granted it" in words(answer)
    assert only_grant().confirmed_at is None


def test_a_record_that_does_not_reach_gets_no_grant(world, client_for):
    answer = grant(world, client_for(world.ada))

    assert "does not reach the bounds" in words(answer)
    with acting_as(SYSTEM):
        assert not Grant.objects.exists()


def test_a_grant_that_names_nothing_real_is_a_bad_request(world, client_for):
    answer = client_for(world.ada).post("/programme/grants/", {"brand": "x", "right_kind": "y"})

    assert answer.status_code == 400


def test_suspending_needs_a_reason(world, client_for, good_record):
    ada = client_for(world.ada)
    grant(world, ada)
    path = f"/programme/grants/{only_grant().id}/suspension/"

    refused = ada.post(path, {"reason": " "}, follow=True)
    assert "Say why" in words(refused)
    assert only_grant().ended_at is None

    ada.post(path, {"reason": "Two removals were wrong."})
    assert only_grant().end_reason == "Two removals were wrong."


def test_a_suspended_grant_stays_in_the_history(world, client_for, good_record):
    ada = client_for(world.ada)
    grant(world, ada)
    ada.post(f"/programme/grants/{only_grant().id}/suspension/", {"reason": "Two removals were wrong."})

    page = words(ada.get(brand_path(world)))

    assert "History of grants" in page
    assert "Two removals were wrong." in page


def test_a_grant_that_ended_is_neither_confirmed_nor_ended_again(world, client_for, good_record):
    ada = client_for(world.ada)
    grant(world, ada)
    path = f"/programme/grants/{only_grant().id}"
    ada.post(f"{path}/suspension/", {"reason": "No longer."})

    answers = [client_for(world.ben).post(f"{path}/confirmation/", follow=True)]
    answers.append(ada.post(f"{path}/suspension/", {"reason": "Again."}, follow=True))

    assert all("has ended already" in words(answer) for answer in answers)


def test_an_unknown_grant_or_brand_is_a_404(world, client_for):
    ada, nobody = client_for(world.ada), "01a2002a-0000-7000-8000-000000000000"

    assert ada.post(f"/programme/grants/{nobody}/confirmation/").status_code == 404
    assert ada.get(f"/programme/brands/{nobody}/").status_code == 404
    assert ada.post(f"/programme/brands/{nobody}/verification/").status_code == 404
    assert ada.post(f"/programme/rights/{nobody}/verification/").status_code == 404


# --- verifying -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rita", "ada"])
def test_managers_and_admins_verify_brands_and_rights(world, client_for, name):
    browser, right = client_for(world.people[name]), world.rights["newleaf"]

    browser.post(f"{brand_path(world, 'newleaf')}verification/")
    browser.post(f"/programme/rights/{right.id}/verification/")

    with acting_as(SYSTEM):
        assert Brand.objects.get(tenant_id=right.tenant_id).verified_at
        assert Right.objects.get(id=right.id).verified_by_id == world.people[name].id


def test_managers_see_the_brand_but_not_its_grants(world, client_for, good_record):
    grant(world, client_for(world.ada), note="Between admins.")

    page = words(client_for(world.rita).get(brand_path(world)))

    assert "60 of 60" in page
    assert "Between admins." not in page
    assert client_for(world.rita).get("/programme/").status_code == 403


# --- who may ---------------------------------------------------------------------------------------------


def test_an_auditor_reads_and_changes_nothing(world, client_for, good_record):
    grant(world, client_for(world.ada))
    audrey = client_for(world.audrey)

    page = words(audrey.get(brand_path(world)))

    assert "A programme admin confirms." in page
    assert "Suspend" not in page
    assert audrey.post(f"/programme/grants/{only_grant().id}/confirmation/").status_code == 403
    assert audrey.post(f"{brand_path(world, 'newleaf')}verification/").status_code == 403


@pytest.mark.parametrize("name", ["rita", "alice", "charlie"])
def test_nobody_else_grants(world, client_for, good_record, name):
    browser = client_for(world.people[name])

    assert grant(world, browser).status_code == 403
    assert (
        browser.post("/programme/grants/01a2002a-0000-7000-8000-000000000000/confirmation/").status_code
        == 403
    )


@pytest.mark.parametrize("name", ["charlie", "alice"])
def test_people_of_brands_are_not_let_in(world, client_for, name):
    browser = client_for(world.people[name])

    assert browser.get("/programme/").status_code == 403
    assert browser.get(brand_path(world)).status_code == 403


def test_managers_find_the_brands_that_wait_for_verification_first(world, client_for):
    page = words(client_for(world.rita).get("/staff/brands/"))

    assert page.index("Newleaf") < page.index("Kestrel Audio") < page.index("Lumora")
