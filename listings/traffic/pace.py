"""The numbers: classes of call, what each costs, and how a marketplace's rates become buckets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from listings.models import Marketplace


class Line(StrEnum):
    """A class of call, each with a bucket of its own: no look can use up what orders need."""

    ORDERS = "orders"
    """Removals and restorations, each with the reading before it."""
    LOOKS = "looks"
    """What a complaint or a removal waits for: a listing, a picture, a buyer's look."""
    SCANS = "scans"
    """What nobody waits for: feeds, the watch over removed listings."""


# So many seconds' worth may go at once after a quiet time.
BURST_SECONDS = 10.0
# Failures in a row, whatever the listing: after so many the marketplace counts as out of order.
MOST_FAILURES = 5
# Then one call tries it after so long, the next after twice as long, up to the longest.
FIRST_INTERVAL_SECONDS = 5.0
LONGEST_INTERVAL_SECONDS = 60.0
# Who tries it and is never heard of again has been killed: longer than any call may take.
TRIAL_SECONDS = 15.0
# When the store that all processes share is away, each keeps to this part of the rates by itself.
SHARE_WITHOUT_STORE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """`most` calls at once, filled by `per_second`."""

    most: float
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast one marketplace is asked."""

    key: UUID
    buckets: Mapping[Line, Bucket]


def pace_of(marketplace: Marketplace) -> Pace:
    per_minute = {
        Line.ORDERS: marketplace.orders_per_minute,
        Line.LOOKS: marketplace.looks_per_minute,
        Line.SCANS: marketplace.scans_per_minute,
    }
    return Pace(key=marketplace.id, buckets={line: bucket(rate) for line, rate in per_minute.items()})


def bucket(per_minute: float) -> Bucket:
    per_second = per_minute / 60
    return Bucket(most=max(1.0, per_second * BURST_SECONDS), per_second=per_second)
