"""How much may be removed in an hour without a person: what is over it waits, and then goes to one."""

import threading
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from complaints.models import Complaint, Item
from complaints.work import ASSESSED, FREEZE
from core import clock, outbox
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from takedown.programme import decide, grants, records
from takedown.programme.policy import Numbers
from takedown.work import RELEASE_HELD
from tests.past import trust
from tests.racing import at_the_same_time
from tests.stories import World, file, items_of, let_pass, pending_work, run_work, status_of

MANY = 1000


def set_caps(monkeypatch: pytest.MonkeyPatch, **numbers: Any) -> None:
    values = {"least_hourly_cap": MANY, "hourly_cap_factor": 0.0, "seller_hourly_cap": MANY} | numbers
    monkeypatch.setattr(records, "policy_at", lambda now: (1, Numbers(**values)))


def file_some(
    world: World, how_many: int, *, seller: str = "", prefix: str = "x", **filing: Any
) -> Complaint:
    """Against as many listings, of one seller or of a different one each."""
    refs = [f"{prefix}{n}" for n in range(how_many)]
    for ref in refs:
        world.site.offer(ref, title="Lumora Kestrel Audio", seller=seller or f"seller-{ref}")
    return file(world, *refs, **filing)


def held_because(item: Item) -> list[str]:
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(subject_id=item.id, event__in=["item.held", "item.in_review"])
        return list(events.latest("id").data["because"])


def look_again(later: timedelta = decide.LOOK_AGAIN) -> None:
    """Time passes until held items are looked at again."""
    let_pass(later)
    run_work()


def test_at_most_forty_listings_of_one_seller_go_in_an_hour(world: World) -> None:
    trust(world)

    complaint = file_some(world, 41, seller="one")
    run_work()

    assert sorted(status_of(complaint)) == ["held"] + ["removed"] * 40


def test_what_is_over_a_brands_cap_is_held(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=2)

    complaint = file_some(world, 3)
    run_work()

    assert status_of(complaint) == ["removed", "removed", "held"]
    assert held_because(items_of(complaint)[2]) == ["brand_is_over_its_hourly_cap"]
    assert world.site.calls["hide"] == 2


def test_a_cap_counts_over_several_complaints(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=2)

    for prefix, statuses in (("x", ["removed"]), ("y", ["removed"]), ("z", ["held"])):
        complaint = file_some(world, 1, prefix=prefix)
        run_work()
        assert status_of(complaint) == statuses


def test_a_sellers_cap_counts_every_brand(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    trust(world, "kestrel")
    set_caps(monkeypatch, seller_hourly_cap=3)

    ours = file_some(world, 2, seller="one", prefix="x")
    run_work()
    theirs = file_some(world, 2, seller="one", prefix="y", by="charlie", brand="kestrel")
    run_work()

    assert status_of(ours) == ["removed", "removed"]
    assert status_of(theirs) == ["removed", "held"]
    assert held_because(items_of(theirs)[1]) == ["seller_is_over_the_hourly_cap"]


def test_what_is_held_is_removed_when_there_is_room_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=1)
    complaint = file_some(world, 2)
    run_work()

    with clock.shifted(timedelta(minutes=61)):
        look_again()

    assert status_of(complaint) == ["removed", "removed"]


def test_what_is_held_is_looked_at_every_ten_minutes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=0)
    complaint = file_some(world, 1)
    run_work()

    for _ in range(3):
        (waiting,) = pending_work([RELEASE_HELD])
        assert timedelta(minutes=9) < waiting.due_at - clock.now() <= timedelta(minutes=10)
        look_again()

    assert status_of(complaint) == ["held"]


def test_after_an_hour_a_person_looks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    set_caps(monkeypatch, least_hourly_cap=0)
    complaint = file_some(world, 1)
    run_work()

    look_again(decide.LONGEST_HOLD)

    assert status_of(complaint) == ["in_review"]
    assert held_because(items_of(complaint)[0]) == ["brand_is_over_its_hourly_cap"]
    assert not pending_work([RELEASE_HELD])


def test_a_suspension_reaches_what_is_held(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    grant_id = trust(world)
    set_caps(monkeypatch, least_hourly_cap=0)
    complaint = file_some(world, 1)
    run_work()

    ada = world.actor("ada")
    with acting_as(ada):
        grants.suspend(grant_id, reason="Stolen.", by=ada, now=clock.now())
    set_caps(monkeypatch)
    look_again()

    assert status_of(complaint) == ["in_review"]
    assert held_because(items_of(complaint)[0]) == ["brand_is_not_trusted"]


# --- two workers at once ---------------------------------------------------------------------------------


def decide_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker for each half of what is assessed. Each waits a moment for the other before it decides."""
    ids = [row.id for row in pending_work([FREEZE])]
    outbox.do(HANDLERS[FREEZE], kind=FREEZE, ids=ids)
    ids = [row.id for row in sorted(pending_work([ASSESSED]), key=lambda row: row.id)]
    both_have_counted = threading.Barrier(2, timeout=1.0)
    count = decide.gather

    def gather(*args: Any, **values: Any) -> Any:
        gathered = count(*args, **values)
        with suppress(threading.BrokenBarrierError):
            both_have_counted.wait()
        return gathered

    monkeypatch.setattr(decide, "gather", gather)

    def worker(mine: list[Any]) -> None:
        outbox.do(HANDLERS[ASSESSED], kind=ASSESSED, ids=mine)

    half = len(ids) // 2
    assert at_the_same_time(lambda: worker(ids[:half]), lambda: worker(ids[half:])) == [None, None]


@pytest.fixture
def racing_world(committed: None, world: World) -> World:
    return world


def test_two_workers_do_not_share_the_same_room_under_a_brands_cap(
    racing_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(racing_world)
    set_caps(monkeypatch, least_hourly_cap=2)
    complaint = file_some(racing_world, 4)

    decide_at_the_same_time(monkeypatch)

    assert sorted(status_of(complaint)) == ["held", "held", "upheld", "upheld"]


def test_two_workers_do_not_share_the_same_room_under_a_sellers_cap(
    racing_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(racing_world)
    trust(racing_world, "kestrel")
    set_caps(monkeypatch, seller_hourly_cap=2)
    ours = file_some(racing_world, 2, seller="one", prefix="x")
    theirs = file_some(racing_world, 2, seller="one", prefix="y", by="charlie", brand="kestrel")

    decide_at_the_same_time(monkeypatch)

    assert sorted(status_of(ours) + status_of(theirs)) == ["held", "held", "upheld", "upheld"]
