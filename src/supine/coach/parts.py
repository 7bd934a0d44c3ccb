"""Whether what should move comes along: hands that hold a knee, the pelvis that lifts.

The legs move most in most movements, so that a way can be explained well by the legs alone. Who
does another movement with the same legs leaves the hands, or the trunk, where they lie. Where the
trunk moves most, as in a bridge, legs that go farther are another movement, too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.following import Flags, Follower, Step
from supine.coach.pattern import NAMES

Array = NDArray[np.float64]


class _Part(NamedTuple):
    """Some marks. least_metres: what they must travel in the picture, together, to be judged."""

    marks: NDArray[np.intp]
    least_metres: float


def _marks(*stems: str) -> NDArray[np.intp]:
    return np.array([k for k, name in enumerate(NAMES) if name.split("_")[0] in stems])


# Hands stray by 4 cm, and people hold a knee in many ways; the trunk strays by 2. Legs need not go
# their way: a pose model mistakes one for the other, and they are most of what is explained anyway.
_TRUNK = _Part(_marks("nose", "shoulder", "hip"), 0.15)
_ARMS = _Part(_marks("elbow", "wrist"), 0.25)
_LEGS = _marks("knee", "ankle")
# The share of its way that a part must have gone. In repetitions of the movement itself it was .5
# and more on rendered people, in others on the same way -.2 to .37.
_LEAST_SHARE = 0.4
# The trunk leads where knees and ankles travel less than this share of what it does; they may go so
# many times as far as the trunk. In bridges it was 1.02 at the most (small ones), on rendered and
# on real people; in a knee wag taken for a bridge, 1.6 and more.
_TRUNK_LEADS, _LEGS_AT_MOST = 0.8, 1.4


class Parts:
    """How much of their way the parts of the body went, over one repetition."""

    def __init__(self, follower: Follower) -> None:
        self._judged = [
            part.marks
            for part in (_TRUNK, _ARMS)
            if float(np.linalg.norm(follower.travel[part.marks])) >= part.least_metres
        ]
        self._follower = follower
        trunk, legs = (follower.travel[marks] for marks in (_TRUNK.marks, _LEGS))
        goes = float(np.linalg.norm(trunk))
        self._trunk_leads = (
            goes >= _TRUNK.least_metres and float(np.linalg.norm(legs)) < _TRUNK_LEADS * goes
        )
        self._legs_and_trunk = np.zeros(2)
        self._gone = np.zeros((len(self._judged), 2))
        self._added = False

    def add(self, found: Step, moved: Array, visible: Flags) -> None:
        """Take where somebody is who is out: see `Follower.step`."""
        if not self._judged:
            return
        self._added = True
        way = self._follower.place(found)
        for number, marks in enumerate(self._judged):
            seen = marks[visible[marks]]
            self._gone[number] += (moved[seen] * way[seen]).sum(), (way[seen] ** 2).sum()
        if self._trunk_leads:
            squares = (moved**2).sum(axis=1) * visible
            self._legs_and_trunk += squares[_LEGS].sum(), squares[_TRUNK.marks].sum()

    def forget(self) -> None:
        """Begin anew: nobody is out."""
        if not self._added:
            return
        self._added = False
        self._gone[:] = self._legs_and_trunk[:] = 0.0

    @property
    def came_along(self) -> bool:
        """Tell whether each part in sight went enough of its way, and led where it should."""
        legs, trunk = self._legs_and_trunk
        if legs > _LEGS_AT_MOST**2 * trunk:
            return False
        return bool((self._gone[:, 0] >= _LEAST_SHARE * self._gone[:, 1]).all())
