"""The chart of one movement as the camera saw it: range, repetitions and tempo, as geometry.

One column a day, as in the chart of the scores. What was not watched is left empty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supine.diary.witnessed import Witnessed
from supine.web.columns import (
    NARROWEST_DOTTED_DAY,
    Bar,
    Columns,
    Dot,
    Frame,
    Word,
    alone,
    neighbours,
    paths,
)

WHOLE = 100
# Room above each part for its name.
NAME = 24.0
NAME_ABOVE = 9.0
# The range has about half the height of the scores, and the bars half of that.
RANGE_SHARE = 0.5
BARS_HEIGHT = 46.0
BELOW_DATES = 22.0
# Both sides go about equally far on most days, so each stands a little off the middle.
ASIDE = {"left": -0.17, "right": 0.17, None: 0.0}
# A bar fills most of its column, so that two of them never touch.
BAR_SHARE = 0.72


@dataclass(frozen=True)
class SideWatched:
    """One side of a row. side: None where none are told apart. range_percent: of the own best."""

    side: str | None
    seen: Witnessed
    range_percent: int | None


@dataclass(frozen=True)
class Row:
    """A day, or a week by its Monday, on which the camera watched. both: its sides together."""

    day: date
    sides: tuple[SideWatched, ...]
    both: Witnessed


@dataclass(frozen=True)
class SideLine:
    """One side's range, broken where the camera did not watch."""

    side: str | None
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Part:
    """One of the three plots. name: where it is written. words: figures at its left edge."""

    plot: Bar
    name: Dot
    words: tuple[Word, ...]


@dataclass(frozen=True)
class WatchedChart:
    """All that is drawn. Bars: called behind counted; out, with back on top of it."""

    frame: Frame
    height: float
    range: Part
    lines: tuple[SideLine, ...]
    counts: Part
    called: tuple[Bar, ...]
    counted: tuple[Bar, ...]
    tempo: Part
    out: tuple[Bar, ...]
    back: tuple[Bar, ...]
    dates: tuple[Word, ...]
    bottom: float

    @property
    def parts(self) -> tuple[Part, ...]:
        """Give the plots from top to bottom."""
        return self.range, self.counts, self.tempo


def watched_chart(rows: Sequence[Row], columns: Columns, row_days: int) -> WatchedChart:
    """Lay out the rows of one movement, oldest first. row_days: how many columns a row takes."""
    return _Sheet(rows, columns, row_days).chart()


@dataclass(frozen=True)
class _Sheet:
    """The rows on their paper."""

    rows: Sequence[Row]
    columns: Columns
    row_days: int

    def chart(self) -> WatchedChart:
        """Put the parts below each other."""
        frame = self.columns.frame
        range_ = self._part(0, frame.plot_height * RANGE_SHARE, [0, WHOLE // 2, WHOLE], WHOLE)
        most = max((max(row.both.counted, row.both.called) for row in self.rows), default=0) or 1
        counts = self._part(_below(range_), BARS_HEIGHT, [0, most], most)
        longest = max(1, math.ceil(max((sum(_tempo(row)) for row in self.rows), default=0)))
        tempo = self._part(_below(counts), BARS_HEIGHT, [0, longest], longest)
        bottom = _below(tempo)
        return WatchedChart(
            frame=frame,
            height=bottom + BELOW_DATES,
            range=range_,
            lines=tuple(self._line(side, range_.plot) for side in ("left", "right", None)),
            counts=counts,
            called=self._bars(counts, most, [(0, row.both.called) for row in self.rows]),
            counted=self._bars(counts, most, [(0, row.both.counted) for row in self.rows]),
            tempo=tempo,
            out=self._bars(tempo, longest, [(0, _tempo(row)[0]) for row in self.rows]),
            back=self._bars(tempo, longest, [_tempo(row) for row in self.rows]),
            dates=self.columns.dates(bottom),
            bottom=bottom,
        )

    def _part(self, top: float, height: float, figures: Sequence[int], most: float) -> Part:
        """Give a plot from 0 to `most` with its figures."""
        frame = self.columns.frame
        plot = Bar(frame.margin, top + NAME, frame.width - frame.margin, round(height, 1))
        words = (
            Word(
                frame.margin - 8, round(_below(plot) - plot.height * figure / most, 1), str(figure)
            )
            for figure in figures
        )
        return Part(plot, Dot(frame.margin, plot.y - NAME_ABOVE), tuple(words))

    def _line(self, side: str | None, plot: Bar) -> SideLine:
        points = []
        for row in self.rows:
            for each in row.sides:
                if each.side == side and each.range_percent is not None:
                    x = self._middle(row, ASIDE[side])
                    y = round(_below(plot) - plot.height * each.range_percent / WHOLE, 1)
                    points.append((x, Dot(x, y)))
        step = self.row_days * self.columns.day
        runs = neighbours(points, step)
        dotted = step >= NARROWEST_DOTTED_DAY
        return SideLine(
            side, paths(runs), tuple(dot for _, dot in points) if dotted else alone(runs)
        )

    def _bars(
        self, part: Part, most: float, values: Sequence[tuple[float, float]]
    ) -> tuple[Bar, ...]:
        """Give a bar for each row. values: where it begins and how long it is."""
        width = self.row_days * self.columns.day * BAR_SHARE
        unit = part.plot.height / most
        bottom = _below(part)
        return tuple(
            Bar(
                round(self._middle(row) - width / 2, 1),
                round(bottom - (begins + value) * unit, 1),
                round(width, 1),
                round(value * unit, 1),
            )
            for row, (begins, value) in zip(self.rows, values, strict=True)
            if value
        )

    def _middle(self, row: Row, aside: float = 0) -> float:
        return self.columns.x(self.columns.of(row.day) + self.row_days * (0.5 + aside))


def _tempo(row: Row) -> tuple[float, float]:
    """Give the seconds out and back; 0 where nothing was counted."""
    return row.both.out_seconds or 0.0, row.both.back_seconds or 0.0


def _below(what: Part | Bar) -> float:
    plot = what.plot if isinstance(what, Part) else what
    return plot.y + plot.height
