"""Without a card: whatever comes round again is counted, by whoever and from anywhere."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supine.coach import CannotSee, Event, Frame, FreeCoach, Rep, Seen
from supine.coach.frames import LANDMARKS, VALUES, Array
from supine.coach.rounds import read
from supine.coach.turning import turning_points, without_long_stays

ASPECT = 4 / 3
FPS = 25.0
LEFT = [11, 13, 15, 23, 25, 27]
# Somebody who lies on the back with bent knees, seen from the side, in picture heights.
LYING = {
    11: (0.3, 0.7),
    13: (0.35, 0.75),
    15: (0.45, 0.78),
    23: (0.6, 0.7),
    25: (0.75, 0.5),
    27: (0.85, 0.75),
}
# How far each goes in a bridge.
BRIDGE = {23: (0.0, -0.15), 25: (0.02, -0.03)}


def somebody(
    phases: Array, chance: np.random.Generator, noise: float = 0.002, sided: str | None = None
) -> Array:
    """Landmarks (T, 33, 4) of the bridge, 0 lying to 1 up; sided: one leg lifts instead."""
    marks = np.zeros((len(phases), LANDMARKS, VALUES))
    for left in LEFT:
        for side, index in (("left", left), ("right", left + 1)):
            way = BRIDGE.get(left, (0.0, 0.0))
            if sided is not None:
                way = (-0.2, -0.15) if left in (25, 27) and side == sided else (0.0, 0.0)
            marks[:, index, :2] = np.array(LYING[left]) + phases[:, None] * np.array(way)
    marks[:, :, 0] += 0.01
    marks[:, :, :2] += noise * chance.standard_normal((len(phases), LANDMARKS, 2))
    marks[:, :, 0] /= ASPECT
    return marks


def waves(reps: int, seconds: float = 3.0, rest: float = 0.5) -> Array:
    """Phases of so many repetitions, with a rest before each and after the last."""
    still = np.zeros(round(rest * FPS))
    out = (1 - np.cos(np.linspace(0, 2 * np.pi, round(seconds * FPS)))) / 2
    return np.concatenate([still, *[np.concatenate([out, still])] * reps])


def watched(marks: Array) -> tuple[FreeCoach, list[Event]]:
    coach = FreeCoach(ASPECT)
    events = [
        event
        for number, frame in enumerate(marks)
        for event in coach.see(Frame(number / FPS, None if np.isnan(frame).any() else frame))
    ]
    return coach, events


@pytest.mark.parametrize("reps", [1, 2, 5, 9])
def test_repetitions_are_counted_whatever_they_are(reps: int) -> None:
    marks = somebody(waves(reps), np.random.default_rng(reps))

    coach, _ = watched(marks)

    assert coach.tally().total == reps


def test_left_and_right_in_turn_each_count() -> None:
    chance = np.random.default_rng(4)
    marks = np.concatenate(
        [somebody(waves(1), chance, sided=side) for side in ("left", "right") * 3]
    )

    assert watched(marks)[0].tally().total == 6


def test_legs_that_the_model_mistakes_for_one_another_change_nothing() -> None:
    marks = somebody(waves(4), np.random.default_rng(5), sided="left")
    for begin in range(20, len(marks), 60):
        for left in (23, 25, 27):
            marks[begin : begin + 12, [left, left + 1]] = marks[
                begin : begin + 12, [left + 1, left]
            ]

    assert watched(marks)[0].tally().total == 4


def test_a_recording_may_begin_and_end_in_mid_movement() -> None:
    phases = waves(4, rest=0.0)[round(0.5 * FPS) : -round(0.5 * FPS)]

    assert watched(somebody(phases, np.random.default_rng(6)))[0].tally().total == 4


def test_what_comes_before_and_after_does_not_count() -> None:
    chance = np.random.default_rng(7)
    marks = somebody(waves(4), chance)
    walks_in = somebody(np.zeros(60), chance)
    walks_in[:, :, 0] += np.linspace(-0.8, -0.3, 60)[:, None]
    walks_in[:, 23:29, 1] += 0.2

    assert watched(np.concatenate([walks_in, marks]))[0].tally().total == 4


def test_a_camera_that_pans_while_somebody_moves_changes_nothing() -> None:
    marks = somebody(waves(6), np.random.default_rng(8))
    marks[:, :, :2] += np.linspace(0, 0.3, len(marks))[:, None, None]

    assert watched(marks)[0].tally().total == 6


def test_a_cut_to_another_picture_changes_nothing() -> None:
    marks = somebody(waves(6), np.random.default_rng(20))
    half = len(marks) // 2
    marks[half:, :, :2] = 0.7 * marks[half:, :, :2] + [0.3, 0.1]

    assert watched(marks)[0].tally().total == 6


def test_a_camera_that_zooms_in_changes_nothing() -> None:
    marks = somebody(waves(6), np.random.default_rng(21))
    marks[:, :, :2] = 0.5 + (marks[:, :, :2] - 0.5) * np.linspace(1, 1.4, len(marks))[:, None, None]

    assert watched(marks)[0].tally().total == 6


def test_somebody_else_for_a_moment_changes_nothing() -> None:
    marks = somebody(waves(6), np.random.default_rng(22))
    marks[200:210, :, :2] = 0.1 + 0.3 * marks[200:210, :, :2]

    assert watched(marks)[0].tally().total == 6


def test_one_side_may_go_much_less_far_than_the_other() -> None:
    chance = np.random.default_rng(23)
    marks = np.concatenate(
        [
            somebody(waves(1) * share, chance, sided=side)
            for side, share in (("left", 1.0), ("right", 0.5)) * 3
        ]
    )

    assert watched(marks)[0].tally().total == 6


def test_getting_comfortable_before_the_first_repetition_does_not_count() -> None:
    chance = np.random.default_rng(24)
    settles = somebody(np.zeros(30), chance)
    settles[:, 13:17, :2] += np.linspace(0.12, 0, 30)[:, None, None]

    marks = np.concatenate([settles, somebody(waves(4), chance)])

    assert watched(marks)[0].tally().total == 4


@pytest.mark.parametrize("seconds", [3, 12])
def test_lying_still_for_long_before_and_after_a_few_repetitions_changes_nothing(
    seconds: int,
) -> None:
    still = np.zeros(round(seconds * FPS))
    phases = np.concatenate([still, waves(3), still])

    assert watched(somebody(phases, np.random.default_rng(25)))[0].tally().total == 3


def test_a_long_hold_in_the_far_place_is_still_one_repetition() -> None:
    one = waves(1)
    held = np.concatenate([one[: len(one) // 2], np.ones(200), one[len(one) // 2 :]])
    phases = np.concatenate([waves(2), held, waves(2)])

    assert watched(somebody(phases, np.random.default_rng(26)))[0].tally().total == 5


def test_repetitions_that_grow_all_count() -> None:
    phases = np.concatenate([waves(1) * share for share in np.linspace(0.5, 1.0, 6)])

    assert watched(somebody(phases, np.random.default_rng(27)))[0].tally().total == 6


def test_a_hesitation_on_the_way_is_no_repetition() -> None:
    back_a_little = [np.linspace(0, 0.6, 25), np.linspace(0.6, 0.4, 8), np.linspace(0.4, 1, 25)]
    one = np.concatenate([*back_a_little, np.ones(10), np.linspace(1, 0, 40), np.zeros(25)])

    assert watched(somebody(np.tile(one, 5), np.random.default_rng(28)))[0].tally().total == 5


@pytest.mark.parametrize("seed", range(6))
def test_somebody_who_fidgets_does_nothing(seed: int) -> None:
    chance = np.random.default_rng(seed)
    marks = somebody(np.zeros(450), chance)
    at = 40
    while at < 400:
        lasts = int(chance.integers(12, 40))
        moved = chance.choice([13, 14, 15, 16, 25, 26, 27, 28], 2, replace=False)
        out = (1 - np.cos(np.linspace(0, 2 * np.pi, lasts))) / 2
        way = chance.normal(0, 0.06, (2, 2))
        marks[at : at + lasts, moved, :2] += out[:, None, None] * way
        at += lasts + int(chance.integers(5, 40))

    assert watched(marks)[0].tally().total == 0


def test_moments_in_which_the_pose_model_fails_change_nothing() -> None:
    marks = somebody(waves(6), np.random.default_rng(9))
    for begin in range(30, len(marks), 110):
        marks[begin : begin + 8, :, :2] = 1 - marks[begin : begin + 8, :, :2]

    assert watched(marks)[0].tally().total == 6


@settings(max_examples=12, deadline=None)
@example(seed=1, noise=0.0, wobble=0.0098)
@given(st.integers(0, 10_000), st.floats(0.0, 0.004), st.floats(0.0, 0.01))
def test_somebody_who_lies_still_or_wobbles_a_little_does_nothing(
    seed: int, noise: float, wobble: float
) -> None:
    chance = np.random.default_rng(seed)
    marks = somebody(np.zeros(300), chance, noise)
    seconds = np.arange(300)[:, None, None] / FPS
    pace, begins = chance.uniform(0.5, 3, (2, 1, LANDMARKS, 2))
    marks[:, :, :2] += wobble * np.sin(pace * seconds + begins)

    coach, events = watched(marks)

    assert coach.tally().total == 0
    assert events == []


def test_somebody_who_lies_down_and_stays_has_done_nothing() -> None:
    phases = np.concatenate([np.zeros(40), np.linspace(0, 1, 30), np.ones(120)])

    assert watched(somebody(phases, np.random.default_rng(2)))[0].tally().total == 0


def test_what_was_said_is_in_order_and_no_more_than_the_tally() -> None:
    coach, events = watched(somebody(waves(8), np.random.default_rng(3)))

    said = [event for event in events if isinstance(event, Rep)]

    assert 7 <= len(said) <= coach.tally().total
    assert all(one.at_seconds < other.at_seconds for one, other in pairwise(said))
    assert all(0 < one.reach <= 1 and one.out_seconds > 0 < one.back_seconds for one in said)


def test_a_long_set_keeps_what_it_has_forgotten() -> None:
    marks = somebody(waves(40, seconds=2.5, rest=0.3), np.random.default_rng(11))

    assert len(marks) / FPS > 100
    assert watched(marks)[0].tally().total == 40


def test_nobody_is_said_once_and_so_is_somebody_again() -> None:
    marks = somebody(waves(4), np.random.default_rng(12))
    marks[100:180] = np.nan

    coach, events = watched(marks)

    assert [type(event) for event in events if not isinstance(event, Rep)] == [CannotSee, Seen]
    assert 0.6 < coach.tally().seen_share < 0.95


def test_an_empty_set_has_an_empty_tally() -> None:
    assert FreeCoach(ASPECT).tally().total == 0
    assert watched(np.full((50, LANDMARKS, VALUES), np.nan))[0].tally().total == 0


def test_a_picture_without_a_width_is_refused() -> None:
    with pytest.raises(ValueError, match="wide"):
        FreeCoach(0)


@given(st.integers(3, 40), st.integers(1, 200))
def test_a_stay_is_shortened_and_nothing_else(moves: int, stays: int) -> None:
    way = np.linspace(0, 1, moves)[:, None]
    path = np.concatenate([way, np.ones((stays, 1)), way[::-1]])

    kept = without_long_stays(path)

    assert {0, moves - 1, len(path) - 1} <= set(kept.tolist())
    assert (np.diff(kept) > 0).all()
    assert len(kept) <= 2 * moves + 21
    assert len(kept) == len(path) or stays + moves > 20


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=60), st.floats(0.1, 3))
def test_between_turning_points_a_signal_goes_far_enough(values: list[float], least: float) -> None:
    signal = np.array(values)

    turns = turning_points(signal, least)

    assert (np.diff(turns) > 0).all()
    if len(turns):
        assert np.ptp(signal) > least
        assert (np.abs(np.diff(signal[turns]))[1:-1] > least).all()


def test_a_path_that_goes_nowhere_has_no_rounds() -> None:
    assert read(np.zeros((0, 2))).rounds == ()
    assert read(np.ones((50, 2))).rounds == ()
    assert read(np.linspace(0, 5, 60)[:, None]).rounds == ()
