"""Finding, in a recording that begins anywhere, which of the poses seen so far is at rest.

Somebody who lies still in the starting position for a while, and fits it well, is at rest there.
Failing that, every pose that was held or turned in may be it. Each is tried: how well does it fit
the starting position through some camera, and how much of all that moved does the pattern explain
from there?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.counter import Counted, Counter
from supine.coach.easier import easier_views
from supine.coach.pattern import PHASES, Pattern
from supine.coach.plausible import CORE, TRUNK_METRES, Flags, body_size
from supine.coach.settling import Rest, Settling, chosen_views
from supine.coach.viewing import fitted_views

Array = NDArray[np.float64]

# The first look after so many seconds, then again each time the recording has grown by a share.
_FIRST_LOOK_SECONDS = 1.5
_LOOKS_AGAIN_SECONDS = 0.5
_GROWS = 1.15
# What came before is forgotten: people put the camera up, lie down and arrange themselves.
_REMEMBERED_SECONDS = 40.0
_CANDIDATES = 6
# Poses nearer to each other than this, metres, are the same.
_SAME_METRES = 0.04
_SAMPLES_PER_SECOND = 10.0
# A real start is held less exactly than one that somebody waits in; the movement must bear it out.
_FITS = 1.5
# A pose that somebody lies still in, and that fits as well as this, is the start: the far end of a
# movement may be held as long, and fits worse (.7 to 1.2).
_SETTLED_FITS = 0.65
# None of trunk and legs wanders farther than this, metres, while somebody waits; while somebody
# turns for the next repetition the feet or the knees do.
_SETTLED_METRES = 0.065
_EXPLAINS = 0.5
_REACHES = 0.3
# What a rest at one end of a movement to and fro costs, against a chi of 1.
_LOPSIDED = 0.5
# Of a movement to and fro, so many repetitions show which pose is in the middle.
_TO_AND_FRO = 2
# What speaks for a pose in which all the time was spent: people wait where they rest. So near,
# metres, counts as there.
_DWELLS = 0.6
_NEAR_METRES = 0.1


@dataclass(frozen=True, slots=True)
class Instant:
    """One frame as marks: see `supine.coach.plausible`."""

    at: float
    marks: Array
    visible: Flags


class _Tried(NamedTuple):
    """What speaks for a pose as the one at rest.

    explained: the share of all movement that the pattern explains from there; reach: how far out it
    went; lopsided: 0 where both sides went as far out, 1 where only one did though its opposite is
    the other's way (a rest at one end of a movement to and fro looks like that); near: the share of
    the time spent close to it.
    """

    explained: float
    reach: float
    lopsided: float
    near: float

    @property
    def cost(self) -> float:
        """What it costs, against a chi of 1."""
        return 2.0 * (1.0 - self.explained) + _LOPSIDED * self.lopsided - _DWELLS * self.near


class Beginning:
    """Gathers frames until a resting pose is found among them."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._frames: list[Instant] = []
        self._look_at = _FIRST_LOOK_SECONDS
        self._settling = Settling(pattern)
        self._waited_in: Rest | None = None

    def see(self, frame: Instant) -> tuple[Counter, list[Counted]] | None:
        """Take a frame; once rest is found, give its counter and what had been done by then."""
        frames = self._frames
        frames.append(frame)
        if len(frames) % 64 == 0:
            recent = frame.at - _REMEMBERED_SECONDS
            self._frames = frames = [one for one in frames if one.at >= recent]
        settled = self._settled(frame)
        if settled is not None or frame.at - frames[0].at < self._look_at:
            return settled
        self._look_at = max(self._look_at + _LOOKS_AGAIN_SECONDS, self._look_at * _GROWS)
        if self._look_at > _REMEMBERED_SECONDS:
            self._look_at = _REMEMBERED_SECONDS / 2
            self._frames = frames[len(frames) // 2 :]
        return self.found(ended=False)

    def _settled(self, frame: Instant) -> tuple[Counter, list[Counted]] | None:
        """Give the counter of somebody who has just settled, and what had been done by then.

        What the pattern does not explain was lying down.
        """
        rest = self._settling.see(frame.at, frame.marks, frame.visible)
        if rest is None:
            return None
        if self._waited_in is None or rest.views[0].chi < self._waited_in.views[0].chi:
            self._waited_in = rest
        if rest.views[0].chi > _SETTLED_FITS or rest.wander > _SETTLED_METRES:
            return None
        counter = self._counter(rest)
        moved = _tried(counter, self._frames)
        explained = moved.explained >= _EXPLAINS and moved.reach >= _REACHES
        return counter, self._done(counter) if explained else []

    def _done(self, counter: Counter) -> list[Counted]:
        return [
            counted
            for frame in self._frames
            for counted in counter.step(frame.at, frame.marks, frame.visible)
        ]

    def found(self, *, ended: bool) -> tuple[Counter, list[Counted]] | None:
        """Give the counter of the likeliest rest, if any explains what was seen.

        ended: nothing more will come, so that a repetition need not be over.
        """
        frames = self._frames
        if len(frames) < 8:  # noqa: PLR2004 - a third of a second
            return None
        best: tuple[float, Rest] | None = None
        for rest in self._candidates():
            tried = _tried(Counter(self._pattern, rest.views, rest.marks, rest.spread), frames)
            if tried.explained < _EXPLAINS or tried.reach < _REACHES:
                continue
            score = rest.views[0].chi + tried.cost
            if best is None or score < best[0]:
                best = score, rest
        if best is None:
            return None
        counter = self._counter(best[1])
        done = self._done(counter)
        enough = len(done) >= (_TO_AND_FRO if counter.follower.opposed else 1)
        return (counter, done) if enough or ended else None

    def _counter(self, rest: Rest) -> Counter:
        # What one waited in tells more than a pose in passing, which fits many starts.
        easier = easier_views(self._pattern, self._waited_in or rest)
        return Counter(self._pattern, rest.views, rest.marks, rest.spread, easier)

    def _candidates(self) -> Iterator[Rest]:
        """Give the poses that may be at rest and are in the starting position."""
        if self._waited_in is not None:
            yield self._waited_in
        for marks, trusted in self._poses():
            views = chosen_views(fitted_views(self._pattern.starts, marks, trusted), _FITS)
            if views:
                yield Rest(marks, None, trusted, views)

    def _poses(self) -> list[tuple[Array, Flags]]:
        """Give poses far from each other, the slowest first, and the marks to go by in each."""
        frames = self._frames
        span = max(frames[-1].at - frames[0].at, 1e-3)
        every = max(int(len(frames) / span / _SAMPLES_PER_SECOND), 1)
        half = max(int(0.1 * len(frames) / span), 1)
        middles = range(0, len(frames), every)
        marks = np.stack([one.marks for one in frames])
        flags = np.stack([one.visible for one in frames])
        around = [slice(max(k - half, 0), k + half + 1) for k in middles]
        poses = np.stack([np.median(marks[near], axis=0) for near in around])
        pace = np.gradient(poses[:, CORE], axis=0) if len(poses) > 1 else np.zeros_like(poses)
        speed = np.sqrt((pace**2).sum(axis=-1)).mean(axis=1)
        metre = float(np.median([body_size(pose) for pose in poses])) / TRUNK_METRES
        slow = speed <= np.quantile(speed, 0.6)
        chosen: list[int] = [int(np.argmin(speed))]
        away = np.full(len(poses), np.inf)
        while len(chosen) < _CANDIDATES:
            gap = ((poses[:, CORE] - poses[chosen[-1], CORE]) ** 2).sum(axis=-1).max(axis=-1)
            away = np.minimum(away, np.sqrt(gap))
            farthest = int(np.argmax(np.where(slow, away, 0.0)))
            if away[farthest] < _SAME_METRES * metre:
                break
            chosen.append(farthest)
        return [(poses[k], flags[around[k]].mean(axis=0) > 0.5) for k in chosen]  # noqa: PLR2004


def _tried(counter: Counter, frames: Sequence[Instant]) -> _Tried:
    follower = counter.follower
    table = follower.table(np.ones(len(counter.rest), dtype=bool))
    marks = np.stack([one.marks for one in frames])
    moved = (table.root @ ((marks - counter.rest) / follower.scale)).reshape(len(marks), -1)
    cost = moved @ table.ways.T + table.squares
    away = (moved**2).sum(axis=1)
    left_over = np.maximum(away + cost.min(axis=1) - follower.noise, 0.0)
    best = cost.argmin(axis=1)
    phases = PHASES[best % len(PHASES)]
    sides = follower.side_of[best // len(PHASES)]
    reach = [float(np.quantile(np.where(sides == side, phases, 0.0), 0.95)) for side in (0, 1)]
    lopsided = 1.0 - min(reach) / max(*reach, 1e-9) if follower.opposed else 0.0
    near = np.sqrt(away) * follower.length < _NEAR_METRES
    explained = 1.0 - float(left_over.sum() / max(away.sum(), 1e-9))
    return _Tried(explained, max(reach), lopsided, float(near.mean()))
