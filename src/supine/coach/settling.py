"""Settling: somebody lies still for a second, and that in the position the movement begins in."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.pattern import Pattern
from supine.coach.plausible import CORE, TRUNK_METRES, Flags, body_size
from supine.coach.viewing import View, fitted_views

Array = NDArray[np.float64]

# How often it is looked at whether somebody lies still.
_LOOKS_EVERY = 0.2
_FEWEST_FRAMES = 6
# Still: landmarks of a body that lies still wander by about 1 cm for a second; where the view is
# poor, by 2.5 to 3.5, and the legs by 6 to 9, but then for longer. A hidden knee and ankle may
# wander by 16. Each: for how long; how far (metres, a mark's spread about its middle) the middle
# one of the eight marks of trunk and legs may wander, the third largest, and the largest.
_STILL = (
    (1.0, 0.015, 0.02, 0.16),
    (2.0, 0.025, 0.065, 0.16),
    (2.5, 0.035, 0.09, 0.2),
)
_NEARLY = 0.85
# A fit that is off by more than this (1 is what bodies differ by) is another position. Bodies in
# the right one are seen at .3 to 1.0, in others from 1.4 up.
FITS = 1.5
# Starts of both sides (one leg long, the other bent) are both kept while they fit nearly as well.
_AS_WELL = 1.25
# Where the pose did not fit it is tried again after so long, then each time twice as long: a fit
# costs as much as 100 frames.
_TRIES_AGAIN_SECONDS, _LONGEST_WAIT_SECONDS = 0.4, 6.4


_Look = tuple[float, Array, Flags]


class Rest(NamedTuple):
    """A resting pose. marks: (15, 2), picture; spread: (15,), metres that each mark wandered.

    trusted: (15,), the marks that views were fitted to.
    """

    marks: Array
    spread: Array | None
    trusted: Flags
    views: list[View]

    @property
    def wander(self) -> float:
        """How far, metres, the mark of trunk and legs wandered that wandered most."""
        return 0.0 if self.spread is None else float(self.spread[CORE].max())


class Settling:
    """Watches for the starting position. `still`: the pose that somebody lies still in, if any."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._recent: deque[_Look] = deque()
        self._looked_at = -np.inf
        self._wait = _TRIES_AGAIN_SECONDS
        self._try_at = -np.inf
        self.still: Array | None = None

    def forget(self) -> None:
        """Begin anew."""
        self._recent.clear()
        self._wait, self._try_at = _TRIES_AGAIN_SECONDS, -np.inf

    def see(self, at: float, seen: Array, visible: Flags) -> Rest | None:
        """Give the resting pose once somebody has settled."""
        self._recent.append((at, seen, visible))
        while at - self._recent[0][0] > _STILL[-1][0]:
            self._recent.popleft()
        if at - self._looked_at < _LOOKS_EVERY:
            return None
        self._looked_at = at
        for still in _STILL:
            recent = [one for one in self._recent if at - one[0] <= still[0]]
            if len(recent) < _FEWEST_FRAMES or at - recent[0][0] < _NEARLY * still[0]:
                break
            poses = np.stack([pose for _, pose, _ in recent])
            rest = np.median(poses, axis=0)
            metre = body_size(rest) / TRUNK_METRES
            spread = np.sqrt(((poses - rest) ** 2).sum(axis=-1).mean(axis=0)) / metre
            wander = np.sort(spread[CORE])
            if (wander[[4, -3, -1]] <= still[1:]).all():
                return self._settled(rest, spread, recent)
        self.still = None
        self._wait, self._try_at = _TRIES_AGAIN_SECONDS, -np.inf
        return None

    def _settled(self, rest: Array, spread: Array, recent: Sequence[_Look]) -> Rest | None:
        self.still = rest
        at = recent[-1][0]
        if at < self._try_at:
            return None
        trusted = np.stack([flags for _, _, flags in recent]).mean(axis=0) > 0.5  # noqa: PLR2004
        views = chosen_views(fitted_views(self._pattern.starts, rest, trusted))
        if not views:
            self._try_at = at + self._wait
            self._wait = min(2 * self._wait, _LONGEST_WAIT_SECONDS)
            return None
        return Rest(rest, spread, trusted, views)


def chosen_views(found: Sequence[View], fits: float = FITS) -> list[View]:
    """Give the views to follow: the best, and the best of another side that fits nearly as well.

    fits: the largest chi that is still the position.
    """
    if not found or found[0].chi > fits:
        return []
    chosen = [found[0]]
    sides = _sides(found[0])
    for view in found[1:]:
        if not _sides(view) & sides and view.chi < _AS_WELL * found[0].chi + 0.1:
            chosen.append(view)
            break
    return chosen


def _sides(view: View) -> set[str | None]:
    return {way.side for way in view.start.ways}
