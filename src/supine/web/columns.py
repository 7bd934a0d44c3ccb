"""The columns of a chart of days, one a day: where each stands, and the dates below them.

A chart is made twice, for a phone and for anything wider, since text in a picture shrinks with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Below this width of a day, dots would touch and hide the line.
NARROWEST_DOTTED_DAY = 4.0
# Below this one, a line through the days is a blot, so it goes through the weekly values.
NARROWEST_DAY = 2.0
LEAST_WEEKS = 4
DATES_BELOW = 17.0


@dataclass(frozen=True)
class Frame:
    """How large a chart is. margin: for words at the left; date_width: what one date needs."""

    name: str
    width: float
    plot_height: float
    margin: float
    date_width: float


PHONE = Frame("phone", width=300, plot_height=190, margin=66, date_width=40)
WIDE = Frame("wide", width=640, plot_height=240, margin=72, date_width=52)


@dataclass(frozen=True)
class Page:
    """Which days are shown: whole weeks from a Monday. least_days: of a week with a value."""

    monday: date
    weeks: int
    least_days: int

    @staticmethod
    def of(first: date, last: date, least_days: int) -> Page:
        """Begin with the week of the first day. A few empty weeks follow a short diary."""
        monday = first - timedelta(days=first.weekday())
        weeks = (last - monday).days // 7 + 1
        return Page(monday, max(weeks, LEAST_WEEKS), least_days)


@dataclass(frozen=True)
class Dot:
    """A point."""

    x: float
    y: float


@dataclass(frozen=True)
class Bar:
    """An area, or a line along its top."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Word:
    """A figure or a date at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Columns:
    """The days of a page side by side on a frame."""

    page: Page
    frame: Frame

    @property
    def day(self) -> float:
        """Give the width of one day."""
        return (self.frame.width - self.frame.margin) / (7 * self.page.weeks)

    def of(self, day: date) -> int:
        """Give the column of a day."""
        return (day - self.page.monday).days

    def x(self, index: float) -> float:
        """Give where a column begins; half a column more is its middle."""
        return round(self.frame.margin + index * self.day, 1)

    def dates(self, bottom: float) -> tuple[Word, ...]:
        """Name as many Mondays as fit beside each other, below a plot that ends at `bottom`."""
        every = math.ceil(self.frame.date_width / (7 * self.day))
        mondays = [
            (7 * number, self.page.monday + timedelta(days=7 * number))
            for number in range(0, self.page.weeks, every)
        ]
        last = self.frame.width - self.frame.date_width + 8
        return tuple(
            Word(self.x(at), bottom + DATES_BELOW, f"{day.day} {day:%b}")
            for at, day in mondays
            if self.x(at) <= last
        )


def neighbours(points: Sequence[tuple[float, Dot]], step: float) -> list[list[Dot]]:
    """Part the points wherever two of them are more than a step apart."""
    runs: list[list[Dot]] = []
    before = -math.inf
    for x, dot in points:
        if x - before > 1.5 * step:
            runs.append([])
        runs[-1].append(dot)
        before = x
    return runs


def paths(runs: Iterable[Sequence[Dot]]) -> tuple[str, ...]:
    """Draw a line through each run that has two points or more."""
    return tuple("M" + "L".join(f"{dot.x} {dot.y}" for dot in run) for run in runs if len(run) > 1)


def alone(runs: Iterable[Sequence[Dot]]) -> tuple[Dot, ...]:
    """Give the points that no line goes through."""
    return tuple(run[0] for run in runs if len(run) == 1)
