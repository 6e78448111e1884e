"""A text with the places where a mark was recognised set apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from recognition import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text, marked where a mark was recognised."""

    text: str
    marked: bool


def pieces_of(text: str, matches: Sequence[Match]) -> list[Piece]:
    pieces, at = [], 0
    for match in sorted(matches, key=lambda m: m.start):
        if match.start < at:
            continue
        pieces += [Piece(text=text[at : match.start], marked=False)]
        pieces += [Piece(text=text[match.start : match.end], marked=True)]
        at = match.end
    pieces.append(Piece(text=text[at:], marked=False))
    return [piece for piece in pieces if piece.text]
