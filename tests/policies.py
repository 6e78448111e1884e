"""Versions of the policy as two admins have published them."""

from datetime import datetime
from typing import Any

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import PolicyVersion
from tests.stories import World

# What the first version of a new installation names.
FIRST: dict[str, Any] = {"thresholds": {"automatic_uphold_upper_bound": 0.96}}


def on_top_of_the_first(numbers: dict[str, Any]) -> dict[str, Any]:
    thresholds = FIRST["thresholds"] | numbers.get("thresholds", {})
    return numbers | {"thresholds": thresholds}


def a_version(
    world: World, numbers: dict[str, Any] | None = None, *, effective_at: datetime | None = None
) -> PolicyVersion:
    """The next version, in force from now on, proposed by ada and confirmed by ben."""
    with acting_as(SYSTEM):
        latest = PolicyVersion.objects.latest("version").version
        return PolicyVersion.objects.create(
            version=latest + 1,
            effective_at=effective_at or clock.now(),
            numbers=on_top_of_the_first(numbers or {}),
            note="Published for a test.",
            proposed_by=world.ada.id,
            confirmed_by=world.ben.id,
        )
