"""The simulation's marketplace keeps the contract of the real connectors."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

import pytest

from listings.connectors import registry
from listings.connectors.base import RemoteListing, RemoteSeller, RemoteState
from simulation.marketplace import READ, SCOPES, Store, StoreConnector, reachable
from tests.fakes import a_picture
from tests.listings.contract.messages import Messages
from tests.listings.contract.orders import Orders
from tests.listings.contract.reading import Reading

HOST = "http://localhost/simulated"


class StoreSubject:
    unknown_ref = "nowhere"

    def __init__(self):
        self.store, self._numbers = Store(host=HOST), count()
        for _ in range(120):
            self.new_listing()

    def connector(self, *, role="portal", secret=None):
        if secret is not None:
            return StoreConnector(self.store, scopes=None)
        return StoreConnector(self.store, scopes=SCOPES if role == "portal" else frozenset({READ}))

    def new_listing(self):
        ref = f"L{next(self._numbers)}"
        picture = f"{HOST}/img/{ref}/1.jpg"
        self.store.pictures[picture] = a_picture()
        self.store.put(
            RemoteListing(
                ref=ref,
                url=f"{HOST}/item/{ref}",
                state=RemoteState.LIVE,
                title="A handbag",
                description="",
                language="en",
                category="bags",
                nice_class=18,
                price=Decimal("19.90"),
                currency="EUR",
                quantity=3,
                brand_field="",
                image_urls=(picture,),
                seller=RemoteSeller(ref="s1", name="Seller"),
                updated_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
        return ref

    def seller_republishes(self, ref):
        self.store.change(ref, state=RemoteState.LIVE)

    def seller_deletes(self, ref):
        del self.store.listings[ref]

    def effects(self, ref):
        return [kind for listing, kind in self.store.effects if listing == ref]

    def messages(self, ref):
        return [(m.subject, m.body, m.language) for m in (self.store.inbox or {}).get(ref, [])]

    def has_no_inboxes(self):
        self.store.inbox = None


@pytest.fixture
def subject():
    return StoreSubject()


@pytest.fixture
def connector(subject):
    return subject.connector()


@pytest.fixture
def ref(subject):
    return subject.new_listing()


class TestStore(Reading, Orders, Messages):
    pass


def test_a_store_is_reached_as_long_as_its_run_lasts():
    store = Store(host=HOST)

    with reachable({HOST: store}) as kind:
        found = registry.connector_for(kind, base_url=HOST, account="a", secret="s", timeout=1.0)
        assert found.check().account == "simulation"

    assert kind not in registry.CONNECTORS
