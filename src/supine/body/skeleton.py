"""A figure's bones: where joints and skin are for given angles, and how they follow each angle.

State `q` (poses, 3 + freedoms): the pelvis joint's place in metres, then the freedoms in radians.
World axes: X along the mat, Y up, Z across; a base (3, 3) turns body axes into the world's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supine.body.angles import JOINTS, freedoms
from supine.body.rotations import Array, X, Y, about_axis, shortest_turn
from supine.library import Figure
from supine.library.figures import JOINT_PARENTS, SIDES

DOWN = np.array([0.0, -1.0, 0.0])
FRONT = np.array([0.0, 0.0, 1.0])
ROOT = 3


@dataclass(frozen=True)
class Frames:
    """Where everything is, for a batch of poses.

    at: (poses, 24, 3), the joints. turned: (poses, 24, 3, 3), each bone against its bind pose.
    axes: (poses, 72, 3), the world axis of each elementary turn.
    """

    at: Array
    turned: Array
    axes: Array


@dataclass(frozen=True)
class Places:
    """Points of the body. weights: (points, 24); offsets: (points, 24, 3) from each joint, bind.

    The weights of a point add up to 1, those of the difference between two points to 0.
    """

    weights: Array
    offsets: Array

    def some(self, chosen: NDArray[np.intp]) -> Places:
        """Give some of the points, by their indices."""
        return Places(self.weights[chosen], self.offsets[chosen])

    def blended(self, shares: Array) -> Places:
        """Give points between these: each row of `shares` (new points, points) adds up to 1."""
        weights = shares @ self.weights
        levers = np.einsum("np,pj,pjc->njc", shares, self.weights, self.offsets)
        return Places(weights, levers / np.where(weights > 0, weights, 1.0)[:, :, None])


class Skeleton:
    """The bones of one figure."""

    def __init__(self, figure: Figure) -> None:
        self.bind = np.array([joint.at for joint in figure.body.joints.values()])
        self.parents = [JOINTS.index(parent) if parent else -1 for parent in JOINT_PARENTS.values()]
        self.neutral = _neutral(self.bind)
        self.moves = freedoms()
        self.descends = self._descends()
        self.point_names = tuple(figure.body.points)
        self.points = self._places(
            np.array([point.at for point in figure.body.points.values()]),
            [{point.joint: 1.0} for point in figure.body.points.values()],
        )
        self.skin = self._places(
            np.array([sample.at for sample in figure.body.skin]),
            [dict(sample.weights) for sample in figure.body.skin],
        )

    def _descends(self) -> Array:
        """Give (24, 24): 1 where the second joint moves with the first."""
        descends = np.eye(len(JOINTS))
        for joint in range(len(JOINTS)):
            parent = self.parents[joint]
            while parent >= 0:
                descends[parent, joint] = 1.0
                parent = self.parents[parent]
        return descends

    def _places(self, at: Array, weights: list[dict[str, float]]) -> Places:
        table = np.zeros((len(at), len(JOINTS)))
        for row, shares in enumerate(weights):
            for joint, share in shares.items():
                table[row, JOINTS.index(joint)] = share
        table /= table.sum(axis=1, keepdims=True)
        return Places(table, at[:, None, :] - self.bind[None, :, :])

    def joint_places(self, names: list[str]) -> Places:
        """Give joints as points."""
        chosen = np.array([JOINTS.index(name) for name in names])
        return self._places(self.bind[chosen], [{name: 1.0} for name in names])

    def frames(self, q: Array, base: Array) -> Frames:
        """Give where the bones are in poses `q` (poses, 3 + freedoms)."""
        turns = (q[:, ROOT:] @ self.moves.turns.T).reshape(len(q), len(JOINTS), 3)
        at = np.empty((len(q), len(JOINTS), 3))
        turned = np.empty((len(q), len(JOINTS), 3, 3))
        axes = np.empty((len(q), 3 * len(JOINTS), 3))
        anatomical: list[Array] = []
        for joint, parent in enumerate(self.parents):
            frame = np.broadcast_to(base, (len(q), 3, 3)) if parent < 0 else anatomical[parent]
            if parent < 0:
                at[:, joint] = q[:, :ROOT]
            else:
                at[:, joint] = at[:, parent] + turned[:, parent] @ (
                    self.bind[joint] - self.bind[parent]
                )
            for slot, axis in enumerate(self.moves.axes[joint]):
                axes[:, 3 * joint + slot] = frame[..., axis]
                frame = frame @ about_axis(axis, turns[:, joint, slot])
            anatomical.append(frame)
            turned[:, joint] = frame @ self.neutral[joint]
        return Frames(at, turned, axes)

    def where(self, frames: Frames, places: Places) -> Array:
        """Give where points are: (poses, points, 3), by linear blend skinning."""
        return np.stack([self.coordinate(frames, places, axis) for axis in range(3)], axis=-1)

    def coordinate(self, frames: Frames, places: Places, axis: int) -> Array:
        """Give one world coordinate of points: (poses, points)."""
        levers = (places.offsets * places.weights[:, :, None]).reshape(len(places.weights), -1)
        rows = frames.turned[:, :, axis, :].reshape(len(frames.at), -1)
        found: Array = rows @ levers.T + frames.at[:, :, axis] @ places.weights.T
        return found

    def _shares(self, frames: Frames, places: Places) -> Array:
        """Give (poses, points, 24, 3): what each joint adds to the place of each point."""
        moved = np.einsum("bjik,pjk->bpji", frames.turned, places.offsets)
        shares: Array = (moved + frames.at[:, None]) * places.weights[None, :, :, None]
        return shares

    def where_and_slopes(self, frames: Frames, places: Places) -> tuple[Array, Array]:
        """Give where points are (poses, points, 3), and how they move with each number of `q`.

        slopes: (poses, points, 3, 3 + freedoms). A turn about an axis moves a point by the axis
        times its distance from the joint, as far as the point follows joints that hang on that one.
        """
        shares = self._shares(frames, places)
        carried = np.einsum("kj,bpjc->bpkc", self.descends, shares)
        weights = places.weights @ self.descends.T
        lever = carried - weights[None, :, :, None] * frames.at[:, None]
        axes = frames.axes.reshape(len(shares), 1, len(JOINTS), 3, 3)
        crossed = np.cross(axes, lever[:, :, :, None, :])
        per_turn = crossed.reshape(*crossed.shape[:2], 3 * len(JOINTS), 3)
        slopes = np.empty((*per_turn.shape[:2], 3, ROOT + len(self.moves.names)))
        slopes[..., :ROOT] = np.eye(3) * places.weights.sum(axis=1)[:, None, None]
        slopes[..., ROOT:] = np.swapaxes(per_turn, 2, 3) @ self.moves.turns
        return shares.sum(axis=2), slopes

    def local(self, rotations: Array, base: Array) -> Array:
        """Give each bone's rotation against its parent's, as glTF wants it: (..., 24, 3, 3).

        rotations: anatomical (..., 24, 3, 3). The pelvis gets its rotation in the world.
        """
        local = np.empty_like(rotations)
        for joint, parent in enumerate(self.parents):
            before = base if parent < 0 else self.neutral[parent].T
            local[..., joint, :, :] = before @ rotations[..., joint, :, :] @ self.neutral[joint]
        return local

    def anatomical(self, local: Array, base: Array) -> Array:
        """Give the anatomical rotations (..., 24, 3, 3) of `local` ones: the inverse of `local`."""
        rotations = np.empty_like(local)
        for joint, parent in enumerate(self.parents):
            before = base.T if parent < 0 else self.neutral[parent]
            rotations[..., joint, :, :] = before @ local[..., joint, :, :] @ self.neutral[joint].T
        return rotations

    def bones(self, root: Array, local: Array) -> tuple[Array, Array]:
        """Give joints (..., 24, 3) and bone rotations (..., 24, 3, 3) as a browser works them out.

        root: (..., 3), the pelvis joint's place. local: (..., 24, 3, 3), as `local` gives them.
        """
        at = np.empty(local.shape[:-1])
        turned = np.empty_like(local)
        for joint, parent in enumerate(self.parents):
            if parent < 0:
                at[..., joint, :] = root
                turned[..., joint, :, :] = local[..., joint, :, :]
            else:
                reach = self.bind[joint] - self.bind[parent]
                at[..., joint, :] = at[..., parent, :] + turned[..., parent, :, :] @ reach
                turned[..., joint, :, :] = turned[..., parent, :, :] @ local[..., joint, :, :]
        return at, turned


def _neutral(bind: Array) -> list[Array]:
    """Give, for each joint, the rotation that brings its bone from the bind pose to neutral.

    Legs and arms come to hang straight down. The arm is turned about its length so that the elbow
    bends to the front, and the forearm so that the bend of the modelled wrist does not twist it.
    """
    neutral = [np.eye(3) for _ in JOINTS]

    def bone(upper: str, lower: str, side: str) -> Array:
        ends = (JOINTS.index(f"{name}_{side}") for name in (lower, upper))
        low, up = (bind[end] for end in ends)
        reach: Array = low - up
        return reach

    for side in SIDES:
        at = {name: JOINTS.index(f"{name}_{side}") for name in ("thigh", "shank", "upper_arm")}
        neutral[at["thigh"]] = shortest_turn(bone("thigh", "shank", side), DOWN)
        neutral[at["shank"]] = shortest_turn(bone("shank", "foot", side), DOWN)
        arm = shortest_turn(bone("upper_arm", "forearm", side), DOWN)
        bent = arm @ bone("forearm", "hand", side)
        arm = about_axis(Y, np.asarray(-np.arctan2(bent[0], bent[2]))) @ arm
        bent = arm @ bone("forearm", "hand", side)
        forearm = about_axis(X, np.asarray(np.arctan2(bent[2], -bent[1]))) @ arm
        neutral[at["upper_arm"]] = arm
        for name in ("forearm", "hand"):
            neutral[JOINTS.index(f"{name}_{side}")] = forearm
    return neutral
