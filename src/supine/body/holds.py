"""Holds: hands that hold a part of one's own leg, and an ankle that lies on the other thigh.

A hold pins places of the body to each other, so that all of them may move: the holder's skin lies
on the skin of the part that is held and faces it, and a hand also lays its fingers round it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from supine.body.angles import JOINTS
from supine.body.rotations import Array
from supine.body.skeleton import Places, Skeleton

# How far off the places may be, in metres: where skin meets skin, how it is turned, the fingers.
_GIVES = (0.004, 0.02, 0.05)
# A palm is hollow: by so much its middle stays off the skin it holds, in metres.
_HOLLOW_METRES = 0.012
# Fingers go along the limb's skin, and by this share of their length round it.
_ROUND = 0.4
# A sample of the skin speaks for a place the more the nearer it is: along the bone by a bell of
# this width, as a share of its length, and round it by this power of the cosine between.
_NEAR_ALONG = 0.1
_NEAR_ROUND = 4


@dataclass(frozen=True)
class Spot:
    """A place on a limb of the figure as it was modelled, standing.

    joint, end: what the limb goes from and to, without their sides. along: the share of that way.
    out: where the skin faces; fingers: where those of a hand go. Both as shares of outwards (to the
    side of the hand or ankle), up, and to the front.
    """

    joint: str
    end: str
    along: float
    out: tuple[float, float, float]
    fingers: tuple[float, float, float] = (0.0, 0.0, 0.0)


# Behind the thigh and a little outside, above the knee; outside the shin, above the ankle; the
# outer edge of the foot, with the fingers round its sole.
_IN_A_HAND = {
    "thigh": Spot("thigh", "shank", 0.68, (0.65, 0.0, -0.76), (-0.76, 0.0, -0.65)),
    # On top, with room for two hands side by side, and the fingers down the shin.
    "knee": Spot("thigh", "shank", 0.8, (0.5, 0.0, 0.86), (0.0, -1.0, 0.0)),
    "shin": Spot("shank", "foot", 0.75, (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "foot": Spot("foot", "toe_tip", 0.45, (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)),
}
# Across the front of the thigh, above the knee.
_UNDER_AN_ANKLE = {"thigh": Spot("thigh", "shank", 0.9, (0.0, 0.0, 1.0))}
_ANKLE = Spot("shank", "foot", 0.95, (1.0, 0.0, 0.0))


@dataclass(frozen=True)
class HoldPins:
    """Differences between places that are to be nothing. firmness: (pins, 3), as for contacts."""

    places: Places
    firmness: Array


def hold_pins(skeleton: Skeleton, holds: Mapping[str, str]) -> HoldPins:
    """Give the pins of single holds, such as `moving_hand` to `other_thigh`; left is moving.

    Raises KeyError for what cannot be held like this.
    """
    weights, offsets, gives = [], [], []
    for holder, held in holds.items():
        side = "left" if holder.startswith("moving_") else "right"
        limb = "left" if held.startswith("moving_") else "right"
        part = held.partition("_")[2]
        if holder.endswith("_hand"):
            spot, joint, mine = _IN_A_HAND[part], "hand", _hand(skeleton, side)
            theirs = _in_a_hand(skeleton, spot, limb, side, mine)
        else:
            spot, joint, mine = _UNDER_AN_ANKLE[part], "shank", _ankle(skeleton, side)
            theirs = _under_an_ankle(skeleton, spot, limb, mine)
        own, other = f"{joint}_{side}", f"{spot.joint}_{limb}"
        # An ankle has no fingers, and so one place less.
        for here, there, off in zip(mine, theirs, _GIVES, strict=False):
            weight, offset = np.zeros(len(JOINTS)), np.zeros((len(JOINTS), 3))
            for name, at, share in ((own, here, 1.0), (other, there, -1.0)):
                place = JOINTS.index(name)
                weight[place], offset[place] = share, at - skeleton.bind[place]
            weights.append(weight)
            offsets.append(offset)
            gives.append(off)
    places = Places(
        np.array(weights).reshape(-1, len(JOINTS)), np.array(offsets).reshape(-1, len(JOINTS), 3)
    )
    return HoldPins(places, np.repeat(1.0 / np.array(gives)[:, None], 3, axis=1))


def _hand(skeleton: Skeleton, side: str) -> list[Array]:
    """Give the hand's palm, back and finger tips, in the modelled pose."""
    return [_at(skeleton, name, side) for name in ("palm", "hand_back", "fingertip")]


def _in_a_hand(
    skeleton: Skeleton, spot: Spot, limb: str, side: str, hand: list[Array]
) -> list[Array]:
    """Give where the palm, the back and the finger tips of a hand go that holds the spot."""
    palm, back, tip = hand
    skin, out = _on_skin(skeleton, spot, limb, side)
    fingers = _towards(spot.fingers, side) - _ROUND * out
    fingers /= np.linalg.norm(fingers)
    middle = skin + _HOLLOW_METRES * out
    thick, long = float(np.linalg.norm(back - palm)), float(np.linalg.norm(tip - palm))
    return [middle, middle + thick * out, middle + long * fingers]


def _ankle(skeleton: Skeleton, side: str) -> list[Array]:
    """Give the skin outside the ankle, and the middle of the shin behind it."""
    skin, _ = _on_skin(skeleton, _ANKLE, side, side)
    top, end = _at(skeleton, _ANKLE.joint, side), _at(skeleton, _ANKLE.end, side)
    return [skin, top + _ANKLE.along * (end - top)]


def _under_an_ankle(skeleton: Skeleton, spot: Spot, limb: str, ankle: list[Array]) -> list[Array]:
    """Give where the skin and the middle of an ankle go that lies on the spot."""
    skin, out = _on_skin(skeleton, spot, limb, limb)
    return [skin, skin + float(np.linalg.norm(ankle[1] - ankle[0])) * out]


def _on_skin(skeleton: Skeleton, spot: Spot, limb: str, side: str) -> tuple[Array, Array]:
    """Give a spot's place on the skin and the way the skin faces there.

    limb: the side of the limb; side: that of the hand or ankle, which says what is outwards.
    """
    top, end = _at(skeleton, spot.joint, limb), _at(skeleton, spot.end, limb)
    bone = end - top
    length = float(np.linalg.norm(bone))
    bone /= length
    out = _towards(spot.out, side)
    out -= (out @ bone) * bone
    out /= np.linalg.norm(out)
    bones = [f"{name}_{limb}" for name in (spot.joint, spot.end)]
    own = [JOINTS.index(name) for name in bones if name in JOINTS]
    samples = skeleton.skin.offsets[:, 0] + skeleton.bind[0] - top
    along = samples @ bone
    off = samples - along[:, None] * bone
    away = np.linalg.norm(off, axis=1)
    near = skeleton.skin.weights[:, own].sum(axis=1)
    near *= np.exp(-(((along / length - spot.along) / _NEAR_ALONG) ** 2))
    near *= np.maximum(0.0, off @ out / away) ** _NEAR_ROUND
    radius = float(near @ away / near.sum())
    return top + spot.along * length * bone + radius * out, out


def _towards(shares: tuple[float, float, float], side: str) -> Array:
    outwards, up, front = shares
    return np.array([outwards if side == "left" else -outwards, up, front])


def _at(skeleton: Skeleton, name: str, side: str) -> Array:
    """Give where a joint or a point is in the modelled pose."""
    if f"{name}_{side}" in JOINTS:
        joint: Array = skeleton.bind[JOINTS.index(f"{name}_{side}")]
        return joint
    # In the modelled pose a point is where each of its joints has it.
    offsets = skeleton.points.offsets[skeleton.point_names.index(f"{name}_{side}")]
    point: Array = offsets[0] + skeleton.bind[0]
    return point
