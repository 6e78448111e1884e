"""The delivery room: what was ordered, what came of it, and what was given up."""

import pytest

from core import clock
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import AuthFailed, Rejected
from tests import stories

pytestmark = pytest.mark.django_db


def words(answer):
    return answer.content.decode()


def remove(world, ref, **failing):
    for method, error in failing.items():
        world.site.fail(method, error)
    complaint = stories.file(world, ref, by="charlie", brand="kestrel")
    stories.run_work()
    [item] = stories.items_of(complaint)
    stories.manager_decides(world, item)
    return item


@pytest.fixture
def dead(world):
    """A removal that the marketplace would not take from us at all."""
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    world.site.fail("hide", AuthFailed("the key was refused", status=401))
    [item] = stories.items_of(complaint)
    stories.manager_decides(world, item)
    with acting_as(SYSTEM):
        return Outbox.objects.get(state=Outbox.State.DEAD)


def test_nothing_yet(world, client_for):
    page = words(client_for(world.ada).get("/delivery/"))

    assert "No removal yet" in page
    assert "Nothing waits." in page


def test_a_removal_is_listed_with_its_calls(world, client_for):
    item = remove(world, "a1")

    page = words(client_for(world.ada).get("/delivery/"))

    for said in ("Kestrel Audio handbag a1", "Verified", "hidden", f"/staff/items/{item.id}/"):
        assert said in page


def test_the_marketplaces_words_are_shown(world, client_for):
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    world.site.fail("hide", Rejected("We see no infringement here.", status=422))
    stories.manager_decides(world, stories.items_of(complaint)[0])

    assert "We see no infringement here." in words(client_for(world.ada).get("/delivery/"))


def test_pages_go_on_where_the_last_one_ended(world, client_for, monkeypatch):
    monkeypatch.setattr("takedown.removal.selectors.PAGE_SIZE", 1)
    remove(world, "a1")
    remove(world, "a2")
    browser = client_for(world.ada)

    first = browser.get("/delivery/")
    second = browser.get("/delivery/", {"after": first.context["page"].later})

    assert "handbag a2" in words(first)
    assert "handbag a1" in words(second)
    assert "handbag a2" not in words(second)


def test_waiting_work_is_counted_by_kind(world, client_for):
    stories.file(world, "a1", "a2", by="charlie", brand="kestrel")

    [row] = client_for(world.ada).get("/delivery/").context["waiting"]

    assert (row.label, row.due, row.later) == ("Freeze", 2, 0)
    assert row.oldest <= clock.now()


def test_a_dead_letter_says_what_went_wrong(world, client_for, dead):
    page = words(client_for(world.ada).get("/delivery/"))

    assert "Given up" in page
    assert "AuthFailed: the key was refused" in page


def test_a_retry_lets_it_be_done_after_all(world, client_for, dead):
    page = client_for(world.ada).post(f"/delivery/letters/{dead.id}/retry/", follow=True)
    assert "It is being tried again." in words(page)
    stories.run_work()

    assert world.site.hides["a1"] == 1
    with acting_as(SYSTEM):
        assert Outbox.objects.get(id=dead.id).state == Outbox.State.DONE


def test_a_retry_is_written_into_the_ledger(world, client_for, dead):
    client_for(world.ada).post(f"/delivery/letters/{dead.id}/retry/")

    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="work.revived", subject_id=dead.id)
    assert event.actor_id == world.ada.id
    assert event.data["kind"] == dead.kind


def test_retrying_twice_is_retrying_once(world, client_for, dead):
    ada = client_for(world.ada)
    ada.post(f"/delivery/letters/{dead.id}/retry/")

    page = ada.post(f"/delivery/letters/{dead.id}/retry/", follow=True)

    assert "retried it already" in words(page)


@pytest.mark.parametrize("name", ["rita", "audrey"])
def test_managers_and_auditors_look_and_do_not_retry(world, client_for, dead, name):
    browser = client_for(world.people[name])

    page = browser.get("/delivery/")

    assert page.status_code == 200
    assert "Retry</button>" not in words(page)
    assert browser.post(f"/delivery/letters/{dead.id}/retry/").status_code == 403


@pytest.mark.parametrize("name", ["charlie", "alice"])
def test_people_of_brands_are_not_let_in(world, client_for, dead, name):
    browser = client_for(world.people[name])

    assert browser.get("/delivery/").status_code == 403
    assert browser.post(f"/delivery/letters/{dead.id}/retry/").status_code == 403
