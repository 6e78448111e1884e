import pytest

from brands.models import Brand, Membership
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.complaints.pages import all_of, get, text_of


@pytest.fixture
def newcomer(world):
    with acting_as(SYSTEM):
        return stories.a_user("pat@example.test", "Pat New")


def register(client, **form):
    return client.post("/brand/new/", {"name": "Patmade", "country": "Germany"} | form, follow=True)


def test_somebody_without_a_brand_comes_to_register_one(client_for, newcomer):
    assert "Register your brand" in get(client_for(newcomer), "/")
    assert "Register your brand" in get(client_for(newcomer), "/complaints/")


def test_who_registers_a_brand_owns_it_and_acts_for_it(client_for, newcomer):
    response = register(client_for(newcomer))

    [brand] = all_of(Brand, name="Patmade")
    [membership] = all_of(Membership, user=newcomer)
    assert (brand.country, brand.verified_at) == ("DE", None)
    assert (membership.tenant_id, membership.role) == (brand.tenant_id, "owner")
    assert "Three steps to your first complaint" in text_of(response)


def test_registering_twice_is_registering_once(client_for, newcomer):
    client = client_for(newcomer)

    register(client)
    register(client, name=" patmade ")

    assert len(all_of(Membership, user=newcomer)) == 1


def test_a_new_brand_sees_nothing_of_the_others(world, client_for, newcomer):
    number = stories.file(world, "a1").number
    client = client_for(newcomer)
    register(client)

    assert number not in get(client, "/complaints/")
    assert client.get(f"/complaints/{number}/").status_code == 404


def test_a_country_that_is_none_is_asked_again(client_for, newcomer):
    assert "We do not know the country “Atlantis”." in text_of(
        register(client_for(newcomer), country="Atlantis")
    )
    assert all_of(Brand, name="Patmade") == []


def test_the_marketplaces_own_people_register_no_brand(world, client_for):
    assert register(client_for(world.rita)).status_code == 403


def test_a_second_brand_can_be_chosen(world, client_for):
    client = client_for(world.alice)
    register(client)
    lumora = world.brands["lumora"].tenant_id

    response = client.post("/brand/", {"brand": str(lumora)}, follow=True)

    assert response.context["current_brand"]() == "Lumora"
    assert "Change brand" in response.content.decode()


def test_nobody_chooses_a_brand_that_is_not_theirs(world, client_for):
    client = client_for(world.alice)

    response = client.post("/brand/", {"brand": str(world.brands["kestrel"].tenant_id)})

    assert response.status_code == 404
    assert client.get("/").context["current_brand"]() == "Lumora"
