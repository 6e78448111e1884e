"""A title with what hides a name in it undone, and where each of its letters stands in the title itself."""

from collections.abc import Sequence
from typing import NamedTuple

from recognition.edits import Edit
from recognition.reading import Trick


class Undone(NamedTuple):
    text: str
    begins: Sequence[int]
    ends: Sequence[int]
    """Of each of its letters: where what it was made of stands in the title."""
    edits: Sequence[Edit]
    is_tried: bool = False
    """Whether it is one of many things that may be meant."""

    def tricks_between(self, start: int, end: int) -> frozenset[Trick | None]:
        """By which letters of the title were hidden from here to there."""
        return frozenset(edit.trick for edit in self.edits if start < edit.end and edit.start < end)

    def leaves_out(self, start: int, end: int) -> bool:
        """Whether a star may have stood for one letter more."""
        return any(edit.trick is Trick.HIDDEN for edit in self.edits if start < edit.end and edit.start < end)

    def changes_the_inside_of(self, start: int, end: int) -> bool:
        return any(start < edit.start and edit.end < end for edit in self.edits)
