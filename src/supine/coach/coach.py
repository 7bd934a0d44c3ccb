"""The coach: frames in, events out, for any movement with a card."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from supine.coach.advising import Adviser
from supine.coach.beginning import Beginning, Instant
from supine.coach.counter import Counted, Counter
from supine.coach.easier import easier_views
from supine.coach.events import Event, Left, Rep, Settled, Tally, Unseen
from supine.coach.frames import Frame
from supine.coach.noticing import Noticing
from supine.coach.pattern import MARKS, Pattern
from supine.coach.plausible import Eyes, Flags
from supine.coach.settling import Settling
from supine.coach.tallying import SeenTime, tally_of
from supine.coach.viewing import View

Array = NDArray[np.float64]

# Nobody, or somebody somewhere else, for so long: they have left the position.
_GONE_SECONDS = 4.0
# The body this far from all that the pattern knows, as `Counter.strayed` tells it, metres: lying
# people who move are at .03 to .1, somebody who sits up at .5 and more.
_ELSEWHERE_METRES = 0.45
# From here on it is worth a look whether the camera or the mat has moved.
_ASTRAY_METRES = 0.15
# Of the movement, the share that the visible marks must show.
_COVERED = 0.55
# Somebody lies still, but not in this position, for so long before it is said.
_OTHER_POSITION_SECONDS = 3.0
# Somebody has been there for so long and never lain still: they moved at once, or this place of the
# camera makes the pose model tremble.
_NEVER_STILL_SECONDS = 10.0
# Of the movement's travel, the share that this view must show.
_VIEW_SHOWS = 0.3
# Views that cards rule out: the camera within so much of the body's side or of straight behind the
# feet. Fitted azimuths are right to about 10 degrees.
_ON_AXIS = math.radians(10)
_FROM = {"side": (math.pi / 2, 3 * math.pi / 2), "above-feet": (0.0, 2 * math.pi)}


class Coach:
    """Watches one set of one movement.

    aspect: the picture's width over its height. begins_at_rest: it counts only after somebody lies
    still in the starting position; without it (recordings) rest is found among what was seen. A
    repetition that is unfinished as the set ends counts once it is half-way back.
    """

    def __init__(self, pattern: Pattern, aspect: float, begins_at_rest: bool = True) -> None:  # noqa: FBT001, FBT002 - the one choice there is, and callers name it
        self.pattern = pattern
        self._aspect = aspect
        self._eyes = Eyes(aspect)
        self._settling = Settling(pattern)
        self._beginning = None if begins_at_rest else Beginning(pattern)
        self._counter: Counter | None = None
        self._reps: list[Rep] = []
        self._adviser = Adviser(pattern)
        self._time = SeenTime()
        self._noticing = Noticing()
        self._notes: dict[str, None] = {}
        self._settled_once = False
        self._seen_at = math.nan
        self._lost_since = math.nan
        self._still_since = self._there_since = math.nan

    def see(self, frame: Frame) -> tuple[Event, ...]:
        """Take one frame; give what there is to say about it."""
        at = frame.at_seconds
        if self.pattern.timed or at <= self._time.last:
            self._time.add(at, counting=False)
            return ()
        counter = self._counter
        looked = self._eyes.look(frame, counter.follower.scale if counter else None)
        if looked is None:
            events = self._nobody(at)
        else:
            self._seen_at = at
            events = self._look(Instant(at, *looked))
        counting = looked is not None and self._counter is not None
        self._time.add(at, counting=counting and self._noticing.hidden is None)
        return tuple(events)

    def tally(self) -> Tally:
        """Give what the set has come to so far."""
        if self.pattern.timed:
            return tally_of((), 0.0, ("timed",))
        reps, share = list(self._reps), self._time.share
        counter = self._counter
        if counter is None and self._beginning is not None:
            found = self._beginning.found(ended=True)
            if found is not None:
                counter, share = found[0], 1.0
                for counted in found[1]:
                    reps.append(_rep(counted, reps))
        for last in counter.close() if counter is not None else ():
            reps.append(_rep(last, reps))
        notes = list(self._notes)
        if not reps and not self._settled_once and not notes:
            notes.append("never-settled")
        return tally_of(reps, share, tuple(notes))

    def followed(self, frames: Iterable[Frame]) -> Iterator[float | None]:
        """Go through a set that was seen again: the phase at each frame, None where unknown.

        0 at rest, 1 the card's full movement as this camera sees it.
        """
        counter = self._counter
        if counter is None and self._beginning is not None:
            found = self._beginning.found(ended=True)
            counter = found[0] if found is not None else None
        eyes = Eyes(self._aspect)
        for frame in frames:
            looked = eyes.look(frame, counter.follower.scale) if counter is not None else None
            if counter is None or looked is None:
                yield None
                continue
            marks, visible = looked
            follower = counter.follower
            yield follower.step((marks - counter.rest) / follower.scale, visible).phase

    def _look(self, now: Instant) -> list[Event]:
        events: list[Event] = []
        if self._counter is not None:
            events += self._follow(self._counter, now)
        elif self._beginning is not None:
            events += self._begin(self._beginning, now)
        if self._beginning is None and (self._counter is None or not self._counter.away):
            events += self._settle(now)
        return events

    def _follow(self, counter: Counter, now: Instant) -> list[Event]:
        covered = counter.follower.covered(now.visible) >= _COVERED
        hidden = None if covered else _hides(counter, now.visible)
        events = list(self._noticing.see(hidden, now.at))
        done = counter.step(now.at, now.marks, now.visible) if covered else ()
        self._adviser.look(now.marks)
        for counted in done:
            events.append(rep := self._take_rep(counted))
            events += self._adviser.after(rep)
        if counter.strayed < _ELSEWHERE_METRES:
            self._lost_since = math.nan
        elif math.isnan(self._lost_since):
            self._lost_since = now.at
        elif now.at - self._lost_since > _GONE_SECONDS and self._beginning is None:
            events.append(self._leave(now.at))
        return events

    def _take_rep(self, counted: Counted) -> Rep:
        rep = _rep(counted, self._reps)
        self._reps.append(rep)
        return rep

    def _begin(self, beginning: Beginning, now: Instant) -> list[Event]:
        found = beginning.see(now)
        if found is None:
            return []
        counter, done = found
        self._take(counter)
        if _ruled_out(self.pattern, counter.follower.views[0]):
            self._notes["view"] = None
        self._time.count_all()
        return [Settled(now.at), *(self._take_rep(counted) for counted in done)]

    def _settle(self, now: Instant) -> list[Event]:
        if self._counter is not None and self._counter.strayed < _ASTRAY_METRES:
            return []
        found = self._settling.see(now.at, now.marks, now.visible)
        if found is None:
            return self._wait_for_position(now.at) if self._counter is None else []
        easier = easier_views(self.pattern, found)
        counter = Counter(self.pattern, found.views, found.marks, found.spread, easier)
        if _ruled_out(self.pattern, found.views[0]) or counter.follower.seen < _VIEW_SHOWS:
            self._notes["view"] = None
            self._counter = None
            return list(self._noticing.see(Unseen.VIEW, now.at))
        self._take(counter)
        return [Settled(now.at), *self._noticing.see(None, now.at)]

    def _wait_for_position(self, at: float) -> list[Event]:
        if self._noticing.hidden is Unseen.VIEW:
            still = self._settling.still is not None
            return list(self._noticing.see(Unseen.VIEW, at)) if still else []
        if math.isnan(self._there_since):
            self._there_since = at
        if self._settling.still is None:
            self._still_since = math.nan
            if at - self._there_since > _NEVER_STILL_SECONDS:
                return list(self._noticing.see(Unseen.POSITION, at))
        elif math.isnan(self._still_since):
            self._still_since = at
        elif at - self._still_since > _OTHER_POSITION_SECONDS:
            return list(self._noticing.see(Unseen.POSITION, at))
        return []

    def _take(self, counter: Counter) -> None:
        self._counter = counter
        self._settled_once = True
        if counter.blind:
            self._notes["view-cannot-tell-sides"] = None
        self._lost_since = self._still_since = self._there_since = math.nan
        self._settling.forget()

    def _leave(self, at: float) -> Left:
        self._counter = None
        self._lost_since = math.nan
        self._settling.forget()
        return Left(at)

    def _nobody(self, at: float) -> list[Event]:
        if math.isnan(self._seen_at):
            self._seen_at = at
        gone = at - self._seen_at
        events = list(self._noticing.see(Unseen.NOBODY, at)) if gone > _BLINK_SECONDS else []
        if gone > _GONE_SECONDS:
            self._there_since = math.nan
        if gone > _GONE_SECONDS and self._counter is not None and self._beginning is None:
            events.append(self._leave(at))
        return events


# Frames without anybody in them for less than this are dropped frames, and nothing else.
_BLINK_SECONDS = 0.5


def _rep(counted: Counted, before: Sequence[Rep]) -> Rep:
    done = counted.excursion
    best = max([done.peak, *(rep.reach for rep in before)])
    return Rep(
        done.ended_at,
        counted.side,
        done.peak,
        done.peak / best,
        done.out_seconds,
        done.back_seconds,
        max(done.turned_at - done.began_at - done.out_seconds, 0.0),
    )


def _hides(counter: Counter, visible: Flags) -> Unseen:
    """Give the part whose marks hide most of the movement."""
    hidden: dict[Unseen, float] = {}
    moves = counter.follower.travel**2
    for index, mark in enumerate(MARKS):
        if not visible[index]:
            hidden[mark.part] = hidden.get(mark.part, 0.0) + float(moves[index])
    return max(hidden, key=lambda part: hidden[part])


def _ruled_out(pattern: Pattern, view: View) -> bool:
    """Tell whether the camera stands where the card says that it cannot tell the movement."""
    return any(
        abs(view.azimuth - axis) < _ON_AXIS
        for name in pattern.cannot
        for axis in _FROM.get(name, ())
    )
