"""Cues: at most one helpful thing now and then, from the card, and only where it is clear.

A cue is given when two repetitions running show its condition, never in the first two of a set,
never twice running, and with time between one and the next. It looks at change against the
person's own rest and own best, or at seconds, never at degrees.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import median

import numpy as np
from numpy.typing import NDArray

from supine.coach.events import Rep
from supine.library import CameraCue

Array = NDArray[np.float64]

APART_SECONDS = 20.0
RUNNING = 2
# The first repetitions are for finding in.
FINDING_IN = 2
# On each side, before two sides are compared.
_TO_COMPARE = 3
# How many looks make the knees' distance at rest: about a second.
_LOOKS_AT_REST = 20
# Of a repetition's looks, the share in which the knees must be apart: a glimpse is no drift.
_DRIFTED_SHARE = 0.25
# Of the time from start to start, what the coach measures: it looks at when a body is clearly on
# its way (rendered people who keep the card's pace: .68).
_MEASURED_SHARE = 0.68


class CueWatch:
    """Decides which cue to give in one set.

    rules: the card's cues, by key, the most important first. usual_seconds: the card's seconds out
    and back, without its holds.
    """

    def __init__(self, rules: Mapping[str, CameraCue], usual_seconds: float) -> None:
        self._rules = dict(rules)
        self._usual_seconds = usual_seconds * _MEASURED_SHARE
        self._knees = Knees()
        self._reaches: dict[str | None, list[float]] = {}
        self._shown = dict.fromkeys(self._rules, 0)
        self._reps = 0
        self._last: str | None = None
        self._said_at = -math.inf

    def look(self, hips: Array, knees: Array, ankles: Array) -> None:
        """Take one frame's places, each (2, 2): left and right, x and y of one unit."""
        if any(rule.knees_apart is not None for rule in self._rules.values()):
            self._knees.look(hips, knees, ankles)

    def see(self, rep: Rep) -> str | None:
        """Take a repetition as it is counted; give the key of the cue to say now, if any."""
        self._reps += 1
        reaches = self._reaches.setdefault(rep.side, [])
        reaches.append(rep.reach)
        apart = self._knees.drifted()
        for key, rule in self._rules.items():
            self._shown[key] = self._shown[key] + 1 if self._shows(rule, rep, apart) else 0
        if self._reps <= FINDING_IN or rep.at_seconds - self._said_at < APART_SECONDS:
            return None
        for key, count in self._shown.items():
            if count >= RUNNING and key != self._last:
                self._last, self._said_at = key, rep.at_seconds
                self._shown = dict.fromkeys(self._rules, 0)
                return key
        return None

    def _shows(self, rule: CameraCue, rep: Rep, apart: float) -> bool:
        """Tell whether a repetition shows what a rule is about."""
        if rule.quicker_than is not None:
            return rep.out_seconds + rep.back_seconds < rule.quicker_than * self._usual_seconds
        if rule.uneven_below is not None:
            return self._unevenness() < rule.uneven_below
        return rule.knees_apart is not None and apart > rule.knees_apart

    def _unevenness(self) -> float:
        """Give how far the smaller side goes as a share of the other, by their last repetitions."""
        sides = [
            median(self._reaches.get(side, [])[-_TO_COMPARE:])
            for side in ("left", "right")
            if len(self._reaches.get(side, [])) >= _TO_COMPARE
        ]
        return min(sides) / max(*sides, 1e-6) if len(sides) == 2 else 1.0  # noqa: PLR2004


class Knees:
    """How far apart the knees are in the picture, in leg lengths, against their rest."""

    def __init__(self) -> None:
        self._at_rest: list[float] = []
        self._since: list[float] = []
        self._leg = 0.0

    def look(self, hips: Array, knees: Array, ankles: Array) -> None:
        """Take one frame's places, each (2, 2)."""
        legs = np.concatenate([hips - knees, knees - ankles])
        # The longest it looks is nearest to what it is: any other view foreshortens it.
        self._leg = max(self._leg, float(np.median(np.hypot(legs[:, 0], legs[:, 1]))))
        between = knees[0] - knees[1]
        gap = math.hypot(float(between[0]), float(between[1]))
        if not math.isfinite(gap):
            return
        if len(self._at_rest) < _LOOKS_AT_REST:
            self._at_rest.append(gap)
        else:
            self._since.append(gap)

    def drifted(self) -> float:
        """Give how much farther apart they were since the last time this was asked."""
        since, self._since = self._since, []
        if not since or self._leg <= 0:
            return 0.0
        apart = float(np.quantile(since, 1 - _DRIFTED_SHARE))
        return (apart - median(self._at_rest)) / self._leg
