"""What today is for: the light, the exercises with their doses, and what is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from supine.care.advance import day_passed, first_plan
from supine.care.course import Course
from supine.care.exercises import Planned, doing_on, exercises_on, stage_of
from supine.care.fitting import LeftOut
from supine.care.flare import day_of_flare, flare_phase, is_settling
from supine.care.history import Event, History
from supine.care.limits import Limits
from supine.care.offers import Offer, offers_on
from supine.care.past import on
from supine.care.plan import Change, Day, Plan
from supine.care.seeing import Seeing, full_list_due, see_somebody
from supine.library.care_cards import Doing, Light

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FlareToday:
    """A flare that is not over. phase: "settle", "half" or "quiet"; because: never empty."""

    day: int
    phase: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """How the plan was kept on one day of this week.

    how: "exercises", "settled" (the settling routine), "rest" (asked for by a rule), or "none".
    """

    day: date
    how: str


@dataclass(frozen=True)
class Today:
    """Everything about today.

    light: None before the first answer, and where a score is missing; light_because is empty before
    the first answer. doing, because: what the day is for, and why. routine: None where there is
    nothing to play. is_preview: the questions before the start come first and may change it.
    changes: doses that rules or offers changed yesterday or today. full_list: the rules that ask
    for the full list of warning signs now. closed: the plan to store, which knows all days before
    today; now: the same with what has happened today.
    """

    day: date
    light: Light | None
    light_because: tuple[str, ...]
    doing: Doing
    because: tuple[str, ...]
    stage: str
    routine: str | None
    is_preview: bool
    movements: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    offers: tuple[Offer, ...]
    changes: tuple[Change, ...]
    flare: FlareToday | None
    see_somebody: tuple[Seeing, ...]
    full_list: tuple[str, ...]
    week: tuple[Kept, ...]
    closed: Plan
    now: Plan


def plan_for_today(
    history: History,
    today: date,
    course: Course,
    limits: Limits | None = None,
) -> Today:
    """Plan the day from what happened.

    today: the calendar day of the person's own clock; one that lies before something that happened
    counts as the day of that. limits: the person's own, None for the published ones.
    """
    course = replace(course, limits=limits)
    by_day = _by_day(history)
    plan = history.plan or first_plan(min([today, *by_day]), course)
    today = max([today, *by_day, plan.through + ONE_DAY])
    while plan.through + ONE_DAY < today:
        day = plan.through + ONE_DAY
        plan = day_passed(plan, day, by_day.get(day, ()), course)
    now = day_passed(plan, today, by_day.get(today, ()), course)
    return _today(now, plan, today, course, is_locked=history.locked)


def _by_day(history: History) -> dict[date, list[Event]]:
    """Give the events that are not closed yet by day; a day never comes before an earlier one."""
    plan = history.plan
    by_day: dict[date, list[Event]] = {}
    newest = plan.through + ONE_DAY if plan else date.min
    for event in history.events[plan.counted if plan else 0 :]:
        newest = max(newest, event.day)
        by_day.setdefault(newest, []).append(event)
    return by_day


def _today(now: Plan, closed: Plan, day: date, course: Course, *, is_locked: bool) -> Today:
    seen = on(now, day)
    doing, because = doing_on(now, day, course, is_locked=is_locked)
    stage = stage_of(now, course)
    movements, left_out = exercises_on(now, day, doing, stage, course)
    if doing in (Doing.HALF, Doing.PLANNED) and not movements:
        doing = Doing.SETTLE
        because = (*because, *(rule for one in left_out for rule in one.because))
    may_offer = doing is Doing.PLANNED
    settle = course.programme.settle if doing is Doing.SETTLE else None
    care = course.care
    return Today(
        day=day,
        light=seen.light,
        light_because=seen.because,
        doing=doing,
        because=because,
        stage=stage.id,
        routine=stage.routine if movements else settle,
        is_preview=doing is Doing.PLANNED and not seen.asked,
        movements=movements,
        left_out=left_out,
        offers=offers_on(now, day, course) if may_offer else (),
        changes=tuple(change for change in now.changes if (day - change.day).days <= 1),
        flare=_flare(now, day, course),
        see_somebody=see_somebody(now, day, care.see_somebody.card, care.trend.card),
        full_list=full_list_due(now, day, care.full_list.card),
        week=_week(now, day, course),
        closed=closed,
        now=now,
    )


def _flare(plan: Plan, day: date, course: Course) -> FlareToday | None:
    if plan.flare is None:
        return None
    number = day_of_flare(plan.flare, day)
    phase, because = flare_phase(course.care.flare.card, number)
    if plan.flare.eased:
        phase = "quiet" if plan.flare.quiet else "half"
    return FlareToday(number, phase, (*plan.flare.because, *because))


def _week(plan: Plan, today: date, course: Course) -> tuple[Kept, ...]:
    """Give the days of this calendar week up to today."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(today.weekday() + 1)]
    return tuple(Kept(day, _how_kept(plan, on(plan, day), course)) for day in days)


def _how_kept(plan: Plan, seen: Day, course: Course) -> str:
    if seen.sessions:
        return "exercises"
    if seen.rested:
        return "settled"
    flare = plan.flare
    in_flare = (
        flare is not None
        and flare.since <= seen.day
        and is_settling(plan, seen.day, course.care.flare.card)
    )
    return "rest" if seen.is_red or in_flare else "none"
