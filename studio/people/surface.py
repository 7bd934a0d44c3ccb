"""Plain geometry of triangle surfaces that are skinned and coloured."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from studio.people.rest import Floats, Ints

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Surface:
    """A surface of triangles. `at` (n, 3) metres; `triangles` (m, 3), seen from their left turn.

    `weights` (n, j): shares of joints. `more`: further values (n, ...) that cuts interpolate.
    """

    at: Floats
    triangles: Ints
    weights: Floats
    more: dict[str, Floats] = field(default_factory=dict)

    def compact(self, kept: Flags) -> Self:
        """Only the `kept` (m,) triangles, and only the vertices they use."""
        used, numbered = np.unique(self.triangles[kept], return_inverse=True)
        return replace(
            self,
            at=self.at[used],
            triangles=numbered.reshape(-1, 3),
            weights=self.weights[used],
            more={name: values[used] for name, values in self.more.items()},
        )

    def with_more(self, **values: Floats) -> Self:
        """The same with further values for each vertex."""
        return replace(self, more={**self.more, **values})


def joined(parts: Iterable[Surface]) -> Surface:
    """Several surfaces as one; values that not all of them have are left out."""
    parts = list(parts)
    starts = np.cumsum([0, *(len(part.at) for part in parts)])
    names = set.intersection(*(set(part.more) for part in parts))
    return Surface(
        np.concatenate([part.at for part in parts]),
        np.concatenate([p.triangles + s for p, s in zip(parts, starts, strict=False)]),
        np.concatenate([part.weights for part in parts]),
        {name: np.concatenate([part.more[name] for part in parts]) for name in sorted(names)},
    )


def normals(at: Floats, triangles: Ints) -> Floats:
    """Outward unit normals of the vertices (n, 3), larger triangles counting for more."""
    a, b, c = (at[triangles[:, k]] for k in range(3))
    faces = np.cross(b - a, c - a)
    summed = np.zeros_like(at)
    for k in range(3):
        np.add.at(summed, triangles[:, k], faces)
    return unit(summed)


def unit(vectors: Floats) -> Floats:
    """Vectors (..., 3) of length 1; a vector of no length stays so."""
    long = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(long, 1e-12), np.float64)


def edges(triangles: Ints) -> Ints:
    """Each edge once, (e, 2), lower vertex first."""
    every = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    return np.unique(np.sort(every, axis=1), axis=0)


def border_edges(triangles: Ints) -> Ints:
    """Edges (b, 2) that only one triangle has, in that triangle's direction."""
    every = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    both_ways = np.sort(every, axis=1)
    _, first, counts = np.unique(both_ways, axis=0, return_index=True, return_counts=True)
    return np.asarray(every[np.sort(first[counts == 1])], np.int64)


class _Neighbours:
    """Who is joined to whom; a vertex without a neighbour is its own."""

    def __init__(self, pairs: Ints, count: int) -> None:
        alone = np.setdiff1d(np.arange(count), pairs)
        both = np.concatenate([pairs, pairs[:, ::-1], np.stack([alone, alone], 1)])
        both = both[np.argsort(both[:, 0], kind="stable")]
        self._others = both[:, 1]
        self._starts = np.searchsorted(both[:, 0], np.arange(count))
        self._numbers = np.bincount(both[:, 0], minlength=count)

    def mean(self, values: Floats) -> Floats:
        """The mean of each vertex's neighbours, for values (n, ...)."""
        sums = np.add.reduceat(values[self._others], self._starts, axis=0)
        return np.asarray(sums / self._numbers.reshape(-1, *[1] * (values.ndim - 1)), np.float64)


def smoothed(values: Floats, triangles: Ints, rounds: int, share: Floats | float = 0.5) -> Floats:
    """Values (n, ...) drawn towards their neighbours' mean, by `share` (or (n,) shares) a round."""
    neighbours = _Neighbours(edges(triangles), len(values))
    by = np.broadcast_to(share, len(values))
    by = by.reshape(-1, *[1] * (values.ndim - 1))
    for _ in range(rounds):
        values = values + by * (neighbours.mean(values) - values)
    return values


def smoothed_along(values: Floats, pairs: Ints, rounds: int) -> Floats:
    """Values (n, ...) drawn halfway to their neighbours' mean along lines of `pairs` (e, 2)."""
    neighbours = _Neighbours(pairs, len(values))
    for _ in range(rounds):
        values = values + 0.5 * (neighbours.mean(values) - values)
    return values


def smoothed_border(at: Floats, triangles: Ints, rounds: int) -> Floats:
    """Border lines smoothed along themselves; all other points (n, 3) stay."""
    # A point on no border is its own only neighbour.
    return smoothed_along(at, border_edges(triangles), rounds)
