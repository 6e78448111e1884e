"""Steps about how fast marketplaces are asked: their state lies in the shared store and goes by its clock."""

from datetime import timedelta
from uuid import UUID

from listings.traffic.shared import store

_STAMPS = frozenset({"pause", "opened", "until", "trial", "orders_at", "looks_at", "scans_at"})


def let_traffic_pass(marketplaces: list[UUID], time: timedelta) -> None:
    """Every moment that the gate remembers lies that much further back."""
    for id in marketplaces:
        key = f"traffic:{id}"
        for name, value in store().hgetall(key).items():
            if name.decode() in _STAMPS:
                store().hset(key, name, float(value) - time.total_seconds())
