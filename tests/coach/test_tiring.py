"""Tiring is noticed when two repetitions running fall short, and not before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.coach import Rep
from supine.coach.tiring import TiringWatch


def rep(number: int, reach: float = 1.0, seconds: float = 4.0, side: str | None = "left") -> Rep:
    return Rep(5.0 * number, side, reach, 1.0, seconds / 2, seconds / 2)


def said(reps: list[Rep]) -> list[str | None]:
    watch = TiringWatch()
    return [watch.see(one) for one in reps]


def test_two_short_repetitions_running_are_tiring_and_one_is_not() -> None:
    reaches = [1.0, 0.95, 1.0, 0.7, 1.0, 0.75, 0.7]

    assert said([rep(k, reach) for k, reach in enumerate(reaches)]) == [None] * 6 + ["range"]


def test_two_slow_repetitions_running_are_tiring() -> None:
    seconds = [3.0, 3.1, 3.0, 3.1, 4.2, 4.1]

    assert said([rep(k, seconds=each) for k, each in enumerate(seconds)]) == [None] * 5 + ["tempo"]


def test_one_huge_repetition_does_not_make_the_others_look_small() -> None:
    reaches = [0.8, 0.8, 1.4, 0.8, 0.8, 0.8, 0.8]

    assert said([rep(k, reach) for k, reach in enumerate(reaches)]) == [None] * 7


def test_a_set_that_grows_as_the_card_asks_is_not_tiring() -> None:
    reaches = [0.4, 0.5, 0.6, 0.75, 0.9, 1.0, 1.0, 0.95, 1.0]

    assert said([rep(k, reach) for k, reach in enumerate(reaches)]) == [None] * 9


def test_a_side_that_goes_less_far_than_the_other_is_not_tiring() -> None:
    reps = [rep(k, 1.0 if k % 2 else 0.6, side="right" if k % 2 else "left") for k in range(16)]

    assert said(reps) == [None] * 16


def test_both_sides_together_show_tiring() -> None:
    full = [rep(k, side="right" if k % 2 else "left") for k in range(8)]
    short = [rep(8, 0.7, side="left"), rep(9, 0.7, side="right")]

    assert said([*full, *short]) == [None] * 9 + ["range"]


@pytest.mark.parametrize("spread", [0.05, 0.08])
def test_uneven_sets_seldom_look_like_tiring(spread: float) -> None:
    chance = np.random.default_rng(5)
    tired = sum(
        any(
            said(
                [
                    rep(k, float(reach), float(seconds))
                    for k, (reach, seconds) in enumerate(
                        zip(
                            chance.normal(1, spread, 15),
                            4 * chance.normal(1, spread, 15),
                            strict=True,
                        )
                    )
                ]
            )
        )
        for _ in range(100)
    )

    assert tired <= 4


@given(
    st.lists(
        st.tuples(st.floats(0, 2), st.floats(0, 60), st.sampled_from(["left", "right", None])),
        max_size=30,
    )
)
def test_any_set_can_be_watched_and_its_first_three_say_nothing(
    values: list[tuple[float, float, str | None]],
) -> None:
    answers = said(
        [rep(k, reach, seconds, side) for k, (reach, seconds, side) in enumerate(values)]
    )

    assert set(answers) <= {None, "range", "tempo"}
    assert answers[:4] == [None] * len(answers[:4])
