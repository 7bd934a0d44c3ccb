"""How doubtful it is that rounds are a set of repetitions, and not somebody who settles in.

Nothing here says what is counted, only how little what was found is like an exercise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from supine.coach.frames import Array
from supine.coach.turning import turning_points

if TYPE_CHECKING:
    from supine.coach.rounds import Round

# An exercise goes to the same places again: ways out with less than this cosine between each and
# the one most like it are somebody who settles in.
_LEAST_ALIKE = 0.8
# What makes it doubtful that something is a set, and not fidgeting or settling in: the ways out and
# back, and the rounds, last very differently (standard deviation over mean); the rounds go through
# other places than the one most like each (a share of the way); homes and far places differ, left
# and right taken apart; too little time is spent near them (a swing spends two thirds there); there
# are more turns than the rounds have; they are few, which are soon alike by chance; no point goes
# far (body lengths, squared). Each happens in real sets; what is added up does not get so large.
_AT_ENDS, _OF_AT_ENDS = 0.62, 3.0
_OF_FEWNESS = 1.0
_OF_SMALLNESS = 0.02
_NEAR_AN_END = 0.25
_BUSY, _OF_BUSY = 1.3, 0.15
_SMALL_TURN = 0.2
_DOUBT_OF_ONE = 1.5
# One round alone: at least this share of the recording belongs to it, and nothing else happens.
_ALONE_SHARE = 0.75
_LEVELS = (0.25, 0.5, 0.75)


def doubt(
    rounds: Sequence[Round], turns: NDArray[np.intp], away: Array, poses: Array, path: Array
) -> float:
    """Give how doubtful it is that rounds are a set, from 0; infinite where they surely are none.

    turns: samples; away: (samples,), how far from home; poses: (samples, values), in the main
    directions; path: (samples, values), the same in body lengths, x and y of each point. Of a
    single round it has to be known that it `stands_alone`.
    """
    ways = _ways_out(rounds, path)
    if not rounds or _alike(ways) < _LEAST_ALIKE:
        return math.inf
    small = _OF_SMALLNESS / max(_farthest(ways), 1e-9) ** 2
    if len(rounds) < 2:  # noqa: PLR2004 - two to compare
        return _DOUBT_OF_ONE + small
    return small + _OF_FEWNESS / len(rounds) + _unlike_a_set(rounds, turns, away, poses)


def _ways_out(rounds: Sequence[Round], path: Array) -> Array:
    """Give how each round's far place lies from its ends (rounds, values)."""
    return np.array([path[one.far] - (path[one.begins] + path[one.ends]) / 2 for one in rounds])


def _alike(ways: Array) -> float:
    """Give the cosine between each way out (rounds, values) and the one most like it, median."""
    if len(ways) < 2:  # noqa: PLR2004 - one is like itself
        return 1.0
    ways = ways / (np.linalg.norm(ways, axis=1, keepdims=True) + 1e-9)
    cosines = ways @ ways.T
    np.fill_diagonal(cosines, -1.0)
    return float(np.median(cosines.max(axis=1)))


def _farthest(ways: Array) -> float:
    """Give how far the point goes that goes farthest, in the median of ways (rounds, values)."""
    if ways.shape[1] % 2 == 0:
        ways = np.linalg.norm(ways.reshape(len(ways), -1, 2), axis=-1)
    return float(np.median(np.abs(ways).max(axis=1)))


def stands_alone(away: Array, of_samples: int, size: float) -> bool:
    """Tell whether the only round is all there is: no shifting about, no getting up."""
    ways = np.abs(np.diff(away[turning_points(away, _SMALL_TURN * size)]))
    out_and_back = int((ways > _SMALL_TURN * size).sum()) <= 2  # noqa: PLR2004
    return out_and_back and len(away) >= _ALONE_SHARE * of_samples


def _unlike_a_set(
    rounds: Sequence[Round], turns: NDArray[np.intp], away: Array, poses: Array
) -> float:
    """Give how uneven in time and place two rounds or more are."""
    lasted = np.diff(turns)[1:-1]
    durations = np.array([one.ends - one.begins for one in rounds], dtype=float)
    bottom, low, high, top = np.percentile(away, [3, 5, 95, 97])
    near = _NEAR_AN_END * (high - low)
    at_ends = float(np.mean(away - bottom < near) + np.mean(top - away < near))
    size = float(np.median([one.size for one in rounds]))
    busy = len(turning_points(away, _SMALL_TURN * size)) / (2 * len(rounds) + 1)
    return (
        (float(lasted.std() / lasted.mean()) if len(lasted) else 0.0)
        + float(durations.std() / durations.mean())
        + _unlikeness(rounds, away, poses)
        + _unevenness(away[turns])
        + _OF_AT_ENDS * max(0.0, _AT_ENDS - at_ends)
        + _OF_BUSY * max(0.0, busy - _BUSY)
    )


def _unlikeness(rounds: Sequence[Round], away: Array, poses: Array) -> float:
    """Give how far rounds are from the one most like each, as a share of their size, median.

    Through which poses they go on the way out and home is compared, whatever time it takes.
    """
    finished = [one for one in rounds if one.ends > one.far]
    if len(finished) < 2:  # noqa: PLR2004 - two to compare
        return 0.0
    through = np.array([_through(one, away, poses) for one in finished])
    sizes = np.array([one.size for one in finished])
    apart = np.sqrt(((through[:, None] - through[None]) ** 2).sum(axis=-1).mean(axis=-1))
    apart /= np.maximum(sizes[:, None], sizes[None])
    np.fill_diagonal(apart, np.inf)
    return float(np.median(apart.min(axis=1)))


def _through(one: Round, away: Array, poses: Array) -> Array:
    """Give the poses in which a round begins, turns, ends, and passes some levels on its ways."""
    found = [one.begins, one.far, one.ends]
    for first, last in ((one.begins, one.far), (one.far, one.ends)):
        way = away[first : last + 1] - away[first]
        way = way if way[-1] > 0 else -way
        found += [first + int(np.argmax(way >= level * way[-1])) for level in _LEVELS]
    return poses[found]


def _unevenness(values: Array) -> float:
    """Give how much homes and far places differ; far places of either side apart where it helps."""
    inner = values[1:-1]
    if len(inner) < 3:  # noqa: PLR2004 - one of the ends comes twice
        return 0.0
    at_home = inner < inner.mean()
    usual = float(np.median(np.abs(np.diff(values))))
    far = inner[~at_home]
    differs = float(far.std())
    if len(far) >= 4:  # noqa: PLR2004 - two of each side
        differs = min(differs, math.sqrt((far[::2].var() + far[1::2].var()) / 2))
    return (float(inner[at_home].std()) + differs) / max(usual, 1e-9)
