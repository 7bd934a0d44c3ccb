"""Telling a movement from its easier ones, which a card names: the nearest that people do instead.

Knee wags and windscreen wipers go much the same way in most pictures. What tells them apart is
where hands and feet are, which alone would be no reason to refuse anybody. Only where an easier
movement fits better from the start, and explains what was done no worse, it was that one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from supine.coach.following import Flags, Follower, Step
from supine.coach.pattern import Pattern
from supine.coach.settling import Rest
from supine.coach.viewing import View, fitted_views

Array = NDArray[np.float64]

# By so much the easier one's start must fit better (chi), ...
_FITS_BETTER = 0.08
# ... and it may explain so much less of what was done.
_EXPLAINS_LESS = 0.1


def easier_views(pattern: Pattern, rest: Rest) -> list[View]:
    """Give the easier movements' views of a resting pose that fit it better than its own does."""
    found = []
    for starts in pattern.easier:
        views = fitted_views(starts, rest.marks, rest.trusted)
        if views and views[0].chi < rest.views[0].chi - _FITS_BETTER:
            found.append(views[0])
    return found


class Easier:
    """Follows the easier movements beside the one that was asked for, over one repetition.

    views: of `easier_views`; spread: see `Follower`.
    """

    def __init__(self, views: Sequence[View], spread: Array | None) -> None:
        self._followers = [Follower([view], spread) for view in views]
        self._sums = np.zeros((len(views) + 1, 2))

    def add(self, own: Step, seen_from_rest: Array, visible: Flags) -> None:
        """Take where somebody is who is out. seen_from_rest: (15, 2), picture coordinates."""
        if not self._followers:
            return
        self._sums[0] += own.away, own.left_over
        for number, follower in enumerate(self._followers, start=1):
            step = follower.step(seen_from_rest / follower.scale, visible)
            self._sums[number] += step.away, step.left_over

    def forget(self) -> None:
        """Begin anew: nobody is out."""
        if self._followers:
            self._sums[:] = 0.0

    @property
    def likelier(self) -> bool:
        """Tell whether one of the easier movements explains what was done about as well."""
        if not self._followers:
            return False
        away, left_over = self._sums.T
        explained = 1.0 - left_over / np.maximum(away, 1e-9)
        return bool((explained[1:] > explained[0] - _EXPLAINS_LESS).any())
