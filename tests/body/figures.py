"""What the tests of the body share: figures, skeletons, clips and random reasonable poses."""

from functools import cache

import numpy as np
from hypothesis import strategies as st

from supine.body import Clip
from supine.body.angles import freedoms
from supine.body.rotations import Array, to_matrices
from supine.body.skeleton import Frames, Skeleton
from supine.library import shipped_library
from supine.library.pose import normal_range
from tests.solved import clips_of

LIBRARY = shipped_library()
FIGURES = sorted(LIBRARY.figures)


@cache
def skeleton_of(figure: str) -> Skeleton:
    return Skeleton(LIBRARY.figures[figure])


@cache
def widest_clip(movement: str, figure: str) -> Clip:
    """The widest repetition of the first side."""
    made = clips_of(movement, figure)
    return max((clip for clip in made if clip.side != "right"), key=lambda clip: clip.range_share)


def frames_at(clip: Clip, step: str | None, progress: float) -> Frames:
    """The frame of every joint at an instant of a clip."""
    root, rotations = clip.pose(step, progress)
    at, turned = clip.skeleton.bones(root[None], to_matrices(rotations)[None])
    return Frames(at, turned, np.zeros(0))


def limits(name: str) -> tuple[float, float]:
    """The range of one freedom in degrees; the girdle and its arm have none of their own."""
    part, quantity = name.split(".")
    joint = part.removesuffix("_left").removesuffix("_right")
    if joint == "girdle":
        return -20, 40
    if joint == "shoulder":
        return -60, 80
    return normal_range(joint, quantity)


@st.composite
def angles(draw: st.DrawFn) -> Array:
    """Every freedom within its normal range: (freedoms), radians."""
    moves = freedoms()
    shares = draw(
        st.lists(st.floats(0, 1, width=32), min_size=len(moves.names), max_size=len(moves.names))
    )
    ends = np.radians([limits(name) for name in moves.names])
    return np.asarray(ends[:, 0] + np.array(shares) * (ends[:, 1] - ends[:, 0]))
