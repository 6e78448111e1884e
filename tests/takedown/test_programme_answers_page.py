"""Admins answer applications and appeals, give grants their extent, and open what is behind a brand's figures."""

from datetime import timedelta

import pytest

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import Application, Grant
from takedown.programme import appeals, applications
from tests.past import a_past, trust
from tests.takedown.test_applying import act, asked, the_step
from tests.takedown.test_programme_page import brand_path, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(world, client_for):
    return client_for(world.ada)


@pytest.fixture
def application(world):
    a_past(world, upheld=60)
    statement = "Sixty of sixty, as you will see."
    return act(world, "alice", applications.apply, asked(world, statement=statement), brand="lumora")


@pytest.fixture
def appeal(world):
    trust(world)
    a_past(world, refused=4)
    return act(
        world, "alice", appeals.against_step, the_step().id, statement="Those were ours.", brand="lumora"
    )


def test_an_application_waits_at_the_top_and_on_the_brands_page(world, ada, application):
    for path in ("/programme/", brand_path(world, "lumora")):
        page = words(ada.get(path))
        assert "Sixty of sixty, as you will see." in page
        assert "Alice Owner" in page


def test_it_is_declined_in_words_and_what_was_typed_comes_back(world, ada, application):
    path = f"/programme/applications/{application.id}/refusal/"

    silent = ada.post(path, {"answer": " "})
    assert silent.status_code == 422
    assert "Say why, in words the brand will read." in words(silent)

    page = words(ada.post(path, {"answer": "Two test buys are missing."}, follow=True))
    assert "Two test buys are missing." in page
    assert "answered already" in words(ada.post(path, {"answer": "Again."}, follow=True))


def test_a_grant_gets_its_extent_from_the_form(world, ada, application):
    until = (clock.now() + timedelta(days=90)).date()
    ada.post(
        "/programme/grants/",
        {
            "brand": world.brands["lumora"].tenant_id,
            "marketplace": world.marketplace.id,
            "right_kind": "trademark",
            "reasons": ["counterfeit_goods"],
            "hourly_cap": "12",
            "good_until": until.isoformat(),
        },
    )

    with acting_as(SYSTEM):
        made = Grant.objects.get()
        assert Application.objects.get().status == "proposed"
    assert (made.reasons, made.hourly_cap, made.expires_at.date()) == (["counterfeit_goods"], 12, until)


def test_an_appeal_is_granted_with_reasons(world, ada, appeal):
    assert "Those were ours." in words(ada.get("/programme/"))
    path = f"/programme/appeals/{appeal.id}/decision/"

    silent = ada.post(path, {"outcome": "granted", "explanation": ""})
    assert silent.status_code == 422
    page = words(ada.post(path, {"outcome": "granted", "explanation": "You were right."}, follow=True))

    assert "You were right." in page
    with acting_as(SYSTEM):
        assert Grant.objects.get().step == "full"
    assert "decided already" in words(
        ada.post(path, {"outcome": "dismissed", "explanation": "No."}, follow=True)
    )


def test_managers_and_auditors_see_no_buttons(world, client_for, appeal):
    audrey = words(client_for(world.audrey).get(brand_path(world, "lumora")))
    rita = words(client_for(world.rita).get(brand_path(world, "lumora")))

    assert "Those were ours." in audrey
    assert "Grant the appeal" not in audrey
    assert "Those were ours." not in rita


def test_every_figure_of_a_brand_opens_for_staff(world, client_for):
    a_past(world, upheld=3, refused=2)
    rita = client_for(world.rita)
    page = words(rita.get(brand_path(world, "lumora")))
    path = f"{brand_path(world, 'lumora')}{world.marketplace.id}/trademark/decisions/?figure=refused"

    assert path in page.replace("&amp;", "&")
    assert words(rita.get(path)).count('<th scope="row">') == 2


def test_staff_see_an_agency_over_all_its_brands(world, ada):
    a_past(world, "kestrel", upheld=2, refused=3, agency=world.agency)
    a_past(world, "lumora", upheld=10, agency=world.agency)

    page = words(ada.get(brand_path(world)))

    assert "filed by Guardwell" in page
    assert "The agency over all its brands: 12 of 15 stand upheld." in page
