"""Repetitions of one movement in one picture: rest, phase and side, counted and refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.counting import Excursion, Excursions
from supine.coach.following import Flags, Follower, Step
from supine.coach.pattern import Pattern
from supine.coach.viewing import View

Array = NDArray[np.float64]

# Seconds over which a phase is smoothed: a third of the quickest way out.
_SMOOTH_SECONDS = 0.1
# Rest follows a body that slowly sinks into the mat, while nobody is out.
_REST_FOLLOWS_SECONDS = 3.0
_RESTING = 0.15
# The smallest repetition, as a share of the full movement: cards begin at .4, and landmarks
# understate small movements.
LEAST_REACH = 0.3
_USUAL_REACH = 0.5
# Of how far everything moved, the way must explain this much, or it was another movement.
LEAST_EXPLAINED = 0.58
# A camera that fits less well has to be borne out by the movement: so much more for each 1 of chi
# above 1.
_NEEDS_MORE = 0.6
# Of all that spoke for either side, the share by which one must lead; under it the sides of a
# movement that alternates are taken to alternate.
_SURE = 0.15
_FADES_SECONDS = 0.3
# Below this distance between the far ends, as a share of the way, sides are a guess.
APART = 0.35
# Nobody is out for longer than the card's longest hold and three of its ways, and some patience.
_PATIENCE_SECONDS = 8.0
# The quickest repetition, as a share of the card's own, holds and all: people hurry, and cut holds
# short, but landmarks that flicker are quicker still.
_QUICKEST_WHOLE = 0.15
# The quickest way out and turn, as a share of the card's own, but never under .3 s.
_QUICKEST_SHARE, _QUICKEST_SECONDS = 0.15, 0.3


class Counted(NamedTuple):
    """One repetition, and whose."""

    side: str | None
    excursion: Excursion


class Counter:
    """Counts the repetitions of a pattern from one resting pose, through one fitted camera.

    rest: (15, 2), picture coordinates; spread: (15,), metres that marks wander at rest. `phase` is
    how far out somebody is, 1 being the full movement; `strayed`, how far (metres) the body is from
    everything that the pattern knows.
    """

    def __init__(
        self, pattern: Pattern, views: Sequence[View], rest: Array, spread: Array | None = None
    ) -> None:
        self.follower = Follower(views, spread)
        self.rest = rest.copy()
        self.blind = self.follower.apart < APART
        quickest = max(_QUICKEST_SHARE * pattern.out_seconds, _QUICKEST_SECONDS)
        self.excursions = Excursions(LEAST_REACH, _USUAL_REACH, quickest)
        self._alternates = pattern.alternates
        self._leads = self._led = 0.0
        self._before: str | None = None
        moving = pattern.out_seconds + pattern.back_seconds
        self._shortest = _QUICKEST_WHOLE * (moving + pattern.hold_seconds[0])
        self._longest = pattern.hold_seconds[1] + 3.0 * moving + _PATIENCE_SECONDS
        self.needs = LEAST_EXPLAINED + _NEEDS_MORE * max(views[0].chi - 1.0, 0.0)
        self._at = math.nan
        self._out_at = math.nan
        self.phase = 0.0
        self.strayed = 0.0

    @property
    def away(self) -> bool:
        """Tell whether a repetition is under way."""
        return self.excursions.away

    def step(self, at: float, seen: Array, visible: Flags) -> Counted | None:
        """Take where marks are seen (15, 2) at an instant, and which of them to go by."""
        since = 0.03 if math.isnan(self._at) else at - self._at
        self._at = at
        follower = self.follower
        moved = (seen - self.rest) / follower.scale
        found = follower.step(moved, visible)
        explained = 1.0 - found.left_over / max(found.away, 1e-9)
        smooth = 1.0 - math.exp(-since / _SMOOTH_SECONDS)
        self.strayed += smooth * (math.sqrt(found.left_over) * follower.length - self.strayed)
        self.phase += smooth * (found.phase - self.phase)
        self._weigh(found, since)
        hurried = found.phase > _RESTING and (found.leads > 0.0) != (self._leads > 0.0)
        done = self.excursions.step(at, self.phase, explained, hurried=hurried)
        self._mind_rest(at, since, seen)
        return self._counted(done)

    def close(self) -> Counted | None:
        """Give a repetition that is more than half-way back as the recording ends."""
        return self._counted(self.excursions.close())

    def _weigh(self, found: Step, since: float) -> None:
        """Gather which side it is: a pose model confuses the legs for a while, not for a whole rep.

        While nobody is out, what was gathered fades, so that only the way out counts.
        """
        if not self.excursions.away:
            fades = math.exp(-since / _FADES_SECONDS)
            self._leads *= fades
            self._led *= fades
        self._leads += since * found.leads
        self._led += since * abs(found.leads)

    def _counted(self, done: Excursion | None) -> Counted | None:
        if done is None:
            return None
        side = self._side()
        self._leads = self._led = 0.0
        if done.explained < self.needs or done.ended_at - done.began_at < self._shortest:
            return None
        self._before = side
        return Counted(side, done)

    def _side(self) -> str | None:
        sides = self.follower.sides
        if self.blind or len(sides) == 1:
            return None if self.blind else sides[0]
        unsure = abs(self._leads) < _SURE * self._led
        if unsure and self._alternates and self._before is not None:
            return sides[1 - sides.index(self._before)]
        return sides[0] if self._leads > 0.0 else sides[1]

    def _mind_rest(self, at: float, since: float, seen: Array) -> None:
        if self.away:
            if math.isnan(self._out_at):
                self._out_at = at
            elif at - self._out_at > self._longest:
                self.excursions.forget()
                self._out_at = math.nan
                self.rest = seen.copy()
            return
        self._out_at = math.nan
        if self.phase < _RESTING:
            follows = min(since / _REST_FOLLOWS_SECONDS, 1.0)
            self.rest += follows * (seen - self.rest)
