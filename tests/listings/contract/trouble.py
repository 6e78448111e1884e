"""What every connector must do when its marketplace fails."""

import pytest

from listings.connectors.base import RateLimited, RemoteState, Unavailable
from tests.listings.contract.subject import CASE


class Trouble:
    def test_a_timeout_leaves_the_outcome_open_until_it_is_read(self, connector, subject, ref):
        subject.faults(hang_after=1.0, hang_seconds=30)

        with pytest.raises(Unavailable):
            subject.connector(timeout=0.3).hide(ref, key=f"k-{ref}", **CASE)

        subject.wait_until(lambda: connector.get(ref).state is RemoteState.HIDDEN)
        assert subject.effects(ref) == ["hide"]

    def test_an_order_may_land_after_its_timeout(self, connector, subject, ref):
        subject.faults(hang_before=1.0, hang_seconds=30)
        with pytest.raises(Unavailable):
            subject.connector(timeout=0.3).hide(ref, key=f"k-{ref}", **CASE)
        assert connector.get(ref).state is RemoteState.LIVE

        subject.release()

        subject.wait_until(lambda: connector.get(ref).state is RemoteState.HIDDEN)

    def test_an_error_of_the_marketplace_means_unavailable(self, subject, connector, ref):
        subject.faults(error_before=1.0)

        with pytest.raises(Unavailable) as failed:
            connector.hide(ref, key=f"k-{ref}", **CASE)

        assert failed.value.status == 500
        assert subject.effects(ref) == []

    def test_an_error_may_come_although_the_effect_took_place(self, subject, connector, ref):
        subject.faults(error_after=1.0)
        with pytest.raises(Unavailable):
            connector.hide(ref, key=f"k-{ref}", **CASE)
        subject.faults(error_after=0.0)

        repeated = connector.hide(ref, key=f"k-{ref}", **CASE)

        assert repeated.changed
        assert subject.effects(ref) == ["hide"]

    def test_nobody_there_means_unavailable(self, subject):
        with pytest.raises(Unavailable):
            subject.unreachable().check()

    def test_asking_too_often_says_when_to_come_back_and_has_no_effect(self, subject, connector, ref):
        subject.faults(requests_per_second=0.1, burst=1)
        connector.check()

        with pytest.raises(RateLimited) as limited:
            connector.hide(ref, key=f"k-{ref}", **CASE)

        assert 1 <= limited.value.retry_after <= 10
        assert subject.effects(ref) == []
