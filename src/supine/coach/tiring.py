"""Noticing that somebody tires: range or tempo falls by a fifth, two repetitions running.

Each repetition is held against the set's best on its own side, which is the best running median of
three: one odd repetition neither sets the bar nor falls under it. Nothing is said of a fall that is
no larger than how uneven the set was anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from supine.coach.events import Rep

RANGE: Final = "range"
TEMPO: Final = "tempo"
FALLS_BY = 0.2
RUNNING = 2
# So many make a best, and so many repetitions on a side come before anything is said.
_OF_THREE = 3
# A fall has to be this many times the median distance from the median.
_TIMES_SPREAD = 3.0
_SHORTEST_SECONDS = 1e-3


class TiringWatch:
    """Looks at the repetitions of one set as they come."""

    def __init__(self) -> None:
        self._reaches: dict[str | None, list[float]] = {}
        self._rates: dict[str | None, list[float]] = {}
        self._short = {RANGE: 0, TEMPO: 0}

    def see(self, rep: Rep) -> str | None:
        """Take the next repetition; give "range" or "tempo" where it shows somebody tiring."""
        seconds = max(rep.out_seconds + rep.back_seconds, _SHORTEST_SECONDS)
        for what, kept, value in (
            (RANGE, self._reaches, rep.reach),
            (TEMPO, self._rates, 1 / seconds),
        ):
            before = kept.setdefault(rep.side, [])
            self._short[what] = self._short[what] + 1 if falls_short(value, before) else 0
            before.append(value)
        return next((what for what, count in self._short.items() if count >= RUNNING), None)


def falls_short(value: float, before: Sequence[float]) -> bool:
    """Tell whether a value is a fifth below the best of those before, and clearly so."""
    if len(before) < _OF_THREE:
        return False
    medians = [median(before[at : at + _OF_THREE]) for at in range(len(before) - _OF_THREE + 1)]
    best = max(medians)
    usual = [one for one in before if one >= (1 - FALLS_BY) * best]
    middle = median(usual)
    spread = median(abs(one - middle) for one in usual)
    return value < best - max(FALLS_BY * best, _TIMES_SPREAD * spread)
