"""Counting on one number."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from supine.coach.counting import Excursion, Excursions

Array = NDArray[np.floating]


def waves(peaks: list[float], seconds: float, pause: float, rate: float) -> tuple[Array, Array]:
    """Give instants and values of excursions with these peaks, resting before and between."""
    rest = np.zeros(max(round(pause * rate), 1))
    wave = (1 - np.cos(np.linspace(0, 2 * np.pi, round(seconds * rate)))) / 2
    values = np.concatenate([rest, *(np.concatenate([peak * wave, rest]) for peak in peaks)])
    return np.arange(len(values)) / rate, values


def counted(at: Array, values: Array, **how: float) -> list[Excursion]:
    excursions = Excursions(**how)
    found = [excursions.step(float(t), float(v)) for t, v in zip(at, values, strict=True)]
    last = excursions.close()
    return [one for one in [*found, last] if one is not None]


@settings(max_examples=40, deadline=None)
@given(
    peaks=st.lists(st.floats(0.4, 1.2), min_size=1, max_size=8),
    seconds=st.floats(1.5, 8.0),
    pause=st.floats(0.3, 2.0),
    rate=st.floats(10.0, 30.0),
)
def test_every_excursion_is_counted_at_any_pace_and_frame_rate(
    peaks: list[float], seconds: float, pause: float, rate: float
) -> None:
    found = counted(*waves(peaks, seconds, pause, rate))
    assert len(found) == len(peaks)
    assert [round(one.peak, 1) for one in found] == [
        round(one.peak, 1) for one in found if abs(one.peak - peaks[found.index(one)]) < 0.1
    ]


@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.floats(0.0, 0.29), min_size=10, max_size=200))
def test_what_stays_below_the_least_is_never_counted(values: list[float]) -> None:
    at = np.arange(len(values)) / 15
    assert counted(at, np.array(values), least=0.3) == []


def test_an_excursion_is_said_close_to_its_end() -> None:
    at, values = waves([1.0, 0.6], 3.0, 1.0, 25)
    ends = [4.0, 8.0]
    for one, end in zip(counted(at, values), ends, strict=True):
        assert abs(one.ended_at - end) < 0.35


def test_a_hold_of_half_a_minute_is_one_excursion_with_its_own_ways_out_and_back() -> None:
    ramp = np.linspace(0, 1, 50)
    values = np.concatenate([np.zeros(25), ramp, np.ones(25 * 30), ramp[::-1], np.zeros(25)])
    (one,) = counted(np.arange(len(values)) / 25, values)
    assert 1.2 < one.out_seconds < 2.2
    assert 1.2 < one.back_seconds < 2.4


def test_a_bounce_at_the_top_is_not_a_second_excursion() -> None:
    way = np.interp(np.arange(0, 6, 0.04), [0, 1, 2, 2.5, 3, 4, 5, 6], [0, 0, 1, 0.7, 1, 0, 0, 0])
    assert len(counted(np.arange(len(way)) * 0.04, way)) == 1


def test_shallow_returns_are_counted_each() -> None:
    knots = [0, 1, 2, 3, 4, 5, 6, 7]
    way = np.interp(np.arange(0, 7, 0.04), knots, [0, 0, 1, 0.3, 1, 0.3, 1, 0])
    assert len(counted(np.arange(len(way)) * 0.04, way)) == 3


def test_one_that_is_half_way_back_counts_when_the_numbers_end() -> None:
    way = np.interp(np.arange(0, 3, 0.04), [0, 1, 2, 3], [0, 0, 1, 0.1])
    assert len(counted(np.arange(len(way)) * 0.04, way)) == 1
    assert counted(np.arange(40) * 0.04, way[:40]) == []
