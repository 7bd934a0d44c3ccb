"""Holds keep what they hold: hands behind a thigh, on a foot, an ankle across the other thigh."""

import numpy as np
import pytest

from supine.body import Clip
from supine.body.angles import JOINTS
from supine.body.holds import hold_pins
from supine.body.rotations import Array
from supine.body.skeleton import ROOT
from supine.library import MovementCard, Pose
from supine.library.contacts import single_holds
from tests.body.figures import FIGURES, LIBRARY, frames_at, skeleton_of, widest_clip

HOLDING = [
    name
    for name, movement in LIBRARY.movements.items()
    if movement.card.holds or any(step.holds for step in movement.card.rep)
]
INSTANTS = np.linspace(0, 1, 9)
# Two bodies of different limbs follow one card, so a hold is near its place, not always on it.
NEAR_METRES = 0.02

every_figure = pytest.mark.parametrize("figure", FIGURES)
every_holding = pytest.mark.parametrize("movement", HOLDING)


def card_of(movement: str) -> MovementCard:
    return LIBRARY.movements[movement].card


def gaps(clip: Clip, step: str | None, progress: float, holds: dict[str, str]) -> list[float]:
    """How far, in metres, the skin of each holder is from the place that it holds."""
    found = []
    for holder, held in holds.items():
        places = hold_pins(clip.skeleton, {holder: held}).places
        apart = clip.skeleton.where(frames_at(clip, step, progress), places)[0]
        found.append(float(np.linalg.norm(apart[0])))
    return found


def from_the_bone(at: Array, top: Array, end: Array) -> float:
    bone = end - top
    along = float(np.clip((at - top) @ bone / (bone @ bone), 0, 1))
    return float(np.linalg.norm(at - top - along * bone))


@every_figure
@every_holding
def test_what_a_card_says_is_held_at_the_start_and_at_the_end_of_every_step(
    movement: str, figure: str
) -> None:
    card, clip = card_of(movement), widest_clip(movement, figure)
    found = {"start": gaps(clip, None, 0.0, single_holds(card.holds))}
    for step in card.rep:
        if step.to != "stay":
            found[step.name] = gaps(clip, step.name, 1.0, single_holds(card.holds_after(step)))

    assert max(gap for step in found.values() for gap in step) < NEAR_METRES, found


@every_figure
@every_holding
def test_what_is_held_before_and_after_a_step_is_held_on_the_way(
    movement: str, figure: str
) -> None:
    card, clip = card_of(movement), widest_clip(movement, figure)
    before, found = single_holds(card.holds), [0.0]
    for step in card.rep:
        after = before if step.to == "stay" else single_holds(card.holds_after(step))
        kept = dict(before.items() & after.items())
        for progress in INSTANTS:
            found += gaps(clip, step.name, float(progress), kept)
        before = after

    assert max(found) < NEAR_METRES


@every_figure
def test_hands_let_go_where_a_step_does_not_hold(figure: str) -> None:
    clip = widest_clip("single-knee-to-chest", figure)
    behind = {"moving_hand": "moving_thigh", "other_hand": "moving_thigh"}

    assert max(gaps(clip, "draw", 1.0, behind)) < NEAR_METRES
    assert min(gaps(clip, "lower", 1.0, behind)) > 0.1


@every_figure
def test_a_palm_faces_what_it_holds_and_does_not_reach_into_it(figure: str) -> None:
    clip = widest_clip("double-knee-to-chest", figure)
    now = frames_at(clip, "draw", 1.0)
    at = clip.skeleton.where(now, clip.skeleton.points)[0]
    points = dict(zip(clip.skeleton.point_names, at, strict=True))
    thigh = [now.at[0, JOINTS.index(name)] for name in ("thigh_left", "shank_left")]

    palm, back = (from_the_bone(points[f"{name}_left"], *thigh) for name in ("palm", "hand_back"))
    assert palm > 0.05
    assert back > palm + 0.02


@every_figure
def test_both_hands_hold_one_thigh_from_its_two_sides(figure: str) -> None:
    clip = widest_clip("figure-4-stretch", figure)
    now = frames_at(clip, "draw", 1.0)
    at = clip.skeleton.where(now, clip.skeleton.points)[0]
    across = {
        name: at[clip.skeleton.point_names.index(name)][2] for name in ("palm_left", "palm_right")
    }
    knee = now.at[0, JOINTS.index("shank_right")][2]

    # The left is towards -z for somebody on their back.
    assert across["palm_left"] < knee < across["palm_right"]


@every_figure
def test_an_ankle_lies_on_the_other_thigh_and_not_in_it(figure: str) -> None:
    clip = widest_clip("figure-4-stretch", figure)
    for step, progress in ((None, 0.0), ("draw", 0.5), ("draw", 1.0)):
        at = clip.joints(step, progress)
        thigh = [at[JOINTS.index(name)] for name in ("thigh_right", "shank_right")]
        assert 0.06 < from_the_bone(at[JOINTS.index("foot_left")], *thigh) < 0.2


@every_figure
def test_a_hand_that_holds_has_left_the_floor(figure: str) -> None:
    clip = widest_clip("double-knee-to-chest", figure)

    assert clip.joints(None, 0.0)[JOINTS.index("hand_left")][1] > 0.2


@every_figure
def test_a_hold_asks_nothing_of_where_the_whole_body_is(figure: str) -> None:
    skeleton = skeleton_of(figure)
    places = hold_pins(
        skeleton, {"moving_hand": "other_shin", "moving_ankle": "other_thigh"}
    ).places
    q = np.zeros((2, ROOT + len(skeleton.moves.names)))
    q[1, :ROOT] = (0.3, -0.2, 0.1)
    there, slopes = skeleton.where_and_slopes(skeleton.frames(q, np.eye(3)), places)

    assert there[0] == pytest.approx(there[1], abs=1e-12)
    assert not slopes[..., :ROOT].any()


def test_a_pair_holds_a_pair_side_by_side_and_two_hands_can_hold_one_leg() -> None:
    assert single_holds({"hands": "feet"}) == {
        "moving_hand": "moving_foot",
        "other_hand": "other_foot",
    }
    assert single_holds({"hands": "moving_thigh"}) == {
        "moving_hand": "moving_thigh",
        "other_hand": "moving_thigh",
    }


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"holds": {"hands": "moving_thigh"}}, "without sides"),
        ({"contacts": ["hands", "head"]}, "cannot be among the contacts"),
        ({"holds": {}, "contacts": ["hands"], "rep": "hold with hands"}, "among its lifts"),
        ({"rep": "hold on the way back"}, "goes to a pose"),
    ],
)
def test_a_hold_that_cannot_be_is_refused(changes: dict[str, object], fault: str) -> None:
    card = card_of("double-knee-to-chest").model_dump(by_alias=True, exclude_none=True)
    holding = {"name": "draw", "to": Pose(), "seconds": 2, "holds": {"hands": "thighs"}}
    back = {"name": "back", "to": "start", "seconds": 2}
    steps = {
        "hold with hands": [holding, back],
        "hold on the way back": [{**holding, "to": "start"}],
    }
    rep = steps.get(str(changes.get("rep")), card["rep"])

    with pytest.raises(ValueError, match=fault):
        MovementCard.model_validate({**card, **changes, "rep": rep})
