"""What somebody sets for themselves: views of lists, single keys. Nobody else's."""

import pytest

from accounts.models import SavedView, User
from accounts.preferences.keeping import MOST_VIEWS, cleaned
from core.tenancy import SYSTEM, acting_as

pytestmark = pytest.mark.django_db


def save(client, name, query="status=removed", page="complaints"):
    return client.post("/preferences/views/", {"page": page, "name": name, "query": query})


def test_a_view_is_kept_and_leads_back_to_the_same_list(world, client_for):
    oscar = client_for(world.oscar)

    assert save(oscar, "Gone", "status=removed&days=7")["Location"] == "/complaints/?days=7&status=removed"
    page = oscar.get("/complaints/?status=removed&days=7").content.decode()
    assert 'href="?days=7&amp;status=removed" aria-current="true"' in page


def test_a_view_is_its_persons_alone(world, client_for):
    save(client_for(world.oscar), "Mine alone")

    assert "Mine alone" not in client_for(world.alice).get("/complaints/").content.decode()


def test_the_database_itself_shows_a_view_to_its_person_only(world, client_for):
    save(client_for(world.oscar), "Mine alone")

    for name, seen in (("oscar", 1), ("alice", 0)):
        with acting_as(world.actor(name, "lumora")):
            assert SavedView.objects.count() == seen


def test_the_same_name_is_the_same_view(world, client_for):
    oscar = client_for(world.oscar)
    save(oscar, "Mine", "status=removed")
    save(oscar, "Mine", "status=refused")

    with acting_as(SYSTEM):
        assert [view.query for view in SavedView.objects.all()] == ["status=refused"]


def test_a_view_is_forgotten_by_its_person_and_by_nobody_else(world, client_for):
    oscar = client_for(world.oscar)
    save(oscar, "Mine")
    with acting_as(SYSTEM):
        [view] = SavedView.objects.all()
    removal = f"/preferences/views/{view.id}/removal/"

    client_for(world.alice).post(removal, {"page": "complaints"})
    assert "Mine" in oscar.get("/complaints/").content.decode()
    assert oscar.post(removal, {"page": "complaints"})["Location"] == "/complaints/"
    assert "bookmark" not in oscar.get("/complaints/").content.decode()


def test_there_is_an_end_to_how_many_are_kept(world, client_for):
    oscar = client_for(world.oscar)
    for number in range(MOST_VIEWS + 1):
        answer = oscar.post(
            "/preferences/views/", {"page": "queue", "name": str(number), "query": ""}, follow=False
        )
        assert answer.status_code == 302

    with acting_as(SYSTEM):
        assert SavedView.objects.count() == MOST_VIEWS


def test_a_view_of_no_list_is_not_kept(world, client_for):
    save(client_for(world.oscar), "Odd", page="home")

    with acting_as(SYSTEM):
        assert not SavedView.objects.exists()


def test_equal_filters_are_one_view_and_the_place_in_the_list_is_none():
    assert cleaned("b=2&a=1&after=x~y") == cleaned("a=1&b=2") == "a=1&b=2"
    assert cleaned("&".join(f"a{n}=1" for n in range(30))) == ""


def test_single_keys_stay_off_for_the_person_in_every_browser(world, client_for):
    client_for(world.oscar).post("/preferences/keys/", {}, headers={"HX-Request": "true"})

    assert 'data-keys="off"' in client_for(world.oscar).get("/").content.decode()
    assert 'data-keys="on"' in client_for(world.alice).get("/").content.decode()
    assert not User.objects.get(id=world.oscar.id).single_keys
