"""Colours of vertices: linear light, warmed where blood is near, darkened where light is scarce."""

from collections.abc import Mapping

import numpy as np

from studio.people.rest import Floats
from studio.people.surface import Surface, normals

# Nothing farther away than this takes light from a point, metres.
REACH = 0.22
# What lies closer is the same fold of skin or the cloth on it.
NEAR = 0.035
# Rows of the table of all pairs that fit into memory at once.
ROWS = 400
LINEAR_BELOW = 0.04045


def linear(colour: str) -> Floats:
    """A colour written as #rrggbb in linear light, (3,), by the sRGB standard (IEC 61966-2-1)."""
    written = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    curved = ((written + 0.055) / 1.055) ** 2.4
    return np.where(written <= LINEAR_BELOW, written / 12.92, curved)


def mixed(colours: Floats, other: Floats, share: Floats) -> Floats:
    """Colours (n, 3) with `share` (n,) of them taken by `other` (3,)."""
    by = np.clip(share, 0, 1)[:, None]
    return np.asarray(colours * (1 - by) + other * by, np.float64)


def glow(at: Floats, centre: Floats, radius: Floats | float) -> Floats:
    """1 at `centre`, softly less towards `radius` (a length, or one for each axis) and beyond."""
    return np.asarray(np.exp(-(((at - centre) / radius) ** 2).sum(1)), np.float64)


def hidden_light(parts: Mapping[str, Surface]) -> dict[str, Floats]:
    """How much of the light from around each vertex misses, 0 to 1, for every part.

    Each vertex takes light from the others like a small disk (Bunnell, GPU Gems 2, chapter 14).
    """
    at = np.concatenate([part.at for part in parts.values()])
    facing = np.concatenate(
        [part.more.get("normal", normals(part.at, part.triangles)) for part in parts.values()]
    )
    area = np.concatenate([_area(part) for part in parts.values()])
    hidden = np.zeros(len(at))
    for start in range(0, len(at), ROWS):
        rows = slice(start, start + ROWS)
        hidden[rows] = _hidden(at[rows], facing[rows], (at, facing, area))
    sizes = np.cumsum([len(part.at) for part in parts.values()])[:-1]
    return dict(zip(parts, np.split(hidden, sizes), strict=True))


def _hidden(at: Floats, facing: Floats, disks: tuple[Floats, Floats, Floats]) -> Floats:
    places, normal, area = disks
    away = places[None] - at[:, None]
    squared = (away**2).sum(2)
    far = np.sqrt(np.maximum(squared, 1e-12))
    towards = np.maximum(np.einsum("ijk,ik->ij", away, facing) / far, 0)
    back = np.maximum(-np.einsum("ijk,jk->ij", away, normal) / far, 0)
    taken = area * towards * back / (np.pi * squared + area)
    fading = np.clip(1 - far / REACH, 0, 1) * np.clip(far / NEAR - 0.3, 0, 1)
    return np.asarray(np.clip((taken * fading).sum(1) * 1.5, 0, 1), np.float64)


def _area(part: Surface) -> Floats:
    a, b, c = (part.at[part.triangles[:, k]] for k in range(3))
    faces = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    area = np.zeros(len(part.at))
    for k in range(3):
        np.add.at(area, part.triangles[:, k], faces / 3)
    return area


def shaded(part: Surface, hidden: Floats, depth: float, warm: float = 0.0) -> Surface:
    """The part with its colours darkened by up to `depth`; `warm` keeps red light longer."""
    by = depth * np.clip(hidden, 0, 1)[:, None] * np.array([1 - warm, 1.0, 1.0])
    return part.with_more(colour=part.more["colour"] * (1 - by))
