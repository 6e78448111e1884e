"""Warning → suspension for a time: which step is open, why not, and how long. Pure; only a person takes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from takedown.redress.misuse.policy import Steps


class WhyNot(StrEnum):
    """What keeps a suspension from being proposed."""

    NOT_WARNED = "not_warned"
    """No warning stands, or it was too long ago."""
    TOO_SOON = "too_soon"
    """The warned have not had their time to do better."""
    OPEN_ALREADY = "open_already"
    """One is proposed or in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """When the warnings that still stand were given; when suspensions began, those lifted on appeal left out;
    and whether one is proposed or in force."""

    warned_at: Sequence[datetime] = ()
    suspended_at: Sequence[datetime] = ()
    is_open: bool = False


def why_no_suspension(history: History, steps: Steps, *, now: datetime) -> WhyNot | None:
    """None: one may be proposed. EU DSA, article 23: after a prior warning, and for a reasonable period."""
    if history.is_open:
        return WhyNot.OPEN_ALREADY
    if carrying_warning(history.warned_at, steps, now=now) is not None:
        return None
    holds = [at for at in history.warned_at if now - at <= timedelta(days=steps.warning_holds_days)]
    return WhyNot.TOO_SOON if holds else WhyNot.NOT_WARNED


def carrying_warning(warned_at: Sequence[datetime], steps: Steps, *, now: datetime) -> datetime | None:
    """The newest warning that a suspension may rest on now."""
    carrying = [at for at in warned_at if _carries(at, steps, now=now)]
    return max(carrying, default=None)


def _carries(warned_at: datetime, steps: Steps, *, now: datetime) -> bool:
    return timedelta(days=steps.days_to_mend) <= now - warned_at <= timedelta(days=steps.warning_holds_days)


def proposed_days(history: History, steps: Steps, *, now: datetime) -> int:
    """By how many suspensions there were before; the admin may choose less or more, up to the most."""
    remembered = timedelta(days=steps.remembered_days)
    earlier = sum(now - at <= remembered for at in history.suspended_at)
    return steps.suspension_days[min(earlier, len(steps.suspension_days) - 1)]
