"""The history that care reads, today's plan from it, and what each day came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from supine.care import Course, Event, History, Plan, Scores, Today, plan_for_today
from supine.diary.happened import Happened, happened_since
from supine.diary.limits import LimitsOn, limits_by_day
from supine.diary.models import Person
from supine.diary.plan_state import Closed, remember_planned, store_plan, stored_plan
from supine.diary.screening import exercise_lock
from supine.library import shipped_library
from supine.library.care_cards import Light


@dataclass(frozen=True)
class DiaryDay:
    """One calendar day. back, leg, reach: its first scores, None where none was given.

    light: of the day's answers; exercise: the worst of its exercises; None where there is none.
    rested: the settling routine was done. in_flare: a flare had begun and was not over.
    """

    day: date
    back: int | None = None
    leg: int | None = None
    reach: int | None = None
    sessions: int = 0
    rested: bool = False
    light: Light | None = None
    exercise: Light | None = None
    in_flare: bool = False


def history_of(person: Person, today: date | None = None) -> History:
    """Give everything that care reads, from the first day on, in the order it happened.

    today: sessions of days before it count as ended even where nobody ended them.
    """
    events = tuple(one.event for one in happened_since(person, None, today))
    return History(events, locked=exercise_lock(person) is not None)


def today_of(person: Person, now: datetime, course: Course) -> Today:
    """Plan today from the diary, and keep what is closed. now: aware, in the person's zone."""
    # In one transaction, so that a correction made meanwhile cannot be overwritten.
    with transaction.atomic():
        today, closed = _looked_at(person, now.date(), course)
        store_plan(person, closed)
        remember_planned(person, today.routine, today.movements)
    return today


def diary_days(
    person: Person, until: date, days: int = 90, course: Course | None = None
) -> list[DiaryDay]:
    """Give one entry for each of the days that end with `until`, oldest first.

    course: None for the programme that comes with Supine.
    """
    today, closed = _looked_at(person, until, course or shipped_course())
    known = {date.fromisoformat(iso): _from_json(iso, kept) for iso, kept in closed.days.items()}
    known[today.day] = _diary_day(today.now, today.day)
    wanted = [until - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return [known.get(day, DiaryDay(day)) for day in wanted]


def shipped_course() -> Course:
    """Give the programme that comes with Supine."""
    library = shipped_library()
    return Course.of(library, next(iter(library.programmes)))


def _looked_at(person: Person, day: date, course: Course) -> tuple[Today, Closed]:
    """Give the plan of a day, and all that is closed before it."""
    closed = stored_plan(person, course)
    if closed.plan is not None and closed.plan.through >= day:
        closed = Closed()
    happened = happened_since(person, closed, day)
    # Whoever travelled far back west keeps the day that the diary has already reached.
    day = max([day, *(one.event.day for one in happened)])
    limits_on = limits_by_day(person)
    closed = _closed_before(day, closed, happened, course, limits_on)
    events = tuple(one.event for one in happened if one.event.day == day)
    history = _history(events, closed.plan, locked=exercise_lock(person) is not None)
    return plan_for_today(history, day, course, limits_on(day)), closed


def _closed_before(
    today: date,
    closed: Closed,
    happened: Sequence[Happened],
    course: Course,
    limits_on: LimitsOn,
) -> Closed:
    """Close the days before today, each with the limits that held on it."""
    by_day: dict[date, list[Event]] = {}
    for one in happened:
        by_day.setdefault(one.event.day, []).append(one.event)
    plan, days = closed.plan, dict(closed.days)
    day = plan.through + timedelta(days=1) if plan else min([today, *by_day])
    while day < today:
        history = _history(tuple(by_day.get(day, ())), plan, locked=False)
        plan = plan_for_today(history, day, course, limits_on(day)).now
        if (seen := _diary_day(plan, day)) != DiaryDay(day):
            days[day.isoformat()] = _as_json(seen)
        day += timedelta(days=1)
    past = [one.at for one in happened if one.event.day < today]
    return Closed(plan, max(past, default=closed.until), days)


def _history(events: tuple[Event, ...], plan: Plan | None, *, locked: bool) -> History:
    """Give what happened since a plan. Events before it are not even read from the tables."""
    return History(events, replace(plan, counted=0) if plan else None, locked)


def _diary_day(plan: Plan, day: date) -> DiaryDay:
    """Give what a day came to, by the plan at its end."""
    in_flare = plan.flare is not None
    seen = next((known for known in reversed(plan.days) if known.day == day), None)
    if seen is None:
        return DiaryDay(day, in_flare=in_flare)
    scores = seen.scores or Scores()
    return DiaryDay(
        day,
        back=scores.back,
        leg=scores.leg,
        reach=scores.reach,
        sessions=seen.sessions,
        rested=seen.rested,
        light=seen.light,
        exercise=seen.exercise,
        in_flare=in_flare,
    )


def _as_json(day: DiaryDay) -> dict[str, Any]:
    empty = asdict(DiaryDay(day.day))
    return {name: value for name, value in asdict(day).items() if value != empty[name]}


def _from_json(iso: str, kept: dict[str, Any]) -> DiaryDay:
    fields = dict(kept)
    for name in ("light", "exercise"):
        if name in fields:
            fields[name] = Light(fields[name])
    return DiaryDay(date.fromisoformat(iso), **fields)
