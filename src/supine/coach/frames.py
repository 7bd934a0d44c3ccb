"""What a pose model says of one instant: 33 BlazePose landmarks, or that nobody is there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

LANDMARKS = 33
# Each landmark: x and y as shares of the picture's width and height (y down), z (towards the
# camera, in the unit of x), visibility 0 to 1.
VALUES = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """One instant. at_seconds: on any clock that runs evenly; landmarks: (33, 4), None: nobody."""

    at_seconds: float
    landmarks: Array | None
