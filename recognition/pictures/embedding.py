"""A port for those who have a model that turns pictures into vectors: candidates, never claims.

Nothing here comes with one, and nothing needs one. Weights are named by path, in whatever class implements it.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from recognition.pictures.arrays import Floats, Grey


class Embedding(Protocol):
    """`name` and its weights' fingerprint, as one string: vectors of different ones cannot be compared."""

    name: str

    def vectors(self, pictures: Sequence[Grey]) -> Floats:
        """One row of length 1 for each picture."""
        ...


def nearest(bank: Floats, one: Floats, *, most: int) -> list[int]:
    """Rows of the bank, the most alike first: candidates for the pixels to judge."""
    return [int(at) for at in np.argsort(-(bank @ one), kind="stable")[:most]]
