"""One running marketplace for all tests here. Nothing here needs Django."""

from collections.abc import Iterator

import httpx
import pytest

pytest.register_assert_rewrite("tests.listings.contract")

from tests.listings.running import RunningMarketplace  # noqa: E402 - the line above must come first


@pytest.fixture(scope="session")
def running(tmp_path_factory) -> Iterator[RunningMarketplace]:
    marketplace = RunningMarketplace(tmp_path_factory.mktemp("marketplace"))
    yield marketplace
    marketplace.stop()


@pytest.fixture
def marketplace(running) -> Iterator[RunningMarketplace]:
    """The marketplace that all tests share, without faults before and after each."""
    yield running
    for site in ("bazaar", "harbor"):
        running.control.behave(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[httpx.Client]:
    """A buyer's: unsigned, and it does not follow redirects by itself."""
    with httpx.Client(timeout=10, trust_env=False) as client:
        yield client


@pytest.fixture
def bazaar(marketplace):
    return marketplace.connector("bazaar")


@pytest.fixture
def control(marketplace):
    return marketplace.control


@pytest.fixture
def ref(control):
    return control.add_listings("bazaar")[0]
