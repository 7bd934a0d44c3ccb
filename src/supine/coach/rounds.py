"""What comes round again in a path of poses: out from where the body dwells, and home again.

Nothing here knows a movement. Home is the pose that the body is at, or comes back to, most of its
time; how far it is from there at each moment is one signal whatever moves, and a movement that
takes the left and the right in turn leaves and comes back once for each side. A swing that never
rests in its middle dwells at its ends, so there a round is one whole swing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from supine.coach.frames import Array

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
# A turn counts once the way back is this share of the whole range.
# The first that is not much more doubtful than the others is right: where one side goes far and
# the other does not, a turn is a smaller share.
_TURNS = (0.45, 0.33)
_CLEARLY_LESS = 0.8
# The least range, in body lengths over all points, and in times the noise.
_LEAST = 0.12
_TIMES_NOISE = 6.0
# One round alone could be a change of position, so it has to be larger.
_LEAST_ALONE = 0.3
_DIRECTIONS = 4
# An exercise goes to the same places again. Rounds whose homes and far places differ by more than
# this share of the way, or that go in directions with less than this cosine between them, are
# somebody who settles in; small ones must be more even, in place and in time.
_MOST_UNEVEN = 0.8
_LEAST_ALIKE = 0.8
# Some point goes this far, in body lengths: less is breathing, or a model that trembles.
_LEAST_OF_ONE_POINT = 0.09
_SMALL = 0.3
_SMALL_UNEVEN = 0.3
_SMALL_UNSTEADY = 0.45
# What makes it doubtful that something is a set, and not fidgeting or settling in: the ways out and
# back last very differently (standard deviation over mean); the rounds are unlike each the one most
# like it, in place (a share of the way) and in time (the logarithm of the ratio); the places
# differ, left and right taken apart; too little time is spent near home and the far place (a swing
# spends two thirds there); there are more turns than the rounds have; it is small. Each happens in
# real sets; what is added up does not get so large.
_MOST_DOUBT = 1.75
_AT_ENDS, _OF_AT_ENDS = 0.62, 3.0
_OF_SMALLNESS = 0.1
_NEAR_AN_END = 0.25
_BUSY, _OF_BUSY = 1.3, 0.15
_SMALL_TURN = 0.2
_DOUBT_OF_ONE = 1.5
# One round alone: at least this share of the recording belongs to it, and nothing else happens.
_ALONE_SHARE = 0.75
_LEVELS = (0.25, 0.5, 0.75)
# The median of |second difference| / 2 of white noise, in standard deviations: .6745 * sqrt(1.5).
_MEDIAN_BEND = 0.826


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
    found = _from_home(main)
    if found is None:
        return Reading()
    begins, away = found
    spread = float(np.subtract(*np.percentile(away, [95, 5])))
    least = max(_LEAST, _TIMES_NOISE * _noise(away))
    if spread < least:
        return Reading((), begins, away)
    poses = main[begins : begins + len(away)]
    best = Reading((), begins, away)
    for share in _TURNS:
        turns = turning_points(away, max(share * spread, least))
        rounds = _pairs(turns, away[turns], poses[turns])
        doubt = _doubt(rounds, turns, away, poses)
        if len(rounds) == 1 and not _stands_alone(away, len(path), rounds[0].size):
            continue
        uneven = _unevenness(away[turns])
        if doubt < best.doubt * _CLEARLY_LESS and _are_alike(rounds, uneven, path[begins:]):
            moved = tuple(
                replace(
                    one,
                    begins=one.begins + begins,
                    far=one.far + begins,
                    ends=one.ends + begins,
                )
                for one in rounds
            )
            best = Reading(moved, begins, away, doubt)
    return best if best.doubt <= _MOST_DOUBT else replace(best, rounds=())


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


def _main_directions(path: Array) -> Array:
    """Keep the few directions in which most of the movement lies: the rest is noise."""
    middle = path.mean(axis=0)
    away = path - middle
    _, axes = np.linalg.eigh(away.T @ away)
    kept = axes[:, -_DIRECTIONS:]
    return np.asarray(away @ kept)


def _noise(signal: Array) -> float:
    """Give the standard deviation of what is rough in a signal, from how it bends."""
    bend = np.abs(signal[1:-1] - (signal[:-2] + signal[2:]) / 2)
    return float(np.median(bend)) / _MEDIAN_BEND


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


def _unevenness(values: Array, sides: int = 1) -> float:
    """Give how much homes and far places differ; with two sides, each side's far places apart."""
    inner = values[1:-1]
    if len(inner) < 3:  # noqa: PLR2004 - one of the ends comes twice
        return math.inf
    at_home = inner < inner.mean()
    usual = float(np.median(np.abs(np.diff(values))))
    far = inner[~at_home]
    differs = float(far.std())
    if sides == 2 and len(far) >= 2 * sides:  # noqa: PLR2004
        differs = min(differs, math.sqrt((far[::2].var() + far[1::2].var()) / 2))
    return (float(inner[at_home].std()) + differs) / max(usual, 1e-9)


def _are_alike(rounds: Sequence[Round], uneven: float, path: Array) -> bool:
    """Tell whether rounds go to the same places, each at least as one other does."""
    if len(rounds) < 2:  # noqa: PLR2004 - one is like itself
        return True
    ways = np.array([path[one.far] - (path[one.begins] + path[one.ends]) / 2 for one in rounds])
    if ways.shape[1] % 2 == 0:
        farthest = np.linalg.norm(ways.reshape(len(ways), -1, 2), axis=-1).max(axis=1)
        if float(np.median(farthest)) < _LEAST_OF_ONE_POINT:
            return False
    ways /= np.linalg.norm(ways, axis=1, keepdims=True) + 1e-9
    cosines = ways @ ways.T
    np.fill_diagonal(cosines, -1.0)
    alike = float(np.median(cosines.max(axis=1)))
    if alike < _LEAST_ALIKE or (math.isfinite(uneven) and uneven > _MOST_UNEVEN):
        return False
    if float(np.median([one.size for one in rounds])) >= _SMALL:
        return True
    if len(rounds) < 3:  # noqa: PLR2004 - two small ones are like each other by chance
        return False
    lasted = np.array([one.ends - one.begins for one in rounds], dtype=float)
    unsteady = float(lasted.std() / lasted.mean())
    return uneven <= _SMALL_UNEVEN and unsteady <= _SMALL_UNSTEADY


def _stands_alone(away: Array, of_samples: int, size: float) -> bool:
    """Tell whether the only round is all there is: no shifting about, no getting up."""
    ways = np.abs(np.diff(away[turning_points(away, _SMALL_TURN * size)]))
    out_and_back = int((ways > _SMALL_TURN * size).sum()) <= 2  # noqa: PLR2004
    return out_and_back and len(away) >= _ALONE_SHARE * of_samples


def _doubt(rounds: Sequence[Round], turns: NDArray[np.intp], away: Array, poses: Array) -> float:
    """Give how doubtful it is that rounds are a set; infinite where there are none."""
    if len(rounds) < 2:  # noqa: PLR2004 - two to compare
        return _DOUBT_OF_ONE if rounds else math.inf
    lasted = np.diff(turns)[1:-1]
    bottom, low, high, top = np.percentile(away, [3, 5, 95, 97])
    near = _NEAR_AN_END * (high - low)
    at_ends = float(np.mean(away - bottom < near) + np.mean(top - away < near))
    size = float(np.median([one.size for one in rounds]))
    busy = len(turning_points(away, _SMALL_TURN * size)) / (2 * len(rounds) + 1)
    uneven = _unevenness(away[turns], sides=2)
    return (
        (float(lasted.std() / lasted.mean()) if len(lasted) else 0.0)
        + sum(_unlikeness(rounds, away, poses))
        + (uneven if math.isfinite(uneven) else 0.0)
        + _OF_AT_ENDS * max(0.0, _AT_ENDS - at_ends)
        + _OF_BUSY * max(0.0, busy - _BUSY)
        + _OF_SMALLNESS / max(size, 1e-9)
    )


def _unlikeness(rounds: Sequence[Round], away: Array, poses: Array) -> tuple[float, float]:
    """Give how far rounds are from the one most like each: in place, and in how long they last.

    In place: through which poses they go on the way out and home, whatever time it takes.
    """
    finished = [one for one in rounds if one.ends > one.far]
    if len(finished) < 2:  # noqa: PLR2004 - two to compare
        return 0.0, 0.0
    through = np.array([_through(one, away, poses) for one in finished])
    sizes = np.array([one.size for one in finished])
    apart = np.sqrt(((through[:, None] - through[None]) ** 2).sum(axis=-1).mean(axis=-1))
    apart /= np.maximum(sizes[:, None], sizes[None])
    np.fill_diagonal(apart, np.inf)
    lasted = np.array([one.ends - one.begins for one in finished], dtype=float)
    times = np.abs(np.log(lasted / lasted[apart.argmin(axis=1)]))
    return float(np.median(apart.min(axis=1))), float(np.median(times))


def _through(one: Round, away: Array, poses: Array) -> Array:
    """Give the poses in which a round begins, turns, ends, and passes some levels on its ways."""
    found = [one.begins, one.far, one.ends]
    for first, last in ((one.begins, one.far), (one.far, one.ends)):
        way = away[first : last + 1] - away[first]
        way = way if way[-1] > 0 else -way
        found += [first + int(np.argmax(way >= level * way[-1])) for level in _LEVELS]
    return poses[found]


def _goes_like(vectors: Array) -> tuple[float, float]:
    """Give how much of a whole way the first and the last of some ways (vectors) are.

    A way in another direction, as of somebody who gets ready, is none of it.
    """
    signs = 1 - 2 * (np.arange(len(vectors)) % 2)
    one_way = vectors * signs[:, None]
    whole = one_way[1:-1]
    squares = (whole**2).sum(axis=1) + 1e-12
    shares = one_way[[0, -1]] @ whole.T / squares
    first, last = np.clip(shares.max(axis=1), 0, 1).tolist()
    return first, last


def _pairs(turns: NDArray[np.intp], values: Array, poses: Array) -> tuple[Round, ...]:
    """Put the ways between turning points together: one out, one back."""
    ways = np.abs(np.diff(values))
    if not len(ways):
        return ()
    inner = ways[1:-1] if len(ways) > 3 else ways  # noqa: PLR2004 - both ends may be cut off
    usual = float(np.median(inner))
    gone = np.ones(len(ways))
    gone[[0, -1]] = np.minimum(1, ways[[0, -1]] / usual)
    if len(ways) > 3:  # noqa: PLR2004 - whole ways to compare with
        gone[[0, -1]] = np.minimum(gone[[0, -1]], _goes_like(np.diff(poses, axis=0)))
    number = int(gone.sum() / 2 + 0.5)
    if number == 1 and usual < _LEAST_ALONE:
        return ()
    first = 0 if gone[0] >= 0.5 else 1  # noqa: PLR2004 - half a way
    found = []
    for at in range(first, len(ways), 2):
        far, ends = at + 1, min(at + 2, len(turns) - 1)
        whole = ends > far and gone[ends - 1] > 0.75  # noqa: PLR2004 - as good as home
        size = float(ways[at : at + 2].max())
        found.append(Round(int(turns[at]), int(turns[far]), int(turns[ends]), size, whole))
    return tuple(found[:number])
