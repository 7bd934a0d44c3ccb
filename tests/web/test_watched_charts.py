"""The camera's charts as geometry: what was not watched is empty, and nothing leaves the paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supine.diary.witnessed import Witnessed, together
from supine.web.columns import PHONE, WIDE, Columns, Frame, Page
from supine.web.watched_charts import Row, SideWatched, WatchedChart, watched_chart

MONDAY = date(2026, 2, 2)


def row(number: int, percent: int | None = 80, counted: int = 8, side: str = "left") -> Row:
    seen = Witnessed(counted, 8, 0.9, out_seconds=2.0, back_seconds=3.0)
    day = MONDAY + timedelta(days=number)
    return Row(day, (SideWatched(side, seen, percent),), together([seen]))


def charted(*rows: Row, frame: Frame = WIDE, row_days: int = 1) -> WatchedChart:
    page = Page.of(rows[0].day, rows[-1].day, 0)
    return watched_chart(rows, Columns(page, frame), row_days)


def test_a_day_without_a_camera_breaks_the_line_and_has_no_bar() -> None:
    chart = charted(row(0), row(1), row(3), row(4))

    assert [path.count("L") for path in chart.lines[0].paths] == [1, 1]
    assert len(chart.called) == len(chart.counted) == len(chart.out) == 4


def test_the_own_best_lies_at_the_top_and_nothing_at_the_bottom() -> None:
    chart = charted(row(0, 100), row(1, 0))

    top, bottom = (dot.y for dot in chart.lines[0].dots)
    plot = chart.range.plot
    assert (top, bottom) == (plot.y, plot.y + plot.height)


def test_what_was_counted_stands_in_what_was_called() -> None:
    chart = charted(row(0, counted=4))

    called, counted = chart.called[0], chart.counted[0]
    assert counted.height == pytest.approx(called.height / 2)
    assert counted.y + counted.height == pytest.approx(called.y + called.height)


def test_the_way_back_lies_on_top_of_the_way_out() -> None:
    chart = charted(row(0))

    assert chart.tempo.words[-1].text == "5"
    assert chart.back[0].y + chart.back[0].height == pytest.approx(chart.out[0].y)


def test_two_sides_that_go_equally_far_do_not_hide_each_other() -> None:
    left, right = row(0), row(0, side="right")
    both = Row(left.day, left.sides + right.sides, left.both)

    lines = charted(both).lines

    assert lines[0].dots[0].x < lines[1].dots[0].x
    assert lines[0].dots[0].y == lines[1].dots[0].y


def test_a_set_of_which_nothing_was_counted_has_no_range_and_no_tempo() -> None:
    nothing = Row(MONDAY, (SideWatched("left", Witnessed(0, 8, 0.9), None),), Witnessed(0, 8, 0.9))

    chart = charted(nothing)

    assert [line.dots for line in chart.lines] == [(), (), ()]
    assert (chart.counted, chart.out, chart.back) == ((), (), ())
    assert len(chart.called) == 1


@settings(deadline=None)
@given(
    numbers=st.lists(st.integers(0, 370), min_size=1, unique=True),
    percent=st.integers(0, 100),
    counted=st.integers(0, 60),
    frame=st.sampled_from([PHONE, WIDE]),
)
def test_everything_stays_on_the_paper(
    numbers: list[int], percent: int, counted: int, frame: Frame
) -> None:
    chart = charted(*(row(each, percent, counted) for each in sorted(numbers)), frame=frame)

    bars = (*chart.called, *chart.counted, *chart.out, *chart.back)
    assert all(frame.margin <= bar.x and bar.x + bar.width <= frame.width + 0.1 for bar in bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= chart.bottom + 0.1 for bar in bars)
    dots = [dot for line in chart.lines for dot in line.dots]
    assert all(frame.margin <= dot.x <= frame.width for dot in dots)
