"""Counting on one number: how far out somebody is, which leaves rest and comes back to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

# An excursion has begun at this share of the usual one, ...
ENTERS = 0.4
# ... has turned back for good at this share of its own peak, ...
TURNED = 0.5
# ... and is over when it has come no nearer, by this share of its peak, for so long: a smooth
# movement of 2 to 4 s is then within .2 s of its end, and people stop short of where they began.
STALLED_SECONDS = 0.12
STALLED_SHARE = 0.02
# From this share of its peak down it is home.
HOME = 0.12
# A new one begins from where the last one stopped when it rises by this share of the last peak.
RISES = 0.3
# How fast the usual excursion follows the last ones, and how soon it is forgotten.
_FOLLOWS = 0.4
_HALF_LIFE_SECONDS = 10.0
# Where the way out ends and the way back begins: within a tenth of the peak.
_AT_PEAK = 0.9
_LEFT = 0.12


@dataclass(frozen=True, slots=True)
class Excursion:
    """One way out and back. explained: mean of what `step` was told, weighed by how far out."""

    began_at: float
    turned_at: float
    ended_at: float
    peak: float
    explained: float
    out_seconds: float
    back_seconds: float


class Excursions:
    """Excursions of one non-negative number, said as each one ends. Causal.

    least: the smallest peak that counts; usual: the first guess of a usual peak, adapted to what
    comes; quickest_seconds: the shortest excursion from leaving to turning. The unit is the
    caller's, such as shares of a full movement.
    """

    def __init__(
        self, least: float = 0.2, usual: float = 0.5, quickest_seconds: float = 0.3
    ) -> None:
        self.least, self.usual, self.quickest_seconds = least, usual, quickest_seconds
        self.out = False
        self.peak = 0.0
        self._said = False
        self._at = math.nan
        self._home_at = math.nan
        self._low = self._low_at = 0.0
        self._first = self._last = self._began = 0.0
        self._weight = self._explained = 0.0
        self._rise: list[tuple[float, float]] = []

    @property
    def away(self) -> bool:
        """Tell whether an excursion is under way that has not been said yet."""
        return self.out and not self._said

    @property
    def turned(self) -> bool:
        """Tell whether it is on its way back, half of it behind, and not said yet."""
        return self.away and self._low < TURNED * self.peak

    def step(
        self, at: float, value: float, explained: float = 1.0, *, hurried: bool = False
    ) -> Excursion | None:
        """Take the number at an instant, seconds; give the excursion that has just ended.

        hurried: something else has begun, so that it is over as soon as it is home.
        """
        since = 0.0 if math.isnan(self._at) else max(at - self._at, 0.0)
        self._at = at
        if not self.out:
            self._wait(at, value, explained, since)
            return None
        if value > self.peak:
            self.peak = value
            self._rise.append((at, value))
            while self._rise[0][1] < _AT_PEAK * value:
                del self._rise[0]
            self._first = self._rise[0][0]
        if value >= _AT_PEAK * self.peak:
            self._last, self._low, self._low_at = at, value, at
        elif value < self._low - STALLED_SHARE * self.peak:
            self._low, self._low_at = value, at
        if not self._said:
            self._weight += value
            self._explained += value * explained
        return self._follow_back(at, value, hurried=hurried)

    def close(self) -> Excursion | None:
        """Give the excursion that is on its way back as the numbers end, half of it behind."""
        return self._made(self._at) if self.turned else None

    def forget(self) -> None:
        """Drop the excursion under way: it is none."""
        self.out = self._said = False

    def _wait(self, at: float, value: float, explained: float, since: float) -> None:
        self.usual = self.least + max(self.usual - self.least, 0.0) * 0.5 ** (
            since / _HALF_LIFE_SECONDS
        )
        if math.isnan(self._home_at) or value < _LEFT * self.usual:
            self._home_at = at
        if value > ENTERS * max(self.usual, self.least):
            self._begin(at, value, explained, self._home_at)

    def _begin(self, at: float, value: float, explained: float, began: float) -> None:
        self.out, self._said = True, False
        self.peak = self._low = value
        self._began, self._first, self._last, self._low_at = began, at, at, at
        self._weight, self._explained = value, value * explained
        self._rise = [(at, value)]

    def _follow_back(self, at: float, value: float, *, hurried: bool) -> Excursion | None:
        if self._said:
            if value < HOME * self.peak:
                self.out, self._home_at = False, at
            elif value > self._low + RISES * self.peak:
                self._begin(at, value, 1.0, self._low_at)
            return None
        if self._low >= TURNED * self.peak:
            return None
        home = value < HOME * self.peak
        stalled = at - self._low_at >= STALLED_SECONDS
        rising = value > self._low + RISES * self.peak / 2
        if not (stalled or rising or (home and hurried)):
            return None
        done = self._made(at)
        self._said = True
        if done is not None:
            self.usual += _FOLLOWS * (self.peak - self.usual)
        if home:
            self.out, self._home_at = False, at
        return done

    def _made(self, at: float) -> Excursion | None:
        long_enough = self._last - self._began >= self.quickest_seconds
        if self.peak < self.least or not long_enough:
            return None
        return Excursion(
            self._began,
            self._last,
            at,
            self.peak,
            self._explained / max(self._weight, 1e-9),
            max(self._first - self._began, 0.0),
            max(at - self._last, 0.0),
        )
