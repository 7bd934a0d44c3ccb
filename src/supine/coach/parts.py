"""Whether what should move comes along: hands that hold a knee, the pelvis that lifts.

The legs move most in most movements, so that a way can be explained well by the legs alone. Who
does another movement with the same legs leaves the hands, or the trunk, where they lie.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.following import Flags, Follower, Step
from supine.coach.pattern import NAMES

Array = NDArray[np.float64]

_TRUNK = ("nose", "shoulder", "hip")
_ARMS = ("elbow", "wrist")


class _Part(NamedTuple):
    """Some marks. least_metres: what they must travel in the picture, together, to be judged."""

    marks: NDArray[np.intp]
    least_metres: float


def _marks(stems: tuple[str, ...]) -> NDArray[np.intp]:
    return np.array([k for k, name in enumerate(NAMES) if name.split("_")[0] in stems])


# Hands stray by 4 cm, and people hold a knee in many ways; the trunk strays by 2. Legs are not
# looked at: a pose model mistakes one for the other, and they are most of what is explained anyway.
_PARTS = (_Part(_marks(_TRUNK), 0.15), _Part(_marks(_ARMS), 0.25))
# The share of its way that a part must have gone. In repetitions of the movement itself it was .5
# and more on rendered people, in others on the same way -.2 to .37.
_LEAST_SHARE = 0.4
_NOBODY_OUT = 0.15


class Parts:
    """How much of their way the parts of the body went, over one repetition."""

    def __init__(self, follower: Follower) -> None:
        self._judged = [
            part.marks
            for part in _PARTS
            if float(np.linalg.norm(follower.travel[part.marks])) >= part.least_metres
        ]
        self._follower = follower
        self._gone = np.zeros((len(self._judged), 2))

    def add(self, found: Step, moved: Array, visible: Flags) -> None:
        """Take where somebody is: see `Follower.step`."""
        if not self._judged or found.phase < _NOBODY_OUT:
            return
        way = self._follower.place(found)
        for number, marks in enumerate(self._judged):
            seen = marks[visible[marks]]
            self._gone[number] += (moved[seen] * way[seen]).sum(), (way[seen] ** 2).sum()

    def forget(self) -> None:
        """Begin anew: nobody is out."""
        self._gone[:] = 0.0

    @property
    def came_along(self) -> bool:
        """Tell whether every part that could be seen went enough of its way."""
        return bool((self._gone[:, 0] >= _LEAST_SHARE * self._gone[:, 1]).all())
