"""What somebody does in front of a camera, from second to second: a performer for films.

A script is a row of stretches, each from one pose to another in some seconds. A pose is where the
pelvis joint is (3), metres, and every joint's local rotation (24, 4). Pure: all chance comes in as
a generator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from supine.body import Clip, ease
from supine.body.angles import JOINTS
from supine.body.clip import Keys
from supine.body.rotations import normalised, slerp

Array = NDArray[np.float64]
Pose: TypeAlias = tuple[Array, Array]
# A rotation vector in degrees for some joints, each about its bone's own axes as the figure was
# modelled, standing: X to its left, Y up, Z to its front.
Turns: TypeAlias = dict[str, tuple[float, float, float]]

_WAVES = 3
# How fast idle sway goes, in cycles a second, and how large it is, in degrees and in metres.
_SWAY_CYCLES = (0.08, 0.7)
_SWAY_DEGREES = 0.3
_SWAY_METRES = 0.0012
# What carries the rest, and the legs with their feet on the floor, sway less.
_SWAYS_LESS = {"pelvis": 0.15, "spine": 0.4, "thigh": 0.5, "shank": 0.5}
# Somebody who moves sways so many times as much, and for so many seconds afterwards.
_MOVING_SWAYS = 3.0
_CALMS_SECONDS = 1.2
_BREATH_SECONDS = (3.4, 5.0)


@dataclass(frozen=True)
class Rep:
    """One repetition. side: of the person, None without sides; reach: share of the full way."""

    side: str | None
    begins_at: float
    ends_at: float
    reach: float


@dataclass(frozen=True)
class Stretch:
    """Some seconds of a script. at: the pose at a share (0 to 1) of its time."""

    begins_at: float
    seconds: float
    at: Callable[[float], Pose]
    moves: bool


@dataclass
class Script:
    """What is done, one stretch after another. It begins in `pose`."""

    pose: Pose
    seconds: float = 0.0
    stretches: list[Stretch] = field(default_factory=list)
    reps: list[Rep] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        """Stay as one is."""
        held = self.pose
        self._add(seconds, lambda _share: held, moves=False)

    def go(self, pose: Pose, seconds: float) -> None:
        """Get to another pose without haste."""
        before = self.pose
        self._add(seconds, lambda share: blend(before, pose, ease(share)), moves=True)

    def follow(self, keys: Keys, seconds: float, halt_at: float | None = None) -> None:
        """Go through a step. halt_at: share of the way where one hesitates for a moment."""
        lasting = seconds if halt_at is None else seconds + _HALT_SECONDS

        def at(share: float) -> Pose:
            if halt_at is None:
                return keys.at(ease(share))
            gone = share * lasting
            first = seconds * halt_at
            if gone < first:
                return keys.at(halt_at * ease(gone / first))
            on = max(0.0, gone - first - _HALT_SECONDS) / (seconds - first)
            return keys.at(halt_at + (1 - halt_at) * ease(on))

        self._add(lasting, at, moves=len(keys.roots) > 1)

    def repeat(self, clip: Clip, seconds: dict[str, float], halt_in: str | None = None) -> None:
        """Do one repetition. seconds: of each step; halt_in: the step in which one hesitates."""
        begins_at = self.seconds
        for name, keys in clip.steps.items():
            self.follow(keys, seconds[name], _HALT_AT if name == halt_in else None)
        self.reps.append(Rep(clip.side, begins_at, self.seconds, clip.range_share))

    def _add(self, seconds: float, at: Callable[[float], Pose], *, moves: bool) -> None:
        self.stretches.append(Stretch(self.seconds, seconds, at, moves))
        self.seconds += seconds
        self.pose = at(1.0)

    def poses(self, fps: float) -> tuple[Array, Array, NDArray[np.bool_]]:
        """Give roots (frames, 3), rotations (frames, 24, 4), and whether something moves."""
        roots, rotations, moving = [], [], []
        index = 0
        for frame in range(int(self.seconds * fps)):
            now = frame / fps
            while index + 1 < len(self.stretches) and now >= self.stretches[index + 1].begins_at:
                index += 1
            stretch = self.stretches[index]
            root, turned = stretch.at(min(1.0, (now - stretch.begins_at) / stretch.seconds))
            roots.append(root)
            rotations.append(turned)
            moving.append(stretch.moves)
        return np.array(roots), np.array(rotations), np.array(moving)


_HALT_SECONDS = 0.7
_HALT_AT = 0.45


def blend(before: Pose, after: Pose, share: float) -> Pose:
    """Give the pose a share of the way from one to another."""
    root = before[0] + share * (after[0] - before[0])
    return root, slerp(before[1], after[1], share)


def turned(pose: Pose, turns: Turns, moved: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Pose:
    """Give a pose with some joints turned further, and the pelvis moved, metres in the world."""
    rotations = pose[1].copy()
    for name, degrees in turns.items():
        joint = JOINTS.index(name)
        rotations[joint] = product(rotations[joint], from_degrees(np.array(degrees)))
    return pose[0] + np.array(moved), rotations


def from_degrees(vectors: Array) -> Array:
    """Give the quaternions (..., 4) of rotation vectors (..., 3) in degrees."""
    half = np.radians(vectors) / 2
    size = np.linalg.norm(half, axis=-1, keepdims=True)
    # sin(x)/x, which is 1 at nothing.
    return np.concatenate([half * np.sinc(size / np.pi), np.cos(size)], axis=-1)


def product(first: Array, second: Array) -> Array:
    """Give the quaternions (..., 4) that turn by `second` in the frame of `first`."""
    a, u = first[..., 3:], first[..., :3]
    b, v = second[..., 3:], second[..., :3]
    vector = a * v + b * u + np.cross(u, v)
    scalar = a * b - np.sum(u * v, axis=-1, keepdims=True)
    return normalised(np.concatenate([vector, scalar], axis=-1))


def alive(
    bodies: tuple[Array, Array, NDArray[np.bool_]], fps: float, chance: np.random.Generator
) -> tuple[Array, Array, Array]:
    """Let somebody sway and breathe: roots, rotations, and the breath (frames), 0 to 1.

    bodies: what `Script.poses` gives. Nobody lies as still as a drawing, and who moves does so less
    steadily than a card says.
    """
    roots, rotations, moving = bodies
    count = len(roots)
    seconds = np.arange(count) / fps
    after = np.ones(max(1, int(_CALMS_SECONDS * fps)))
    lively = np.minimum(1.0, np.convolve(moving.astype(float), after)[:count] / len(after))
    size = 1.0 + (_MOVING_SWAYS - 1.0) * lively
    less = np.array([_SWAYS_LESS.get(joint.split("_")[0], 1.0) for joint in JOINTS])
    swayed = _waves(seconds, (len(JOINTS), 3), chance) * (_SWAY_DEGREES * less)[:, None]
    rotations = product(rotations, from_degrees(swayed * size[:, None, None]))
    roots = roots + _waves(seconds, (3,), chance) * size[:, None] * _SWAY_METRES
    breaths = np.cumsum(np.full(count, 1 / fps / chance.uniform(*_BREATH_SECONDS)))
    return roots, rotations, 0.5 - 0.5 * np.cos(2 * np.pi * (breaths + chance.uniform()))


def _waves(seconds: Array, shape: tuple[int, ...], chance: np.random.Generator) -> Array:
    """Give slow noise (frames, *shape) of about unit size, as a sum of a few waves."""
    waves = np.zeros((len(seconds), *shape))
    for _ in range(_WAVES):
        cycles = chance.uniform(*_SWAY_CYCLES, size=shape)
        begins = chance.uniform(0, 2 * np.pi, size=shape)
        along = seconds.reshape(-1, *[1] * len(shape))
        waves += np.sin(2 * np.pi * cycles * along + begins) * np.sqrt(2 / _WAVES)
    return waves
