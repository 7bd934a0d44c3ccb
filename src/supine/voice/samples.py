"""What sound is in this room: one channel of float32 from -1 to 1, 24,000 times a second."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

# The voice is synthesised at this rate, so nothing is gained by a higher one.
SAMPLE_RATE = 24_000

Samples: TypeAlias = npt.NDArray[np.float32]


def sample_count(seconds: float) -> int:
    """How many samples, to the nearest, last this long."""
    return round(seconds * SAMPLE_RATE)
