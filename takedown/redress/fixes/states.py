"""The life of a seller's "I have corrected it". The database refuses every other move."""

from collections.abc import Mapping
from enum import StrEnum

# What can be put right in the listing itself: its words and its pictures.
FIXABLE = frozenset({"copied_image", "mark_in_title"})


class FixStatus(StrEnum):
    READING = "reading"
    WAITING = "waiting"
    UNCHANGED = "unchanged"
    RESTORED = "restored"
    STILL_WRONG = "still_wrong"
    OVER = "over"


F = FixStatus
NEXT: Mapping[FixStatus, frozenset[FixStatus]] = {
    F.READING: frozenset({F.WAITING, F.UNCHANGED, F.OVER}),
    # Over: the complaint has ended in another way.
    F.WAITING: frozenset({F.RESTORED, F.STILL_WRONG, F.OVER}),
    F.UNCHANGED: frozenset(),
    F.RESTORED: frozenset(),
    F.STILL_WRONG: frozenset(),
    F.OVER: frozenset(),
}
UNDECIDED = frozenset({F.READING, F.WAITING})
MOVES = tuple((str(a), str(b)) for a, nexts in NEXT.items() for b in sorted(nexts))
