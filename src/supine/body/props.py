"""Where the things are that lie on the mat: pillow and chair from the pose, the rest by name."""

from __future__ import annotations

from typing import Any

import numpy as np

from supine.body.angles import JOINTS
from supine.body.clip import DIGITS, Clip
from supine.library import Library, MovementCard
from supine.library.figures import SIDES
from supine.library.things import PositionCard, Prop

# The seat of a plain chair is 42 cm deep; its edge stays clear of the hollow of the knee, which is
# some 5 cm behind the joint.
SEAT_DEPTH_METRES = 0.42
_EDGE_METRES = 0.08
_BEHIND_HEELS_METRES = 0.03
# Of a sofa only the front of its seat matters; a foot that lies on it hangs over the edge as far as
# the ankle.
SOFA_DEPTH_METRES = 0.5


def placed_props(
    library: Library, card: MovementCard, position: PositionCard, clip: Clip
) -> list[dict[str, Any]]:
    """Give the things of a position and of a movement, as plain data for a page.

    `at`: [x, z] of the middle, metres; `height`: its top; `facing`: where a chair's front points,
    as [x, z] of length 1.
    """
    props = [_placed(prop, clip) for prop in position.props_without(card.without)]
    for use in card.equipment:
        shape = library.equipment[use.id].card.shape
        if shape not in ("chair", "sofa"):
            props.append({"shape": shape, "equipment": use.id, **use.place})
    return props


def _placed(prop: Prop, clip: Clip) -> dict[str, Any]:
    points = dict(zip(clip.skeleton.point_names, _points(clip), strict=True))
    placed: dict[str, Any] = {"shape": prop.shape, "height": prop.height_metres}
    if prop.shape == "pillow":
        x, _, z = (points["head_side_left"] + points["head_side_right"]) / 2
        return {**placed, "at": [_rounded(x), _rounded(z)]}
    if prop.shape == "sofa":
        x = clip.joints(None, 0.0)[JOINTS.index("foot_left")][0]
        return {**placed, "at": [_rounded(x - SOFA_DEPTH_METRES / 2), 0.0], "facing": [1.0, 0.0]}
    knees = clip.joints(None, 0.0)[[JOINTS.index(f"shank_{side}") for side in SIDES]].mean(axis=0)
    # Under calves the chair looks back at the person, under somebody who sits the way they look.
    away = 1.0 if prop.under == "calves" else -1.0
    edge = knees[0] + away * _EDGE_METRES
    if prop.under == "pelvis":
        # Legs that straighten above their feet need the seat behind them.
        heels = min(points[f"heel_back_{side}"][0] for side in SIDES)
        edge = min(edge, heels - _BEHIND_HEELS_METRES)
    x = edge + away * SEAT_DEPTH_METRES / 2
    return {
        **placed,
        "at": [_rounded(x), _rounded(knees[2])],
        "facing": [-away, 0.0],
    }


def _points(clip: Clip) -> Any:  # noqa: ANN401 - an array
    at, turned = clip.bones(None, 0.0)
    places = clip.skeleton.points
    moved = np.einsum("jik,pjk->pji", turned, places.offsets) + at[None]
    return np.sum(moved * places.weights[:, :, None], axis=1)


def _rounded(metres: float) -> float:
    """Round as clips are; adding 0 turns -0.0 into 0.0."""
    return round(float(metres), DIGITS) + 0.0
