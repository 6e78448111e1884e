"""Letters drawn of several strokes: "G|_|cci", "/\\didas", "N()kia"."""

import re
from collections.abc import Iterator

from recognition.edits import Edit
from recognition.reading import Trick
from recognition.undoing import edited
from recognition.undone import Undone

# Longer ones first.
_LETTERS = {
    "|\\/|": "m", "|_|": "u", "|-|": "h", "/-\\": "a", "|\\|": "n", "\\/": "v", "/\\": "a", "|<": "k", "|3": "b", "|)": "d", "()": "o",
}  # fmt: skip
_STROKES = ("|", "\\", "()")
"""One of these is in each of them."""
_ANY = "|".join(map(re.escape, _LETTERS))
_IN_A_WORD = re.compile(rf"(?:{_ANY})(?=[^\W\d_])|(?<=[^\W\d_])(?:{_ANY})")
_LONGEST_TEXT, _MOST = 400, 20


def titles_redrawn(text: str) -> Iterator[Undone]:
    """The title with letters for what is drawn of strokes in its words, where there is any."""
    if len(text) > _LONGEST_TEXT or not any(stroke in text for stroke in _STROKES):
        return
    edits = [
        Edit(*found.span(), _LETTERS[found.group()], Trick.SYMBOLS) for found in _IN_A_WORD.finditer(text)
    ]
    if 0 < len(edits) <= _MOST:
        yield edited(text, edits)
