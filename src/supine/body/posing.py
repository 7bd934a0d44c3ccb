"""From cards to poses: what the solver is asked for, and the order in which it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from supine.body.angles import (
    Freedoms,
    girdle_elevation,
    named_degrees,
    shoulder_against_chest,
    shoulder_joint,
)
from supine.body.contacts import Touch, floors, touches
from supine.body.holds import hold_pins
from supine.body.rotations import Array
from supine.body.skeleton import ROOT, Places, Skeleton
from supine.body.solver import GIVES_WAY_METRES, Aim, Pins, solve
from supine.library import MovementCard, Pose
from supine.library.contacts import is_even, single_contacts, single_holds
from supine.library.figures import SIDES
from supine.library.pose import normal_range
from supine.library.things import PositionCard

# World axes of the body's left, up and front in each orientation, before the pose turns the pelvis.
BASES = {
    "on-back": ((0, 0, -1), (-1, 0, 0), (0, 1, 0)),
    "on-front": ((0, 0, 1), (-1, 0, 0), (0, -1, 0)),
    "on-side": ((0, 1, 0), (-1, 0, 0), (0, 0, 1)),
    "on-all-fours": ((0, 0, -1), (1, 0, 0), (0, -1, 0)),
    "upright": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
}

# How far, in degrees, a freedom gives way where the card does not name it. Small where a body holds
# still by itself (sideways bends), large where it follows what hands and feet do.
_GIVES = {
    "pelvis.tilt": 8.0,
    "pelvis.side_tilt": 3.0,
    "pelvis.rotation": 4.0,
    "lower_spine.flexion": 10.0,
    "upper_spine.flexion": 5.0,
    "neck.flexion": 8.0,
    "girdle.elevation": 5.0,
    "girdle.protraction": 5.0,
    "shoulder.flexion": 10.0,
    "shoulder.abduction": 8.0,
    "shoulder.external_rotation": 12.0,
    "elbow.flexion": 12.0,
    "forearm.pronation": 15.0,
    "wrist.flexion": 10.0,
    "wrist.radial": 6.0,
    "hip.flexion": 6.0,
    "hip.abduction": 3.0,
    "hip.external_rotation": 5.0,
    "knee.flexion": 8.0,
    "ankle.dorsiflexion": 12.0,
    "ankle.inversion": 8.0,
    "ankle.toe_out": 6.0,
}
_OTHERWISE_GIVES = 3.0
_NAMED_GIVES = 1.5
_BETWEEN_GIVES = 1.0
# Metres: the pelvis may end up where the contacts want it.
_ROOT_GIVES = 0.3
_ROOT_GIVES_BETWEEN = 0.03
_HEIGHT_GIVES = 0.0015
# A low back is pressed down gently where a card names it; where only the position does, as with the
# arms overhead, its hollow may stay.
_LOWER_BACK_GIVES = 0.0012
_HOLLOW_BACK_GIVES = 0.002
_ANCHOR_GIVES = 0.002
_ROLLING_HEIGHT_GIVES = 0.01
# A hand on a straight line, metres; the arm that carries it or holds something, degrees.
_LINE_GIVES = 0.005
_ARM_GIVES = 8.0
_ARM_PARTS = ("girdle_", "shoulder_", "elbow_", "forearm_", "wrist_")
# A leg whose ankle lies on the other thigh, degrees.
_LEG_GIVES = 5.0
_LEG_PARTS = ("hip_", "knee_", "ankle_")
# Of a tilt of both knees the pelvis takes about a quarter, and the low back follows it.
PELVIS_SHARE_OF_ROLL = 0.27


@dataclass(frozen=True)
class Held:
    """The contacts of a pose as the solver holds them.

    shares: (pins, points), each pin a mean of points. firmness: (pins, 3). contacts: each pin's.
    """

    contacts: tuple[str, ...]
    places: Places
    heights: Array
    firmness: Array


class Poser:
    """Solves the poses of one movement on one figure. The moving side is the left."""

    def __init__(
        self, skeleton: Skeleton, position: PositionCard, card: MovementCard | None
    ) -> None:
        self.skeleton, self.position, self.card = skeleton, position, card
        self.base = np.array(BASES[position.orientation], dtype=float).T
        without = card.without if card else ()
        self.floors = floors(skeleton, position.props_without(without))
        self.low, self.high = _limits(skeleton.moves)
        self.poses = [position.pose] + ([card.start] if card else [])
        self.symmetric = position.orientation != "on-side" and not any(
            pose.takes_sides for pose in self.poses
        )
        named = single_contacts((card.contacts if card else ()) + position.contacts)
        self.holds = single_holds(card.holds) if card else {}
        self.symmetric &= card is None or is_even(card.holds)
        elsewhere = {*self.holds, *single_contacts(without)}
        contacts = [name for name in named if name not in elsewhere]
        rolls = card.rolls if card else ()
        flat = card is None or "lower_back" in card.contacts
        self.back_gives = _LOWER_BACK_GIVES if flat else _HOLLOW_BACK_GIVES
        self.all_touches = touches(position, contacts)
        self.moving_touches = touches(position, card.contacts, rolls) if card else ()
        self.start = self._start()
        # What the start presses into the floor lies there at rest, and no step begins with a push.
        self.pressed = np.minimum(self.floors, self._skin(self.start[None])[0] + GIVES_WAY_METRES)

    def _start(self) -> Array:
        """Solve the starting pose (3 + freedoms): first without hands, to see how they lie."""
        named = named_degrees(*self.poses)
        angles = self._with_girdle(named, self.skeleton.moves.angles(named))
        near = np.concatenate([np.zeros(ROOT), angles])[None]
        near[:, 1] = -self._lowest(near)
        without = [touch for touch in self.all_touches if not touch.on_the_lowest]
        q = self._settle(near, near, named, without)
        self.all_touches = self._on_the_lowest(q, self.all_touches)
        self.moving_touches = self._on_the_lowest(q, self.moving_touches)
        q = self._settle(near, q, named, self.all_touches)
        # Once more around what came out, so that no step begins with a pull left over.
        q = self._settle(q, q, named, self.all_touches)
        if self.symmetric:
            q = (q + mirrored(q, self.skeleton.moves)) / 2
        return np.asarray(q[0])

    def _lowest(self, q: Array) -> float:
        return float(np.min(self._skin(q) - self.floors))

    def _skin(self, q: Array) -> Array:
        frames = self.skeleton.frames(q, self.base)
        return self.skeleton.coordinate(frames, self.skeleton.skin, 1)

    def _settle(
        self, near: Array, guess: Array, named: Iterable[str], held: Sequence[Touch]
    ) -> Array:
        hold = self.held(held)
        goals = np.zeros((1, len(hold.contacts), 3))
        goals[..., 1] = hold.heights
        pins = Pins(hold.places, goals, hold.firmness[None] * np.array([0.0, 1.0, 0.0]))
        pins = together(pins, self.holding(self.holds, 1))
        firmness = self._firmness(named, self.holds)[None]
        aim = Aim(self.base, near, firmness, self.low, self.high, pins, self.floors)
        return solve(self.skeleton, aim, guess)

    def _on_the_lowest(self, q: Array, found: Sequence[Touch]) -> tuple[Touch, ...]:
        """Let hands and the tops of feet lie on whichever of their points is lowest in `q`."""
        frames = self.skeleton.frames(q, self.base)
        heights = self.skeleton.coordinate(frames, self.skeleton.points, 1)[0]
        names = self.skeleton.point_names

        def lowest(touch: Touch) -> int:
            found = [heights[names.index(point)] for point in touch.points]
            return int(np.argmin(np.array(found) - touch.heights))

        return tuple(touch.on(lowest(touch)) if touch.on_the_lowest else touch for touch in found)

    def held(self, found: Sequence[Touch], released: Iterable[str] = ()) -> Held:
        """Give the contacts as pins; those released stay in the list but hold nothing."""
        names = self.skeleton.point_names
        rows, contacts, heights, firmness = [], [], [], []
        for touch in found:
            groups = [touch.points] if touch.rolls else [(point,) for point in touch.points]
            for group in groups:
                row = np.zeros(len(names))
                row[[names.index(point) for point in group]] = 1.0 / len(group)
                rows.append(row)
                contacts.append(touch.contact)
                chosen = [touch.heights[touch.points.index(point)] for point in group]
                heights.append(float(np.mean(chosen)))
                height = _ROLLING_HEIGHT_GIVES if touch.rolls else _HEIGHT_GIVES
                if touch.contact == "lower_back":
                    height = self.back_gives
                gives = np.array([_ANCHOR_GIVES, height, _ANCHOR_GIVES])
                firmness.append(np.zeros(3) if touch.contact in released else 1.0 / gives)
        shares = np.array(rows).reshape(-1, len(names))
        return Held(
            tuple(contacts),
            self.skeleton.points.blended(shares),
            np.array(heights),
            np.array(firmness).reshape(-1, 3),
        )

    def holding(self, holds: Mapping[str, str], poses: int) -> Pins:
        """Give the pins, for so many poses, of what holds parts of one's own body."""
        pins = hold_pins(self.skeleton, holds)
        shape = (poses, *pins.firmness.shape)
        return Pins(pins.places, np.zeros(shape), np.broadcast_to(pins.firmness, shape))

    def _firmness(self, named: Iterable[str], holds: Iterable[str] = ()) -> Array:
        moves = self.skeleton.moves
        gives = np.empty(ROOT + len(moves.names))
        gives[:ROOT] = _ROOT_GIVES
        for place, name in enumerate(moves.names):
            part, quantity = name.split(".")
            joint = part.removesuffix("_left").removesuffix("_right")
            gives[ROOT + place] = _GIVES.get(f"{joint}.{quantity}", _OTHERWISE_GIVES)
        for name in named:
            gives[ROOT + moves.index[name]] = _NAMED_GIVES
        for holder in holds:
            which, _, part = holder.partition("_")
            limb = _ARM_PARTS if part == "hand" else _LEG_PARTS
            side = "_left." if which == "moving" else "_right."
            own = [name.startswith(limb) and side in name for name in moves.names]
            least = _ARM_GIVES if part == "hand" else _LEG_GIVES
            gives[ROOT:][own] = np.maximum(gives[ROOT:][own], least)
        gives[ROOT:] = np.radians(gives[ROOT:])
        firmness: Array = 1.0 / gives
        return firmness

    def _with_girdle(self, named: Iterable[str], angles: Array) -> Array:
        """Turn the shoulders' angles against the chest into the girdle's share and the rest."""
        angles = angles.copy()
        index = self.skeleton.moves.index
        names = set(named)
        for side in SIDES:
            arm = [
                index[f"shoulder_{side}.{quantity}"]
                for quantity in ("flexion", "abduction", "external_rotation")
            ]
            if not any(self.skeleton.moves.names[place] in names for place in arm):
                continue
            raised = girdle_elevation(angles[arm[0]], angles[arm[1]])
            angles[index[f"girdle_{side}.elevation"]] = raised
            angles[arm] = shoulder_joint(angles[arm], raised, side)
        return angles

    def goals(
        self,
        pose: Pose,
        shares: Array,
        released: Iterable[str],
        landed: Iterable[str] = (),
        holds: Mapping[str, str] | None = None,
    ) -> Array:
        """Solve the pose that a step goes to, for each share of the range: (shares, 3 + freedoms).

        What the step does not name stays near the starting pose; what touches keeps its place, and
        what has landed lies on the floor wherever the pose brings it. holds: single holds; None for
        those of the card.
        """
        holds = self.holds if holds is None else holds
        named = named_degrees(pose)
        moves, start = self.skeleton.moves, self.start
        roll = np.radians(pose.knees_roll) * shares if pose.knees_roll is not None else None
        if pose.knees_roll is not None:
            named.setdefault("pelvis.rotation", PELVIS_SHARE_OF_ROLL * pose.knees_roll)
        near = np.repeat(start[None], len(shares), axis=0)
        for row, share in enumerate(shares):
            near[row, ROOT:] = self._scaled(named, float(share))
        known = [name for name in named if name in moves.index]
        aim = self._aim(near, self._firmness(known, holds), released, roll)
        pins = together(self._landed(landed, near), self.holding(holds, len(near)))
        return solve(self.skeleton, replace(aim, pins=together(aim.pins, pins)), near)

    def _landed(self, names: Iterable[str], near: Array) -> Pins:
        """Give contacts that are on the floor in poses `near`, wherever on it they are."""
        hold = self.held(self._on_the_lowest(near[-1:], touches(self.position, names)))
        goals = np.zeros((len(near), len(hold.contacts), 3))
        goals[..., 1] = hold.heights
        firmness = hold.firmness * np.array([0.0, 1.0, 0.0])
        return Pins(hold.places, goals, np.repeat(firmness[None], len(near), axis=0))

    def _scaled(self, named: dict[str, float], share: float) -> Array:
        """Give the freedoms that are `share` of the way from the start to what is named."""
        moves, start = self.skeleton.moves, self.start[ROOT:]
        against_chest = start.copy()
        for side in SIDES:
            arm = shoulder_against_chest(start, side)
            for place, quantity in enumerate(("flexion", "abduction", "external_rotation")):
                against_chest[moves.index[f"shoulder_{side}.{quantity}"]] = arm[place]
        wanted = against_chest.copy()
        for name, degrees in named.items():
            place = moves.index[name]
            wanted[place] += share * (np.radians(degrees) - wanted[place])
        scaled = self._with_girdle(named, wanted)
        for side in SIDES:
            part = [
                place for name, place in moves.index.items() if name.startswith(f"shoulder_{side}")
            ]
            if not any(moves.names[place] in named for place in part):
                scaled[part] = start[part]
        return scaled

    def between(self, near: Array, released: Iterable[str], own: Pins | None = None) -> Array:
        """Solve poses (poses, 3 + freedoms) close to `near`, so that contacts stay in place.

        own: places that have their own goals on the way, to which the arms give way.
        """
        gives = np.full(near.shape[1], np.radians(_BETWEEN_GIVES))
        gives[:ROOT] = _ROOT_GIVES_BETWEEN
        if own is not None:
            for place, name in enumerate(self.skeleton.moves.names):
                if name.startswith(_ARM_PARTS):
                    gives[ROOT + place] = np.radians(_ARM_GIVES)
        aim = self._aim(near, 1.0 / gives, released)
        if own is not None:
            aim = replace(aim, pins=together(aim.pins, own))
        return solve(self.skeleton, aim, near)

    def straight(self, names: Iterable[str], before: Array, after: Array, along: Array) -> Pins:
        """Give the middles of hands on straight lines from poses `before` to `after`.

        before, after: (shares, 3 + freedoms); along: (keys), from 0 to 1. One pose after another,
        all keys of the first share first.
        """
        on_lines = tuple(replace(touch, rolls=True) for touch in touches(self.position, names))
        places = self.held(on_lines).places
        first, last = (
            self.skeleton.where(self.skeleton.frames(q, self.base), places) for q in (before, after)
        )
        way = along[None, :, None, None]
        goals = (1.0 - way) * first[:, None] + way * last[:, None]
        goals = goals.reshape(-1, *goals.shape[2:])
        return Pins(places, goals, np.full(goals.shape, 1.0 / _LINE_GIVES))

    def _aim(
        self, near: Array, firmness: Array, released: Iterable[str], roll: Array | None = None
    ) -> Aim:
        hold = self.held(self.moving_touches, set(released))
        frames = self.skeleton.frames(self.start[None], self.base)
        goals = self.skeleton.where(frames, hold.places)
        # What rolls is drawn down to where it lay; what is planted, to where the start found it.
        pins = Pins(
            hold.places,
            np.repeat(goals, len(near), axis=0),
            np.repeat(hold.firmness[None], len(near), axis=0),
        )
        firmness = np.broadcast_to(firmness, near.shape)
        return Aim(self.base, near, firmness, self.low, self.high, pins, self.pressed, roll)


def together(some: Pins, more: Pins) -> Pins:
    """Give both, for the same poses."""
    places = Places(
        np.concatenate([some.places.weights, more.places.weights]),
        np.concatenate([some.places.offsets, more.places.offsets]),
    )
    return Pins(
        places,
        np.concatenate([some.goals, more.goals], axis=1),
        np.concatenate([some.firmness, more.firmness], axis=1),
    )


def mirrored(q: Array, moves: Freedoms) -> Array:
    """Give the mirror image of poses (poses, 3 + freedoms) across the plane z = 0."""
    image = q.copy()
    image[:, 2] = -q[:, 2]
    for place, name in enumerate(moves.names):
        part, quantity = name.split(".")
        for side, other in (SIDES, SIDES[::-1]):
            if part.endswith(f"_{side}"):
                part = part.removesuffix(side) + other
                break
        else:
            if quantity in ("side_tilt", "side_bend", "rotation"):
                image[:, ROOT + place] = -q[:, ROOT + place]
                continue
        image[:, ROOT + place] = q[:, ROOT + moves.index[f"{part}.{quantity}"]]
    return image


def _limits(moves: Freedoms) -> tuple[Array, Array]:
    """Give the ends of every normal range (3 + freedoms); what the shoulder shares has none."""
    ends = np.full((2, ROOT + len(moves.names)), np.inf)
    ends[0] = -np.inf
    for place, name in enumerate(moves.names):
        part, quantity = name.split(".")
        joint = part.removesuffix("_left").removesuffix("_right")
        if joint not in ("shoulder", "girdle"):
            ends[:, ROOT + place] = np.radians(normal_range(joint, quantity))
    return ends[0], ends[1]
