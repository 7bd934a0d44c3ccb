"""The chart as geometry: a gap stays a gap, and nothing is drawn that nobody said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest

from supine.care import Scores, week_values
from supine.diary.care_days import DiaryDay
from supine.web.charts import REACH_LANE, Chart, chart_of
from supine.web.columns import PHONE, WIDE, Frame, Page

MONDAY = date(2026, 2, 2)
ENOUGH = 5


def charted(*days: DiaryDay, frame: Frame = WIDE) -> Chart:
    scores = {day.day: Scores(day.back, day.leg, day.reach) for day in days}
    page = Page.of(days[0].day, days[-1].day, ENOUGH)
    return chart_of(days, week_values(scores), page, frame)


def days_of(scores: Sequence[int | None]) -> list[DiaryDay]:
    return [
        DiaryDay(MONDAY + timedelta(days=number), back=score, leg=score)
        for number, score in enumerate(scores)
    ]


def test_a_missing_score_breaks_the_line() -> None:
    back = charted(*days_of([4, 5, None, 3, 2])).lines[0]

    assert [path.count("L") for path in back.paths] == [1, 1]
    assert len(back.dots) == 4


def test_one_day_alone_has_a_dot_and_no_line() -> None:
    back = charted(*days_of([None, 4, None])).lines[0]

    assert back.paths == ()
    assert len(back.dots) == 1


def test_0_lies_at_the_bottom_and_10_at_the_top() -> None:
    chart = charted(*days_of([0, 10]))

    bottom, top = (dot.y for dot in chart.lines[0].dots)
    assert (bottom, top) == (chart.plot.y + chart.plot.height, chart.plot.y)


@pytest.mark.parametrize(("scores", "means"), [([4] * 5, 1), ([4] * 4, 0)])
def test_a_week_has_a_value_from_five_days(scores: list[int], means: int) -> None:
    assert len(charted(*days_of(scores)).lines[0].means) == means


def test_the_leg_hangs_down_as_far_as_it_was_felt_and_missing_is_no_bar() -> None:
    reaches = [0, 1, 4, None]
    days = [
        DiaryDay(MONDAY + timedelta(days=number), 3, 3, reach)
        for number, reach in enumerate(reaches)
    ]

    assert [bar.height for bar in charted(*days).reach.marks] == [REACH_LANE, 4 * REACH_LANE]


def test_sessions_stack_and_a_rest_is_another_mark() -> None:
    one, two = DiaryDay(MONDAY, 3, 3, sessions=1), DiaryDay(MONDAY + timedelta(1), 3, 3, sessions=2)
    rest = DiaryDay(MONDAY + timedelta(2), 3, 3, rested=True)

    chart = charted(one, two, rest)

    assert len(chart.sessions.marks) == 3
    assert len(chart.settled) == 1


def test_days_without_a_score_and_flares_are_areas_as_long_as_they_were() -> None:
    flare = [DiaryDay(MONDAY + timedelta(days), 6, 6, in_flare=True) for days in (4, 5, 6)]
    chart = charted(*days_of([3, None, None, 3]), *flare)

    assert [round(area.width / chart.plot.width * 28) for area in chart.gaps] == [2]
    assert [round(area.width / chart.plot.width * 28) for area in chart.flares] == [3]


def test_the_days_to_come_are_no_gap() -> None:
    assert charted(*days_of([3, 3])).gaps == ()


@pytest.mark.parametrize("frame", [PHONE, WIDE], ids=lambda frame: frame.name)
@pytest.mark.parametrize("weeks", [1, 4, 5, 13, 53])
def test_everything_stays_on_the_paper_and_dates_do_not_touch(frame: Frame, weeks: int) -> None:
    chart = charted(*days_of([5] * 7 * weeks), frame=frame)
    starts = [word.x for word in chart.weeks]

    assert starts
    assert starts[-1] + frame.date_width - 8 <= frame.width
    assert all(b - a >= frame.date_width - 0.1 for a, b in pairwise(starts))
    assert all(dot.x <= frame.width for line in chart.lines for dot in line.dots)


def test_a_year_shows_the_weekly_values_as_its_lines() -> None:
    scores: list[int | None] = [*[5] * 7 * 20, *[None] * 14, *[5] * 7 * 30]
    chart = charted(*days_of(scores), frame=PHONE)

    assert chart.is_weekly
    assert [path.count("L") for path in chart.lines[0].paths] == [19, 29]
    assert chart.lines[0].means == ()
