"""Clinical angles mean what a physiotherapist means by them, and survive the way there and back."""

import numpy as np
import pytest
from hypothesis import given, settings

from supine.body.angles import (
    freedoms,
    girdle_elevation,
    named_degrees,
    shoulder_against_chest,
    shoulder_joint,
)
from supine.body.rotations import Array
from supine.body.skeleton import Skeleton
from supine.library import Pose
from tests.body.figures import FIGURES, angles, skeleton_of

UPRIGHT = np.eye(3)


def stand(figure: str, **degrees: float) -> dict[str, Array]:
    """Where points and joints are when somebody stands with these angles (body axes)."""
    skeleton: Skeleton = skeleton_of(figure)
    named = {name.replace("__", "."): value for name, value in degrees.items()}
    q = np.concatenate([np.zeros(3), skeleton.moves.angles(named)])[None]
    frames = skeleton.frames(q, UPRIGHT)
    points = dict(
        zip(skeleton.point_names, skeleton.where(frames, skeleton.points)[0], strict=True)
    )
    joints = dict(zip(JOINT_NAMES, frames.at[0], strict=True))
    return {**joints, **points}


JOINT_NAMES = (
    *("pelvis", "spine_1", "spine_2", "spine_3", "spine_4", "spine_5", "neck", "head"),
    *(
        f"{joint}_{side}"
        for side in ("left", "right")
        for joint in ("clavicle", "scapula", "upper_arm", "forearm", "hand")
    ),
    *(f"{joint}_{side}" for side in ("left", "right") for joint in ("thigh", "shank", "foot")),
)


@given(angles())
@settings(max_examples=50, deadline=None)
def test_angles_come_back_out_of_the_rotations_they_made(given_angles: Array) -> None:
    moves = freedoms()
    found = moves.from_rotations(moves.rotations(given_angles))

    assert found == pytest.approx(given_angles, abs=1e-8)


@pytest.mark.parametrize("figure", FIGURES)
def test_neutral_has_arms_and_legs_hanging_and_palms_facing_in(figure: str) -> None:
    at = stand(figure)

    for upper, lower in (("thigh", "shank"), ("shank", "foot"), ("upper_arm", "forearm")):
        hanging = at[f"{lower}_left"] - at[f"{upper}_left"]
        assert hanging[[0, 2]] == pytest.approx([0, 0], abs=1e-9)
        assert hanging[1] < 0
    palm = at["palm_left"] - at["hand_back_left"]
    assert palm[0] < -abs(palm[2])


# Each angle alone, what it should move, and which way (body axes: X left, Y up, Z front).
SENSES = [
    ({"hip_left__flexion": 60}, "shank_left", 2, 1),
    ({"hip_left__abduction": 20}, "shank_left", 0, 1),
    ({"hip_right__abduction": 20}, "shank_right", 0, -1),
    ({"hip_left__external_rotation": 30}, "toe_tip_left", 0, 1),
    ({"hip_right__external_rotation": 30}, "toe_tip_right", 0, -1),
    ({"knee_left__flexion": 60}, "foot_left", 2, -1),
    ({"ankle_left__dorsiflexion": 15}, "toe_tip_left", 1, 1),
    ({"ankle_left__inversion": 20}, "ball_inner_left", 1, 1),
    ({"ankle_right__inversion": 20}, "ball_inner_right", 1, 1),
    ({"ankle_left__toe_out": 20}, "toe_tip_left", 0, 1),
    ({"shoulder_left__flexion": 60}, "hand_left", 2, 1),
    ({"shoulder_right__abduction": 60}, "hand_right", 0, -1),
    ({"elbow_left__flexion": 60}, "hand_left", 2, 1),
    ({"forearm_left__pronation": 60}, "palm_left", 2, -1),
    ({"wrist_left__flexion": 40}, "fingertip_left", 0, -1),
    ({"wrist_left__radial": 20}, "fingertip_left", 2, 1),
    ({"girdle_left__elevation": 15}, "upper_arm_left", 1, 1),
    ({"girdle_left__protraction": 15}, "upper_arm_left", 2, 1),
    ({"pelvis__tilt": 20}, "neck", 2, -1),
    ({"pelvis__rotation": 20}, "hip_front_right", 2, 1),
    ({"lower_spine__flexion": 30}, "neck", 2, 1),
    ({"upper_spine__side_bend": 20}, "neck", 0, 1),
    ({"upper_spine__rotation": 20}, "chest", 0, 1),
    ({"neck__flexion": 30}, "chin", 1, -1),
    ({"neck__rotation": 30}, "chin", 0, 1),
]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("degrees", "what", "axis", "way"), SENSES)
def test_a_positive_angle_goes_the_way_its_name_says(
    figure: str, degrees: dict[str, float], what: str, axis: int, way: int
) -> None:
    moved = stand(figure, **degrees)[what] - stand(figure)[what]

    assert moved[axis] * way > 0.01


def test_a_hip_bent_to_ninety_points_the_thigh_straight_ahead() -> None:
    at = stand(FIGURES[0], hip_left__flexion=90)
    thigh = at["shank_left"] - at["thigh_left"]

    assert thigh / np.linalg.norm(thigh) == pytest.approx([0, 0, 1], abs=1e-9)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("arm", [(0, 0, 0), (90, 10, -20), (165, 30, -50), (20, 80, 10)])
def test_girdle_and_joint_together_raise_the_arm_as_far_as_asked(
    side: str, arm: tuple[float, float, float]
) -> None:
    moves, asked = freedoms(), np.radians(arm)
    raised = girdle_elevation(asked[0], asked[1])
    angles_ = np.zeros(len(moves.names))
    angles_[moves.index[f"girdle_{side}.elevation"]] = raised
    for quantity, turned in zip(
        ("flexion", "abduction", "external_rotation"),
        shoulder_joint(asked, raised, side),
        strict=True,
    ):
        angles_[moves.index[f"shoulder_{side}.{quantity}"]] = turned

    assert np.degrees(shoulder_against_chest(angles_, side)) == pytest.approx(arm, abs=1e-6)


def test_the_girdle_takes_nothing_of_a_low_arm_and_a_third_of_the_rest() -> None:
    flexion = np.radians([0.0, 25.0, 90.0, 180.0])

    share = np.degrees(girdle_elevation(flexion, np.zeros(4)))

    assert share == pytest.approx([0, 0, 20, 50])


def test_the_moving_side_is_the_left_and_one_side_overrides_both() -> None:
    pose = Pose.model_validate({"hips": {"flexion": 40}, "moving_hip": {"flexion": 80}})

    assert named_degrees(pose) == {"hip_left.flexion": 80, "hip_right.flexion": 40}


def test_a_later_pose_overrides_an_earlier_one() -> None:
    first = Pose.model_validate({"moving_hip": {"flexion": 80}, "neck": {"flexion": 5}})
    then = Pose.model_validate({"hips": {"flexion": 30}})

    assert named_degrees(first, then) == {
        "hip_left.flexion": 30,
        "hip_right.flexion": 30,
        "neck.flexion": 5,
    }


def test_the_whole_spine_is_shared_between_low_back_and_chest() -> None:
    named = named_degrees(Pose.model_validate({"spine": {"flexion": 40}}))

    assert sum(named.values()) == pytest.approx(40)
    assert set(named) == {"lower_spine.flexion", "upper_spine.flexion"}
