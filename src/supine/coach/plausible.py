"""What can be believed of a frame: visibility lies, so limbs and jumps are looked at instead."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from supine.coach.frames import LANDMARKS, VALUES, Frame
from supine.coach.pattern import MARKS, NAMES, PLACES

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# A landmark this far outside the picture, as a share of it, is the model's guess.
_OUTSIDE = 0.04
# Visibility is no measure of error, but what the model itself calls unseen it has made up.
_UNSEEN = 0.1
# The trunk, by which a body's size is measured before anything else is known.
SHOULDERS = [NAMES.index("shoulder_left"), NAMES.index("shoulder_right")]
HIPS = [NAMES.index("hip_left"), NAMES.index("hip_right")]
KNEES = [NAMES.index("knee_left"), NAMES.index("knee_right")]
ANKLES = [NAMES.index("ankle_left"), NAMES.index("ankle_right")]
CORE = np.array([*SHOULDERS, *HIPS, *KNEES, *ANKLES])
_ENDS = [(NAMES.index(mark.parent), k) for k, mark in enumerate(MARKS) if mark.parent]
_UPPER = np.array([upper for upper, _ in _ENDS])
_LOWER = np.array([lower for _, lower in _ENDS])
# Trunk length on bodies, metres: what turns picture heights into metres before a camera is fitted.
TRUNK_METRES = 0.5
# No limb of an adult is longer than this, metres, even where it comes towards the camera.
_LONGEST_LIMB = 1.0
# Nobody's whole body moves faster than this on a mat, metres a second; a bad frame does.
_FASTEST = 4.0
# For so long frames that jump are left out; after that the body, or the camera, has moved.
_DOUBT_SECONDS = 0.4


def body_size(seen: Array) -> float:
    """Give the trunk's length in the picture, or half the legs', whichever is longer."""
    shoulders, hips = seen[SHOULDERS].mean(axis=0), seen[HIPS].mean(axis=0)
    knees, ankles = seen[KNEES].mean(axis=0), seen[ANKLES].mean(axis=0)
    trunk = float(np.hypot(*(shoulders - hips)))
    legs = float(np.hypot(*(hips - knees)) + np.hypot(*(knees - ankles)))
    return max(trunk, legs / 2.0, 1e-3)


class Eyes:
    """Turns frames into marks in picture coordinates, leaving out what cannot be."""

    def __init__(self, aspect: float) -> None:
        self._stretch = np.array([aspect, 1.0])
        self._last: Array | None = None
        self._last_at = 0.0

    def look(self, frame: Frame, size: float | None) -> tuple[Array, Flags] | None:
        """Give marks (15, 2), heights of the picture from its middle, and which can be gone by.

        size: picture heights for one metre, None while nobody knows. None where nobody is seen or
        the frame cannot be believed.
        """
        landmarks = frame.landmarks
        if landmarks is None or landmarks.shape != (LANDMARKS, VALUES):
            return None
        chosen = landmarks[PLACES]
        middle = chosen[:, :2] - 0.5
        visible: Flags = (np.abs(middle).max(axis=1) < 0.5 + _OUTSIDE) & (chosen[:, 3] > _UNSEEN)
        seen: Array = middle * self._stretch
        total = float(seen.sum())
        if not np.isfinite(total):
            return None
        scale = size or body_size(seen) / TRUNK_METRES
        if self._cannot_be(frame.at_seconds, seen, visible, scale):
            return None
        self._last, self._last_at = seen, frame.at_seconds
        return seen, visible

    def _cannot_be(self, at: float, seen: Array, visible: Flags, scale: float) -> bool:
        limbs = seen[_LOWER] - seen[_UPPER]
        limbs *= (visible[_UPPER] & visible[_LOWER])[:, None]
        longest = float(np.einsum("ij,ij->i", limbs, limbs).max())
        if longest > (_LONGEST_LIMB * scale) ** 2:
            return True
        if self._last is None or not 0.0 < at - self._last_at < _DOUBT_SECONDS:
            return False
        jump = seen[CORE] - self._last[CORE]
        moved = float(np.median(np.einsum("ij,ij->i", jump, jump)))
        return moved > ((0.1 + _FASTEST * (at - self._last_at)) * scale) ** 2
