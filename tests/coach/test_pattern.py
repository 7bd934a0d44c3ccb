"""What a movement looks like."""

from __future__ import annotations

import numpy as np
import pytest

from supine.coach.pattern import FULL, NAMES, OTHER_SIDE, pattern_of
from tests.coach.people import library, pattern


def test_knees_travel_and_the_head_lies_still_in_a_knee_wag() -> None:
    found = pattern("knee-wags")
    assert found.alternates
    assert found.travel[NAMES.index("knee_left")] > 0.15
    assert found.travel[NAMES.index("nose")] < 0.02


def test_the_right_side_is_the_mirror_image_of_the_left() -> None:
    start = pattern("lying-psoas-march").starts[0]
    left = [way.places for way in start.ways if way.side == "left"]
    right = [way.places for way in start.ways if way.side == "right"]
    for one, other in zip(left, right, strict=True):
        assert np.allclose(one[:, OTHER_SIDE] * [1, 1, -1], other)


def test_ways_begin_at_the_start_and_go_on_outwards() -> None:
    for start in pattern("glute-bridge").starts:
        for way in start.ways:
            assert np.allclose(way.places[0], start.places)
            away = np.linalg.norm(way.places - start.places, axis=(1, 2))
            assert np.all(np.diff(away[: FULL + 1]) > 0)


def test_one_side_after_the_other_has_a_start_for_each() -> None:
    sides = {way.side for start in pattern("clamshell").starts for way in start.ways}
    assert sides == {"left", "right"}
    assert all(len({way.side for way in start.ways}) == 1 for start in pattern("clamshell").starts)


def test_seconds_are_those_of_the_card() -> None:
    found = pattern("glute-bridge")
    assert (found.out_seconds, found.hold_seconds, found.back_seconds) == (2.0, (2.0, 5.0), 3.0)


@pytest.mark.parametrize("movement", ["lying-adductor-squeeze", "rest-90-90-breathing"])
def test_what_cannot_be_seen_is_timed(movement: str) -> None:
    assert pattern(movement).timed


def test_an_unknown_movement_is_refused() -> None:
    with pytest.raises(KeyError):
        pattern_of(library(), "handstand")


def test_easier_movements_that_can_be_seen_come_with_a_pattern() -> None:
    card = library().movements["hip-switch-90-90"].card
    assert card.easier == ("windscreen-wipers", "knee-wags")
    assert len(pattern("hip-switch-90-90").easier) == 2
    # The pelvic tilt cannot be seen: nothing to tell from.
    assert library().movements["glute-bridge"].card.easier == ("pelvic-tilt",)
    assert pattern("glute-bridge").easier == ()


def test_the_smallest_repetition_is_larger_where_a_range_begins_far_out() -> None:
    assert pattern("knee-wags").least_reach == pytest.approx(0.3)
    assert pattern("lying-psoas-march").least_reach == pytest.approx(0.3)
    # Hands have to meet behind the thigh before anything is drawn in.
    assert 0.35 < pattern("single-knee-to-chest").least_reach < 0.5
