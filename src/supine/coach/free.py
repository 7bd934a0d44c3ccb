"""Counting without a card: whatever comes round again, whoever moves and however they lie.

A frame becomes a description in which left and right are alike, since a pose model mistakes one
leg for the other in a view from the side: of each pair of points the middle, and how far the two
are apart. `rounds` finds what comes back in it. Everything seen so far is read again every second
or so: a first guess is mended as soon as more has been seen; what was said is not taken back.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from supine.coach.events import CannotSee, Event, Rep, Seen, SideTally, Tally, Unseen
from supine.coach.frames import Array, Frame
from supine.coach.rounds import Reading, Round, read

# Shoulders, elbows, wrists, hips, knees, ankles: left and right.
_LEFT = np.array([11, 13, 15, 23, 25, 27])
_RIGHT = _LEFT + 1
_SHOULDERS, _HIPS, _KNEES, _ANKLES = 0, 3, 4, 5
_HERTZ = 15
# Seconds between readings: so many, and this share of what is looked back over where that is more.
_READ_EVERY_SECONDS = 1.0
_READ_EVERY_SHARE = 1 / 30
# The longest time looked back over, and what of it is kept once that is reached. What is older
# is kept as it was read.
_WINDOW_SECONDS = 120.0
_KEPT_SECONDS = 90.0
_GONE_SECONDS = 1.0
_MEDIAN_OF = 5
# How much the distance within a pair counts beside its middle.
_APART = 0.5
# Noise of a point, in body lengths, at which it counts half.
_HALF_NOISE = 0.015
# A pose model that fails for a moment throws the whole body about: this far from one sample to the
# next (body lengths, mean of all points), and this many times what is usual in this recording.
_THROWN = 0.15
_TIMES_USUAL = 2.0
_FAILS_SECONDS = 0.6
# A cut of the film: such a jump, this many times what the body does before and after it, of which
# this share at most is left once the picture is moved and sized to fit.
_TIMES_AROUND = 3.0
_LEFT_OVER = 0.35
_MOST_TIMES_LARGER = 2.0
# Somebody else for so long at most, after which the first is seen again, is bridged.
_ELSE_SECONDS = 1.5
# How much larger or smaller the body looks at the end, from which on the camera may have zoomed.
_ZOOMED = 0.08
_BACK_AGAIN = 0.4
# Whether the body or the picture stands still: the longer of two readings is right, and of two as
# long the one that is clearly less doubtful.
_LONGER = 1.2
_LESS_DOUBT = 0.9
_MIDDLES = 12


class FreeCoach:
    """Follows the dominant movement that comes back, from anywhere in it; needs no settling.

    aspect: the picture's width divided by its height. A repetition is one way out from the pose in
    which the body dwells, and back. `see` says it up to some seconds after it ended; `tally` is
    the reading of all that was seen, an unfinished last repetition of more than half included.
    Raises ValueError for an aspect that is not positive.
    """

    def __init__(self, aspect: float) -> None:
        if not aspect > 0:
            raise ValueError(f"a picture cannot be {aspect} times as wide as high")
        self._stretch = np.array([aspect, 1.0])
        self._begun: float | None = None
        self._last = 0.0
        self._last_body = 0.0
        self._body_seconds = 0.0
        self._gone = False
        self._next_reading = 0.0
        self._rows: list[Array] = []
        self._first_bin = 0
        self._sum: Array | None = None
        self._in_sum = 0
        self._bin = 0
        self._older: list[Rep] = []
        self._said = 0

    def see(self, frame: Frame) -> tuple[Event, ...]:
        """Take one frame, later than the one before; give what there is to say after it."""
        at = frame.at_seconds
        if self._begun is None:
            self._begun = self._last = self._last_body = at
            self._next_reading = at + _READ_EVERY_SECONDS
        elif at <= self._last:
            return ()
        marks = frame.landmarks
        seen = marks is not None and bool(np.isfinite(marks[_LEFT, 0]).all())
        events: list[Event] = []
        if marks is not None and seen:
            if self._gone:
                events.append(Seen(at))
            self._body_seconds += min(at - self._last, _GONE_SECONDS)
            self._last_body, self._gone = at, False
            self._keep(self._describe(marks), int((at - self._begun) * _HERTZ))
        elif not self._gone and at - self._last_body > _GONE_SECONDS:
            self._gone = True
            events.append(CannotSee(at, Unseen.NOBODY))
        self._last = at
        if at >= self._next_reading:
            looked_back = len(self._rows) / _HERTZ
            self._next_reading = at + max(_READ_EVERY_SECONDS, _READ_EVERY_SHARE * looked_back)
            events += self._new_reps()
        return tuple(events)

    def tally(self) -> Tally:
        """Give what the set came to, as all that was seen up to now is read."""
        reps = tuple(self._own_best([*self._older, *self._read(unfinished=True)]))
        lasted = self._last - (self._begun or 0.0)
        share = min(1.0, self._body_seconds / lasted) if lasted > 0 else 0.0
        if not reps:
            return Tally(seen_share=share)
        side = SideTally(
            reps=len(reps),
            reach=float(np.median([rep.reach for rep in reps])),
            best_reach=1.0,
            out_seconds=float(np.median([rep.out_seconds for rep in reps])),
            back_seconds=float(np.median([rep.back_seconds for rep in reps])),
        )
        return Tally(reps, {None: side}, share)

    def followed(self, frames: Iterable[Frame]) -> Iterator[float | None]:
        """Go through a set that was seen again: how far from home each frame is, 1 the farthest.

        None where nobody was, where nothing came back, or longer ago than is remembered.
        """
        reading = better_reading(self._path())
        begins, away = reading.begins, reading.away
        farthest = float(away.max(initial=0.0))
        samples = np.arange(len(away))
        for frame in frames:
            into = (frame.at_seconds - (self._begun or 0.0)) * _HERTZ - 0.5
            sample = into - self._first_bin - begins
            known = frame.landmarks is not None and -1 < sample < len(away) and farthest > 0
            yield float(np.interp(sample, samples, away)) / farthest if known else None

    def _describe(self, marks: Array) -> Array:
        """Give 24 numbers, and the lengths of the trunk and the legs, in picture heights."""
        left, right = marks[_LEFT, :2] * self._stretch, marks[_RIGHT, :2] * self._stretch
        middle = (left + right) / 2
        apart = np.abs(left - right) * (_APART / 2)
        trunk = middle[_SHOULDERS] - middle[_HIPS]
        legs = np.concatenate([left[_HIPS:_ANKLES], right[_HIPS:_ANKLES]]) - np.concatenate(
            [left[_KNEES:], right[_KNEES:]]
        )
        leg = np.sqrt((legs**2).sum(axis=1)).mean()
        return np.concatenate([middle.ravel(), apart.ravel(), [math.hypot(*trunk), leg]])

    def _keep(self, described: Array, at_bin: int) -> None:
        """Average what falls into one bin; bins in which nobody was seen stay unknown."""
        if self._sum is not None and at_bin == self._bin:
            self._sum = self._sum + described
            self._in_sum += 1
            return
        if self._sum is not None:
            self._rows.append(self._sum / self._in_sum)
            self._rows += [np.full_like(described, np.nan)] * (at_bin - self._bin - 1)
        else:
            self._first_bin = at_bin
        self._sum, self._in_sum, self._bin = described, 1, at_bin

    def _path(self) -> Array:
        """Give the path looked back over in body lengths, momentary failures taken out."""
        rows = np.array([*self._rows, self._sum / self._in_sum]) if self._sum is not None else None
        if rows is None or len(rows) < _MEDIAN_OF:
            return np.zeros((0, 1))
        known = np.isfinite(rows[:, 0])
        if not known.all():
            bins = np.arange(len(rows))
            rows = np.stack([np.interp(bins, bins[known], row[known]) for row in rows.T], axis=1)
        # The longest that trunk and legs look is when they are seen without foreshortening.
        body = max(float(np.percentile(rows[:, -2:], 90, axis=0).max()), 1e-6)
        return without_failures(without_cuts(rows[:, :-2] / body))

    def _read(self, *, unfinished: bool) -> list[Rep]:
        """Give the repetitions of the window."""
        found = better_reading(self._path()).rounds
        return [self._rep(one) for one in found if one.whole or unfinished]

    def _rep(self, one: Round) -> Rep:
        begun = self._begun or 0.0
        begins, far, ends = (
            begun + (self._first_bin + sample + 0.5) / _HERTZ
            for sample in (one.begins, one.far, one.ends)
        )
        return Rep(ends, None, one.size, 1.0, far - begins, ends - far)

    def _own_best(self, reps: list[Rep]) -> list[Rep]:
        """Give the repetitions with their sizes as shares of the largest."""
        best = max((rep.reach for rep in reps), default=1.0)
        so_far, shared = 0.0, []
        for rep in reps:
            so_far = max(so_far, rep.reach)
            share = rep.reach / so_far
            shared.append(
                Rep(
                    rep.at_seconds, None, rep.reach / best, share, rep.out_seconds, rep.back_seconds
                )
            )
        return shared

    def _new_reps(self) -> list[Event]:
        """Say what the reading has beyond what was said, and let go of what is long ago."""
        reps = self._read(unfinished=False)
        if len(self._rows) > _WINDOW_SECONDS * _HERTZ:
            self._let_go(reps)
            reps = self._read(unfinished=False)
        whole = self._own_best([*self._older, *reps])
        new = whole[self._said :]
        self._said += len(new)
        return list(new)

    def _let_go(self, reps: list[Rep]) -> None:
        """Forget what is older than the window, up to the end of a repetition if there is one."""
        kept_from = self._last - _KEPT_SECONDS
        old = [rep for rep in reps if rep.at_seconds <= kept_from]
        self._older += old
        upto = old[-1].at_seconds if old else kept_from
        bins = int((upto - (self._begun or 0.0)) * _HERTZ) - self._first_bin
        del self._rows[:bins]
        while self._rows and not np.isfinite(self._rows[0][0]):
            del self._rows[0]
            bins += 1
        self._first_bin += bins


def better_reading(path: Array) -> Reading:
    """Read a path (samples, 24) as it is, and about the trunk as if that stood still.

    The first sees the whole body travel; the second is right where the camera moves, or zooms.
    """
    if len(path) < _MEDIAN_OF:
        return Reading()
    middles = path[:, :_MIDDLES].reshape(len(path), -1, 2)
    trunk = (middles[:, _SHOULDERS] + middles[:, _HIPS]) / 2
    about = (middles - trunk[:, None]).reshape(len(path), -1)
    as_it_is = read(weighed(_smooth(path)))
    about_trunk = read(weighed(_smooth(np.concatenate([about, path[:, _MIDDLES:]], axis=1))))
    found = _of_two(as_it_is, about_trunk)
    unzoomed = without_zoom(np.concatenate([about, path[:, _MIDDLES:]], axis=1))
    return found if unzoomed is None else _of_two(found, read(weighed(_smooth(unzoomed))))


def _of_two(usual: Reading, other: Reading) -> Reading:
    """Give the longer of two readings, and of two as long the less doubtful."""
    if other.span > _LONGER * usual.span:
        return other
    if usual.span > _LONGER * other.span:
        return usual
    return other if other.doubt < _LESS_DOUBT * usual.doubt else usual


def without_failures(path: Array) -> Array:
    """Bridge the moments in which the whole body jumps away and back (samples, 24)."""
    points = path.reshape(len(path), -1, 2)[:, : _MIDDLES // 2]
    steps = np.linalg.norm(np.diff(points, axis=0), axis=-1).mean(axis=1)
    if not len(steps):
        return path
    thrown = max(_THROWN, _TIMES_USUAL * float(np.percentile(steps, 80)))
    bad = np.zeros(len(path), dtype=bool)
    longest = round(_FAILS_SECONDS * _HERTZ)
    for jump in np.flatnonzero(steps > thrown).tolist():
        if bad[jump + 1]:
            continue
        later = points[jump + 1 : jump + 3 + longest]
        away = np.linalg.norm(later - points[jump], axis=-1).mean(axis=1)
        back = np.flatnonzero(away < _BACK_AGAIN * np.maximum.accumulate(away))
        if len(back):
            # Its neighbours are averages with bad frames in them.
            bad[jump : jump + 2 + int(back[0])] = True
    if not bad.any() or bad.all():
        return path
    samples = np.arange(len(path))
    good = ~bad
    return np.stack([np.interp(samples, samples[good], way[good]) for way in path.T], axis=1)


def without_cuts(path: Array) -> Array:
    """Move and size the picture after each cut (samples, 24): the body stays where it was."""
    around, ahead = 3, 2
    if len(path) < 2 * around:
        return path
    points = path.reshape(len(path), -1, 2)[:, : _MIDDLES // 2]
    # Over two samples: the one in which the cut lies is an average of both pictures.
    over = np.linalg.norm(points[ahead:] - points[:-ahead], axis=-1).mean(axis=1)
    thrown = max(_THROWN, _TIMES_USUAL * float(np.percentile(over, 80)))
    path = path.copy()
    known_from = 0
    for at in np.flatnonzero(over > thrown).tolist():
        before, after = over[max(at - ahead, 0)], over[min(at + ahead, len(over) - 1)]
        peak = over[at] >= over[max(at - 1, 0) : at + 2].max()
        if at < known_from or not peak or _TIMES_AROUND * max(before, after) > over[at]:
            continue
        back = _back_after(at + ahead, points, over)
        if back is not None:
            shares = np.linspace(0, 1, back - at + 1)[:, None]
            path[at : back + 1] = path[at] * (1 - shares) + path[back] * shares
            known_from = back
        elif (size := _sizes_ratio(points[at], points[at + ahead])) is not None:
            later = path[at + ahead :]
            later *= size
            off = path[at, :_MIDDLES].reshape(-1, 2) - later[0, :_MIDDLES].reshape(-1, 2)
            later[:, :_MIDDLES] += np.tile(off.mean(axis=0), _MIDDLES // 2)
            path[at + 1] = (path[at] + later[0]) / 2
            known_from = at + around
    return path


def _back_after(begins: int, points: Array, over: Array) -> int | None:
    """Give the sample at which the body is back where it was before somebody else was seen."""
    jump = over[begins - 2]
    last = min(begins + round(_ELSE_SECONDS * _HERTZ), len(points))
    away = np.linalg.norm(points[begins:last] - points[begins - 2], axis=-1).mean(axis=1)
    for back in np.flatnonzero(away < _BACK_AGAIN * jump).tolist():
        if over[max(begins + back - 4, begins - 1) : begins + back].max(initial=0.0) > jump / 2:
            return int(begins + back)
    return None


def _sizes_ratio(old: Array, new: Array) -> float | None:
    """Give how many times larger the body was before a cut; None where it was none."""
    size = math.sqrt(float(old.var(axis=0).sum()) / max(float(new.var(axis=0).sum()), 1e-12))
    fitted = (new - new.mean(axis=0)) * size + old.mean(axis=0)
    left_over = np.linalg.norm(fitted - old, axis=-1).mean()
    if not 1 / _MOST_TIMES_LARGER < size < _MOST_TIMES_LARGER:
        return None
    return size if left_over < _LEFT_OVER * np.linalg.norm(new - old, axis=-1).mean() else None


def without_zoom(path: Array) -> Array | None:
    """Undo a steady zoom in a path (samples, 24) about the trunk; None where there is none."""
    points = path[:, :_MIDDLES].reshape(len(path), -1, 2)
    sizes = np.log(np.sqrt(points.var(axis=1).sum(axis=-1)) + 1e-9)
    time = np.linspace(-0.5, 0.5, len(path))
    trend = float(time @ (sizes - sizes.mean())) / float(time @ time)
    if abs(trend) < _ZOOMED:
        return None
    return np.asarray(path * np.exp(-trend * time)[:, None])


def weighed(path: Array) -> Array:
    """Weigh each point of a path (samples, x and y of each point) by how little it shakes."""
    if len(path) < 3:  # noqa: PLR2004 - a bend
        return path
    points = path.reshape(len(path), -1, 2)
    bend = np.linalg.norm(points[1:-1] - (points[:-2] + points[2:]) / 2, axis=-1)
    noise = np.median(bend, axis=0) + np.percentile(bend, 90, axis=0) / 4
    weight = np.sqrt(2 / (1 + (noise / _HALF_NOISE) ** 2))
    return np.asarray((points * weight[:, None]).reshape(len(path), -1))


def _smooth(rows: Array) -> Array:
    """Take a running median, which a single bad frame does not move."""
    half = _MEDIAN_OF // 2
    padded = np.pad(rows, ((half, half), (0, 0)), mode="edge")
    stacked = np.stack([padded[shift : shift + len(rows)] for shift in range(_MEDIAN_OF)])
    stacked.sort(axis=0)
    return np.asarray(stacked[half])
