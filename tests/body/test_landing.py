"""Contacts that change: what comes down onto the floor in a step, and what a start does without."""

from functools import cache

import numpy as np
import pytest

from supine.body import motion_json
from supine.body.contacts import touches
from supine.body.motion import motion
from supine.body.posing import Poser
from supine.body.rotations import Array
from supine.library.contacts import single_contacts
from tests.body.figures import FIGURES, LIBRARY, frames_at, skeleton_of, widest_clip

LANDING = sorted(
    (movement.id, step.name)
    for movement in LIBRARY.movements.values()
    for step in movement.card.rep
    if step.lands
)
MOST_OFF_METRES = 0.015
# The hollow of the low back keeps a little of its own shape.
MOST_HOLLOW_METRES = 0.03

every_figure = pytest.mark.parametrize("figure", FIGURES)


@cache
def points(movement: str, figure: str, step: str | None, progress: float) -> dict[str, Array]:
    """Where a figure's points are, in metres, at the widest range of its first side."""
    clip = widest_clip(movement, figure)
    found = clip.skeleton.where(frames_at(clip, step, progress), clip.skeleton.points)[0]
    return dict(zip(clip.skeleton.point_names, found, strict=True))


def heights_above_the_floor(movement: str, figure: str, step: str, progress: float) -> list[float]:
    """How far each contact that lands in a step is from where it should lie, in metres."""
    card = LIBRARY.movements[movement].card
    lands = next(one.lands for one in card.rep if one.name == step)
    at = points(movement, figure, step, progress)
    return [
        min(
            abs(float(at[point][1]) - height)
            for point, height in zip(touch.points, touch.heights, strict=True)
        )
        for touch in touches(LIBRARY.positions[card.position].card, lands)
    ]


@every_figure
@pytest.mark.parametrize(("movement", "step"), LANDING)
def test_what_lands_lies_on_the_floor_when_the_step_is_over(
    movement: str, step: str, figure: str
) -> None:
    lands = next(one.lands for one in LIBRARY.movements[movement].card.rep if one.name == step)
    most = MOST_HOLLOW_METRES if "lower_back" in lands else MOST_OFF_METRES

    assert max(heights_above_the_floor(movement, figure, step, 1.0)) < most


@every_figure
def test_what_lands_was_in_the_air_before(figure: str) -> None:
    assert heights_above_the_floor("childs-pose", figure, "sit-back", 0.0)[0] > 0.2


@every_figure
def test_what_has_landed_leaves_the_floor_on_the_way_to_the_start(figure: str) -> None:
    up = points("childs-pose", figure, "come-up", 1.0)
    start = points("childs-pose", figure, None, 0.0)

    assert np.allclose(up["forehead"], start["forehead"], atol=1e-9)


@every_figure
def test_a_start_does_without_what_only_its_position_touches(figure: str) -> None:
    card = LIBRARY.movements["side-plank"].card
    position = LIBRARY.positions[card.position].card
    held = {touch.contact for touch in Poser(skeleton_of(figure), position, card).all_touches}

    assert {"head", "shoulders"} <= set(single_contacts(position.contacts))
    assert not held & {"head", "shoulders"}
    assert points("side-plank", figure, None, 0.0)["shoulder_outer_right"][1] > 0.1


@every_figure
def test_no_pillow_lies_under_a_head_that_is_up(figure: str) -> None:
    card = LIBRARY.movements["side-plank"].card

    assert LIBRARY.positions[card.position].card.props
    assert motion_json(LIBRARY, "side-plank", figure)["props"] == []


@every_figure
def test_the_side_that_lies_below_is_the_one_that_the_words_name_first(figure: str) -> None:
    movement = LIBRARY.movements["side-plank"]
    clip = motion(
        movement, LIBRARY.positions[movement.card.position], LIBRARY.figures[figure], "left", 1.0
    )
    angles = clip.angles("lift", 1.0)

    # The forearm below is bent to a right angle, and its upper arm stands upright.
    assert abs(angles["elbow_right.flexion"] - 90) < 15
    assert points("side-plank", figure, "lift", 1.0)["elbow_right"][1] < 0.03
    assert "right" in movement.words.setup.full[0]
    assert movement.words.other_side is not None
    assert "left side" in movement.words.other_side.full[0]
