"""Clocks in the database: kept in sets, due by the database's time, and the end to which they bring a removal."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import Error, connection
from django.test import Client
from django.utils import timezone

from complaints.models import Decision, Item
from core import clock, outbox
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from listings.models import Listing
from portal.work import HANDLERS
from takedown.models import ClockEvent, Ground, RedressClock
from takedown.redress.clocks import keeping
from takedown.redress.clocks.keeping import ClockRefused
from takedown.redress.clocks.laws import StartsWhen
from takedown.redress.clocks.states import StopCause
from takedown.redress.notices import link_actor, token_of
from takedown.work import CLOCK_DUE
from tests.stories import World, file, items_of, let_pass, manager_decides, run_work
from tests.takedown.delivery import fresh, removal_of, take_back, ten_seconds_pass, upheld_by_rita
from tests.takedown.replying import clock_of, counter_filed

RECEIVED = StartsWhen.COUNTER_NOTICE_RECEIVED
THREE_DAYS = timedelta(days=3)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def removed(world: World) -> Item:
    item = upheld_by_rita(world)
    ten_seconds_pass()
    return fresh(item)


def started(*items: Item, law: str = "us_dmca_512g", when: StartsWhen = RECEIVED) -> list[RedressClock]:
    with acting_as(SYSTEM):
        grounds = Ground.objects.filter(item__in=items).values_list("id", flat=True)
        return keeping.start(grounds, law=law, when=when, by=SYSTEM, now=clock.now())


def again(found: RedressClock) -> RedressClock:
    with acting_as(SYSTEM):
        return RedressClock.objects.get(id=found.id)


def the_look_at(found: RedressClock) -> datetime:
    with acting_as(SYSTEM):
        return Outbox.objects.get(subject_id=found.id, kind=CLOCK_DUE, state="pending").due_at


def until(moment: datetime | None, *, but: timedelta = timedelta()) -> None:
    """Time passes until so long before that moment, and everything due by then is done."""
    assert moment is not None
    with acting_as(SYSTEM):
        now = clock.now()
    let_pass(moment - now - but)
    run_work()


def story(found: RedressClock) -> list[str]:
    with acting_as(SYSTEM):
        return list(
            ClockEvent.objects.filter(clock=found).order_by("at", "id").values_list("happening", flat=True)
        )


def called(act: Callable[..., None], *found: RedressClock, **words: Any) -> None:
    with acting_as(SYSTEM):
        act([c.id for c in found], by=SYSTEM, now=clock.now(), **words)


# --- the brand is silent ---------------------------------------------------------------------------------


def test_silence_restores_on_the_day(world: World, removed: Item) -> None:
    [found] = started(removed)

    until(found.earliest, but=A_MINUTE)
    assert world.site.listings["a1"].state is RemoteState.HIDDEN
    until(again(found).earliest)

    assert world.site.listings["a1"].state is RemoteState.LIVE
    assert (fresh(removed).status, fresh(removed).cause) == ("restored", "counter_notice")
    assert story(found) == ["started", "restored"]


def test_silence_is_no_decision_on_the_merits(world: World, removed: Item) -> None:
    [found] = started(removed)

    until(found.earliest)

    with acting_as(SYSTEM):
        assert [d.outcome for d in Decision.objects.filter(item=removed)] == ["upheld"]


@pytest.mark.parametrize("skew", [-3, 3])
def test_a_worker_whose_own_clock_is_days_off_restores_no_earlier_and_no_later(
    world: World, removed: Item, monkeypatch: pytest.MonkeyPatch, skew: int
) -> None:
    [found] = started(removed)
    off = timedelta(days=skew)
    real, real_now = time.time, timezone.now
    monkeypatch.setattr(time, "time", lambda: real() + off.total_seconds())
    monkeypatch.setattr(timezone, "now", lambda: real_now() + off)

    until(found.earliest, but=A_MINUTE)
    early = world.site.listings["a1"].state
    until(again(found).earliest)

    assert (early, world.site.listings["a1"].state) == (RemoteState.HIDDEN, RemoteState.LIVE)


def test_where_the_law_knows_no_automatic_restoration_silence_changes_nothing(
    world: World, removed: Item
) -> None:
    [found] = started(removed, law="eu_dsa_20", when=StartsWhen.SELLER_INFORMED)

    until(found.latest)

    assert again(found).status == "lapsed"
    assert world.site.listings["a1"].state is RemoteState.HIDDEN


# --- a person instead ------------------------------------------------------------------------------------


def test_goods_that_can_hurt_go_to_a_person_three_days_before(world: World, removed: Item) -> None:
    with acting_as(SYSTEM):
        Listing.objects.update(category="toys")
    [found] = started(removed)
    assert found.earliest is not None

    until(found.earliest - THREE_DAYS, but=A_MINUTE)
    assert again(found).status == "running"
    until(again(found).earliest, but=THREE_DAYS)
    assert again(found).status == "with_a_person"
    until(again(found).latest)

    assert world.site.listings["a1"].state is RemoteState.HIDDEN
    with acting_as(SYSTEM):
        doubted = AuditEvent.objects.get(event="clock.doubted")
    assert doubted.data == {"because": ["goods_can_hurt_somebody"]}


@pytest.fixture
def contested(world: World) -> tuple[RedressClock, Item]:
    """Lumora's removal with a running clock, and Kestrel's complaint about the same listing, undecided."""
    theirs = file(world, "a1", by="charlie", brand="kestrel")
    ours = upheld_by_rita(world)
    ten_seconds_pass()
    [found] = started(ours)
    return found, items_of(theirs)[0]


def test_a_second_ground_that_comes_at_the_last_moment_goes_to_a_person_too(
    world: World, contested: tuple[RedressClock, Item]
) -> None:
    found, theirs = contested
    until(found.earliest, but=A_MINUTE)
    manager_decides(world, theirs, "uphold")

    until(again(found).earliest)

    assert again(found).status == "with_a_person"
    assert world.site.listings["a1"].state is RemoteState.HIDDEN


def test_why_a_person_looks_is_not_the_brands_to_know(
    world: World, contested: tuple[RedressClock, Item]
) -> None:
    found, theirs = contested
    manager_decides(world, theirs, "uphold")
    until(again(found).earliest)

    with acting_as(world.actor("alice", "lumora")):
        assert RedressClock.objects.get().status == "with_a_person"
        assert not AuditEvent.objects.filter(event__startswith="clock.").exists()
        assert "another" not in str(list(ClockEvent.objects.values()))


# --- kept ------------------------------------------------------------------------------------------------


def test_a_clock_that_stands_still_is_never_due_and_counts_again_when_it_goes_on(
    world: World, removed: Item
) -> None:
    [found] = started(removed)
    before = found.earliest

    called(keeping.pause, found)
    assert (again(found).status, again(found).earliest) == ("paused", None)
    with acting_as(SYSTEM):
        assert not Outbox.objects.filter(kind=CLOCK_DUE, state="pending").exists()
    called(keeping.resume, found)

    running = again(found)
    assert before is not None
    assert running.earliest is not None
    assert running.earliest >= before
    assert the_look_at(running) == running.earliest - THREE_DAYS


@pytest.mark.parametrize(
    "cause", [StopCause.LEGAL_ACTION, StopCause.COUNTER_NOTICE_WITHDRAWN, StopCause.DECIDED]
)
def test_a_stopped_clock_restores_nothing(world: World, removed: Item, cause: StopCause) -> None:
    [found] = started(removed)

    called(keeping.stop, found, cause=cause)
    until(found.earliest)

    assert again(found).status == "stopped"
    assert world.site.listings["a1"].state is RemoteState.HIDDEN
    with acting_as(SYSTEM):
        assert ClockEvent.objects.get(happening="stopped").cause == cause


def test_a_clock_stops_when_its_ground_ends_otherwise(world: World, removed: Item) -> None:
    found = [*started(removed), *started(removed, law="eu_dsa_20", when=StartsWhen.SELLER_INFORMED)]

    take_back(world, removed)
    run_work()

    assert {again(c).status for c in found} == {"stopped"}
    with acting_as(SYSTEM):
        assert set(ClockEvent.objects.filter(happening="stopped").values_list("cause", flat=True)) == {
            "ground_ended"
        }


def test_a_clock_whose_ground_ended_behind_its_back_stops_when_it_is_looked_at(
    world: World, removed: Item
) -> None:
    [found] = started(removed)
    with acting_as(SYSTEM):
        Ground.objects.update(ended_at=clock.now(), end_cause="marketplace_refused")

    until(found.earliest)

    assert again(found).status == "stopped"


def test_a_ground_that_has_ended_gets_no_clock(world: World, removed: Item) -> None:
    take_back(world, removed)
    run_work()

    with pytest.raises(ClockRefused):
        started(removed)


def test_a_law_starts_at_its_own_moment_and_at_no_other(world: World, removed: Item) -> None:
    with pytest.raises(ClockRefused):
        started(removed, law="cn_ecommerce_43")


def test_the_same_clock_is_not_started_twice(world: World, removed: Item) -> None:
    [found] = started(removed)

    assert started(removed) == []
    assert story(found) == ["started"]


def test_what_cannot_happen_is_refused(world: World, removed: Item) -> None:
    [found] = started(removed)

    with pytest.raises(ClockRefused):
        called(keeping.resume, found)
    called(keeping.stop, found, cause=StopCause.DECIDED)
    with pytest.raises(ClockRefused):
        called(keeping.pause, found)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE takedown_redressclock SET status = 'lapsed', earliest = NULL",
        "UPDATE takedown_redressclock SET status = 'paused'",
        "UPDATE takedown_redressclock SET status = 'forgotten'",
        "UPDATE takedown_redressclock SET latest = started_at",
        "UPDATE takedown_clockevent SET at = at - interval '1 day'",
        "DELETE FROM takedown_clockevent",
    ],
)
def test_the_database_refuses_a_clock_that_cannot_be(world: World, removed: Item, sql: str) -> None:
    started(removed)

    with pytest.raises(Error), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(sql)


def test_clocks_are_kept_in_sets_and_cost_a_dozen_queries_each_when_they_restore(
    world: World, django_assert_max_num_queries: Any
) -> None:
    items = [upheld_by_rita(world, f"a{n}") for n in range(6)]
    ten_seconds_pass()
    found = started(*items)
    assert len(found) == 6

    with acting_as(SYSTEM), django_assert_max_num_queries(8):
        keeping.pause([c.id for c in found], by=SYSTEM, now=datetime.now(UTC) + A_MINUTE)
    with acting_as(SYSTEM), django_assert_max_num_queries(9):
        keeping.resume([c.id for c in found], by=SYSTEM, now=datetime.now(UTC) + 2 * A_MINUTE)
    let_pass(timedelta(days=60))
    with django_assert_max_num_queries(71):
        outbox.do(HANDLERS[CLOCK_DUE], kind=CLOCK_DUE, ids=_ids_of_due())

    assert {again(c).status for c in found} == {"restored"}


def _ids_of_due() -> list[Any]:
    with acting_as(SYSTEM):
        return list(Outbox.objects.filter(kind=CLOCK_DUE, state="pending").values_list("id", flat=True))


# --- who reads it ----------------------------------------------------------------------------------------


def test_the_brand_and_the_seller_read_it_and_nobody_else(world: World, removed: Item) -> None:
    [found] = started(removed)
    notice = removal_of(removed).notice_id
    assert notice is not None

    with acting_as(world.actor("alice", "lumora")):
        assert RedressClock.objects.get() == found
    with acting_as(link_actor(token_of(notice))):
        assert RedressClock.objects.get() == found
        assert RedressClock.objects.update(latest=None) == 0
        assert not ClockEvent.objects.exists()
    for stranger in (world.actor("charlie", "kestrel"), link_actor("0" * 48)):
        with acting_as(stranger):
            assert not RedressClock.objects.exists()


def test_staff_see_what_waits_for_a_person_and_by_when(
    world: World, removed: Item, client_for: Callable[[Any], Client]
) -> None:
    rita = client_for(world.rita)
    assert "Nothing waits for you here" in rita.get("/staff/redress/").content.decode()
    with acting_as(SYSTEM):
        Listing.objects.update(category="toys")
    counter = counter_filed(removed)
    found = clock_of(counter)
    assert found.earliest is not None
    until(found.earliest - THREE_DAYS)

    page = rita.get("/staff/redress/").content.decode()

    latest = again(found).latest
    assert latest is not None
    said = ("Lumora handbag a1", "Lumora", "Decide before the time runs out", latest.isoformat()[:16])
    assert [words for words in said if words not in page] == []
    case = rita.get(f"/staff/redress/{counter.id}/").content.decode()
    assert "The marketplace&#x27;s own rule" in case or "own rule" in case
    assert "Goods can hurt somebody" in case
    assert "No lawyer has yet checked how we read this rule." in case


def test_a_seller_whose_case_a_person_decides_is_not_told_that_the_listing_comes_back(
    world: World, removed: Item
) -> None:
    with acting_as(SYSTEM):
        Listing.objects.update(category="toys")
    [found] = started(removed)
    link = f"/notice/{token_of(removal_of(removed).notice_id)}/"  # type: ignore[arg-type]
    assert "Back on sale from" in Client().get(link).content.decode()
    assert found.earliest is not None
    until(found.earliest - THREE_DAYS)

    page = Client().get(link).content.decode()

    assert "A person decides by" in page
    assert "Back on sale from" not in page
