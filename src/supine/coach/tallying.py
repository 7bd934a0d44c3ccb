"""Adding up a set: repetitions by side, and how much of the time the camera saw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from supine.coach.events import Rep, SideTally, Tally

# A longer gap between frames is time in which nothing was seen, seconds.
LONGEST_GAP_SECONDS = 0.5


def tally_of(reps: Sequence[Rep], seen_share: float, notes: tuple[str, ...]) -> Tally:
    """Give the tally of repetitions, by side."""
    sides = {
        side: _side([rep for rep in reps if rep.side == side])
        for side in dict.fromkeys(rep.side for rep in reps)
    }
    return Tally(tuple(reps), sides, seen_share, notes)


def _side(reps: Sequence[Rep]) -> SideTally:
    return SideTally(
        len(reps),
        median(rep.reach for rep in reps),
        max(rep.reach for rep in reps),
        median(rep.out_seconds for rep in reps),
        median(rep.back_seconds for rep in reps),
    )


class SeenTime:
    """How much of the time since the first frame could be counted in."""

    def __init__(self) -> None:
        self._first = math.nan
        self.last = -math.inf
        self._counting = 0.0

    def add(self, at: float, *, counting: bool) -> None:
        """Add the time since the last frame."""
        if math.isnan(self._first):
            self._first = at
        elif counting:
            self._counting += min(max(at - self.last, 0.0), LONGEST_GAP_SECONDS)
        self.last = max(at, self.last)

    def count_all(self) -> None:
        """Count the whole time so far: what came before was made good later."""
        self._counting = max(self.last - self._first, 0.0)

    @property
    def share(self) -> float:
        """The share of the time that could be counted in, 0 to 1."""
        whole = self.last - self._first
        return min(self._counting / whole, 1.0) if whole > 0.0 else 0.0
