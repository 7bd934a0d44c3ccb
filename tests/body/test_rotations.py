"""Rotations keep what they turn: matrices, quaternions and elementary turns agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.body.rotations import (
    Array,
    X,
    Y,
    Z,
    about_axis,
    normalised,
    shortest_turn,
    slerp,
    to_matrices,
    to_quaternions,
    turns_of,
)

turn = st.floats(-3.1, 3.1)
small_turn = st.floats(-1.5, 1.5)
number = st.floats(-1, 1)
vector = st.tuples(number, number, number).filter(lambda v: np.linalg.norm(v) > 0.1)
quaternion = st.tuples(number, number, number, number).filter(lambda q: np.linalg.norm(q) > 0.1)
orders = st.sampled_from([(X, Z, Y), (Y, Z, X), (X, Y, Z), (Z, X, Y), (Z, Y, X), (Y, X, Z)])


def made_of(order: tuple[int, int, int], turns: tuple[float, float, float]) -> Array:
    first, middle, last = (
        about_axis(axis, np.asarray(radians)) for axis, radians in zip(order, turns, strict=True)
    )
    return np.asarray(first @ middle @ last)


@given(orders, turn, small_turn, turn)
def test_turns_come_back_out_of_the_rotation_they_made(
    order: tuple[int, int, int], first: float, middle: float, last: float
) -> None:
    found = turns_of(made_of(order, (first, middle, last)), order)

    assert found == pytest.approx([first, middle, last], abs=1e-9)


@given(quaternion)
def test_a_quaternion_comes_back_out_of_its_matrix(parts: tuple[float, ...]) -> None:
    asked = normalised(np.array(parts))
    found = to_quaternions(to_matrices(asked))

    assert abs(float(asked @ found)) == pytest.approx(1, abs=1e-12)
    assert found[3] >= 0


@given(vector, vector)
def test_the_shortest_turn_brings_one_direction_to_the_other(
    start: tuple[float, ...], end: tuple[float, ...]
) -> None:
    one, other = (np.array(v) / np.linalg.norm(v) for v in (start, end))
    if float(one @ other) < -0.999:
        return
    turned = shortest_turn(one, other)

    assert turned @ one == pytest.approx(other, abs=1e-9)
    assert turned @ turned.T == pytest.approx(np.eye(3), abs=1e-9)


def test_opposite_directions_have_no_shortest_turn() -> None:
    with pytest.raises(ValueError, match="opposite"):
        shortest_turn(np.array([0.0, 1.0, 0.0]), np.array([0.0, -1.0, 0.0]))


@given(quaternion, quaternion, st.floats(0, 1))
def test_a_blend_of_rotations_goes_the_shortest_way_at_even_speed(
    start: tuple[float, ...], end: tuple[float, ...], share: float
) -> None:
    one, other = normalised(np.array(start)), normalised(np.array(end))

    def between(a: Array, b: Array) -> float:
        return float(np.arccos(np.clip(abs(a @ b), 0, 1)))

    way = between(one, other)
    part = slerp(one, other, share)

    assert between(one, part) == pytest.approx(share * way, abs=1e-5)
    assert np.linalg.norm(part) == pytest.approx(1)


def test_a_blend_begins_and_ends_where_it_should() -> None:
    one = normalised(np.array([0.1, 0.2, 0.3, 0.9]))
    other = normalised(np.array([-0.5, 0.2, 0.1, 0.4]))

    assert slerp(one, other, 0.0) == pytest.approx(one)
    assert slerp(one, other, 1.0) == pytest.approx(other)
