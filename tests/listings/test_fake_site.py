"""The marketplace in memory keeps the contract of the real connectors, so that what is tested with it holds."""

import inspect
from dataclasses import replace
from itertools import count

import pytest

from listings.connectors.base import Conflict, Connector, NotFound, Rejected, RemoteState
from tests.fakes import READ, FakeSite
from tests.listings.contract.messages import Messages
from tests.listings.contract.orders import Orders
from tests.listings.contract.reading import Reading
from tests.listings.contract.subject import CASE

METHODS = [name for name, _ in inspect.getmembers(Connector, inspect.isfunction) if not name.startswith("_")]


class FakeSubject:
    unknown_ref = "nowhere"

    def __init__(self):
        self.site, self._numbers = FakeSite(host="http://localhost/fake"), count()
        for number in range(120):
            self.site.offer(f"stock-{number}")

    def connector(self, *, role="portal", secret=None):
        if secret is not None:
            return replace(self.site, scopes=None)
        return self.site if role == "portal" else replace(self.site, scopes=frozenset({READ}))

    def new_listing(self):
        ref = f"new-{next(self._numbers)}"
        self.site.offer(ref)
        return ref

    def seller_republishes(self, ref):
        self.site.change(ref, state=RemoteState.LIVE)

    def seller_deletes(self, ref):
        del self.site.listings[ref]

    def effects(self, ref):
        return [kind for listing, kind in self.site.effects if listing == ref]

    def messages(self, ref):
        return [(m.subject, m.body, m.language) for m in (self.site.inbox or {}).get(ref, [])]

    def has_no_inboxes(self):
        self.site.inbox = None


@pytest.fixture
def subject():
    return FakeSubject()


@pytest.fixture
def connector(subject):
    return subject.connector()


@pytest.fixture
def ref(subject):
    return subject.new_listing()


# Trouble is left out: here errors come as ordered (`fail`, `at`), and no wire is there to break.
class TestFakeSite(Reading, Orders, Messages):
    pass


@pytest.mark.parametrize("name", METHODS)
def test_every_method_takes_what_the_interface_says(name):
    promised, kept = (inspect.signature(getattr(one, name)) for one in (Connector, FakeSite))

    assert kept == promised


def test_what_its_seller_took_off_sale_is_not_ours_to_bring_back(connector, subject, ref):
    hidden = connector.hide(ref, key="k", **CASE)
    subject.seller_republishes(ref)
    subject.site.seller_hides(ref)

    with pytest.raises(Conflict):
        connector.restore(ref, key="r", case="C-1", prior=hidden.prior)


def test_a_listing_that_reads_as_gone_takes_no_orders(connector, subject):
    subject.site.offer("gone", state=RemoteState.GONE)

    with pytest.raises(NotFound):
        connector.hide("gone", key="k", **CASE)
    with pytest.raises(NotFound):
        connector.restore("gone", key="r", case="C-1", prior={"state": "live"})


def test_a_restore_to_no_state_is_rejected(connector, ref):
    connector.hide(ref, key="k", **CASE)

    with pytest.raises(Rejected):
        connector.restore(ref, key="r", case="C-1", prior={})
