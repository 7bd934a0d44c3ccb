"""The trend says what the written rules say, exactly, and nothing where days are missing."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import Scores, site_trend, trend_label, week_values
from supine.library.care_cards import Trend
from tests.care import oracle
from tests.care.cards import shipped_care

CARD = shipped_care().trend.card
MONDAY = date(2026, 3, 2)

means = st.fractions(min_value=0, max_value=10, max_denominator=100)
days = st.integers(0, 7)


@given(baseline=means, baseline_days=days, now=means, now_days=days)
def test_the_label_is_the_written_one(
    baseline: Fraction, baseline_days: int, now: Fraction, now_days: int
) -> None:
    answer = trend_label((baseline, baseline_days), (now, now_days), CARD)

    assert answer.label == oracle.label(baseline, baseline_days, now, now_days)
    assert len(answer.because) == 1


@pytest.mark.parametrize("tenths", range(10, 101))
def test_a_fall_of_exactly_one_counts_as_one(tenths: int) -> None:
    baseline = Fraction(tenths, 10)

    label = trend_label((baseline, 7), (baseline - 1, 7), CARD).label

    assert label in (Trend.MAYBE_BETTER, Trend.MEANINGFULLY_BETTER)


@given(baseline=means, one=means, other=means)
def test_a_lower_mean_never_sounds_worse(
    baseline: Fraction, one: Fraction, other: Fraction
) -> None:
    order = list(Trend)
    low, high = sorted((one, other))

    labels = [trend_label((baseline, 7), (mean, 7), CARD).label for mean in (low, high)]

    assert order.index(labels[0]) <= order.index(labels[1])


def diary(*weeks: list[int | None]) -> dict[date, Scores]:
    """Give one back score a day; None is a day without an entry."""
    return {
        MONDAY + timedelta(days=7 * number + day): Scores(back, 0, 0)
        for number, week in enumerate(weeks)
        for day, back in enumerate(week)
        if back is not None
    }


def test_a_week_keeps_its_days_and_its_spread_and_gaps_stay_gaps() -> None:
    weeks = week_values(diary([4, None, 6, 5], [], [1]))

    assert [week.monday for week in weeks] == [MONDAY, MONDAY + timedelta(days=14)]
    assert (weeks[0].back.days, weeks[0].back.mean) == (3, Fraction(5))
    assert (weeks[0].back.lowest, weeks[0].back.highest) == (4, 6)


def test_a_score_that_was_left_out_is_no_day() -> None:
    (week,) = week_values({MONDAY: Scores(None, 3, 0)})

    assert (week.back.days, week.back.mean, week.leg.days) == (0, None, 1)


def test_the_first_valid_week_is_the_baseline_and_this_week_counts_once_it_is_valid() -> None:
    weeks = week_values(diary([9, 9], [6] * 5, [5] * 7, [3] * 5))
    friday = MONDAY + timedelta(days=25)

    trend = site_trend(weeks, "back", friday, CARD)

    assert trend.baseline is not None
    assert trend.now is not None
    assert (trend.baseline.mean, trend.now.mean) == (Fraction(6), Fraction(3))
    assert trend.label is Trend.MEANINGFULLY_BETTER


def test_until_then_the_last_week_counts_and_a_thin_one_says_so() -> None:
    full = week_values(diary([6] * 7, [5] * 7, [3] * 4))
    thin = week_values(diary([6] * 7, [5] * 4, [3] * 4))
    thursday = MONDAY + timedelta(days=17)

    assert site_trend(full, "back", thursday, CARD).label is Trend.MAYBE_BETTER
    assert site_trend(thin, "back", thursday, CARD).label is Trend.NOT_ENOUGH_DAYS


def test_one_week_alone_is_no_trend() -> None:
    weeks = week_values(diary([6] * 7))

    trend = site_trend(weeks, "back", MONDAY + timedelta(days=6), CARD)

    assert trend.label is Trend.NOT_ENOUGH_DAYS
    assert trend.because == ("trend-not-enough-days",)
