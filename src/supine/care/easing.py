"""What leads down the ladder: ambers, a red exercise, and days without the exercises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from supine.care.conditions import Fact, Facts, holding, ids
from supine.care.course import Course
from supine.care.dose import lower, steps_down
from supine.care.past import with_standings
from supine.care.plan import Plan, Standing
from supine.library.care_cards import Easing, EasingCard

# More steps than any pause leads down by itself.
RESTARTED = 99


def step_down(
    card: EasingCard,
    *,
    ambers_in_a_row: int = 0,
    red_by: str | None = None,
) -> tuple[Easing, tuple[str, ...]]:
    """Give how far a session leads one exercise down, and the rules that say so; none, if not.

    ambers_in_a_row: of this exercise, up to this session. red_by: "this" exercise or "another".
    """
    return _furthest(card, {"ambers_in_a_row": ambers_in_a_row, "red_by": red_by})


def after_missed_days(card: EasingCard, missed_days: int) -> tuple[Easing, tuple[str, ...]]:
    """Give how far a pause of this many whole days leads all exercises down."""
    return _furthest(card, {"missed_days": missed_days})


def left_out_today(card: EasingCard, facts: Facts) -> tuple[str, ...]:
    """Give the rules that leave an exercise out today. facts: light, moved_down, once_a_day, ..."""
    return ids(rule for rule in holding(card.rules, facts) if rule.then.skip)


def eased(standing: Standing, day: date, easing: Easing, course: Course) -> Standing:
    """Give a standing after a session led it down."""
    dose = steps_down(standing.dose, easing.steps, course.programme)
    if easing.climbs_back:
        goals = [goal for goal in (standing.old_dose, standing.settled) if goal is not None]
        known = [goal for goal in goals if goal.is_above(dose)]
        old_dose = known[0] if known else None
        return replace(standing, dose=dose, old_dose=old_dose)
    rests_until = day + timedelta(days=easing.rest_days) if easing.rest_days else None
    return replace(
        standing,
        dose=dose,
        settled=lower(standing.settled, dose) if standing.settled else None,
        old_dose=None,
        ambers=0,
        rests_until=rests_until or standing.rests_until,
    )


def after_pause(plan: Plan, day: date, course: Course) -> Plan:
    """Give the plan as the days without exercises up to this one leave it."""
    if plan.last_exercised is None:
        return plan
    missed_days = (day - plan.last_exercised).days - 1
    easing, because = after_missed_days(course.care.easing.card, missed_days)
    if easing.restart and plan.missed_steps < RESTARTED:
        return _restarted(plan, day, because, course)
    steps = easing.steps - plan.missed_steps
    if steps <= 0:
        return plan
    standings = {
        movement: replace(standing, dose=steps_down(standing.dose, steps, course.programme))
        for movement, standing in plan.standings.items()
    }
    return replace(with_standings(plan, day, standings, because), missed_steps=easing.steps)


def _furthest(card: EasingCard, facts: dict[str, Fact]) -> tuple[Easing, tuple[str, ...]]:
    """Give the outcome that leads furthest down, with its rules."""
    found = holding(card.rules, facts)
    if not found:
        return Easing(), ()
    furthest = max((rule.then for rule in found), key=_severity)
    return furthest, ids(rule for rule in found if rule.then == furthest)


def _severity(easing: Easing) -> tuple[bool, int, bool]:
    return easing.restart, easing.steps, not easing.climbs_back


def _restarted(plan: Plan, day: date, because: tuple[str, ...], course: Course) -> Plan:
    """Give the plan of a gentle new start: first doses, one session a day, no bonus."""
    standings = {
        movement: Standing(lower(standing.dose, course.start_dose(movement, plan.flags)))
        for movement, standing in plan.standings.items()
    }
    return replace(
        with_standings(plan, day, standings, because),
        missed_steps=RESTARTED,
        bonus=False,
        sessions_a_day=course.programme.sessions_a_day[0],
    )
