"""The same against a marketplace that runs as a process of its own, with what its sellers and its API do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from complaints.models import Item
from core import clock
from core.tenancy import SYSTEM, acting_as
from listings import marketplaces
from listings.connectors.base import RemoteState
from takedown.models import Attempt
from takedown.removal import settle
from tests.listings.running import RunningMarketplace
from tests.stories import World, run_work
from tests.takedown.delivery import (
    fresh,
    removal_of,
    take_back,
    ten_seconds_pass,
    time_passes,
    upheld_by_rita,
)
from tests.takedown.test_watch import time_goes_by

SITE = "bazaar"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningMarketplace]:
    marketplace = RunningMarketplace(tmp_path_factory.mktemp("marketplace"))
    yield marketplace
    marketplace.stop()


@pytest.fixture
def real(world: World, running: RunningMarketplace, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A listing of the real site, which the world now files against. Its reference."""
    connector = running.connector(SITE)
    monkeypatch.setattr(marketplaces, "_connector", lambda kind, site_url, account, secret: connector)
    [ref] = running.control.add_listings(SITE, title="Lumora handbag {n}", category="handbags")
    world.site.listings[ref] = connector.get(ref)
    yield ref
    running.control.behave(SITE)


@pytest.fixture
def removed(world: World, real: str) -> Item:
    item = upheld_by_rita(world, real)
    ten_seconds_pass()
    time_passes()
    assert fresh(item).status == "removed"
    return fresh(item)


def state(running: RunningMarketplace, ref: str) -> RemoteState:
    return running.connector(SITE).get(ref).state


def kinds(running: RunningMarketplace, ref: str) -> list[str]:
    return [effect["kind"] for effect in running.effects(SITE, ref)]


def test_what_its_seller_rewrote_meanwhile_is_put_back_only_by_a_person(
    world: World, running: RunningMarketplace, real: str, removed: Item
) -> None:
    running.control.edit(SITE, real, title="Quite another bag")
    take_back(world, removed)
    run_work()
    assert (removal_of(removed).status, state(running, real)) == ("conflict", RemoteState.HIDDEN)

    rita = world.actor("rita")
    with acting_as(rita):
        settle.restore_anyway(removal_of(removed).id, by=rita, now=clock.now())
    run_work()

    assert (removal_of(removed).status, state(running, real)) == ("restored", RemoteState.LIVE)
    assert kinds(running, real) == ["hide", "edit", "restore"]


def test_what_its_seller_puts_back_on_sale_is_removed_again(
    world: World, running: RunningMarketplace, real: str, removed: Item
) -> None:
    running.control.republish(SITE, real)
    time_goes_by(timedelta(hours=2))
    time_passes()

    assert kinds(running, real) == ["hide", "seller_republish", "hide"]
    assert removal_of(removed).status == "verified"


def test_what_its_seller_has_deleted_needs_no_restoration(
    world: World, running: RunningMarketplace, real: str, removed: Item
) -> None:
    running.control.delete(SITE, real)
    take_back(world, removed)
    run_work()

    assert removal_of(removed).status == "restored"
    assert kinds(running, real) == ["hide", "delete"]


def test_its_requests_and_answers_are_kept_without_signature_and_contact_data(
    world: World, real: str, removed: Item
) -> None:
    with acting_as(SYSTEM):
        attempt = Attempt.objects.filter(removal=removal_of(removed), act="hide").latest("at")

    text = str(attempt.exchanges)
    assert [e["status"] for e in attempt.exchanges[:2]] == [200, 200]
    assert "notice of a rights holder" in text
    assert "@" not in text
    assert "X-Market-Signature" not in text


def test_a_site_that_limits_its_requests_gets_them_one_after_the_other(
    world: World, running: RunningMarketplace, real: str
) -> None:
    item = upheld_by_rita(world, real)
    running.control.faults(SITE, requests_per_second=1, burst=1)
    ten_seconds_pass()
    for _ in range(3):
        running.control.faults(SITE, requests_per_second=1, burst=2)
        time_passes(timedelta(minutes=1))

    assert fresh(item).status == "removed"
    assert kinds(running, real) == ["hide"]
