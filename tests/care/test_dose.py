"""The ladder: each step up has one step down that undoes it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import Dose
from supine.care.dose import half, lower, step_towards, steps_down, steps_up
from supine.library import shipped_library
from supine.library.programme import Extra

PROGRAMME = shipped_library().programmes["three-minute"].card
SQUEEZE = "lying-adductor-squeeze"


def climbed(choices: list[int], movement: str = SQUEEZE) -> list[Dose]:
    """Give every dose on the way up when this one of the possible steps is taken each time."""
    way = [Dose(PROGRAMME.ladder[0])]
    for choice in choices:
        steps = steps_up(way[-1], movement, PROGRAMME)
        if not steps:
            break
        way.append(steps[choice % len(steps)])
    return way


def test_repetitions_climb_step_by_step_and_then_one_extra_at_a_time() -> None:
    assert climbed([0] * 6) == [
        *(Dose(5), Dose(8), Dose(10), Dose(12), Dose(15)),
        *(Dose(10, (Extra.HOLD,)), Dose(12, (Extra.HOLD,))),
    ]
    assert steps_up(Dose(15), SQUEEZE, PROGRAMME) == (
        Dose(10, (Extra.HOLD,)),
        Dose(10, (Extra.EFFORT,)),
    )


def test_the_ladder_has_an_end() -> None:
    top = climbed([0] * 99)[-1]

    assert top == Dose(15, (Extra.HOLD,) * 2 + (Extra.EFFORT,) * 2)
    assert steps_up(Dose(15), "walking", PROGRAMME) == ()


@given(choices=st.lists(st.integers(0, 3), max_size=30))
def test_a_step_down_undoes_the_step_up(choices: list[int]) -> None:
    way = climbed(choices)

    for before, after in pairwise(way):
        assert after.is_above(before)
        assert steps_down(after, 1, PROGRAMME) == before
        assert lower(before, after) == lower(after, before) == before


@given(choices=st.lists(st.integers(0, 3), max_size=30), start=st.integers(0, 30))
def test_climbing_back_follows_the_way_that_led_up(choices: list[int], start: int) -> None:
    way = climbed(choices)
    goal = way[-1]
    position = min(start, len(way) - 1)

    for dose in way[position + 1 :]:
        assert step_towards(way[position], goal, PROGRAMME) == dose
        position += 1
    assert step_towards(goal, goal, PROGRAMME) == goal


@given(reps=st.integers(1, 30), goal=st.integers(1, 30))
def test_climbing_back_never_goes_above_the_goal(reps: int, goal: int) -> None:
    step = step_towards(Dose(reps), Dose(goal), PROGRAMME)

    assert not step.is_above(Dose(max(reps, goal)))


@given(
    reps=st.integers(1, 30),
    extras=st.lists(st.sampled_from(Extra), max_size=3).map(tuple),
    steps=st.integers(0, 9),
)
def test_down_is_never_up_and_ends_at_the_bottom(
    reps: int, extras: tuple[Extra, ...], steps: int
) -> None:
    dose = Dose(reps, extras)

    down = steps_down(dose, steps, PROGRAMME)

    assert not down.is_above(dose)
    assert steps_down(down, 99, PROGRAMME) == Dose(min(5, reps) if not extras else 5)


@pytest.mark.parametrize(("reps", "halved"), [(15, 7), (12, 6), (10, 5), (8, 5), (5, 5), (3, 3)])
def test_half_is_five_at_least_and_has_no_extras(reps: int, halved: int) -> None:
    assert half(Dose(reps, (Extra.HOLD,)), 5) == Dose(halved)
