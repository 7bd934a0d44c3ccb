"""A movement becomes clips: eased, closed, mirrored, and plain data that a page can draw."""

import json
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.body import Clip, clips, ease, motion, motion_json, rest
from supine.body.angles import JOINTS
from supine.body.rotations import to_matrices
from tests.body.figures import FIGURES, LIBRARY

WAGS = LIBRARY.movements["knee-wags"]
SQUEEZE = LIBRARY.movements["lying-adductor-squeeze"]
MARCH = LIBRARY.movements["lying-psoas-march"]
DRILL = LIBRARY.movements["spinal-flexion-drill"]
FIGURE = LIBRARY.figures["woman"]
HOOK_LYING = LIBRARY.positions["hook-lying"]


@pytest.fixture(scope="module")
def march() -> tuple[Clip, ...]:
    return clips(MARCH, HOOK_LYING, FIGURE)


@pytest.fixture(scope="module")
def drill() -> Clip:
    return clips(DRILL, LIBRARY.positions["long-sitting"], FIGURE)[-1]


@given(st.floats(0, 1))
def test_easing_goes_from_rest_to_rest_and_is_the_same_backwards(progress: float) -> None:
    assert 0 <= ease(progress) <= 1
    assert ease(progress) + ease(1 - progress) == pytest.approx(1)


def test_easing_is_the_minimum_jerk_of_the_stage() -> None:
    assert [ease(p) for p in (0.0, 0.25, 0.5, 1.0)] == pytest.approx([0, 0.103515625, 0.5, 1])
    assert (ease(-1), ease(2)) == (0, 1)


def test_a_clip_knows_its_steps_and_no_others(march: tuple[Clip, ...]) -> None:
    assert list(march[0].steps) == ["lift", "lower"]
    with pytest.raises(KeyError):
        march[0].pose("jump", 0.5)


def test_a_movement_with_sides_has_a_clip_for_each_side_and_range() -> None:
    made = clips(WAGS, HOOK_LYING, FIGURE)

    shares = sorted({round(clip.range_share, 2) for clip in made})
    assert [clip.side for clip in made].count("left") == len(made) / 2
    assert (shares[0], shares[-1], len(shares)) == (0.4, 1.0, 6)


def test_a_movement_without_sides_has_none() -> None:
    made = clips(SQUEEZE, HOOK_LYING, FIGURE)

    assert [clip.side for clip in made] == [None]


@pytest.mark.parametrize(("movement", "side"), [(WAGS, None), (WAGS, "both"), (SQUEEZE, "left")])
def test_a_side_that_a_movement_does_not_have_is_refused(movement: object, side: str) -> None:
    with pytest.raises(ValueError, match="has no side"):
        motion(movement, HOOK_LYING, FIGURE, side, 1.0)  # type: ignore[arg-type]


def test_one_motion_is_the_clip_of_its_side_and_range(march: tuple[Clip, ...]) -> None:
    one = motion(MARCH, HOOK_LYING, FIGURE, "right", 1.0)

    assert one.side == "right"
    assert np.allclose(one.joints("lift", 1.0), march[1].joints("lift", 1.0), atol=1e-6)


def test_the_moving_side_is_the_one_that_moves(march: tuple[Clip, ...]) -> None:
    for clip in march:
        lifted = clip.joints("lift", 1.0)[:, 1] - clip.joints(None, 0.0)[:, 1]
        other = {"left": "right", "right": "left"}[str(clip.side)]
        assert lifted[JOINTS.index(f"foot_{clip.side}")] > 0.3
        assert abs(lifted[JOINTS.index(f"foot_{other}")]) < 0.005


def test_knees_roll_towards_the_side_that_is_called() -> None:
    left, right = (motion(WAGS, HOOK_LYING, FIGURE, side, 1.0) for side in ("left", "right"))
    knee = JOINTS.index("shank_left")

    # Somebody on the back, head towards -X, has the left at -Z.
    assert left.joints("over", 1.0)[knee, 2] < left.joints(None, 0.0)[knee, 2] - 0.1
    assert right.joints("over", 1.0)[knee, 2] > right.joints(None, 0.0)[knee, 2] + 0.1


def test_both_sides_begin_in_the_same_pose(march: tuple[Clip, ...]) -> None:
    left, right = march

    assert np.array_equal(left.start.rotations, right.start.rotations)
    assert np.array_equal(left.start.roots, right.start.roots)


def test_a_smaller_range_moves_less() -> None:
    made = [clip for clip in clips(WAGS, HOOK_LYING, FIGURE) if clip.side == "left"]
    knee = JOINTS.index("shank_left")
    ways = [
        float(np.linalg.norm(clip.joints("over", 1.0)[knee] - clip.joints(None, 0.0)[knee]))
        for clip in made
    ]

    assert ways == sorted(ways)
    assert ways[0] == pytest.approx(0.4 * ways[-1], rel=0.15)


def test_a_hold_holds(drill: Clip) -> None:
    assert np.array_equal(drill.joints("hold", 0.0), drill.joints("hold", 0.7))
    assert np.array_equal(drill.joints("hold", 0.0), drill.joints("reach", 1.0))


def test_the_drill_hinges_first_and_then_rounds_from_the_neck_down(drill: Clip) -> None:
    start, end = drill.angles(None, 0.0), drill.angles("reach", 1.0)

    def half_way(name: str) -> float:
        middle = (start[name] + end[name]) / 2
        return next(
            float(progress)
            for progress in np.linspace(0, 1, 101)
            if drill.angles("reach", progress)[name] >= middle
        )

    order = ["hip_left.flexion", "neck.flexion", "upper_spine.flexion", "lower_spine.flexion"]
    moments = [half_way(name) for name in order]
    assert moments == sorted(moments)
    assert moments[0] < 0.45
    assert moments[-1] > 0.55


def test_hands_go_straight_along_the_strap_and_not_past_the_toes(drill: Clip) -> None:
    hand = JOINTS.index("hand_left")
    way = np.array([drill.joints("reach", progress)[hand] for progress in np.linspace(0, 1, 11)])
    line = (way[-1] - way[0]) / np.linalg.norm(way[-1] - way[0])
    off = (way - way[0]) - np.outer((way - way[0]) @ line, line)

    assert np.linalg.norm(off, axis=1).max() < 0.04
    assert way[-1, 0] < drill.joints("hold", 0.0)[JOINTS.index("foot_left"), 0]


def test_angles_are_those_of_the_pose(march: tuple[Clip, ...]) -> None:
    asked = MARCH.card.rep[0].to
    assert not isinstance(asked, str)
    assert asked.moving_knee is not None
    angles = march[0].angles("lift", 1.0)

    assert angles["knee_left.flexion"] == pytest.approx(asked.moving_knee.flexion, abs=1)
    assert march[1].angles("lift", 1.0)["knee_right.flexion"] == pytest.approx(
        angles["knee_left.flexion"], abs=1e-6
    )


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("movement", sorted(LIBRARY.movements))
def test_what_a_page_gets_is_whole_and_plain(movement: str, figure: str) -> None:
    sent = json.loads(json.dumps(motion_json(LIBRARY, movement, figure)))
    card = LIBRARY.movements[movement].card

    assert (sent["movement"], sent["figure"]) == (movement, figure)
    assert (sent["position"], sent["view"]) == (card.position, card.view)
    assert sent["joints"] == list(JOINTS)
    for clip in sent["clips"]:
        assert len(clip["still"]) == 3 + 4 * len(JOINTS)
        assert list(clip["steps"]) == [step.name for step in card.rep]
        for rows in clip["steps"].values():
            assert {len(row) for row in rows} == {3 + 4 * len(clip["moving"])}


def test_a_page_can_follow_a_clip_to_the_same_joints(march: tuple[Clip, ...]) -> None:
    clip = march[0]
    sent = clip.as_json()
    still = np.array(sent["still"][3:]).reshape(24, 4)
    for key, row in enumerate(sent["steps"]["lift"]):
        turned = still.copy()
        turned[sent["moving"]] = np.array(row[3:]).reshape(-1, 4)
        at, _ = clip.skeleton.bones(np.array(row[:3]), to_matrices(turned))
        keys = clip.steps["lift"]
        exact, _ = clip.skeleton.bones(keys.roots[key], to_matrices(keys.rotations[key]))
        assert np.abs(at - exact).max() < 0.0005


PROPS: dict[str, Callable[[list[dict[str, object]]], bool]] = {
    "lying-adductor-squeeze": lambda props: (
        {"shape": "roll", "equipment": "rolled-towel", "between": "knees"} in props
    ),
    "lying-psoas-march": lambda props: (
        {"shape": "loop", "equipment": "resistance-band", "round": "feet"} in props
    ),
    "spinal-flexion-drill": lambda props: (
        {"shape": "strap", "equipment": "strap", "round": "feet", "held_by": "hands"} in props
    ),
    "rest-90-90-breathing": lambda props: (
        [prop["facing"] for prop in props if prop["shape"] == "chair"] == [[-1.0, 0.0]]
    ),
}


@pytest.mark.parametrize("movement", PROPS)
def test_a_page_gets_the_things_that_the_card_names(movement: str) -> None:
    assert PROPS[movement](motion_json(LIBRARY, movement, "woman")["props"])


def test_the_pillow_lies_under_the_head() -> None:
    sent = motion_json(LIBRARY, "knee-wags", "man")
    (pillow,) = (prop for prop in sent["props"] if prop["shape"] == "pillow")
    at = motion(WAGS, HOOK_LYING, LIBRARY.figures["man"], "left", 1.0).joints(None, 0.0)

    assert pillow["at"][0] == pytest.approx(at[JOINTS.index("head"), 0], abs=0.1)
    assert pillow["at"][1] == 0


def test_somebody_unknown_or_a_movement_nobody_has_is_refused() -> None:
    with pytest.raises(KeyError):
        motion_json(LIBRARY, "knee-wags", "nobody")
    with pytest.raises(KeyError):
        motion_json(LIBRARY, "cartwheel", "woman")


def test_a_position_is_a_clip_in_which_nobody_moves() -> None:
    standing = rest(LIBRARY.positions["standing"], FIGURE)

    assert standing.steps == {}
    head, foot = (standing.joints(None, 0.0)[JOINTS.index(j)] for j in ("head", "foot_left"))
    assert head[1] > 1.4
    assert foot[1] < 0.15


@pytest.mark.parametrize("figure", FIGURES)
def test_the_arms_of_the_knee_wags_rest_raised_behind_the_head(figure: str) -> None:
    clip = motion(WAGS, HOOK_LYING, LIBRARY.figures[figure], "left", 1.0)
    joints = dict(zip(JOINTS, clip.joints(None, 0.0), strict=True))

    for side in ("left", "right"):
        # Heads lie towards -x.
        assert joints[f"hand_{side}"][0] < joints["head"][0] - 0.2
        assert joints[f"forearm_{side}"][1] < 0.06, "the elbow is down"
        assert clip.angles(None, 0.0)[f"shoulder_{side}.flexion"] >= 160
