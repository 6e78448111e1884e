"""Names for the arrays that go from one step to the next."""

import numpy as np
from numpy.typing import NDArray

type Grey = NDArray[np.uint8]
"""Rows of brightness."""

type Floats = NDArray[np.float32]

type Hash = NDArray[np.uint64]
"""256 bits as four words."""
