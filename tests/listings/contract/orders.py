"""What every connector must do when it is told to hide or to restore."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from listings.connectors.base import (
    Conflict,
    NotFound,
    Rejected,
    RemoteState,
)
from tests.listings.contract.subject import CASE


class Orders:
    def test_hide_says_what_changed_and_what_stood_there(self, connector, ref):
        result = connector.hide(ref, key=f"k-{ref}", **CASE)

        assert (result.state, result.changed) == (RemoteState.HIDDEN, True)
        assert result.prior["state"] == "live"
        assert result.remote_ref

    def test_a_hidden_listing_reads_back_as_hidden(self, connector, ref):
        before = connector.get(ref)

        connector.hide(ref, key=f"k-{ref}", **CASE)

        after = connector.get(ref)
        assert after.state is RemoteState.HIDDEN
        assert after.updated_at > before.updated_at

    def test_buyers_see_a_live_listing_on_two_surfaces_and_a_hidden_one_on_none(self, connector, ref):
        before = connector.public(ref)

        connector.hide(ref, key=f"k-{ref}", **CASE)

        after = connector.public(ref)
        assert len(before) >= 2
        assert all(before.values())
        assert before.keys() == after.keys()
        assert not any(after.values())

    def test_buyers_see_nothing_of_an_unknown_listing(self, connector, subject):
        assert not any(connector.public(subject.unknown_ref).values())

    def test_the_same_key_again_has_the_same_answer_and_no_second_effect(self, connector, subject, ref):
        first = connector.hide(ref, key=f"k-{ref}", **CASE)
        second = connector.hide(ref, key=f"k-{ref}", **CASE)

        assert first == second
        assert subject.effects(ref) == ["hide"]

    def test_hiding_again_with_a_new_key_changes_nothing_and_says_so(self, connector, ref):
        connector.hide(ref, key=f"k1-{ref}", **CASE)
        again = connector.hide(ref, key=f"k2-{ref}", **CASE)

        assert (again.state, again.changed, again.prior["state"]) == (RemoteState.HIDDEN, False, "hidden")

    def test_hiding_an_unknown_listing_is_not_found(self, connector, subject):
        with pytest.raises(NotFound):
            connector.hide(subject.unknown_ref, key="k-unknown", **CASE)

    def test_hiding_what_its_seller_deleted_is_not_found(self, connector, subject, ref):
        subject.seller_deletes(ref)

        with pytest.raises(NotFound):
            connector.hide(ref, key=f"k-{ref}", **CASE)

    def test_a_key_of_another_order_is_rejected(self, connector, subject, ref):
        other = subject.new_listing()
        connector.hide(ref, key=f"k-{ref}", **CASE)

        with pytest.raises(Rejected):
            connector.hide(other, key=f"k-{ref}", **CASE)
        assert subject.effects(other) == []

    def test_one_connector_serves_many_threads(self, connector, subject):
        refs = [subject.new_listing() for _ in range(24)]

        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(lambda ref: connector.hide(ref, key=f"k-{ref}", **CASE), refs))

        assert all(result.changed for result in results)
        assert all(subject.effects(ref) == ["hide"] for ref in refs)

    def test_restore_brings_back_what_stood_there(self, connector, ref):
        before = connector.get(ref)
        hidden = connector.hide(ref, key=f"k-{ref}", **CASE)

        result = connector.restore(ref, key=f"r-{ref}", case="C-1", prior=hidden.prior)

        after = connector.get(ref)
        assert (result.state, result.changed) == (RemoteState.LIVE, True)
        assert (after.state, after.price, after.title) == (before.state, before.price, before.title)
        assert all(connector.public(ref).values())

    def test_the_same_restore_twice_has_one_effect(self, connector, subject, ref):
        hidden = connector.hide(ref, key=f"k-{ref}", **CASE)
        first = connector.restore(ref, key=f"r-{ref}", case="C-1", prior=hidden.prior)
        second = connector.restore(ref, key=f"r-{ref}", case="C-1", prior=hidden.prior)

        assert first == second
        assert subject.effects(ref) == ["hide", "restore"]

    def test_restoring_after_the_seller_changed_it_is_a_conflict(self, connector, subject, ref):
        hidden = connector.hide(ref, key=f"k-{ref}", **CASE)
        subject.seller_republishes(ref)

        with pytest.raises(Conflict):
            connector.restore(ref, key=f"r-{ref}", case="C-1", prior=hidden.prior)

    def test_a_seller_can_undo_a_removal_and_it_shows(self, connector, subject, ref):
        connector.hide(ref, key=f"k-{ref}", **CASE)

        subject.seller_republishes(ref)

        assert connector.get(ref).state is RemoteState.LIVE
        assert all(connector.public(ref).values())
