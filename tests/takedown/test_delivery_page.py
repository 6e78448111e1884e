"""The delivery room: what was ordered, what came of it, and what was given up."""

import pytest

from core import clock
from core.ids import new_id
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import AuthFailed, Rejected
from listings.traffic.pace import MOST_FAILURES, pace_of
from listings.traffic.shared import SharedGate
from listings.traffic.words import Heard
from takedown.models import Attempt
from takedown.removal.masking import MASK
from tests import stories
from tests.takedown.delivery import removal_of

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

    for said in ("Kestrel Audio handbag a1", "Verified", "hidden", f"/delivery/{removal_of(item).id}/"):
        assert said in page


def test_the_page_of_a_removal_shows_what_was_sent_and_answered(world, client_for):
    item = remove(world, "a1")

    page = words(client_for(world.ada).get(f"/delivery/{removal_of(item).id}/"))

    for said in (f"/staff/items/{item.id}/", str(removal_of(item).order_key), "POST", "&quot;a1&quot;"):
        assert said in page


def test_nothing_secret_is_kept_of_what_was_sent_and_answered(world):
    item = remove(world, "a1")

    with acting_as(SYSTEM):
        [exchange] = Attempt.objects.get(removal=removal_of(item), act="hide").exchanges
    assert "5f3a9c" not in exchange["address"]
    assert "@sellers.example" not in exchange["answered"]
    assert MASK in exchange["answered"]


def test_removals_are_found_by_state_site_and_what_was_given_up(world, client_for, dead):
    remove(world, "a2")
    ada = client_for(world.ada)

    def shown(**query):
        page = words(ada.get("/delivery/", query))
        return [ref for ref in ("handbag a1", "handbag a2") if ref in page.partition("<h2>Removals")[2]]

    assert shown() == ["handbag a1", "handbag a2"]
    assert shown(status="verified") == ["handbag a2"]
    assert shown(dead="1") == ["handbag a1"]
    assert shown(marketplace="elsewhere") == []
    assert shown(marketplace="bazaar", status="no such word") == ["handbag a1", "handbag a2"]


def test_a_marketplace_that_answers_nobody_is_shown_as_out_of_order(world, client_for):
    for _ in range(MOST_FAILURES):
        SharedGate().hear(pace_of(world.marketplace), Heard.FAILURE, trial=False)

    page = words(client_for(world.ada).get("/delivery/"))

    assert "Out of order" in page
    assert "3,600 a minute" in page


def test_admins_set_how_fast_a_marketplace_is_asked(world, client_for):
    ada = client_for(world.ada)
    rates = {"orders_per_minute": 7, "looks_per_minute": 8, "scans_per_minute": 9}
    assert "How fast Bazaar is asked" in words(ada.get("/delivery/marketplaces/bazaar/"))

    page = words(ada.post("/delivery/marketplaces/bazaar/", rates, follow=True))

    assert "7 a minute" in page
    with acting_as(SYSTEM):
        event = AuditEvent.objects.get(event="marketplace.pace_set")
    assert (event.actor_id, event.data["after"]) == (world.ada.id, rates)


def test_a_marketplace_is_never_asked_at_no_rate(world, client_for):
    rates = {"orders_per_minute": 0, "looks_per_minute": 8, "scans_per_minute": 9}

    assert client_for(world.ada).post("/delivery/marketplaces/bazaar/", rates).status_code == 422
    assert client_for(world.rita).get("/delivery/marketplaces/bazaar/").status_code == 403


def test_a_dead_letter_is_parked_with_a_reason_and_taken_back(world, client_for, dead):
    ada, address = client_for(world.ada), f"/delivery/letters/{dead.id}"
    assert ada.post(f"{address}/parking/", {"reason": ""}).status_code == 422

    ada.post(f"{address}/parking/", {"reason": "The site is being closed."})
    assert "the key was refused" not in words(ada.get("/delivery/"))
    assert "The site is being closed." in words(ada.get("/delivery/letters/", {"state": "parked"}))

    ada.post(f"{address}/unparking/")
    assert "the key was refused" in words(ada.get("/delivery/"))
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_id=dead.id).order_by("at")
        assert [(e.event, e.data["because"]) for e in events] == [
            ("work.parked", "The site is being closed."),
            ("work.unparked", "The site is being closed."),
        ]


def test_parking_twice_is_parking_once(world, client_for, dead):
    ada, address = client_for(world.ada), f"/delivery/letters/{dead.id}"
    ada.post(f"{address}/parking/", {"reason": "No."})

    assert "no dead letter any more" in words(ada.post(f"{address}/parking/", {"reason": "No."}, follow=True))
    assert "not parked any more" in words(ada.post(f"/delivery/letters/{new_id()}/unparking/", follow=True))


def test_the_marketplaces_words_are_shown(world, client_for):
    complaint = stories.file(world, "a1", by="charlie", brand="kestrel")
    stories.run_work()
    world.site.fail("hide", Rejected("We see no infringement here.", status=422))
    stories.manager_decides(world, stories.items_of(complaint)[0])

    assert "We see no infringement here." in words(client_for(world.ada).get("/delivery/"))


def test_pages_go_on_where_the_last_one_ended(world, client_for, monkeypatch):
    monkeypatch.setattr("takedown.removal.overview.PAGE_SIZE", 1)
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
