"""Repetitions of one movement in one picture: rest, phase and side, counted and refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.counting import Excursion, Excursions
from supine.coach.easier import Easier
from supine.coach.following import Flags, Follower, Step
from supine.coach.parts import Parts
from supine.coach.pattern import Pattern
from supine.coach.viewing import View

Array = NDArray[np.float64]

# Seconds over which a phase is smoothed: a third of the quickest way out.
_SMOOTH_SECONDS = 0.1
# Rest follows a body that slowly sinks into the mat, while nobody is out.
_REST_FOLLOWS_SECONDS = 3.0
_RESTING = 0.15
_USUAL_REACH = 0.5
# The first one has nothing to bear it out. So little over the smallest reach, or explained by so
# little more than has to be, or from a camera that fits badly, it is kept back until there is
# another: settling in and trying out go the way once.
_SURE_BY = 0.06
_SURELY_EXPLAINED = 0.03
# That one has to be like it: of the same size and as long, but for these shares.
_AS_LARGE, _AS_LONG = 0.5, 0.4
# Of how far everything moved, the way must explain this much, or it was another movement.
LEAST_EXPLAINED = 0.58
# A camera that fits less well has to be borne out by the movement: so much more for each 1 of chi
# above 1, but no more than this in all.
_NEEDS_MORE, _NEEDS_AT_MOST = 3.0, 0.27
# The landmarks' noise makes a way out of nothing that the pattern explains well enough: under this
# reach it has to explain more, so much more for each 1 of reach, ...
_LARGE_REACH = 0.5
_SMALL_NEEDS_MORE = 1.5
# ... and everything has to have moved by more than noise does (squares; so much more for each 1 of
# chi above 1), ...
_STANDS_OUT, _STANDS_OUT_MORE = 1.2, 2.0
# ... and to be home again: what is left of how far everything was, noise apart. Large ones need
# not: people stop short of where they began.
_LEFT_AWAY = 0.75
# A movement that alternates bears itself out: right after one of the other side, and with no doubt
# which side it is, so much less has to be explained. The far leg is hidden on one side only, and
# then strays each time.
_AFTER_THE_OTHER = 0.15
_NO_DOUBT = 0.9
# Of all that spoke for either side, the share by which one must lead; under it the sides of a
# movement that alternates are taken to alternate.
_SURE = 0.15
_FADES_SECONDS = 0.3
# Below this distance between the far ends, as a share of the way, sides are a guess.
APART = 0.35
# Nobody is out for longer than the card's longest hold and three of its ways, and some patience.
_PATIENCE_SECONDS = 8.0
# The quickest repetition, as a share of the card's own, holds and all: people hurry, and cut holds
# short, but landmarks that flicker are quicker still, and so are other movements on the same way.
_QUICKEST_WHOLE = 0.19
# The slowest one: the card's longest hold, so many times its ways, and a moment. Longer ones are
# another movement on the same way, with a hold.
_SLOWEST_WAYS, _SLOWEST_SECONDS = 2.5, 1.0
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
    everything that the pattern knows. easier: of `easier_views`.
    """

    def __init__(
        self,
        pattern: Pattern,
        views: Sequence[View],
        rest: Array,
        spread: Array | None = None,
        easier: Sequence[View] = (),
    ) -> None:
        self.follower = Follower(views, spread)
        self._parts = Parts(self.follower)
        self._easier = Easier(easier, spread)
        self.rest = rest.copy()
        self.blind = self.follower.apart < APART
        quickest = max(_QUICKEST_SHARE * pattern.out_seconds, _QUICKEST_SECONDS)
        self.excursions = Excursions(pattern.least_reach, _USUAL_REACH, quickest)
        self._alternates = pattern.alternates
        self._leads = self._led = 0.0
        self._moved = self._moved_most = 0.0
        self._before: str | None = None
        self._before_at = -math.inf
        self._kept_back: tuple[Counted, ...] | None = None
        moving = pattern.out_seconds + pattern.back_seconds
        self._moving = moving
        self._shortest = _QUICKEST_WHOLE * (moving + pattern.hold_seconds[0])
        self._slowest = pattern.hold_seconds[1] + _SLOWEST_WAYS * moving + _SLOWEST_SECONDS
        self._longest = pattern.hold_seconds[1] + 3.0 * moving + _PATIENCE_SECONDS
        poor = max(views[0].chi - 1.0, 0.0)
        self.needs = LEAST_EXPLAINED + min(_NEEDS_MORE * poor, _NEEDS_AT_MOST)
        self._least_moved = (_STANDS_OUT + _STANDS_OUT_MORE * poor) * self.follower.noise
        self._at = math.nan
        self._out_at = math.nan
        self.phase = 0.0
        self.strayed = 0.0

    @property
    def away(self) -> bool:
        """Tell whether a repetition is under way."""
        return self.excursions.away

    def step(self, at: float, seen: Array, visible: Flags) -> tuple[Counted, ...]:
        """Take where marks are seen (15, 2) at an instant, and which of them to go by.

        Gives the repetition that ends here, if any; and before it the first, if that was not sure.
        """
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
        resting = found.phase < _RESTING
        if not resting:
            self._parts.add(found, moved, visible)
            self._easier.add(found, seen - self.rest, visible)
        self._moved += smooth * (found.away - self._moved)
        self._moved_most = max(self._moved, self._moved_most) if self.away else self._moved
        hurried = found.phase > _RESTING and (found.leads > 0.0) != (self._leads > 0.0)
        done = self.excursions.step(at, self.phase, explained, hurried=hurried)
        self._mind_rest(at, since, seen)
        counted = self._counted(done)
        if done is not None or (resting and not self.away):
            self._parts.forget()
            self._easier.forget()
        return counted

    def close(self) -> tuple[Counted, ...]:
        """Give what `step` would if the recording ended here: half-way back is enough then.

        It may go on all the same.
        """
        leads, before = (self._leads, self._led), (self._before, self._before_at, self._kept_back)
        last = self._counted(self.excursions.close(), ended=True)
        self._leads, self._led = leads
        self._before, self._before_at, self._kept_back = before
        return last

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

    def _counted(self, done: Excursion | None, *, ended: bool = False) -> tuple[Counted, ...]:
        if done is None:
            return ()
        side = self._side()
        less = _AFTER_THE_OTHER if self._answers(side, done) else 0.0
        self._leads = self._led = 0.0
        if not self._shortest <= done.ended_at - done.began_at <= self._slowest:
            return ()
        small = max(_LARGE_REACH - done.peak, 0.0)
        if done.explained < self.needs + _SMALL_NEEDS_MORE * small - less:
            return ()
        if not self._stands_out(home=ended or small == 0.0):
            return ()
        if not self._parts.came_along or self._easier.likelier:
            return ()
        self._before, self._before_at = side, done.ended_at
        return self._borne_out(Counted(side, done))

    def _borne_out(self, counted: Counted) -> tuple[Counted, ...]:
        """Keep the first one back while it is not sure; give it with the next one."""
        done = counted.excursion
        unsure = (
            done.peak < self.excursions.least + _SURE_BY
            or done.explained < self.needs + _SURELY_EXPLAINED
            or self.needs > LEAST_EXPLAINED
        )
        if self._kept_back is None and unsure:
            self._kept_back = (counted,)
            return ()
        kept, self._kept_back = self._kept_back or (), ()
        return (*(one for one in kept if _alike(one.excursion, done)), counted)

    def _answers(self, side: str | None, done: Excursion) -> bool:
        """Tell whether this is beyond doubt the other side's, right after one that counted."""
        return (
            self._alternates
            and not self.blind
            and self._before not in (None, side)
            and abs(self._leads) > _NO_DOUBT * self._led
            and done.began_at - self._before_at < self._moving
        )

    def _stands_out(self, *, home: bool) -> bool:
        """Tell whether everything moved by more than noise and came home, unless `home` is sure."""
        left = max(self._moved - self.follower.noise, 0.0)
        home = home or left < _LEFT_AWAY**2 * self._moved_most
        return home and self._moved_most > self._least_moved

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


def _alike(first: Excursion, second: Excursion) -> bool:
    lasted = [one.ended_at - one.began_at for one in (first, second)]
    peaks = first.peak, second.peak
    large, long = min(peaks) / max(peaks), min(lasted) / max(lasted)
    return large >= _AS_LARGE and long >= _AS_LONG
