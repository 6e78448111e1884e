"""When a listing reminds of a removed one. It never removes by itself: a match asks a person."""

from collections.abc import Iterable
from dataclasses import dataclass

from recognition.likeness import LIKE_WITHIN, distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """By what a listing is known again. Empty or None where it has no such sign."""

    title_key: str = ""
    picture_sha256: str = ""
    likeness: int | None = None


def reminder(here: Signs, there: Signs) -> str:
    """The strongest way in which they are alike, as a word of complaints.intake.raising; empty for none."""
    if here.picture_sha256 and here.picture_sha256 == there.picture_sha256:
        return "same_picture"
    if (
        here.likeness is not None
        and there.likeness is not None
        and distance(here.likeness, there.likeness) <= LIKE_WITHIN
    ):
        return "like_picture"
    if here.title_key and here.title_key == there.title_key:
        return "same_title"
    return ""


_STRENGTH = ("same_picture", "like_picture", "same_title")


def strongest[K](here: Signs, there: Iterable[tuple[K, Signs]]) -> tuple[K, str] | None:
    """Which of them it reminds of most, and how. Of equals the first."""
    found = [(key, how) for key, signs in there if (how := reminder(here, signs))]
    return min(found, key=lambda pair: _STRENGTH.index(pair[1]), default=None)
