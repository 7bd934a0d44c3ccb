"""What the scores before a session make of the plan: the day's light, and how yesterday settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from supine.care.course import Course
from supine.care.dose import lower
from supine.care.flare import begun, flare_begins, high_days_in_a_row, went_on
from supine.care.history import CheckedIn
from supine.care.lights import Judged, day_light, settled
from supine.care.past import on, scores_before_last_session, session_days, usual_on, with_day
from supine.care.plan import Day, Plan
from supine.care.scores import Scores, Usual, above
from supine.care.trend import Week, monday_of
from supine.library.care_cards import Light


def after_check_in(plan: Plan, day: date, event: CheckedIn, course: Course) -> Plan:
    """Give the plan after scores were given."""
    today = on(plan, day)
    if today.scores is None:
        plan = _first_scores(plan, day, event.scores, course)
        today = replace(today, scores=event.scores)
    before = usual_on(plan, day)
    last_day = next(session_days(plan, day), None)
    judged = day_light(
        event.scores,
        before,
        scores_before_last_session(plan),
        last_day.settled if last_day else None,
        course.care.day_light.card,
        strong_painkillers=event.strong_painkillers,
    )
    is_high = _is_high(event.scores, before, course.care.flare.card.high_above_usual)
    plan = with_day(plan, _worse(today, judged, course, is_high=is_high))
    rules = [rule for rule in course.care.day_light.card.rules if rule.id in judged.because]
    if judged.light is Light.RED and any(rule.is_new_symptom for rule in rules):
        plan = replace(plan, new_symptoms=True)
    card = course.care.flare.card
    because = flare_begins(card, high_days_in_a_row=high_days_in_a_row(plan, day))
    return went_on(begun(plan, day, because, course), day, event.scores, card)


def _first_scores(plan: Plan, day: date, scores: Scores, course: Course) -> Plan:
    """Give the plan with the first scores of a day, which also say how yesterday had settled."""
    plan = replace(
        plan,
        weeks=_with_scores(plan.weeks, monday_of(day), scores),
        first_reach=scores.reach if plan.first_reach is None else plan.first_reach,
    )
    yesterday = on(plan, day - timedelta(days=1))
    if yesterday.before is None:
        return plan
    answer = settled(yesterday.before, scores, course.care.settled.card)
    yesterday = replace(yesterday, settled=answer.settled)
    plan = with_day(plan, yesterday)
    return _remember_settled(plan, yesterday) if yesterday.counts else plan


def _with_scores(weeks: tuple[Week, ...], monday: date, scores: Scores) -> tuple[Week, ...]:
    """Give the weeks with one more day in the last one, or in a new one."""
    if weeks and weeks[-1].monday == monday:
        return (*weeks[:-1], weeks[-1].plus(scores))
    return (*weeks, Week(monday).plus(scores))


def _remember_settled(plan: Plan, day: Day) -> Plan:
    """Give the plan in which the doses done whole on this day are the last settled ones.

    What somebody does beyond the plan counts as the plan.
    """
    standings = {
        movement: replace(standing, settled=lower(tried.dose, standing.dose))
        for movement, standing in plan.standings.items()
        for tried in standing.tried
        if tried.day == day.day and tried.complete
    }
    return replace(plan, standings={**plan.standings, **standings})


def _worse(today: Day, judged: Judged, course: Course, *, is_high: bool) -> Day:
    """Give the day with the worse of its light so far and a new one."""
    known = Judged(today.light, today.because)
    worse = known if today.because and _severity(known) > _severity(judged) else judged
    rules = {rule.id: rule for rule in course.care.day_light.card.rules}
    from_leg = worse.light is Light.RED and any(
        rules[rule_id].site in ("leg", "reach") for rule_id in worse.because
    )
    return replace(
        today,
        asked=True,
        light=worse.light,
        because=worse.because,
        high=today.high or is_high,
        red_from_leg=today.red_from_leg or from_leg,
    )


def _severity(judged: Judged) -> float:
    """Give a number that grows from green to red; without a light, between amber and red."""
    return 1.5 if judged.light is None else judged.light.severity


def _is_high(scores: Scores, before: Usual | None, limit: int) -> bool:
    if before is None:
        return False
    rises = above(scores.back, before.back), above(scores.leg, before.leg)
    return any(rise is not None and rise >= limit for rise in rises)
