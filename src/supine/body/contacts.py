"""Contacts as the solver needs them: points, how high they lie, and the floor under the skin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from supine.body.angles import JOINTS
from supine.body.rotations import Array
from supine.body.skeleton import Skeleton
from supine.library.contacts import contact_points, single_contacts, touches_with_one_point
from supine.library.things import PositionCard, Prop

# How far flesh gives way under a body's own weight, in metres: an estimate by eye, small beside the
# 1.5 cm that the house allows.
# A hand is hollow, and its bent fingers keep it off the floor.
_GIVES_WAY = {
    "buttock": 0.008,
    "seat": 0.008,
    "thigh_back": 0.008,
    "calf_back": 0.005,
    "hand_back": -0.012,
    "palm": -0.012,
}

# The bones that lie on a prop, by what the prop is under.
_ON_PROPS = {
    "head": ("head",),
    "calves": ("shank_left", "shank_right", "foot_left", "foot_right"),
    "pelvis": ("pelvis", "spine_1", "thigh_left", "thigh_right"),
    # A foot sinks into the edge of a soft seat.
    "moving_foot_top": (),
}
_PROP_CONTACTS = {
    "head": ("head",),
    "calves": ("moving_calf", "other_calf"),
    "pelvis": ("pelvis",),
    "moving_foot_top": ("moving_foot_top",),
}


@dataclass(frozen=True)
class Touch:
    """One contact: its name seen from the moving side, its points, and how high they lie.

    heights: metres, one for each point. rolls: only the middle of the points keeps its place.
    on_the_lowest: it touches with one of its points only, whichever lies lowest.
    """

    contact: str
    points: tuple[str, ...]
    heights: tuple[float, ...]
    rolls: bool = False
    on_the_lowest: bool = False

    def on(self, place: int) -> Touch:
        """Give the contact with only one of its points."""
        return replace(
            self,
            points=(self.points[place],),
            heights=(self.heights[place],),
            on_the_lowest=False,
        )


def touches(
    position: PositionCard, contacts: Iterable[str], rolls: Iterable[str] = ()
) -> tuple[Touch, ...]:
    """Give the contacts, each side of a pair on its own; the moving side is the left."""
    rolling = set(single_contacts(rolls))
    found = []
    for name in single_contacts(contacts):
        points = contact_points(name, position.orientation)
        surface = _surface(name, position.props)
        heights = tuple(surface - _GIVES_WAY.get(_unsided(point), 0.0) for point in points)
        lowest = touches_with_one_point(name, position.orientation)
        found.append(Touch(name, points, heights, name in rolling, lowest))
    return tuple(found)


def floors(skeleton: Skeleton, props: Iterable[Prop]) -> Array:
    """Give how high the floor is under each skin sample: (samples,), metres.

    A sample belongs to a prop when it follows bones that lie on it more than all others.
    """
    heights = np.zeros(len(skeleton.skin.weights))
    for prop in props:
        on_it = [JOINTS.index(joint) for joint in _ON_PROPS[prop.under]]
        heights[skeleton.skin.weights[:, on_it].sum(axis=1) > 0.5] = prop.height_metres  # noqa: PLR2004 - more than half
    return heights


def _surface(name: str, props: Iterable[Prop]) -> float:
    for prop in props:
        if name in _PROP_CONTACTS[prop.under]:
            return prop.height_metres
    return 0.0


def _unsided(point: str) -> str:
    return point.removesuffix("_left").removesuffix("_right")
