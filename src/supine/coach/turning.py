"""Where a path stays, and where a signal turns: what may be the two ends of a repetition."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from supine.coach.frames import Array

# Less than this share of both the way before and the way after is a hesitation; and what is less
# than this share of what follows, at the beginning, or of what went before, at the end, is no
# repetition.
_MUCH_LESS = 0.45
# A stay within this share of the range, samples: what is longer is shortened to that.
_STAYS_WITHIN = 0.1
_LONGEST_STAY = 20
# The median of |second difference| / 2 of white noise, in standard deviations: .6745 * sqrt(1.5).
_MEDIAN_BEND = 0.826


def without_long_stays(path: Array) -> NDArray[np.intp]:
    """Give the samples of a path (samples, values) to keep: resting longer says no more."""
    radius = _STAYS_WITHIN * float(np.linalg.norm(np.ptp(path, axis=0)))
    poses = path.tolist()
    kept = np.ones(len(path), dtype=bool)
    begins, half = 0, _LONGEST_STAY // 2
    for ends, pose in enumerate([*poses, None]):
        if pose is not None and math.dist(pose, poses[begins]) <= radius:
            continue
        if ends - begins > _LONGEST_STAY:
            kept[begins + half : ends - half] = False
        begins = ends
    return np.flatnonzero(kept)


def turning_points(signal: Array, least: float) -> NDArray[np.intp]:
    """Give the samples where a signal turns by at least `least`, its first and its last included.

    Of a signal that never goes so far, give none.
    """
    turns: list[int] = []
    high = low = 0
    rising: bool | None = None
    values = signal.tolist()
    for now, value in enumerate(values):
        if rising is not False and value >= values[high]:
            high = now
        if rising is not True and value <= values[low]:
            low = now
        if rising is not False and values[high] - value > least:
            turns.append(high)
            rising, low = False, now
        elif rising is not True and value - values[low] > least:
            turns.append(low)
            rising, high = True, now
    if rising is None:
        return np.array([], dtype=np.intp)
    turns.append(high if rising else low)
    return np.unique([0, *turns, len(values) - 1])


def without_hesitations(turns: NDArray[np.intp], away: Array) -> NDArray[np.intp]:
    """Leave out ways that are much shorter than both they lie between."""
    while len(turns) > 3:  # noqa: PLR2004 - one way between two others
        ways = np.abs(np.diff(away[turns]))
        shares = ways[1:-1] / (np.minimum(ways[:-2], ways[2:]) + 1e-9)
        least = int(np.argmin(shares))
        if shares[least] > _MUCH_LESS:
            break
        turns = np.delete(turns, [least + 1, least + 2])
    return turns


def without_fidgets(turns: NDArray[np.intp], away: Array) -> NDArray[np.intp]:
    """Leave out the small ways out and back before the first and after the last of a set."""
    for _ in range(2):
        while len(turns) > 5:  # noqa: PLR2004 - out and back, and three to compare with
            ways = np.abs(np.diff(away[turns]))
            if ways[:2].max() > _MUCH_LESS * np.median(ways[2:5]):
                break
            turns = turns[1:]
        turns = turns[::-1]
    return turns


def noise_of(signal: Array) -> float:
    """Give the standard deviation of what is rough in a signal, from how it bends."""
    bend = np.abs(signal[1:-1] - (signal[:-2] + signal[2:]) / 2)
    return float(np.median(bend)) / _MEDIAN_BEND
