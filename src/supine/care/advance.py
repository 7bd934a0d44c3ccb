"""One day after the other: what each event makes of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from supine.care.check_in import after_check_in
from supine.care.course import Course
from supine.care.dose import lower
from supine.care.easing import after_pause
from supine.care.flags import Flags
from supine.care.flare import begun, flare_begins
from supine.care.history import (
    Answered,
    CheckedIn,
    Event,
    Exercised,
    Rested,
    Screened,
    Stated,
    Statement,
)
from supine.care.offers import declined, offers_on, taken
from supine.care.past import on, with_day
from supine.care.plan import Plan, Standing
from supine.care.session import after_session
from supine.library.care_cards import Level, OfferKind


def first_plan(day: date, course: Course) -> Plan:
    """Give the plan of somebody who begins on this day."""
    programme = course.programme
    return Plan(
        programme.id,
        programme.version,
        began=day,
        through=day - timedelta(days=1),
        standings=_first_standings(course, Flags()),
        sessions_a_day=programme.sessions_a_day[0],
    )


def day_passed(plan: Plan, day: date, events: Sequence[Event], course: Course) -> Plan:
    """Give the plan after one more day, or after as much of it as has happened."""
    away = (day - plan.days[-1].day).days if plan.days else 0
    if away > plan.days_away:
        plan = replace(plan, days_away=away)
    plan = after_pause(plan, day, course)
    for event in events:
        plan = _after(plan, day, event, course)
    return replace(plan, through=day, counted=plan.counted + len(events))


def _after(plan: Plan, day: date, event: Event, course: Course) -> Plan:
    """Give the plan after one event."""
    if isinstance(event, CheckedIn):
        return after_check_in(plan, day, event, course)
    if isinstance(event, Exercised) and event.done:
        return after_session(plan, day, event, course)
    if isinstance(event, Exercised | Rested):
        return with_day(plan, replace(on(plan, day), rested=True))
    if isinstance(event, Screened):
        return _screened(with_day(plan, on(plan, day)), day, event, course)
    if isinstance(event, Stated):
        return _stated(with_day(plan, on(plan, day)), day, event, course)
    return _answered(plan, day, event, course)


def _screened(plan: Plan, day: date, event: Screened, course: Course) -> Plan:
    plan = replace(plan, warning_sign=event.level is not Level.CLEAR)
    if not event.full:
        return plan
    plan = replace(plan, last_full_list=day, days_away=0, new_symptoms=False)
    if event.flags is None:
        return plan
    plan = replace(plan, flags=event.flags)
    if plan.last_exercised is not None:
        return plan
    first = _first_standings(course, event.flags)
    if plan.sessions == 0:
        return replace(plan, standings=first)
    # Another routine may already have led a movement down.
    standings = {
        movement: replace(standing, dose=lower(standing.dose, first[movement].dose))
        for movement, standing in plan.standings.items()
        if movement in first
    }
    return replace(plan, standings={**plan.standings, **standings})


def _first_standings(course: Course, flags: Flags) -> dict[str, Standing]:
    return {
        movement: Standing(course.start_dose(movement, flags))
        for movement in course.first_movements
    }


def _stated(plan: Plan, day: date, event: Stated, course: Course) -> Plan:
    plan = replace(plan, stated={**plan.stated, event.statement: day})
    if event.statement is not Statement.FLARE:
        return plan
    return begun(plan, day, flare_begins(course.care.flare.card, said=True), course)


def _answered(plan: Plan, day: date, event: Answered, course: Course) -> Plan:
    offer = next((one for one in offers_on(plan, day, course) if one.id == event.offer), None)
    if offer is None:
        return plan
    if event.taken:
        return taken(plan, day, offer)
    return plan if offer.kind is OfferKind.CLIMB else declined(plan, day, offer)
