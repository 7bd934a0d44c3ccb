"""The chart of the progress page as plain geometry: what the template draws, in the chart's units.

One column a day. Back and leg are two lines that break where a score is missing; below them hang
how far down the leg it went, and the sessions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from supine.care import Week
from supine.care.trend import Site
from supine.diary.care_days import DiaryDay
from supine.diary.models import REACH_MAX, SCORE_MAX
from supine.web.columns import (
    NARROWEST_DAY,
    NARROWEST_DOTTED_DAY,
    Bar,
    Columns,
    Dot,
    Frame,
    Page,
    Word,
    alone,
    neighbours,
    paths,
)

PLOT_TOP = 22.0
REACH_LANE = 16.0
SESSION_LANE = 11.0


@dataclass(frozen=True)
class Line:
    """One site. paths: unbroken runs. means: weekly values, unless the paths go through them."""

    site: Site
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    means: tuple[Bar, ...]


@dataclass(frozen=True)
class Strip:
    """A row below the plot, with the marks in it."""

    top: float
    height: float
    marks: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """All that is drawn. places: of the words for the places of the leg, from the buttock down.

    is_weekly: the lines go through the weekly values, since the days would be a blot.
    """

    frame: Frame
    height: float
    plot: Bar
    scores: tuple[Word, ...]
    weeks: tuple[Word, ...]
    lines: tuple[Line, ...]
    reach: Strip
    places: tuple[Dot, ...]
    sessions: Strip
    sessions_word: Dot
    settled: tuple[Dot, ...]
    settled_radius: float
    is_weekly: bool
    flares: tuple[Bar, ...]
    flare_names: tuple[Dot, ...]
    gaps: tuple[Bar, ...]


def chart_of(days: Sequence[DiaryDay], weeks: Iterable[Week], page: Page, frame: Frame) -> Chart:
    """Lay out the days of a page. days: in order, each a calendar day, at least one."""
    return _Sheet(days, tuple(weeks), page, frame).chart()


@dataclass(frozen=True)
class _Sheet:
    """The days on their paper."""

    days: Sequence[DiaryDay]
    weeks: tuple[Week, ...]
    page: Page
    frame: Frame

    def chart(self) -> Chart:
        """Put the parts together from top to bottom."""
        frame = self.frame
        reach = self._reach(PLOT_TOP + frame.plot_height + 34)
        sessions = self._sessions(reach.top + reach.height + 14)
        return Chart(
            frame=frame,
            height=sessions.top + sessions.height + 2,
            plot=Bar(frame.margin, PLOT_TOP, frame.width - frame.margin, frame.plot_height),
            scores=self._scores(),
            weeks=self._columns.dates(PLOT_TOP + frame.plot_height),
            lines=(self._line("back"), self._line("leg")),
            reach=reach,
            places=tuple(
                Dot(frame.margin - 8, reach.top + REACH_LANE * (lane + 0.5))
                for lane in range(REACH_MAX)
            ),
            sessions=sessions,
            sessions_word=Dot(frame.margin - 8, sessions.top + sessions.height / 2),
            settled=self._settled(sessions.top),
            settled_radius=round(max(1.0, min(3.0, self._day * 0.4)), 1),
            is_weekly=self._day < NARROWEST_DAY,
            flares=(flares := self._areas(lambda day: day.in_flare)),
            flare_names=_far_apart(flares, frame.date_width + 10),
            gaps=self._areas(_is_empty),
        )

    @property
    def _columns(self) -> Columns:
        return Columns(self.page, self.frame)

    @property
    def _day(self) -> float:
        return self._columns.day

    @property
    def _placed(self) -> list[tuple[int, DiaryDay]]:
        """Give the days with their columns."""
        return [(self._columns.of(day.day), day) for day in self.days]

    def _x(self, index: float) -> float:
        return self._columns.x(index)

    def _y(self, score: float) -> float:
        """Give the height of a score; 0 is at the bottom."""
        return round(PLOT_TOP + self.frame.plot_height * (1 - score / SCORE_MAX), 1)

    def _scores(self) -> tuple[Word, ...]:
        """Name every second score at the left edge."""
        x = self.frame.margin - 8
        return tuple(Word(x, self._y(score), str(score)) for score in range(0, SCORE_MAX + 1, 2))

    def _line(self, site: Site) -> Line:
        means = self._means(site)
        if self._day < NARROWEST_DAY:
            runs = neighbours([(bar.x, Dot(_middle(bar), bar.y)) for bar in means], 7 * self._day)
            return Line(site, paths(runs), alone(runs), ())
        scored = [(self._x(at + 0.5), _score(day, site)) for at, day in self._placed]
        points = [(x, Dot(x, self._y(score))) for x, score in scored if score is not None]
        runs = neighbours(points, self._day)
        is_dotted = self._day >= NARROWEST_DOTTED_DAY
        dots = tuple(dot for run in runs for dot in run) if is_dotted else alone(runs)
        return Line(site, paths(runs), dots, means)

    def _means(self, site: Site) -> tuple[Bar, ...]:
        """Give the value of each week that has enough days, as long as the week."""
        return tuple(
            Bar(self._x(index), self._y(float(mean)), round(7 * self._day, 1), 0)
            for index, tally in (
                (self._columns.of(week.monday), week.tally(site)) for week in self.weeks
            )
            if index >= 0
            and tally.days >= self.page.least_days
            and (mean := tally.mean) is not None
        )

    def _reach(self, top: float) -> Strip:
        """Let a bar hang from the buttock down to the lowest place; no bar is no leg symptom."""
        marks = (
            Bar(self._x(index + 0.14), top, round(self._day * 0.72, 1), REACH_LANE * day.reach)
            for index, day in self._placed
            if day.reach
        )
        return Strip(top, REACH_LANE * REACH_MAX, tuple(marks))

    def _sessions(self, top: float) -> Strip:
        """Stack the sessions of a day."""
        side = min(self._day * 0.72, SESSION_LANE - 3)
        marks = (
            Bar(
                round(self._x(index + 0.5) - side / 2, 1),
                top + SESSION_LANE * number,
                round(side, 1),
                SESSION_LANE - 3,
            )
            for index, day in self._placed
            for number in range(min(day.sessions, 2))
        )
        return Strip(top, SESSION_LANE * 2, tuple(marks))

    def _settled(self, top: float) -> tuple[Dot, ...]:
        """Mark the days on which only the settling routine was done."""
        return tuple(
            Dot(self._x(index + 0.5), top + SESSION_LANE / 2 - 1)
            for index, day in self._placed
            if day.rested and not day.sessions
        )

    def _areas(self, holds: Callable[[DiaryDay], bool]) -> tuple[Bar, ...]:
        """Give each run of days for which something holds, over the height of the plot."""
        areas = []
        for held, run in groupby(self._placed, key=lambda each: holds(each[1])):
            indices = [index for index, _ in run]
            if held:
                width = round(len(indices) * self._day, 1)
                areas.append(Bar(self._x(indices[0]), PLOT_TOP, width, self.frame.plot_height))
        return tuple(areas)


def _score(day: DiaryDay, site: Site) -> int | None:
    return day.back if site == "back" else day.leg


def _is_empty(day: DiaryDay) -> bool:
    return day.back is None and day.leg is None


def _far_apart(areas: Iterable[Bar], least: float) -> tuple[Dot, ...]:
    """Give places for a name where there is room for one."""
    places: list[Dot] = []
    for area in areas:
        if not places or area.x - places[-1].x >= least:
            places.append(Dot(area.x, area.y))
    return tuple(places)


def _middle(bar: Bar) -> float:
    return round(bar.x + bar.width / 2, 1)
