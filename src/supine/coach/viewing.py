"""From where the camera looks: fitted in the starting pose, which is known.

A pinhole camera: a point at X is seen at (scale * M X + shift) / (1 + depth / distance), X against
the middle of the body, M the camera's right and down, depth away from it along its view. Scale and
shift follow in closed form; the direction (azimuth about the vertical from X to Z, elevation,
roll) and the distance come from a grid and Gauss-Newton steps. A real body's build and way of lying
differ from the model's limb by limb, so that neighbouring landmarks stray together: residuals are
weighed by that covariance, which is what makes one figure fit other bodies.
Picture coordinates: heights of the picture from its middle, x to the right, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supine.coach.pattern import MARKS, NAMES, Start

Array = NDArray[np.float64]

# Where cameras stand (mean and spread): most 0.5 to 1.3 m above a body that lies, 2 to 3.5 m away.
_ELEVATION, _ELEVATION_SPREAD = 0.35, 0.35
_ROLL_SPREAD = 0.1
_DISTANCE, _DISTANCE_SPREAD = np.log(2.6), 0.35
# Focal length in heights of the picture: lenses of webcams see 40 to 55 degrees of height.
_LENS, _LENS_SPREAD = np.log(1.15), 0.35
_GRID_AZIMUTHS = np.radians(np.arange(0.0, 360.0, 15.0))
_GRID_ELEVATIONS = np.radians([5.0, 20.0, 40.0, 65.0])
_REFINED = 4
_STEPS = 7
# A mean square residual on the grid from which no step leads to a fit that could be used.
_HOPELESS = 16.0
_NUDGES = np.array([1e-3, 1e-3, 1e-3, 1e-3])
_LONGEST_STEP = np.array([0.25, 0.2, 0.15, 0.3])
# Of a limb's freedom, the share (of its variance) that both sides have in common: who lies with
# the feet near the seat does so with both.
_COMMON = 0.6


@dataclass(frozen=True, slots=True)
class View:
    """One fitted camera.

    chi: root of the mean square residual, 1 being what bodies differ by; an unlikely place for a
    camera counts in it.

    azimuth: radians about the vertical, 0 where the camera looks from X; elevation: above level;
    scale: picture heights for one metre at the middle of the body.
    """

    start: Start
    azimuth: float
    elevation: float
    roll: float
    distance: float
    scale: float
    shift: Array
    chi: float

    def picture(self, places: Array) -> Array:
        """Give where places (..., 15, 3) are seen: (..., 15, 2)."""
        turn = _turns(np.array([[self.azimuth, self.elevation, self.roll]]))[0]
        seen = (places - self.start.places.mean(axis=0)) @ turn.T
        nearer = 1.0 / np.maximum(1.0 + seen[..., 2] / self.distance, 0.2)
        made: Array = (self.scale * seen[..., :2] + self.shift) * nearer[..., None]
        return made


def _freedom() -> Array:
    """Give the covariance (15, 15), square metres, of where marks are against the model."""
    spread = np.zeros((len(MARKS), len(MARKS)))
    for row, one in enumerate(MARKS):
        for column, other in enumerate(MARKS):
            shared = _ancestry(one.name) & _ancestry(other.name)
            own = sum(MARKS[NAMES.index(name)].free ** 2 for name in shared)
            twins = {_twin(name) for name in _ancestry(one.name)} & _ancestry(other.name)
            both = sum(MARKS[NAMES.index(name)].free ** 2 for name in twins - shared)
            spread[row, column] = own + _COMMON * both
        spread[row, row] += one.noise**2
    return spread


def _ancestry(name: str) -> set[str]:
    found = {name}
    parent = MARKS[NAMES.index(name)].parent
    return found | _ancestry(parent) if parent else found


def _twin(name: str) -> str:
    swapped = {"left": "right", "right": "left"}
    stem, _, side = name.rpartition("_")
    return f"{stem}_{swapped[side]}" if side in swapped else name


_FREEDOM = _freedom()


def _turns(angles: Array) -> Array:
    """Give cameras' right, down and away (cameras, 3, 3) for azimuth, elevation and roll."""
    azimuth, elevation, roll = angles[:, 0], angles[:, 1], angles[:, 2]
    ca, sa, ce, se = np.cos(azimuth), np.sin(azimuth), np.cos(elevation), np.sin(elevation)
    zero = np.zeros_like(ca)
    right = np.stack([sa, zero, -ca], axis=-1)
    up = np.stack([-se * ca, ce, -se * sa], axis=-1)
    away = np.stack([-ce * ca, -se, -ce * sa], axis=-1)
    c, s = np.cos(roll)[:, None], np.sin(roll)[:, None]
    return np.stack([c * right + s * up, s * right - c * up, away], axis=1)


class _Fit:
    """One starting pose against one picture of it."""

    def __init__(
        self, start: Start, seen: Array, whitener: Array, chosen: NDArray[np.intp]
    ) -> None:
        self.places = (start.places - start.places.mean(axis=0))[chosen]
        self.whitener = whitener
        self.seen = seen[chosen]
        self.target = (whitener @ self.seen).T.ravel()

    def residuals(self, angles: Array) -> tuple[Array, Array]:
        """Give residuals (cameras, 2 marks + 5) and scale, shift (cameras, 3).

        angles: (cameras, 4), azimuth, elevation, roll, log distance. The last five residuals are
        how far the camera is from where cameras stand.
        """
        turned = np.einsum("nij,kj->nki", _turns(angles), self.places)
        nearer = 1.0 / np.maximum(1.0 + turned[..., 2] * np.exp(-angles[:, 3:4]), 0.2)
        flat = self.whitener @ (turned[..., :2] * nearer[..., None])
        ones = nearer @ self.whitener.T
        count = ones.shape[1]
        basis = np.zeros((len(angles), 2 * count, 3))
        basis[:, :count, 0], basis[:, count:, 0] = flat[..., 0], flat[..., 1]
        basis[:, :count, 1] = basis[:, count:, 2] = ones
        normal = np.einsum("nki,nkj->nij", basis, basis)
        known = np.linalg.solve(normal, np.einsum("nki,k->ni", basis, self.target)[..., None])
        known = known[..., 0]
        scale = np.maximum(known[:, 0], 1e-3)
        off = (self.target - np.einsum("nki,ni->nk", basis, known)) / scale[:, None]
        off = np.where(known[:, :1] > 0, off, off + 100.0)
        lens = np.log(scale) + angles[:, 3]
        prior = np.stack(
            [
                (angles[:, 1] - _ELEVATION) / _ELEVATION_SPREAD,
                angles[:, 2] / _ROLL_SPREAD,
                (angles[:, 3] - _DISTANCE) / _DISTANCE_SPREAD,
                (lens - _LENS) / _LENS_SPREAD,
            ],
            axis=-1,
        )
        return np.concatenate([off, prior], axis=1), known

    def best(self) -> tuple[Array, Array, float, float]:
        """Give the angles, scale and shift, cost and chi of the camera that fits best."""
        azimuth, elevation = np.meshgrid(_GRID_AZIMUTHS, _GRID_ELEVATIONS)
        grid = np.zeros((azimuth.size, 4))
        grid[:, 0], grid[:, 1], grid[:, 3] = azimuth.ravel(), elevation.ravel(), _DISTANCE
        rough, _ = self.residuals(grid)
        costs = (rough**2).sum(axis=1)
        angles = grid[np.argsort(costs)[:_REFINED]]
        if costs.min() > _HOPELESS * rough.shape[1]:
            angles = angles[:1]
        off, known = self.residuals(angles)
        for _ in range(_STEPS if len(angles) > 1 else 0):
            nudged = angles[:, None] + np.concatenate([np.zeros((1, 4)), np.diag(_NUDGES)])[None]
            every, _ = self.residuals(nudged.reshape(-1, 4))
            every = every.reshape(len(angles), 5, -1)
            slopes = (every[:, 1:] - every[:, :1]) / _NUDGES[None, :, None]
            normal = np.einsum("nik,njk->nij", slopes, slopes) + 1e-3 * np.eye(4)
            pull = np.einsum("nik,nk->ni", slopes, every[:, 0])
            step = np.clip(
                np.linalg.solve(normal, pull[..., None])[..., 0], -_LONGEST_STEP, _LONGEST_STEP
            )
            tried = angles - step
            tried[:, 1] = np.clip(tried[:, 1], -0.3, 1.5)
            after, after_known = self.residuals(tried)
            better = (after**2).sum(axis=1) < (off**2).sum(axis=1)
            angles = np.where(better[:, None], tried, angles)
            off = np.where(better[:, None], after, off)
            known = np.where(better[:, None], after_known, known)
            if not better.any():
                break
        cost = (off**2).sum(axis=1)
        one = int(np.argmin(cost))
        # An unlikely camera counts against the fit as much as an unlikely body does.
        chi = float(np.sqrt(cost[one] / (off.shape[1] - 4)))
        return angles[one], known[one], float(cost[one]), chi


def fitted_views(starts: Sequence[Start], seen: Array, trusted: NDArray[np.bool_]) -> list[View]:
    """Fit a camera to each starting pose, the best first.

    seen: (15, 2), picture coordinates. trusted: (15,), the marks to go by. Gives nothing where
    fewer than eight marks can be trusted: a camera has seven unknowns.
    """
    chosen = np.flatnonzero(trusted)
    if len(chosen) < 8:  # noqa: PLR2004
        return []
    whitener = np.linalg.inv(np.linalg.cholesky(_FREEDOM[np.ix_(chosen, chosen)]))
    found = []
    for start in starts:
        angles, known, cost, chi = _Fit(start, seen, whitener, chosen).best()
        view = View(
            start,
            float(angles[0] % (2 * np.pi)),
            float(angles[1]),
            float(angles[2]),
            float(np.exp(angles[3])),
            float(known[0]),
            known[1:],
            chi,
        )
        found.append((cost, view))
    found.sort(key=lambda pair: pair[0])
    return [view for _, view in found]
