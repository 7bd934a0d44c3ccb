"""A card says poses in clinical angles and contacts, and every slip in them is named."""

from pathlib import Path
from typing import Any

import pytest

from supine.library import Pose, shipped_library
from supine.library.contacts import contact_points, single_contacts
from supine.library.figures import POINTS
from supine.library.pose import normal_range
from tests.library.breaking import Change, broken, setting

WAGS = "movements/knee-wags/card.yaml"
SQUEEZE = "movements/lying-adductor-squeeze/card.yaml"
MARCH = "movements/lying-psoas-march/card.yaml"
DRILL = "movements/spinal-flexion-drill/card.yaml"
REST = "movements/rest-90-90-breathing/card.yaml"
HOOK_LYING = "positions/hook-lying/card.yaml"

GOAL = ("rep", 0, "to")

BROKEN: dict[str, tuple[str, Change, str, str]] = {
    "a joint nobody has": (
        MARCH,
        setting(*GOAL, "ribs", to={"expansion": 1}),
        "rep[0].to.ribs",
        "nobody knows",
    ),
    "a quantity the joint does not have": (
        MARCH,
        setting(*GOAL, "moving_knee", "rotation", to=5),
        "rep[0].to.moving_knee.rotation",
        "nobody knows",
    ),
    "a hip beyond its range": (
        MARCH,
        setting(*GOAL, "moving_hip", "flexion", to=140),
        "rep[0].to.moving_hip.flexion",
        "140 is not right",
    ),
    "a knee bent the wrong way": (
        HOOK_LYING,
        setting("pose", "knees", "flexion", to=-40),
        "pose.knees.flexion",
        "-40 is not right",
    ),
    "an angle that is no number": (
        WAGS,
        setting("start", "shoulders", "flexion", to="high"),
        "start.shoulders.flexion",
        "'high' is not right",
    ),
    "a goal that is no pose": (WAGS, setting(*GOAL, to="upwards"), "rep[0].to", "upwards"),
    "a contact nobody has": (WAGS, setting("contacts", 0, to="ears"), "contacts[0]", "ears"),
    "a contact the position cannot have": (
        WAGS,
        setting("contacts", 2, to="chest"),
        "contacts",
        "chest cannot touch anything in hook-lying",
    ),
    "a position that contradicts itself": (
        HOOK_LYING,
        setting("contacts", to=["feet", "chest"]),
        "file",
        "chest cannot touch anything on-back",
    ),
    "a way to lie that nobody knows": (
        HOOK_LYING,
        setting("orientation", to="on-the-ceiling"),
        "orientation",
        "on-the-ceiling",
    ),
    "a foot that lifts though it never touched": (
        MARCH,
        setting("contacts", to=["pelvis", "shoulders"]),
        "file",
        "lifts may only name",
    ),
    "a part that rolls though it never touched": (
        WAGS,
        setting("rolls", to=["knees"]),
        "file",
        "rolls may only name",
    ),
    "a lift on the way back": (
        MARCH,
        setting("rep", 1, "lifts", to=["moving_foot"]),
        "rep[1]",
        "goes to a pose",
    ),
    "a landing on the way back": (
        MARCH,
        setting("rep", 1, "lands", to=["heels"]),
        "rep[1]",
        "goes to a pose",
    ),
    "a landing of what touches already": (
        MARCH,
        setting("rep", 0, "lands", to=["head"]),
        "file",
        "is there already",
    ),
    "a landing of what cannot touch": (
        MARCH,
        setting("rep", 0, "lands", to=["chest"]),
        "contacts",
        "chest cannot touch anything in hook-lying",
    ),
    "a start without what touches": (
        MARCH,
        setting("without", to=["head"]),
        "file",
        "without may not name",
    ),
    "a hold that moves": (DRILL, setting("rep", 1, "to", to="start"), "rep[1]", "holds still"),
    "a hold that leads": (DRILL, setting("rep", 1, "lead", to=["neck"]), "rep[1]", "moves"),
    "a pose passed on the way back": (
        MARCH,
        setting("rep", 1, "by", to={"hips": {"flexion": 60}}),
        "rep[1]",
        "by belongs to a step that goes to a pose",
    ),
    "a moving side in a pose that is passed where there are no sides": (
        SQUEEZE,
        setting("rep", 0, "by", to={"moving_hip": {"flexion": 60}}),
        "file",
        "cannot name a moving side",
    ),
    "a repetition that never comes back": (
        DRILL,
        lambda data: data["rep"].pop() and None,
        "file",
        "come back",
    ),
    "a moving side where there are no sides": (
        SQUEEZE,
        setting(*GOAL, to={"moving_hip": {"flexion": 60}}),
        "file",
        "without sides",
    ),
    "a roll that is nowhere": (
        SQUEEZE,
        lambda data: data["equipment"][0].pop("between") and None,
        "equipment[0].between",
        "missing for a roll",
    ),
    "a loop that nobody can hold": (
        MARCH,
        setting("equipment", 0, "held_by", to="hands"),
        "equipment[0].held_by",
        "not placed like this",
    ),
    "a chair in a position without one": (
        REST,
        setting("position", to="hook-lying"),
        "equipment[0].id",
        "has no chair",
    ),
    "a view from nowhere": (WAGS, setting("view", to="below"), "view", "below"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_slip_in_a_pose_is_named_once_with_its_place(folder: Path, case: str) -> None:
    file, change, place, words = BROKEN[case]

    problems = broken(folder, file, change)

    assert [problem.place for problem in problems] == [place]
    assert words in problems[0].fault
    assert problems[0].remedy


def test_the_remedy_for_an_angle_out_of_range_says_how_far_it_may_go(folder: Path) -> None:
    (problem,) = broken(folder, MARCH, setting(*GOAL, "moving_hip", "flexion", to=140))

    assert problem.remedy == "Use a number that is at most 120"


def test_a_pose_lists_the_angles_it_names() -> None:
    pose = Pose.model_validate(
        {"hips": {"flexion": 40, "abduction": 2}, "neck": {"flexion": 5}, "knees_roll": 30}
    )

    assert list(pose.angles()) == [
        ("neck", "flexion", 5),
        ("hips", "flexion", 40),
        ("hips", "abduction", 2),
    ]


@pytest.mark.parametrize(
    "pose",
    [
        {"knees_roll": 10},
        {"moving_hip": {"flexion": 50}},
        {"other_knee": {"flexion": 50}},
        {"spine": {"rotation": 10}},
    ],
)
def test_a_pose_that_differs_between_the_sides_says_so(pose: dict[str, Any]) -> None:
    assert Pose.model_validate(pose).takes_sides


def test_a_pose_that_is_the_same_on_both_sides_takes_none() -> None:
    pose = Pose.model_validate({"hips": {"flexion": 50}, "spine": {"flexion": 10}})

    assert not pose.takes_sides


def test_the_normal_range_of_the_hip_is_the_published_one() -> None:
    assert normal_range("hip", "flexion") == (-15, 120)
    assert normal_range("hip", "abduction") == (-30, 50)
    assert normal_range("hip", "external_rotation") == (-40, 60)


def test_a_pair_touches_on_each_side() -> None:
    assert single_contacts(["feet", "pelvis"]) == ("moving_foot", "other_foot", "pelvis")


def test_every_contact_of_a_shipped_position_is_a_point_of_every_figure() -> None:
    for position in shipped_library().positions.values():
        for contact in single_contacts(position.card.contacts):
            assert set(contact_points(contact, position.card.orientation)) <= set(POINTS)


def test_somebody_on_the_side_lies_on_the_side_that_does_not_move() -> None:
    assert contact_points("pelvis", "on-side") == ("hip_outer_right",)
    assert contact_points("other_knee", "on-side") == ("knee_outer_right",)
