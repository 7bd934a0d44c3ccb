"""What comes round again in a path of poses: out from where the body dwells, and home again.

Nothing here knows a movement. Home is the pose that the body is at, or comes back to, most of its
time; how far it is from there at each moment is one signal whatever moves, and a movement that
takes the left and the right in turn leaves and comes back once for each side. A swing that never
rests in its middle dwells at its ends, so there a round is one whole swing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from supine.coach.doubting import doubt, stands_alone
from supine.coach.frames import Array
from supine.coach.turning import (
    noise_of,
    turning_points,
    without_fidgets,
    without_hesitations,
    without_long_stays,
)

# Poses compared with all others: enough for the turning points of a minute.
_COMPARED = 180
# A pose has come back when it is this near, as a share of how far it was away meanwhile.
_BACK_AGAIN = 0.3
# How far, in body lengths over all points, counts as away at all.
_AWAY = 0.2
# Poses as near as this share of the widest distance count as one, when the dwelling place is found.
_SAME_POSE = 0.2
# What lies before and after all coming back belongs to it while it is as near as this share of the
# range: the rest is somebody getting ready, or getting up.
_NEAR_THE_REST = 0.4
# A turn counts once the way back is this share of the whole range. The first that is not much more
# doubtful than the other is right: repetitions may grow, and a pose model may wander.
_TURNS = (0.35, 0.5)
_CLEARLY_LESS = 0.85
# The least range, in body lengths over all points, and in times the noise.
_LEAST = 0.12
_TIMES_NOISE = 6.0
# One round alone could be a change of position, so it has to be larger.
_LEAST_ALONE = 0.3
_DIRECTIONS = 4
# A way with this cosine to another goes where it goes.
_WHOLLY_ALIKE = 0.8
# The most that adds up in `doubting.doubt` before nothing is counted.
_MOST_DOUBT = 2.0
# Half a way counts; of the last one, home is as good as reached from this share on.
_HALF, _AS_GOOD_AS_HOME = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Round:
    """One round. begins, far, ends: samples; size: how far it went; whole: it came home."""

    begins: int
    far: int
    ends: int
    size: float
    whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a path came to.

    away: (samples,), how far from home, for as long as the body comes back, from sample `begins`.
    doubt: how little the rounds are like a set, less the better; infinite where there are none.
    """

    rounds: tuple[Round, ...] = ()
    begins: int = 0
    away: Array = field(default_factory=lambda: np.zeros(0))
    doubt: float = math.inf

    @property
    def span(self) -> int:
        """How many samples the body comes back in."""
        return len(self.away)


def read(path: Array) -> Reading:
    """Read a path (samples, values), in body lengths; without rounds where nothing returns.

    An unfinished round at the end, or one that began before the path does, counts once it is half
    a round: the number is the whole number nearest to the way that was gone.
    """
    if len(path) < 3 or not np.ptp(path, axis=0).any():  # noqa: PLR2004 - a way there and back
        return Reading()
    main = _main_directions(path)
    kept = without_long_stays(main)
    found = _read(main[kept], path[kept])
    if not found.span:
        return found
    begins, ends = int(kept[found.begins]), int(kept[found.begins + found.span - 1]) + 1
    rounds = tuple(
        replace(one, begins=int(kept[one.begins]), far=int(kept[one.far]), ends=int(kept[one.ends]))
        for one in found.rounds
    )
    within = kept[found.begins : found.begins + found.span]
    away = np.interp(np.arange(begins, ends), within, found.away)
    return Reading(rounds, begins, away, found.doubt)


def _read(main: Array, path: Array) -> Reading:
    """Read a path without long stays, of which the main directions are given."""
    found = _from_home(main)
    if found is None:
        return Reading()
    begins, away = found
    spread = float(np.subtract(*np.percentile(away, [95, 5])))
    least = max(_LEAST, _TIMES_NOISE * noise_of(away))
    if spread < least:
        return Reading((), begins, away)
    poses = main[begins : begins + len(away)]
    best = Reading((), begins, away)
    for share in _TURNS:
        turns = turning_points(away, max(share * spread, least))
        turns = without_fidgets(without_hesitations(turns, away), away)
        rounds = _pairs(turns, away[turns], poses[turns])
        if not rounds or (len(rounds) == 1 and not stands_alone(away, len(path), rounds[0].size)):
            continue
        doubtful = doubt(rounds, turns, away, poses, path[begins:])
        if doubtful < best.doubt * _CLEARLY_LESS:
            moved = tuple(
                replace(
                    one,
                    begins=one.begins + begins,
                    far=one.far + begins,
                    ends=one.ends + begins,
                )
                for one in rounds
            )
            best = Reading(moved, begins, away, doubtful)
    return best if best.doubt <= _MOST_DOUBT else replace(best, rounds=())


def _main_directions(path: Array) -> Array:
    """Keep the few directions in which most of the movement lies: the rest is noise."""
    middle = path.mean(axis=0)
    away = path - middle
    _, axes = np.linalg.eigh(away.T @ away)
    kept = axes[:, -_DIRECTIONS:]
    return np.asarray(away @ kept)


def _from_home(path: Array) -> tuple[int, Array] | None:
    """Give where coming back begins, and how far the body is from home from there on.

    None where no pose is left and found again.
    """
    step = -(-len(path) // _COMPARED)
    poses = path[::step]
    apart = _distances(poses)
    back = np.flatnonzero(_comes_back(apart))
    if len(back) < 3:  # noqa: PLR2004 - a way there and back
        return None
    first, last = int(back[0]), int(back[-1]) + 1
    quickness = np.linalg.norm(np.gradient(path, axis=0), axis=1)[::step][first:last]
    home = first + _dwelling(apart[first:last, first:last], quickness)
    away = np.linalg.norm(path - poses[home], axis=1)
    spread = float(np.subtract(*np.percentile(away[first * step : last * step], [95, 5])))
    near = apart[:, first:last].min(axis=1) < _NEAR_THE_REST * spread
    while first > 0 and near[first - 1]:
        first -= 1
    while last < len(poses) and near[last]:
        last += 1
    return first * step, away[first * step : last * step]


def _distances(poses: Array) -> Array:
    squares = (poses**2).sum(axis=1)
    return np.asarray(
        np.sqrt(np.maximum(squares[:, None] + squares[None] - 2 * poses @ poses.T, 0))
    )


def _comes_back(apart: Array) -> NDArray[np.bool_]:
    """Tell of each pose whether the body leaves it and finds it again, later or earlier."""
    later = np.maximum.accumulate(np.triu(apart), axis=1)
    earlier = np.maximum.accumulate(np.tril(apart)[:, ::-1], axis=1)[:, ::-1]
    meanwhile = np.maximum(later, earlier)
    again = (apart < _BACK_AGAIN * meanwhile) & (meanwhile > _AWAY)
    return np.asarray(again.any(axis=1))


def _dwelling(apart: Array, quickness: Array) -> int:
    """Give the pose with most others near it; poses gone through slowly weigh more."""
    radius = _SAME_POSE * float(np.percentile(apart, 90)) + 1e-9
    slow = 1 / (1 + (quickness / (np.median(quickness) + 1e-9)) ** 2)
    return int(np.argmax(np.exp(-((apart / radius) ** 2)) @ slow))


def _goes_like(vectors: Array) -> Array:
    """Give how well the first and the last of some ways (vectors) go where others go, 0 to 1.

    A way in another direction, as of somebody who gets ready, is none of a repetition.
    """
    signs = 1 - 2 * (np.arange(len(vectors)) % 2)
    one_way = vectors * signs[:, None]
    one_way /= np.linalg.norm(one_way, axis=1, keepdims=True) + 1e-9
    cosines = one_way[[0, -1]] @ one_way[1:-1].T
    return np.asarray(np.clip(cosines.max(axis=1) / _WHOLLY_ALIKE, 0, 1))


def _pairs(turns: NDArray[np.intp], values: Array, poses: Array) -> tuple[Round, ...]:
    """Put the ways between turning points together: one out, one back."""
    ways = np.abs(np.diff(values))
    if not len(ways):
        return ()
    inner = ways[1:-1] if len(ways) > 3 else ways  # noqa: PLR2004 - both ends may be cut off
    usual = float(np.median(inner))
    gone = np.ones(len(ways))
    if len(ways) > 1:
        # Beside its neighbour: a small repetition is as whole as a large one.
        gone[[0, -1]] = np.minimum(1, ways[[0, -1]] / np.minimum(ways[[1, -2]], usual))
    if len(ways) > 3:  # noqa: PLR2004 - whole ways to compare with
        gone[[0, -1]] *= _goes_like(np.diff(poses, axis=0))
    number = int(gone.sum() / 2 + _HALF)
    if number == 1 and usual < _LEAST_ALONE:
        return ()
    first = 0 if gone[0] >= _HALF else 1
    found = []
    for at in range(first, len(ways), 2):
        far, ends = at + 1, min(at + 2, len(turns) - 1)
        whole = ends > far and gone[ends - 1] > _AS_GOOD_AS_HOME
        size = float(ways[at : at + 2].max())
        found.append(Round(int(turns[at]), int(turns[far]), int(turns[ends]), size, whole))
    return tuple(found[:number])
