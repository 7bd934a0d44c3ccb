"""What a plan knows of the days so far: which were green, which had settled, what was usual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from supine.care.plan import Change, Day, Plan, Standing
from supine.care.scores import Scores, Usual, usual

DAYS_KEPT = 60
CHANGES_KEPT_DAYS = 14


def on(plan: Plan, day: date) -> Day:
    """Give what one of the newest days came to; a day without an event is empty."""
    return next((known for known in reversed(plan.days) if known.day == day), Day(day))


def with_day(plan: Plan, changed: Day) -> Plan:
    """Give the plan with this day added or replaced."""
    if plan.days and plan.days[-1].day == changed.day:
        return replace(plan, days=(*plan.days[:-1], changed))
    if any(known.day == changed.day for known in plan.days):
        days = tuple(changed if known.day == changed.day else known for known in plan.days)
        return replace(plan, days=days)
    return replace(plan, days=(*plan.days[-DAYS_KEPT + 1 :], changed))


def with_standings(
    plan: Plan,
    day: date,
    standings: Mapping[str, Standing],
    because: tuple[str, ...],
) -> Plan:
    """Give the plan with these standings; every dose that differs is remembered as a change."""
    before = {movement: standing.dose for movement, standing in plan.standings.items()}
    changes = tuple(
        Change(day, movement, before.get(movement), standing.dose, because)
        for movement, standing in standings.items()
        if before.get(movement) != standing.dose
    )
    recent = tuple(change for change in plan.changes if (day - change.day).days < CHANGES_KEPT_DAYS)
    return replace(plan, standings={**plan.standings, **standings}, changes=(*recent, *changes))


def usual_on(plan: Plan, day: date) -> Usual | None:
    """Give what was usual in the seven days before."""
    first = {known.day: known.scores for known in plan.days[-8:] if known.scores is not None}
    return usual(first, day)


def session_days(plan: Plan, before: date) -> Iterator[Day]:
    """Give the days with a session before this one, the newest first."""
    return (day for day in reversed(plan.days) if day.sessions and day.day < before)


def programme_days(plan: Plan, before: date) -> Iterator[Day]:
    """Give those of the days with a session on which the programme's own exercises were done."""
    return (day for day in session_days(plan, before) if day.sessions > day.others)


def scores_before_last_session(plan: Plan) -> Scores | None:
    """Give the scores that the newest session began with."""
    return next((day.before for day in reversed(plan.days) if day.before is not None), None)


def in_a_row(days: Iterable[Day], holds: Callable[[Day], bool]) -> int:
    """Count how many of these days, from the first on, are so."""
    return sum(1 for _ in takewhile(holds, days))


def calendar_days_in_a_row(plan: Plan, last: date, holds: Callable[[Day], bool]) -> int:
    """Count how many calendar days up to and with `last` are so, without a gap."""
    count = 0
    for day in reversed(plan.days):
        if day.day > last:
            continue
        if day.day != last - timedelta(days=count) or not holds(day):
            break
        count += 1
    return count


def in_seven(plan: Plan, today: date) -> tuple[Day, ...]:
    """Give the days with an event among the seven that end today."""
    return tuple(day for day in plan.days[-7:] if 0 <= (today - day.day).days < 7)  # noqa: PLR2004
