"""The solver keeps what a card says: contacts where they are, angles near, skin above the floor."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supine.body.contacts import touches
from supine.body.posing import PELVIS_SHARE_OF_ROLL, Poser
from supine.body.rotations import Array
from supine.body.skeleton import ROOT
from supine.library import MovementCard, Pose
from supine.library.pose import normal_range
from supine.library.things import PositionCard
from tests.body.figures import FIGURES, LIBRARY, skeleton_of

HOOK_LYING = LIBRARY.positions["hook-lying"].card


def poser_of(figure: str, movement: str) -> Poser:
    card = LIBRARY.movements[movement].card
    return Poser(skeleton_of(figure), LIBRARY.positions[card.position].card, card)


def degrees(poser: Poser, q: Array, name: str) -> float:
    return float(np.degrees(q[ROOT + poser.skeleton.moves.index[name]]))


def points(poser: Poser, q: Array) -> dict[str, Array]:
    frames = poser.skeleton.frames(q[None], poser.base)
    at = poser.skeleton.where(frames, poser.skeleton.points)[0]
    return dict(zip(poser.skeleton.point_names, at, strict=True))


def taken(card: PositionCard, **pose: object) -> PositionCard:
    changed = {**card.pose.model_dump(exclude_none=True), **pose}
    return card.model_copy(update={"pose": Pose.model_validate(changed)})


@pytest.mark.parametrize("figure", FIGURES)
@given(knees=st.floats(70, 110), abduction=st.floats(-2, 12), arms=st.floats(5, 45))
@settings(max_examples=8, deadline=None)
def test_contacts_are_kept_whatever_reasonable_angles_a_card_names(
    figure: str, knees: float, abduction: float, arms: float
) -> None:
    card = taken(
        HOOK_LYING,
        knees={"flexion": knees},
        hips={"flexion": 36 + 0.55 * (knees - 90), "abduction": abduction},
        shoulders={"flexion": 0, "abduction": arms},
    )
    poser = Poser(skeleton_of(figure), card, None)
    at = points(poser, poser.start)

    for touch in touches(card, ["feet", "pelvis", "shoulders", "head"]):
        for point, height in zip(touch.points, touch.heights, strict=True):
            assert at[point][1] == pytest.approx(height, abs=0.006), point
    assert degrees(poser, poser.start, "knee_left.flexion") == pytest.approx(knees, abs=12)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_symmetric_pose_is_symmetric_to_the_last_digit(figure: str) -> None:
    poser = poser_of(figure, "knee-wags")
    moves, start = poser.skeleton.moves, poser.start[ROOT:]

    assert poser.start[2] == 0
    for name, place in moves.index.items():
        if "_left." in name:
            assert start[place] == start[moves.index[name.replace("_left", "_right")]], name
        elif name.endswith(("side_bend", "side_tilt", "rotation")) and "_right" not in name:
            assert start[place] == 0, name


@pytest.mark.parametrize("figure", FIGURES)
def test_the_same_arguments_give_the_same_pose(figure: str) -> None:
    once, again = (poser_of(figure, "lying-psoas-march").start for _ in range(2))

    assert np.array_equal(once, again)


@pytest.mark.parametrize("figure", FIGURES)
def test_what_a_step_does_not_name_stays(figure: str) -> None:
    poser = poser_of(figure, "lying-psoas-march")
    step = LIBRARY.movements["lying-psoas-march"].card.rep[0]
    assert isinstance(step.to, Pose)
    lifted = poser.goals(step.to, np.array([1.0]), ["moving_foot"])[0]
    start, end = points(poser, poser.start), points(poser, lifted)

    for point in ("heel_right", "ball_inner_right", "buttock_left", "head_back", "palm_left"):
        assert np.linalg.norm(end[point] - start[point]) < 0.004, point
    assert end["heel_left"][1] > 0.3
    asked = step.to.moving_hip
    assert asked is not None
    assert asked.flexion is not None
    assert degrees(poser, lifted, "hip_left.flexion") == pytest.approx(asked.flexion, abs=1)


@pytest.mark.parametrize("figure", FIGURES)
@given(roll=st.floats(-45, 45))
@settings(max_examples=8, deadline=None)
def test_rolled_knees_tilt_about_the_hip_ankle_lines_and_the_pelvis_follows(
    figure: str, roll: float
) -> None:
    poser = poser_of(figure, "knee-wags")
    q = poser.goals(Pose(knees_roll=roll), np.array([1.0]), [])[0]
    at = poser.skeleton.frames(q[None], poser.base).at[0]

    for side in ("left", "right"):
        hip, knee, ankle = (
            at[list(LIBRARY.figures[figure].body.joints).index(f"{joint}_{side}")]
            for joint in ("thigh", "shank", "foot")
        )
        line = (ankle - hip) / np.linalg.norm(ankle - hip)
        out = (knee - hip) - line * float((knee - hip) @ line)
        up = np.array([0.0, 1.0, 0.0]) - line * line[1]
        left = np.cross(up, line)
        tilt = np.degrees(np.arctan2(out @ left, out @ up))
        assert tilt == pytest.approx(roll, abs=4)
    followed = degrees(poser, q, "pelvis.rotation")
    assert followed == pytest.approx(PELVIS_SHARE_OF_ROLL * roll, abs=6)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_a_share_of_the_range_is_that_share_of_the_way(share: float) -> None:
    poser = poser_of(FIGURES[0], "lying-psoas-march")
    goal = Pose.model_validate({"moving_hip": {"flexion": 80}})
    start = degrees(poser, poser.start, "hip_left.flexion")

    q = poser.goals(goal, np.array([share]), ["moving_foot"])[0]

    wanted = start + share * (80 - start)
    assert degrees(poser, q, "hip_left.flexion") == pytest.approx(wanted, abs=1)


def test_a_card_that_asks_for_a_stretched_knee_too_many_stays_in_the_normal_range() -> None:
    card = LIBRARY.movements["spinal-flexion-drill"].card
    poser = Poser(skeleton_of(FIGURES[0]), LIBRARY.positions[card.position].card, card)
    q = poser.goals(Pose.model_validate({"hips": {"flexion": 120}}), np.array([1.0]), [])[0]

    for joint, quantity in (("hip", "flexion"), ("knee", "flexion"), ("ankle", "dorsiflexion")):
        low, high = normal_range(joint, quantity)
        assert low - 1 <= degrees(poser, q, f"{joint}_left.{quantity}") <= high + 1


def test_hands_lie_on_whichever_side_of_them_is_down() -> None:
    beside = poser_of(FIGURES[0], "lying-psoas-march")
    overhead = poser_of(FIGURES[0], "knee-wags")

    def hand(poser: Poser) -> tuple[str, ...]:
        (touch,) = (touch for touch in poser.all_touches if touch.contact == "moving_hand")
        return touch.points

    assert hand(beside) == ("palm_left",)
    assert hand(overhead) == ("hand_back_left",)


def test_a_movement_that_only_rests_needs_no_target() -> None:
    card: MovementCard = LIBRARY.movements["rest-90-90-breathing"].card
    poser = Poser(skeleton_of(FIGURES[0]), LIBRARY.positions[card.position].card, card)

    assert points(poser, poser.start)["calf_back_left"][1] == pytest.approx(0.4, abs=0.01)
