"""Sitting and standing: a step that passes another pose, and things that legs need room beside."""

import numpy as np
import pytest

from supine.body import Clip, motion_json
from supine.body.angles import JOINTS
from supine.library.contacts import contact_points
from tests.body.figures import FIGURES, LIBRARY, widest_clip

every_figure = pytest.mark.parametrize("figure", FIGURES)
# Half of the seat's depth, as the stage draws it.
HALF_SEAT_METRES = 0.21


def joint(clip: Clip, step: str | None, progress: float, name: str) -> np.ndarray:
    return np.asarray(clip.joints(step, progress)[JOINTS.index(name)])


def prop_of(movement: str, figure: str, shape: str) -> dict[str, list[float]]:
    props = motion_json(LIBRARY, movement, figure)["props"]
    return next(prop for prop in props if prop["shape"] == shape)


@every_figure
def test_somebody_who_stands_up_leans_forward_before_the_seat_is_left(figure: str) -> None:
    clip = widest_clip("sit-to-stand", figure)
    moments = np.linspace(0, 1, 41)
    leaning = [-clip.angles("stand", float(moment))["pelvis.tilt"] for moment in moments]
    heights = [joint(clip, "stand", float(moment), "pelvis")[1] for moment in moments]
    left = next(place for place, height in enumerate(heights) if height > heights[0] + 0.01)

    assert leaning[left] > 15
    assert max(leaning) > 20
    assert abs(leaning[-1]) < 3


@every_figure
def test_nothing_stops_at_the_pose_that_a_step_passes(figure: str) -> None:
    clip = widest_clip("sit-to-stand", figure)
    moments = np.linspace(0.3, 0.7, 21)
    places = np.array([clip.joints("stand", float(moment)) for moment in moments])
    paths = np.linalg.norm(np.diff(places, axis=0), axis=-1)

    assert paths.max(axis=1).min() > 0.003


@every_figure
def test_somebody_who_has_stood_up_stands_and_sits_down_the_same_way(figure: str) -> None:
    clip = widest_clip("sit-to-stand", figure)
    rise = joint(clip, "stand", 1.0, "head")[1] - joint(clip, None, 0.0, "head")[1]

    assert rise > 0.3
    for progress in (0.2, 0.5, 0.8):
        up, down = clip.joints("stand", progress), clip.joints("sit", 1 - progress)
        assert np.allclose(up, down, rtol=0, atol=1e-6)


@every_figure
def test_the_seat_is_behind_the_feet_of_somebody_who_stands_up_from_it(figure: str) -> None:
    chair = prop_of("sit-to-stand", figure, "chair")
    ankle = joint(widest_clip("sit-to-stand", figure), "stand", 1.0, "foot_left")

    assert chair["at"][0] + HALF_SEAT_METRES < ankle[0] - 0.04
    assert chair["facing"] == [1.0, 0.0]


@every_figure
def test_a_foot_lies_on_the_front_of_the_sofa_behind(figure: str) -> None:
    sofa = prop_of("couch-stretch", figure, "sofa")
    clip = widest_clip("couch-stretch", figure)
    ankle, knee = (joint(clip, None, 0.0, name) for name in ("foot_left", "shank_left"))

    assert sofa["at"][0] < ankle[0] < knee[0]
    assert abs(ankle[1] - sofa["height"]) < 0.1
    assert sofa["facing"] == [1.0, 0.0]


@every_figure
def test_knees_tilt_to_a_side_in_sitting_as_they_do_in_lying(figure: str) -> None:
    clip = widest_clip("hip-switch-90-90", figure)
    start, over = (
        np.mean([joint(clip, "over", end, f"shank_{side}") for side in ("left", "right")], axis=0)
        for end in (0.0, 1.0)
    )

    # Left is towards -z.
    assert over[2] < start[2] - 0.1
    assert over[1] < start[1]


def test_a_foot_can_stand_on_its_edge_and_a_hand_behind_somebody_who_sits() -> None:
    assert contact_points("moving_foot_edge", "upright") == ("heel_outer_left", "ball_outer_left")
    assert contact_points("other_hand", "upright") == ("palm_right", "fingertip_right")
