"""A change of some letters of a title to those that they stand for."""

from typing import NamedTuple

from recognition.reading import Trick


class Edit(NamedTuple):
    start: int
    end: int
    becomes: str
    trick: Trick | None
    """None where nothing is hidden: half-width kana are kana."""
