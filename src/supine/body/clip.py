"""A clip: the poses of one movement on one figure, one side and one range, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from supine.body.angles import JOINTS, freedoms, shoulder_against_chest
from supine.body.rotations import Array, normalised, slerp, to_matrices
from supine.body.skeleton import Skeleton
from supine.library.figures import SIDES, mirrored

DIGITS = 5
# A joint that never turns by more than this (a part of a quaternion: 0.04 degrees) stays still.
_STILL = 3e-4
_MIRROR = [JOINTS.index(mirrored(joint)) for joint in JOINTS]
PELVIS = JOINTS.index("pelvis")


def ease(progress: float) -> float:
    """Give how far a movement is (0 to 1) at a share of its time: minimum jerk.

    Flash and Hogan (1985): a hand's path through space is the smoothest of all.
    """
    p = min(max(progress, 0.0), 1.0)
    return min(1.0, p**3 * (10 + p * (6 * p - 15)))


@dataclass(frozen=True)
class Keys:
    """Poses one after another. roots: (keys, 3), metres; rotations: (keys, 24, 4), local."""

    roots: Array
    rotations: Array

    def at(self, share: float) -> tuple[Array, Array]:
        """Give the root (3) and the rotations (24, 4) at a share (0 to 1) of the way."""
        along = share * (len(self.roots) - 1)
        key = min(int(along), len(self.roots) - 2)
        if key < 0:
            return self.roots[0], self.rotations[0]
        rest = along - key
        root = (1 - rest) * self.roots[key] + rest * self.roots[key + 1]
        return root, slerp(self.rotations[key], self.rotations[key + 1], rest)

    def mirrored(self) -> Keys:
        """Give the mirror image: the same numbers in other places, to the last digit."""
        x, y, z, w = np.moveaxis(self.rotations[:, _MIRROR], -1, 0)
        rotations = np.stack([x, -y, -z, w], axis=-1)
        # The pelvis turns in the world, whose mirror is the plane z = 0: half a turn about Z after,
        # and half a turn about the body's X before.
        x, y, z, w = np.moveaxis(self.rotations[:, PELVIS], -1, 0)
        rotations[:, PELVIS] = np.stack([-z, w, -x, y], axis=-1)
        return Keys(self.roots * np.array([1.0, 1.0, -1.0]), rotations)


@dataclass(frozen=True)
class Clip:
    """One repetition. side: the side that moves; steps: the keys of each step of the card."""

    skeleton: Skeleton
    base: Array
    side: str | None
    range_share: float
    start: Keys
    steps: Mapping[str, Keys]

    def mirrored(self) -> Clip:
        """Give the same movement of the other side."""
        other = {"left": "right", "right": "left"}.get(self.side or "")
        steps = {name: keys.mirrored() for name, keys in self.steps.items()}
        base = np.diag([1.0, 1.0, -1.0]) @ self.base @ np.diag([-1.0, 1.0, 1.0])
        return Clip(self.skeleton, base, other, self.range_share, self.start.mirrored(), steps)

    def pose(self, step: str | None, progress: float) -> tuple[Array, Array]:
        """Give the pelvis joint's place (3), metres, and every joint's local rotation (24, 4).

        step: the name of a step, or None for the starting pose. progress: 0 to 1, in time.
        Raises KeyError for a step that the movement does not have.
        """
        keys = self.start if step is None else self.steps[step]
        return keys.at(ease(progress))

    def joints(self, step: str | None, progress: float) -> Array:
        """Give where the joints are: (24, 3), metres."""
        return self.bones(step, progress)[0]

    def bones(self, step: str | None, progress: float) -> tuple[Array, Array]:
        """Give the joints (24, 3), metres, and each bone's turn from its bind pose (24, 3, 3)."""
        root, rotations = self.pose(step, progress)
        return self.skeleton.bones(root, to_matrices(rotations))

    def angles(self, step: str | None, progress: float) -> dict[str, float]:
        """Give the clinical angles in degrees, such as `hip_left.flexion`.

        The shoulder's are those of the upper arm against the chest, as cards name them.
        """
        _, rotations = self.pose(step, progress)
        anatomical = self.skeleton.anatomical(to_matrices(rotations), self.base)
        found = freedoms().from_rotations(anatomical)
        angles = dict(zip(freedoms().names, np.degrees(found).tolist(), strict=True))
        for side in SIDES:
            arm = np.degrees(shoulder_against_chest(found, side))
            for place, quantity in enumerate(("flexion", "abduction", "external_rotation")):
                angles[f"shoulder_{side}.{quantity}"] = float(arm[place])
        return angles

    def as_json(self) -> dict[str, Any]:
        """Give the clip as plain data: the starting pose whole, then only what moves."""
        still = _row(self.start, 0, range(len(JOINTS)))
        moving = [
            joint
            for joint in range(len(JOINTS))
            if any(_moves(keys, self.start, joint) for keys in self.steps.values())
        ]
        return {
            "side": self.side,
            "range": round(self.range_share, DIGITS),
            "still": still,
            "moving": moving,
            "steps": {
                name: [_row(keys, key, moving) for key in range(len(keys.roots))]
                for name, keys in self.steps.items()
            },
        }


def stilled(start: Keys, steps: Mapping[str, Keys]) -> dict[str, Keys]:
    """Give the steps with every joint that hardly moves in any of them held as it is at the start.

    Otherwise the traces of a search would be sent to the page as movement.
    """
    moved = np.stack(
        [np.abs(keys.rotations - start.rotations[0]).max(axis=(0, 2)) for keys in steps.values()]
    )
    still = moved.max(axis=0) <= _STILL
    return {
        name: Keys(
            keys.roots, np.where(still[None, :, None], start.rotations[0][None], keys.rotations)
        )
        for name, keys in steps.items()
    }


def _moves(keys: Keys, start: Keys, joint: int) -> bool:
    return not np.array_equal(
        keys.rotations[:, joint], np.broadcast_to(start.rotations[0, joint], (len(keys.roots), 4))
    )


def _row(keys: Keys, key: int, joints: range | list[int]) -> list[float]:
    numbers = np.concatenate([keys.roots[key], keys.rotations[key, list(joints)].ravel()])
    # Adding 0 turns -0.0 into 0.0, which is one digit shorter and the same number.
    return [round(float(number), DIGITS) + 0.0 for number in numbers]


def kept_even(rotations: Array) -> Array:
    """Give keys (keys, 24, 4) whose quaternions never jump to their opposites on the way."""
    even = normalised(rotations)
    for key in range(1, len(even)):
        opposite = np.sum(even[key] * even[key - 1], axis=-1, keepdims=True) < 0
        even[key] = np.where(opposite, -even[key], even[key])
    return even
