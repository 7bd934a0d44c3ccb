"""Cuts a surface along a line where a value passes zero, so that a hem runs straight."""

from dataclasses import replace

import numpy as np

from studio.people.rest import Floats, Ints
from studio.people.surface import Flags, Surface, edges

# A vertex nearer to the line than this share of its edge moves onto it: slivers shade badly.
SNAP = 0.3


# A value of each vertex: 1 where a cut has passed. A later cut must not move it off its line.
ON_LINE = "on line"


def cut(surface: Surface, value: Floats, where: Flags | None = None) -> tuple[Surface, Floats]:
    """Split the triangles that `value` (n,) changes sign in; give back the values with the surface.

    No triangle of the result has both signs, save those with a vertex outside `where` (n,), which
    are left alone. Vertices on the line carry the value 0 and the mark ON_LINE.
    """
    surface = surface.with_more(**{ON_LINE: surface.more.get(ON_LINE, np.zeros(len(value)))})
    chosen = np.ones(len(value), bool) if where is None else where
    surface, value = _snapped(surface, value, chosen)
    pairs = edges(surface.triangles)
    crossing = (value[pairs[:, 0]] * value[pairs[:, 1]] < 0) & chosen[pairs].all(1)
    pairs = pairs[crossing]
    part = value[pairs[:, 0]] / (value[pairs[:, 0]] - value[pairs[:, 1]])
    count = len(surface.at)
    between = {(int(a), int(b)): count + i for i, (a, b) in enumerate(pairs)}

    def extended(values: Floats) -> Floats:
        by = part.reshape(-1, *[1] * (values.ndim - 1))
        return np.concatenate([values, values[pairs[:, 0]] * (1 - by) + values[pairs[:, 1]] * by])

    triangles = np.array(
        [piece for triangle in surface.triangles for piece in _pieces(triangle, between)]
    )
    more = {name: extended(values) for name, values in surface.more.items()}
    more[ON_LINE][count:] = 1
    cut_surface = replace(
        surface,
        at=extended(surface.at),
        triangles=triangles,
        weights=extended(surface.weights),
        more=more,
    )
    return cut_surface, np.concatenate([value, np.zeros(len(pairs))])


def _snapped(surface: Surface, value: Floats, chosen: Flags) -> tuple[Surface, Floats]:
    """Move each vertex that has the line close by onto it, along the edge with the nearest cut."""
    pairs = edges(surface.triangles)
    pairs = pairs[(value[pairs[:, 0]] * value[pairs[:, 1]] < 0) & chosen[pairs].all(1)]
    both = np.concatenate([pairs, pairs[:, ::-1]])
    part = value[both[:, 0]] / (value[both[:, 0]] - value[both[:, 1]])
    order = np.argsort(part)
    free = surface.more[ON_LINE][both[order, 0]] == 0
    near = order[(part[order] < SNAP) & free]
    _, first = np.unique(both[near, 0], return_index=True)
    moved, towards, by = both[near[first], 0], both[near[first], 1], part[near[first]]

    def shifted(values: Floats) -> Floats:
        share = by.reshape(-1, *[1] * (values.ndim - 1))
        values = values.copy()
        values[moved] = values[moved] * (1 - share) + values[towards] * share
        return values

    changed = replace(
        surface,
        at=shifted(surface.at),
        weights=shifted(surface.weights),
        more={name: shifted(values) for name, values in surface.more.items()},
    )
    changed.more[ON_LINE][moved] = 1
    value = value.copy()
    value[moved] = 0
    return changed, value


def _pieces(triangle: Ints, between: dict[tuple[int, int], int]) -> list[list[int]]:
    """The triangle, or the two or three that take its place."""
    corners = [int(corner) for corner in triangle]

    def middle(k: int) -> int | None:
        a, b = corners[k], corners[(k + 1) % 3]
        return between.get((min(a, b), max(a, b)))

    middles = [middle(k) for k in range(3)]
    cuts = [k for k in range(3) if middles[k] is not None]
    if not cuts:
        return [corners]
    if len(cuts) == 1:
        # One corner lies on the line: from it to the opposite edge's cut.
        k = cuts[0]
        new = between[_key(corners[k], corners[(k + 1) % 3])]
        opposite = corners[(k + 2) % 3]
        return [[corners[k], new, opposite], [new, corners[(k + 1) % 3], opposite]]
    # Two cut edges share the corner that is alone on its side.
    alone = next(k for k in range(3) if middles[k] is not None and middles[k - 1] is not None)
    a, b, c = (corners[(alone + k) % 3] for k in range(3))
    ab, ac = between[_key(a, b)], between[_key(a, c)]
    # The shorter diagonal would need positions; either is fine for triangles this small.
    return [[a, ab, ac], [ab, b, ac], [b, c, ac]]


def _key(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)
