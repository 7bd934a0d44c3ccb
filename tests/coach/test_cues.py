"""Cues come seldom, from the card, and only when two repetitions running show it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.coach import Rep, Unseen
from supine.coach.cues import APART_SECONDS, CueWatch
from supine.library import CameraCue, shipped_library

SLOWER = {"slower": CameraCue(quicker_than=0.6)}
EVEN = {"both-sides": CameraCue(uneven_below=0.6)}
TOGETHER = {"knees-together": CameraCue(knees_apart=0.35)}
USUAL_SECONDS = 4.0
# Hips, knees and ankles of somebody whose thigh is one long, left and right.
HIPS = np.array([[0.0, 0.0], [0.2, 0.0]])
KNEES = np.array([[0.0, 1.0], [0.2, 1.0]])
ANKLES = np.array([[0.0, 2.0], [0.2, 2.0]])


def rep(at: float, seconds: float = 3.0, reach: float = 1.0, side: str | None = None) -> Rep:
    return Rep(at, side, reach, 1.0, seconds / 2, seconds / 2)


def told(watch: CueWatch, reps: Sequence[Rep]) -> list[str | None]:
    return [watch.see(one) for one in reps]


def test_two_quick_repetitions_running_get_a_cue_and_one_does_not() -> None:
    seconds = [3, 3, 1, 3, 1, 1]
    watch = CueWatch(SLOWER, USUAL_SECONDS)

    assert told(watch, [rep(4.0 * k, each) for k, each in enumerate(seconds)]) == [
        *[None] * 5,
        "slower",
    ]


def test_the_first_two_repetitions_never_get_one() -> None:
    assert told(CueWatch(SLOWER, USUAL_SECONDS), [rep(1, 1), rep(3, 1), rep(5, 1)]) == [
        None,
        None,
        "slower",
    ]


def test_the_same_cue_is_not_given_twice_running() -> None:
    watch = CueWatch(SLOWER, USUAL_SECONDS)

    answers = told(watch, [rep(3.0 * k, 1) for k in range(60)])

    assert answers.count("slower") == 1


def test_cues_are_spaced_and_take_turns() -> None:
    watch = CueWatch({**SLOWER, **EVEN}, USUAL_SECONDS)
    reps = [rep(3.0 * k, 1, 1.0 if k % 2 else 0.4, "right" if k % 2 else "left") for k in range(60)]

    given_at = [(one.at_seconds, key) for one in reps if (key := watch.see(one)) is not None]

    assert len(given_at) > 2
    assert all(
        later[0] - earlier[0] >= APART_SECONDS and later[1] != earlier[1]
        for earlier, later in pairwise(given_at)
    )


def test_knees_that_drift_apart_get_a_cue_and_knees_that_roll_together_do_not() -> None:
    answers: dict[float, list[str | None]] = {}
    for drift in (0.0, 0.9):
        watch = CueWatch(TOGETHER, USUAL_SECONDS)
        answers[drift] = []
        for number in range(4):
            for out in np.r_[np.zeros(30), np.sin(np.linspace(0, np.pi, 60))]:
                rolled = np.array([[0.7 * out, 0], [0.7 * out + drift * out, 0]])
                watch.look(HIPS, KNEES + rolled, ANKLES)
            answers[drift].append(watch.see(rep(4.0 * number)))

    assert answers[0.0] == [None] * 4
    assert answers[0.9] == [None, None, "knees-together", None]


@given(
    st.lists(
        st.tuples(st.floats(0.1, 10), st.floats(0, 2), st.sampled_from(["left", "right", None])),
        max_size=40,
    )
)
def test_whatever_is_seen_there_is_time_between_two_cues(
    values: list[tuple[float, float, str | None]],
) -> None:
    watch = CueWatch({**SLOWER, **EVEN, **TOGETHER}, USUAL_SECONDS)
    at, last = 0.0, -APART_SECONDS
    for number, (seconds, reach, side) in enumerate(values):
        at += seconds
        if watch.see(rep(at, seconds, reach, side)) is not None:
            assert number >= 2
            assert at - last >= APART_SECONDS
            last = at


def test_every_reason_for_seeing_nothing_has_its_sentence() -> None:
    assert set(shipped_library().camera_words.unseen) == {str(why) for why in Unseen}


@pytest.mark.parametrize("movement", ["knee-wags", "lying-psoas-march", "spinal-flexion-drill"])
def test_the_main_movements_have_cues(movement: str) -> None:
    assert shipped_library().movements[movement].card.camera.cues
