"""The clinical angles: which joint they turn, about which axis, in which order, with which sign.

Written once, here. Body axes are X to the left, Y up, Z to the front; neutral is standing upright,
arms hanging, thumbs in front. Every joint turns about the axes of the bone above it, flexion (X)
first, then the frontal turn (Z), then the turn about the bone's own length (Y): the order of the
ISB recommendations after Grood and Suntay (1983; hip and ankle: Wu et al. 2002). The hand alone
turns about the forearm's length first, since half of pronation happens below the elbow's end.

Positive is what the name says, and for the middle of the body towards the left. External rotation
is positive where ISB has internal. Pelvis: `tilt` is posterior, and all three turn it against the
position's own orientation. The shoulder's quantities on cards are those of the upper arm against
the chest; within, they are shared between the girdle (clavicle and scapula) and the joint itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from supine.body.rotations import Array, X, Y, Z, about_axis, turns_of
from supine.library import Pose
from supine.library.figures import JOINT_PARENTS, SIDES

JOINTS = tuple(JOINT_PARENTS)
ORDER = (X, Z, Y)
ORDER_OF_THE_HAND = (Y, Z, X)

# Each joint's turns: axis, then the share (with its sign on the left) of each freedom. The low back
# bends most in its lower joints, and the neck half in itself and half under the skull.
_MIDDLE: dict[str, tuple[tuple[int, dict[str, float]], ...]] = {
    "pelvis": (
        (X, {"pelvis.tilt": -1.0}),
        (Z, {"pelvis.side_tilt": -1.0}),
        (Y, {"pelvis.rotation": 1.0}),
    )
}
_SPINE_SHARES = {
    "spine_1": {"lower_spine": 0.15},
    "spine_2": {"lower_spine": 0.35},
    "spine_3": {"lower_spine": 0.30},
    "spine_4": {"lower_spine": 0.20, "upper_spine": 0.45},
    "spine_5": {"upper_spine": 0.55},
    "neck": {"neck": 0.5},
    "head": {"neck": 0.5},
}
for _joint, _shares in _SPINE_SHARES.items():
    _MIDDLE[_joint] = tuple(
        (axis, {f"{part}.{quantity}": sign * share for part, share in _shares.items()})
        for axis, quantity, sign in (
            (X, "flexion", 1.0),
            (Z, "side_bend", -1.0),
            (Y, "rotation", 1.0),
        )
    )

# The same for the left limbs; on the right the turns about Z and Y change their sign.
_LIMBS: dict[str, tuple[tuple[int, dict[str, float]], ...]] = {
    # Of a full raise the girdle takes 50 degrees, 22 in the clavicle and 28 in the scapula.
    "clavicle": ((Z, {"girdle.elevation": 0.44}), (Y, {"girdle.protraction": -0.6})),
    "scapula": ((Z, {"girdle.elevation": 0.56}), (Y, {"girdle.protraction": -0.4})),
    "upper_arm": (
        (X, {"shoulder.flexion": -1.0}),
        (Z, {"shoulder.abduction": 1.0}),
        (Y, {"shoulder.external_rotation": 1.0}),
    ),
    "forearm": ((X, {"elbow.flexion": -1.0}), (Y, {"forearm.pronation": -0.5})),
    "hand": (
        (Y, {"forearm.pronation": -0.5}),
        (Z, {"wrist.flexion": -1.0}),
        (X, {"wrist.radial": -1.0}),
    ),
    "thigh": (
        (X, {"hip.flexion": -1.0}),
        (Z, {"hip.abduction": 1.0}),
        (Y, {"hip.external_rotation": 1.0}),
    ),
    "shank": ((X, {"knee.flexion": 1.0}),),
    "foot": (
        (X, {"ankle.dorsiflexion": -1.0}),
        (Z, {"ankle.inversion": -1.0}),
        (Y, {"ankle.toe_out": 1.0}),
    ),
}
_PLURALS = {
    "hips": "hip",
    "knees": "knee",
    "ankles": "ankle",
    "shoulders": "shoulder",
    "elbows": "elbow",
    "forearms": "forearm",
    "wrists": "wrist",
}


@dataclass(frozen=True)
class Freedoms:
    """Every way in which the body can move, in order.

    names: the freedoms, such as `hip_left.flexion`; index: their places.
    turns: (72, freedoms), what each elementary turn of each joint takes of each freedom, in radians
    for radians; row 3 * joint + slot. axes: (24, 3), the axis of each slot.
    shares_back: (freedoms, 72), from turns to freedoms.
    """

    names: tuple[str, ...]
    index: Mapping[str, int]
    turns: Array
    axes: tuple[tuple[int, int, int], ...]
    shares_back: Array

    def angles(self, degrees: Mapping[str, float]) -> Array:
        """Give all freedoms (freedoms) in radians; those not named are 0."""
        angles = np.zeros(len(self.names))
        for name, value in degrees.items():
            angles[self.index[name]] = np.radians(value)
        return angles

    def rotations(self, angles: Array) -> Array:
        """Give the anatomical rotation (..., 24, 3, 3) of each joint against the one above it."""
        turns = (angles @ self.turns.T).reshape(*angles.shape[:-1], len(JOINTS), 3)
        joints = []
        for joint, axes in enumerate(self.axes):
            first, middle, last = (about_axis(axes[s], turns[..., joint, s]) for s in range(3))
            joints.append(first @ middle @ last)
        return np.stack(joints, axis=-3)

    def from_rotations(self, rotations: Array) -> Array:
        """Give the freedoms (..., freedoms) in radians of anatomical rotations (..., 24, 3, 3).

        Where joints share a freedom, as in the spine, the nearest in the sense of least squares.
        """
        turns = np.concatenate(
            [turns_of(rotations[..., joint, :, :], axes) for joint, axes in enumerate(self.axes)],
            axis=-1,
        )
        angles: Array = turns @ self.shares_back.T
        return angles


@cache
def freedoms() -> Freedoms:
    """Give the body's freedoms."""
    rows: list[dict[str, float]] = []
    axes: list[tuple[int, int, int]] = []
    for joint in JOINTS:
        order = ORDER_OF_THE_HAND if joint.startswith("hand_") else ORDER
        taken = dict(_turns_of_joint(joint))
        rows += [taken.get(axis, {}) for axis in order]
        axes.append(order)
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    index = {name: place for place, name in enumerate(names)}
    turns = np.zeros((len(rows), len(names)))
    for row, shares in enumerate(rows):
        for name, share in shares.items():
            turns[row, index[name]] = share
    shares_back: Array = np.asarray(np.linalg.pinv(turns), dtype=np.float64)
    return Freedoms(names, index, turns, tuple(axes), shares_back)


def _turns_of_joint(joint: str) -> Iterable[tuple[int, dict[str, float]]]:
    if joint in _MIDDLE:
        return _MIDDLE[joint]
    limb, side = joint.rsplit("_", 1)
    return [
        (axis, {_sided(name, side): _mirrored(share, axis, side) for name, share in shares.items()})
        for axis, shares in _LIMBS[limb]
    ]


def _mirrored(share: float, axis: int, side: str) -> float:
    return share if side == "left" or axis == X else -share


def _sided(name: str, side: str) -> str:
    part, quantity = name.split(".")
    return f"{part}_{side}.{quantity}"


def named_degrees(*poses: Pose) -> dict[str, float]:
    """Give what the poses name, in degrees by freedom, later ones over earlier ones.

    The moving side is the left. A pose for both sides never overrides one side's own.
    """
    named: dict[str, float] = {}
    for pose in poses:
        both: dict[str, float] = {}
        one: dict[str, float] = {}
        for part, quantity, degrees in pose.angles():
            if part in _PLURALS:
                both |= {f"{_PLURALS[part]}_{side}.{quantity}": degrees for side in SIDES}
            elif part.startswith(("moving_", "other_")):
                which, joint = part.split("_")
                side = "left" if which == "moving" else "right"
                one[f"{joint}_{side}.{quantity}"] = degrees
            elif part == "spine":
                # The low back takes the larger half of a bend, the chest most of a turn.
                lower = 0.3 if quantity == "rotation" else 0.55
                both[f"lower_spine.{quantity}"] = lower * degrees
                both[f"upper_spine.{quantity}"] = (1 - lower) * degrees
            else:
                one[f"{part}.{quantity}"] = degrees
        named |= both | one
    return named


def girdle_elevation(flexion: Array, abduction: Array) -> Array:
    """Give the girdle's elevation (radians) in an arm raised so far (radians).

    Nothing up to 30 degrees, then one third, 50 of 180 degrees: the setting phase and the rhythm
    of shoulder blade and arm after Inman, Saunders and Abbott (1944).
    """
    raised = np.arccos(np.clip(np.cos(flexion) * np.cos(abduction), -1.0, 1.0))
    share: Array = np.maximum(0.0, raised - np.radians(30)) * (50.0 / 150.0)
    return share


def shoulder_joint(against_chest: Array, elevation: Array, side: str) -> Array:
    """Give the joint's own turns (3) that put the arm `against_chest` (3), the girdle so raised.

    Both are flexion, abduction and external rotation in radians.
    """
    sign = 1.0 if side == "left" else -1.0
    f, a, r = against_chest
    arm = about_axis(X, -f) @ about_axis(Z, sign * a) @ about_axis(Y, sign * r)
    first, middle, last = turns_of(about_axis(Z, -sign * elevation) @ arm, ORDER)
    return np.array([-first, sign * middle, sign * last])


def shoulder_against_chest(angles: Array, side: str) -> Array:
    """Give flexion, abduction and external rotation (..., 3) in radians of the arm on the chest.

    Flexion is between -90 and 270 degrees: an arm overhead may lie behind the ear.
    """
    moves = freedoms()
    rotations = moves.rotations(angles)
    joints = [JOINTS.index(f"{joint}_{side}") for joint in ("clavicle", "scapula", "upper_arm")]
    clavicle, scapula, arm = (rotations[..., joint, :, :] for joint in joints)
    turns = turns_of(clavicle @ scapula @ arm, ORDER)
    sign = 1.0 if side == "left" else -1.0
    against: Array = turns * np.array([-1.0, sign, sign])
    flexion = against[..., 0]
    against[..., 0] = np.where(flexion < -np.pi / 2, flexion + 2 * np.pi, flexion)
    return against
