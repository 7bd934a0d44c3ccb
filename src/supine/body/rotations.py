"""Rotations as matrices (..., 3, 3) and as quaternions (..., 4) in the order x, y, z, w."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

X, Y, Z = 0, 1, 2


def about_axis(axis: int, radians: Array) -> Array:
    """Give the matrices (..., 3, 3) that turn by `radians` (...) about X, Y or Z."""
    cosine, sine = np.cos(radians), np.sin(radians)
    matrices = np.zeros((*np.shape(radians), 3, 3))
    first, second = (axis + 1) % 3, (axis + 2) % 3
    matrices[..., axis, axis] = 1.0
    matrices[..., first, first] = matrices[..., second, second] = cosine
    matrices[..., first, second] = -sine
    matrices[..., second, first] = sine
    return matrices


def turns_of(rotations: Array, order: tuple[int, int, int]) -> Array:
    """Give the three turns (..., 3) in radians, about the axes of `order`, that make `rotations`.

    The middle turn is between -90 and 90 degrees; there the other two are not told apart.
    """
    i, j, k = order
    parity = 1.0 if (j - i) % 3 == 1 else -1.0
    middle = np.arcsin(np.clip(parity * rotations[..., i, k], -1.0, 1.0))
    first = np.arctan2(-parity * rotations[..., j, k], rotations[..., k, k])
    last = np.arctan2(-parity * rotations[..., i, j], rotations[..., i, i])
    return np.stack([first, middle, last], axis=-1)


def shortest_turn(start: Array, end: Array) -> Array:
    """Give the smallest rotation (3, 3) that brings the direction `start` (3) to `end` (3).

    After Rodrigues; raises ValueError where the two point away from each other.
    """
    start, end = start / np.linalg.norm(start), end / np.linalg.norm(end)
    cosine = float(start @ end)
    if cosine < -1 + 1e-9:
        raise ValueError("opposite directions have no shortest turn")
    x, y, z = np.cross(start, end)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turn: Array = np.eye(3) + cross + cross @ cross / (1.0 + cosine)
    return turn


def to_quaternions(rotations: Array) -> Array:
    """Give the quaternions (..., 4) of rotation matrices, each with w >= 0 or, at w = 0, as found.

    From the largest of the four squares, which keeps every digit (Shepperd 1978).
    """
    m = rotations
    xx, yy, zz = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    squares = np.stack([1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz, 1 + xx + yy + zz], -1)
    largest = np.argmax(squares, axis=-1)
    xy, xz, yz = (m[..., a, b] + m[..., b, a] for a, b in ((0, 1), (0, 2), (1, 2)))
    wx, wy, wz = (m[..., a, b] - m[..., b, a] for a, b in ((2, 1), (0, 2), (1, 0)))
    columns = np.stack(
        [
            np.stack([squares[..., 0], xy, xz, wx], -1),
            np.stack([xy, squares[..., 1], yz, wy], -1),
            np.stack([xz, yz, squares[..., 2], wz], -1),
            np.stack([wx, wy, wz, squares[..., 3]], -1),
        ],
        axis=-2,
    )
    chosen = np.take_along_axis(columns, largest[..., None, None], axis=-2)[..., 0, :]
    chosen = np.where(chosen[..., 3:] < 0, -chosen, chosen)
    return normalised(chosen)


def normalised(quaternions: Array) -> Array:
    """Give the quaternions at length 1."""
    scaled: Array = quaternions / np.linalg.norm(quaternions, axis=-1, keepdims=True)
    return scaled


def to_matrices(quaternions: Array) -> Array:
    """Give the rotation matrices (..., 3, 3) of quaternions (..., 4) of length 1."""
    x, y, z, w = np.moveaxis(quaternions, -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def slerp(start: Array, end: Array, share: float) -> Array:
    """Turn from `start` to `end` (..., 4) by a share from 0 to 1, the shortest way at even speed.

    Shoemake (1985). Turns of less than a tenth of a degree are blended straight.
    """
    cosine = np.sum(start * end, axis=-1, keepdims=True)
    end = np.where(cosine < 0, -end, end)
    angle = np.arccos(np.clip(np.abs(cosine), 0.0, 1.0))
    tiny = angle < 1e-3  # noqa: PLR2004 - radians, below which sine and angle are the same
    sine = np.where(tiny, 1.0, np.sin(angle))
    before = np.where(tiny, 1.0 - share, np.sin((1.0 - share) * angle) / sine)
    after = np.where(tiny, share, np.sin(share * angle) / sine)
    return normalised(before * start + after * end)
