"""Following a movement: one phase along the card's ways, as this camera sees them, and its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.coach.pattern import FULL, MARKS, OTHER_SIDE, PHASES
from supine.coach.viewing import View

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# A mark that does not travel still has a say, so that another movement is not mistaken for this
# one; the share of a mark's weight that does not depend on how far it should travel.
_SAY = 0.3
# Hands and heads move by themselves: adjusting a pillow, looking at the screen. Toes are tracked
# worse than ankles. How much more, as a square, they stray than the trunk and the legs.
_OWN_WAYS = {"elbow": 2.0, "wrist": 3.0, "nose": 2.0, "toe": 2.0}
_STRAY = np.array([_OWN_WAYS.get(mark.name.split("_")[0], 1.0) for mark in MARKS])
# A pose model confuses the two knees (ankles, hips) of a lying body: each strays by 5 to 10 cm, in
# opposite directions, while their middle stays true. How much worse their difference is, a square.
_CONFUSED = 1.5
# What marks wander by at rest, and how much less, at most, a mark counts that wanders more: the
# leg behind the other moves too, and is then seen.
_USUAL_METRES = 0.025
_MOST_WANDERING = 8.0
# Breathing and a shelf that trembles move all marks at once; as a square, against one mark's own.
_TOGETHER = 0.3


def _stray(travel: Array, spread: Array | None) -> Array:
    """Give the covariance (15, 15) of how marks stray, 1 being a leg's own.

    spread: metres that each mark wandered at rest.
    """
    say = _SAY + (1.0 - _SAY) * travel / max(float(travel.max()), 1e-6)
    own = _STRAY / say
    if spread is not None:
        own *= 1.0 + np.minimum((spread / _USUAL_METRES) ** 2, _MOST_WANDERING)
    own = np.sqrt(own)
    pairs = np.zeros((len(MARKS), len(MARKS)))
    for row, other in enumerate(OTHER_SIDE):
        if other != row:
            pairs[row, row], pairs[row, other] = _CONFUSED / 2, -_CONFUSED / 2
    stray: Array = own[:, None] * (np.eye(len(MARKS)) + pairs) * own[None, :]
    return stray + _TOGETHER


# The cosine below which one side's way is the other's, reversed.
_OPPOSED = -0.3
# What is left over of a movement that is followed well: a centimetre for each of 20 numbers.
_LEFT_OVER_METRES = 0.01 * 20**0.5


class Step(NamedTuple):
    """Where on which way somebody is.

    side: whose way fits best, and way, which; phase: 0 to 1.4; away: how far everything is from
    rest, 1 being the full movement (a square); left_over: what of that the way does not explain,
    noise apart. leads: by how much (of the same) the first side's ways fit better than the other's.
    """

    side: int
    phase: float
    away: float
    left_over: float
    leads: float
    way: int


@dataclass(frozen=True, slots=True)
class _Table:
    root: Array
    ways: Array
    squares: Array


class Follower:
    """The ways of one movement in one picture.

    sides: the sides there are, in the order of `Step.side`. scale: picture heights for a metre.
    travel: (15,), metres that each mark travels in the picture. apart: how well the sides can be
    told apart, 0 to 2; seen: how much of the movement the picture shows, 1 being all of it.
    """

    def __init__(self, views: Sequence[View], spread: Array | None = None) -> None:
        self.views = tuple(views)
        self.scale = views[0].scale
        ways, sides = [], []
        whole = 0.0
        for view in views:
            still = view.picture(view.start.places)
            for way in view.start.ways:
                ways.append((view.picture(way.places) - still) / self.scale)
                sides.append(way.side)
                far = np.linalg.norm(way.places[FULL] - view.start.places, axis=-1)
                whole = max(whole, float(np.linalg.norm(far)))
        self.sides = tuple(dict.fromkeys(sides))
        self._ways = np.stack(ways)
        self._side_of = [self.sides.index(side) for side in sides]
        self.side_of = np.array(self._side_of)
        every = np.repeat(self.side_of, len(PHASES))
        self._rows_of = [np.flatnonzero(every == side) for side in range(len(self.sides))]
        far = self._ways[:, FULL]
        self.travel = np.sqrt((far**2).sum(axis=-1)).max(axis=0)
        self._spread = _stray(self.travel, spread)
        root = np.linalg.inv(np.linalg.cholesky(self._spread))
        lengths = np.linalg.norm(root @ far, axis=(1, 2))
        self.length = max(float(lengths.max()), 1e-6)
        self.noise = (_LEFT_OVER_METRES / self.length) ** 2
        self.seen = float(np.linalg.norm(self.travel)) / max(whole, 1e-6)
        self.apart = self._apart(root @ far)
        self._tables: dict[bytes, _Table] = {}

    def _apart(self, far: Array) -> float:
        """Give the distance between the sides' far ends, against how far they are from rest."""
        self.opposed = False
        if len(self.sides) == 1:
            return 2.0
        first = [row for row, side in zip(far, self._side_of, strict=True) if side == 0]
        other = [row for row, side in zip(far, self._side_of, strict=True) if side == 1]
        nearest = min(float(np.linalg.norm(one - two)) for one in first for two in other)
        sizes = float(np.linalg.norm(first[0]) * np.linalg.norm(other[0]))
        self.opposed = float((first[0] * other[0]).sum()) < _OPPOSED * sizes
        return nearest / self.length

    def table(self, visible: Flags) -> _Table:
        """Give the ways as the visible marks show them, made once for each set of those."""
        key = visible.tobytes()
        if key not in self._tables:
            root = np.zeros((len(MARKS), len(MARKS)))
            chosen = np.flatnonzero(visible)
            block = np.ix_(chosen, chosen)
            root[block] = np.linalg.inv(np.linalg.cholesky(self._spread[block])) / self.length
            ways = (root @ self._ways.reshape(-1, *self._ways.shape[2:])).reshape(
                -1, self._ways[0, 0].size
            )
            self._tables[key] = _Table(root, -2.0 * ways, (ways**2).sum(axis=1))
        return self._tables[key]

    def covered(self, visible: Flags) -> float:
        """Give the share (0 to 1) of the movement that the visible marks show."""
        moves = self.travel**2
        return float(moves[visible].sum() / max(moves.sum(), 1e-9))

    def step(self, moved: Array, visible: Flags) -> Step:
        """Find where on which way somebody is.

        moved: (15, 2), how far each mark is from rest, metres in the picture.
        """
        table = self._tables.get(visible.tobytes()) or self.table(visible)
        now = (table.root @ moved).ravel()
        away = float(now @ now)
        cost = table.ways @ now
        cost += table.squares
        best = int(cost.argmin())
        way, phase = divmod(best, len(PHASES))
        share = float(PHASES[phase])
        if 0 < phase < len(PHASES) - 1:
            before, here, after = cost[best - 1 : best + 2].tolist()
            bend = before - 2.0 * here + after
            if bend > 0.0:
                share += 0.5 * (before - after) / bend * (PHASES[1] - PHASES[0])
        least = float(cost[best])
        side = self._side_of[way]
        leads = 0.0
        if len(self.sides) > 1:
            other = float(cost[self._rows_of[1 - side]].min()) - least
            leads = -other if side else other
        left_over = max(away + least - self.noise, 0.0)
        return Step(side, float(share), away, left_over, leads, way)

    def place(self, found: Step) -> Array:
        """Give how far each mark (15, 2) should be from rest there, metres in the picture."""
        nearest = min(round(found.phase / float(PHASES[1])), len(PHASES) - 1)
        place: Array = self._ways[found.way, nearest]
        return place
