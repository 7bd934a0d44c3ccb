"""Finds the pose that a card means: near its angles, touching what it says, above the floor.

Levenberg-Marquardt over the pelvis's place and all freedoms, for many poses at once (Nocedal and
Wright, Numerical Optimization, chapter 10). What a pose should be is written as distances, each
divided by how far off it may be; the sum of their squares is made as small as it gets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from supine.body.rotations import Array
from supine.body.skeleton import Places, Skeleton
from supine.library.figures import SIDES

# How far off things may be, in metres and radians.
FLOOR_METRES = 0.002
ROLL_METRES = 0.003
LIMIT_RADIANS = np.radians(0.5)
# Skin may press this far into the floor before anything pushes back.
GIVES_WAY_METRES = 0.004

UPWARDS = np.array([0.0, 1.0, 0.0])

_MOST_ROUNDS = 80
_SMALLEST_STEP = 1e-6


@dataclass(frozen=True)
class Pins:
    """Places held somewhere. places: (pins); goals, firmness: (poses, pins, 3); firmness 0: free.

    Firmness is 1 over how far off, in metres, a pin may be.
    """

    places: Places
    goals: Array
    firmness: Array


@dataclass(frozen=True)
class Aim:
    """What the poses should be.

    near: (poses, 3 + freedoms), where each number would like to be. firmness: the same shape, 1
    over how far off it may be. low, high: (3 + freedoms), the ends of normal ranges. floors:
    (samples), metres. roll: (poses), the tilt of the knees in radians, or None to leave it free.
    """

    base: Array
    near: Array
    firmness: Array
    low: Array
    high: Array
    pins: Pins
    floors: Array
    roll: Array | None = None


def solve(skeleton: Skeleton, aim: Aim, guess: Array) -> Array:
    """Give the poses (poses, 3 + freedoms) that come nearest to `aim`, beginning at `guess`.

    The same arguments give the same poses.
    """
    work = _Work(skeleton, aim)
    q = guess.copy()
    damping = np.full(len(q), 1e-3)
    cost = work.cost(q)
    for _ in range(_MOST_ROUNDS):
        slope, curve = work.slope_and_curve(q)
        diagonal = np.einsum("bii->bi", curve)
        damped = curve.copy()
        np.einsum("bii->bi", damped)[...] += damping[:, None] * diagonal
        step = np.linalg.solve(damped, -slope[..., None])[..., 0]
        trial = q + step
        trial_cost = work.cost(trial)
        better = trial_cost <= cost
        q = np.where(better[:, None], trial, q)
        settled = np.abs(step).max(axis=1) < _SMALLEST_STEP
        flat = better & (cost - trial_cost < 1e-7 * (1.0 + cost))
        cost = np.where(better, trial_cost, cost)
        damping = np.clip(np.where(better, damping / 4, damping * 6), 1e-9, 1e9)
        if np.all(settled | flat):
            break
    return q


class _Work:
    """The residuals of one aim, with their slopes."""

    def __init__(self, skeleton: Skeleton, aim: Aim) -> None:
        self.skeleton, self.aim = skeleton, aim
        self.legs = skeleton.joint_places(
            [f"{joint}_{side}" for side in SIDES for joint in ("thigh", "shank", "foot")]
        )

    def cost(self, q: Array) -> Array:
        """Give the sum of squares (poses) at `q`."""
        frames = self.skeleton.frames(q, self.aim.base)
        pinned = self._pin_residuals(self.skeleton.where(frames, self.aim.pins.places))
        sunk = self._sunk(self.skeleton.coordinate(frames, self.skeleton.skin, 1)) / FLOOR_METRES
        total = np.sum(pinned**2, axis=(1, 2)) + np.sum(sunk**2, axis=1)
        total += np.sum(((q - self.aim.near) * self.aim.firmness) ** 2, axis=1)
        total += np.sum((self._beyond(q) / LIMIT_RADIANS) ** 2, axis=1)
        if self.aim.roll is not None:
            legs = self.skeleton.where(frames, self.legs)
            total += np.sum(self._roll_residuals(legs)[0] ** 2, axis=1)
        cost: Array = total
        return cost

    def slope_and_curve(self, q: Array) -> tuple[Array, Array]:
        """Give half the gradient (poses, n) and the Gauss-Newton curvature (poses, n, n)."""
        aim, skeleton = self.aim, self.skeleton
        frames = skeleton.frames(q, aim.base)
        at, slopes = skeleton.where_and_slopes(frames, aim.pins.places)
        residuals = [self._pin_residuals(at).reshape(len(q), -1)]
        rows = [(slopes * aim.pins.firmness[..., None]).reshape(len(q), -1, q.shape[1])]
        sunk = self._sunk(skeleton.coordinate(frames, skeleton.skin, 1))
        active = np.flatnonzero(np.any(sunk > 0, axis=0))
        if len(active):
            _, slopes = skeleton.where_and_slopes(frames, skeleton.skin.some(active))
            residuals.append(sunk[:, active] / FLOOR_METRES)
            under = (sunk[:, active] > 0)[..., None]
            rows.append(np.where(under, -slopes[:, :, 1, :] / FLOOR_METRES, 0.0))
        if aim.roll is not None:
            at, slopes = skeleton.where_and_slopes(frames, self.legs)
            found, normal = self._roll_residuals(at)
            residuals.append(found)
            thighs = slopes[:, 1::3] - slopes[:, 0::3]
            rows.append(np.einsum("blc,blcn->bln", normal, thighs) / ROLL_METRES)
        residual, row = np.concatenate(residuals, axis=1), np.concatenate(rows, axis=1)
        turned = np.swapaxes(row, 1, 2)
        slope = (turned @ residual[..., None])[..., 0]
        curve = turned @ row
        beyond = self._beyond(q)
        slope += (q - aim.near) * aim.firmness**2 + beyond / LIMIT_RADIANS**2
        np.einsum("bii->bi", curve)[...] += (
            aim.firmness**2 + (beyond != 0) / LIMIT_RADIANS**2 + 1e-6
        )
        return slope, curve

    def _pin_residuals(self, at: Array) -> Array:
        return (at - self.aim.pins.goals) * self.aim.pins.firmness

    def _sunk(self, heights: Array) -> Array:
        """Give how far below its floor each sample is, in metres; 0 above it."""
        return np.maximum(0.0, self.aim.floors - GIVES_WAY_METRES - heights)

    def _beyond(self, q: Array) -> Array:
        """Give how far each number is beyond its range: negative below, positive above."""
        return np.minimum(0.0, q - self.aim.low) + np.maximum(0.0, q - self.aim.high)

    def _roll_residuals(self, legs: Array) -> tuple[Array, Array]:
        """Give how far the knees are from the tilted planes (poses, 2), and those planes' normals.

        Each plane holds the line from hip to ankle, and the way upwards, where bent knees point in
        lying as in sitting, tilted by `roll` towards the left.
        """
        assert self.aim.roll is not None  # noqa: S101 - asked for only where it is there
        hips, knees, ankles = legs[:, 0::3], legs[:, 1::3], legs[:, 2::3]
        left = self.aim.base[:, 0]
        roll = self.aim.roll[:, None]
        tilted = np.cos(roll) * UPWARDS + np.sin(roll) * left
        normal = np.cross(ankles - hips, tilted[:, None, :])
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        found = np.sum((knees - hips) * normal, axis=-1) / ROLL_METRES
        return found, normal
