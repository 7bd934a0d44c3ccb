"""What a session makes of the plan: the light of each exercise, and what leads down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from supine.care.course import Course
from supine.care.easing import eased, step_down
from supine.care.history import Done, Exercised
from supine.care.lights import Judged, exercise_light
from supine.care.past import on, with_day, with_standings
from supine.care.plan import Day, Plan, Standing, Tried
from supine.care.scores import Scores, above
from supine.library.care_cards import Light
from supine.library.care_cards.lights import ExerciseRule


def after_session(plan: Plan, day: date, event: Exercised, course: Course) -> Plan:
    """Give the plan after a session that has ended."""
    judged = {done.movement: _judged(event.before, done, course) for done in event.done}
    red_rules = tuple(_red_rules(judged, course))
    plan = with_day(plan, _day_with_session(on(plan, day), event.before, judged, red_rules))
    standings = dict(plan.standings)
    for done in event.done:
        if done.movement in standings:
            new = _tried(day, event.before, done)
            light = judged[done.movement].light
            standings[done.movement] = _after_trying(standings[done.movement], new, light)
    reds = {movement for movement, one in judged.items() if one.light is Light.RED}
    plan = _eased_after(replace(plan, standings=standings), day, reds, course)
    return replace(
        plan,
        sessions=plan.sessions + 1,
        last_exercised=day,
        missed_steps=0,
        climbed_on=day if reds else plan.climbed_on,
        new_symptoms=plan.new_symptoms or any(rule.is_new_symptom for rule in red_rules),
    )


def _judged(before: Scores, done: Done, course: Course) -> Judged:
    """Give the light of one exercise.

    A symptom that is further down ten minutes later than at its worst was further down: the later
    answer counts as the worst then.
    """
    worst, later = done.worst, done.after_ten_minutes_reach
    if worst.reach is not None and later is not None and later > worst.reach:
        worst = replace(worst, reach=later)
    card = course.care.exercise_light.card
    return exercise_light(before, worst, later, done.neuro, card, course.limits)


def _red_rules(judged: Mapping[str, Judged], course: Course) -> Iterator[ExerciseRule]:
    """Give the rules that made exercises red."""
    because = {
        rule_id for one in judged.values() if one.light is Light.RED for rule_id in one.because
    }
    return (rule for rule in course.care.exercise_light.card.rules if rule.id in because)


def _day_with_session(
    today: Day,
    before: Scores,
    judged: Mapping[str, Judged],
    red_rules: tuple[ExerciseRule, ...],
) -> Day:
    lights = [one.light for one in judged.values() if one.light is not None]
    if today.exercise is not None:
        lights.append(today.exercise)
    from_leg = any(rule.site in ("leg", "reach") for rule in red_rules)
    return replace(
        today,
        asked=False,
        sessions=today.sessions + 1,
        before=before,
        exercise=max(lights, key=lambda light: light.severity, default=None),
        unjudged=today.unjudged or any(one.light is None for one in judged.values()),
        red_from_leg=today.red_from_leg or from_leg,
    )


def _tried(day: date, before: Scores, done: Done) -> Tried:
    reaches = (done.worst.reach, done.after_ten_minutes_reach)
    rises = [above(reach, before.reach) for reach in reaches]
    return Tried(
        day,
        done.dose,
        done.reps_done >= done.dose.reps,
        done.effort,
        moved_down=any(rise is not None and rise > 0 for rise in rises),
    )


def _after_trying(standing: Standing, new: Tried, light: Light | None) -> Standing:
    """Give a standing with what was done of it, and its ambers counted."""
    tried = standing.tried
    if tried and tried[-1].day == new.day:
        tried, new = tried[:-1], _both(tried[-1], new)
    ambers = standing.ambers if light is None else 0
    if light is Light.AMBER:
        ambers = standing.ambers + 1
    return replace(standing, tried=(*tried[-1:], new), ambers=ambers)


def _both(first: Tried, second: Tried) -> Tried:
    """Give two sessions of one day as one: only what is true of both speaks for a step up."""
    efforts = (first.effort, second.effort)
    return Tried(
        second.day,
        second.dose,
        first.complete and second.complete and first.dose == second.dose,
        None if None in efforts else max(effort for effort in efforts if effort is not None),
        first.moved_down or second.moved_down,
    )


def _eased_after(plan: Plan, day: date, reds: set[str], course: Course) -> Plan:
    """Give the plan with every movement led down that a rule leads down."""
    for movement, standing in plan.standings.items():
        red_by = "this" if movement in reds else "another" if reds else None
        easing, because = step_down(
            course.care.easing.card, ambers_in_a_row=standing.ambers, red_by=red_by
        )
        if because:
            down = eased(standing, day, easing, course)
            plan = with_standings(plan, day, {movement: down}, because)
    return plan
