"""What the stories about removals take for granted."""

import pytest


@pytest.fixture
def orders_land_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for orders that went without an answer: they have had their effect, or never will."""
    monkeypatch.setattr("takedown.removal.restore.LONGEST_IN_FLIGHT_SECONDS", 0.0)
