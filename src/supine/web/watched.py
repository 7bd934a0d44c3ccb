"""What the camera saw over the weeks, movement by movement: rows of numbers, and their charts.

Range is a share of the person's own best on that side in the time shown. It is no angle: a camera
measures none, and another place for it changes what it sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supine.diary.models import Person
from supine.diary.witnessed import Witnessed, WitnessedDay, together, witnessed_days
from supine.web import shelf
from supine.web.columns import NARROWEST_DAY, PHONE, WIDE, Columns, Page
from supine.web.today import course
from supine.web.watched_charts import WHOLE, Row, SideWatched, WatchedChart, watched_chart

# These stand open; the others are folded away.
OPEN_MOVEMENTS = 3
SIDES = ("left", "right", None)


@dataclass(frozen=True)
class MovementWatched:
    """One movement: its rows, oldest first, and the chart for a phone and for anything wider."""

    name: str
    rows: tuple[Row, ...]
    charts: tuple[WatchedChart, ...]

    @property
    def sides(self) -> tuple[str | None, ...]:
        """Give the sides that occur: "left", "right", None."""
        found = {each.side for row in self.rows for each in row.sides}
        return tuple(side for side in SIDES if side in found)


@dataclass(frozen=True)
class Along:
    """How many repetitions the camera counted, and the voice meanwhile, on how many days."""

    days: int
    counted: int
    called: int


@dataclass(frozen=True)
class Watched:
    """All that the camera saw. is_weekly: a row is a week."""

    along: Along
    movements: tuple[MovementWatched, ...]
    is_weekly: bool

    @property
    def main(self) -> tuple[MovementWatched, ...]:
        """Give the movements that stand open."""
        return self.movements[:OPEN_MOVEMENTS]

    @property
    def others(self) -> tuple[MovementWatched, ...]:
        """Give those that are folded away."""
        return self.movements[OPEN_MOVEMENTS:]

    @property
    def sides(self) -> tuple[str | None, ...]:
        """Give the sides that occur in any movement."""
        found = {side for movement in self.movements for side in movement.sides}
        return tuple(side for side in SIDES if side in found)


def watched_of(
    person: Person, until: date, span_weeks: int, first: date | None = None
) -> Watched | None:
    """Give what the camera saw in so many weeks up to `until`; None where it saw nothing.

    first: the day that other charts of the page begin with, so that the columns stand in line.
    """
    since = until - timedelta(days=7 * span_weeks - 1)
    days = _counted_days(person, since)
    if not days:
        return None
    page = Page.of(min([days[0].day, first or until]), until, 0)
    is_weekly = Columns(page, PHONE).day < NARROWEST_DAY
    return Watched(
        along=_along(days),
        movements=tuple(
            _movement(name, of_movement, page, is_weekly=is_weekly)
            for name, of_movement in _by_movement(days).items()
        ),
        is_weekly=is_weekly,
    )


def along_since(person: Person, since: date) -> Along | None:
    """Give how much the camera counted along from a day on; None where it counted on no day."""
    days = _counted_days(person, since)
    return _along(days) if days else None


def _counted_days(person: Person, since: date) -> list[WitnessedDay]:
    """Leave away what no camera can count, and where it saw too little to count at all."""
    days = witnessed_days(person, since)
    return [day for day in days if not day.seen.is_timed and not day.seen.is_blind]


def _along(days: Sequence[WitnessedDay]) -> Along:
    whole = together([day.seen for day in days])
    return Along(len({day.day for day in days}), whole.counted, whole.called)


def _by_movement(days: Iterable[WitnessedDay]) -> dict[str, list[WitnessedDay]]:
    """Put the programme's own movements first, then those watched most often."""
    found: dict[str, list[WitnessedDay]] = {}
    for day in days:
        found.setdefault(day.movement, []).append(day)
    own = list(course().movements)
    place = {movement: number for number, movement in enumerate(own)}
    order = sorted(found, key=lambda name: (place.get(name, len(own)), -len(found[name]), name))
    return {name: found[name] for name in order}


def _movement(
    movement: str, days: Sequence[WitnessedDay], page: Page, *, is_weekly: bool
) -> MovementWatched:
    best = {
        side: max((day.seen.best_reach or 0 for day in days if day.side == side), default=0)
        for side in SIDES
    }
    found: dict[date, dict[str | None, list[Witnessed]]] = {}
    for day in days:
        begins = day.day - timedelta(days=day.day.weekday()) if is_weekly else day.day
        found.setdefault(begins, {}).setdefault(day.side, []).append(day.seen)
    rows = tuple(_row(day, sides, best) for day, sides in sorted(found.items()))
    card = shelf.library().movements.get(movement)
    return MovementWatched(
        # A card may have gone since; what was seen of it has not.
        name=card.name if card else movement,
        rows=rows,
        charts=tuple(
            watched_chart(rows, Columns(page, frame), 7 if is_weekly else 1)
            for frame in (PHONE, WIDE)
        ),
    )


def _row(
    day: date, sides: Mapping[str | None, list[Witnessed]], best: Mapping[str | None, float]
) -> Row:
    seen = {side: together(sides[side]) for side in SIDES if side in sides}
    return Row(
        day,
        tuple(
            SideWatched(side, one, _percent(one.reach, best[side])) for side, one in seen.items()
        ),
        together(list(seen.values())),
    )


def _percent(reach: float | None, best: float) -> int | None:
    if reach is None or not best:
        return None
    return min(round(WHOLE * reach / best), WHOLE)
