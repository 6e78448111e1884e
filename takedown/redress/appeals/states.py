"""The life of an appeal against a decision about content: one table, guarded by the database. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class Side(StrEnum):
    BRAND = "brand"
    SELLER = "seller"


class Status(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    # What it was about stands no longer: somebody withdrew, sent it again, or had it reversed. Nothing is left to decide.
    OVERTAKEN = "overtaken"


S = Status
NEXT: Mapping[Status, frozenset[Status]] = {
    S.OPEN: frozenset({S.GRANTED, S.DISMISSED, S.WITHDRAWN, S.OVERTAKEN}),
    S.GRANTED: frozenset(),
    S.DISMISSED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.OVERTAKEN: frozenset(),
}
BY_A_PERSON = frozenset({S.GRANTED, S.DISMISSED})
MOVES = tuple((str(start), str(end)) for start, ends in NEXT.items() for end in sorted(ends))
