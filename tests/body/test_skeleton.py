"""Bones keep their length, slopes are true, and the browser's way to the joints is Python's."""

import numpy as np
import pytest
from hypothesis import given, settings

from supine.body.angles import JOINTS
from supine.body.posing import BASES, mirrored
from supine.body.rotations import Array
from supine.library.figures import mirrored as other_side
from tests.body.figures import FIGURES, angles, skeleton_of

UPRIGHT = np.array(BASES["upright"], dtype=float).T


def state(given_angles: Array, place: tuple[float, float, float] = (0.1, 0.9, -0.2)) -> Array:
    return np.concatenate([place, given_angles])[None]


@pytest.mark.parametrize("figure", FIGURES)
@given(angles())
@settings(max_examples=25, deadline=None)
def test_bones_keep_their_length(figure: str, given_angles: Array) -> None:
    skeleton = skeleton_of(figure)
    at = skeleton.frames(state(given_angles), UPRIGHT).at[0]

    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            length = np.linalg.norm(at[joint] - at[parent])
            bind = np.linalg.norm(skeleton.bind[joint] - skeleton.bind[parent])
            assert length == pytest.approx(bind, abs=1e-12)


@pytest.mark.parametrize("orientation", BASES)
def test_every_base_is_a_rotation(orientation: str) -> None:
    base = np.array(BASES[orientation], dtype=float).T

    assert base @ base.T == pytest.approx(np.eye(3))
    assert np.linalg.det(base) == pytest.approx(1)


@given(angles())
@settings(max_examples=10, deadline=None)
def test_slopes_are_what_a_small_step_finds(given_angles: Array) -> None:
    skeleton, q = skeleton_of(FIGURES[0]), state(given_angles)
    at, slopes = skeleton.where_and_slopes(skeleton.frames(q, UPRIGHT), skeleton.skin)
    step = 1e-6

    for number in range(0, q.shape[1], 5):
        ahead = q.copy()
        ahead[:, number] += step
        moved = skeleton.where(skeleton.frames(ahead, UPRIGHT), skeleton.skin)
        assert (moved - at) / step == pytest.approx(slopes[..., number], abs=1e-5)


@given(angles())
@settings(max_examples=25, deadline=None)
def test_local_rotations_lead_a_browser_to_the_same_joints(given_angles: Array) -> None:
    skeleton, q = skeleton_of(FIGURES[0]), state(given_angles)
    frames = skeleton.frames(q, UPRIGHT)
    local = skeleton.local(skeleton.moves.rotations(q[:, 3:]), UPRIGHT)

    at, turned = skeleton.bones(q[:, :3], local)

    assert at == pytest.approx(frames.at, abs=1e-12)
    assert turned == pytest.approx(frames.turned, abs=1e-12)
    assert skeleton.anatomical(local, UPRIGHT) == pytest.approx(
        skeleton.moves.rotations(q[:, 3:]), abs=1e-12
    )


@pytest.mark.parametrize("figure", FIGURES)
@given(angles())
@settings(max_examples=15, deadline=None)
def test_mirrored_angles_put_every_joint_in_its_mirror_image(
    figure: str, given_angles: Array
) -> None:
    skeleton, q = skeleton_of(figure), state(given_angles)
    at = skeleton.frames(q, UPRIGHT).at[0]
    image = skeleton.frames(mirrored(q, skeleton.moves), UPRIGHT).at[0]
    swap = [JOINTS.index(other_side(joint)) for joint in JOINTS]

    assert image[swap] * [1, 1, -1] == pytest.approx(at, abs=1e-12)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_standing_figure_has_its_feet_under_its_head(figure: str) -> None:
    skeleton = skeleton_of(figure)
    still = state(np.zeros(len(skeleton.moves.names)))
    at = skeleton.frames(still, UPRIGHT).at[0]

    assert at[JOINTS.index("head"), 1] - at[JOINTS.index("foot_left"), 1] > 1.3
    # Facing +X, the left is at -Z.
    assert at[JOINTS.index("hand_left"), 2] < at[JOINTS.index("hand_right"), 2]
