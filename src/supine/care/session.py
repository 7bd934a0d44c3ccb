"""What a session makes of the plan: the light of each exercise, and what leads down.

A session of another routine is a session of the day like any other: its lights, how it settled, and
that it counts for today. But it was done at that routine's doses, so it says nothing for or against
a step of the programme's own: no dose of it is taken for settled, no repetition for done, no green
for the end of two ambers, and days without the programme's exercises stay days without them. Only
what speaks for less is heard: an amber counts for the two in a row, and a red one leads its own
movement down, and with it those of the programme that were done beside it. What the programme does
not know is kept by movement (`Plan.elsewhere`), so that it rests in every routine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from supine.care.course import Course
from supine.care.easing import eased, step_down
from supine.care.history import Done, Exercised
from supine.care.lights import Judged, exercise_light
from supine.care.past import on, with_day, with_standings
from supine.care.plan import Day, Elsewhere, Followed, Plan, Standing, Tried
from supine.care.scores import Scores, above
from supine.library.care_cards import Light
from supine.library.care_cards.lights import ExerciseRule


def after_session(plan: Plan, day: date, event: Exercised, course: Course) -> Plan:
    """Give the plan after a session that has ended."""
    judged = {done.movement: _judged(event.before, done, course) for done in event.done}
    red_rules = tuple(_red_rules(judged, course))
    today = _day_with_session(on(plan, day), event.before, judged, red_rules)
    lights = {movement: one.light for movement, one in judged.items()}
    if event.routine is None or event.routine in course.routines:
        plan = _after_the_programme(with_day(plan, today), day, event, lights, course)
    else:
        today = replace(today, others=today.others + 1)
        plan = _after_another(with_day(plan, today), day, event, lights, course)
    return replace(
        plan,
        sessions=plan.sessions + 1,
        climbed_on=day if Light.RED in lights.values() else plan.climbed_on,
        new_symptoms=plan.new_symptoms or any(rule.is_new_symptom for rule in red_rules),
    )


def _after_the_programme(
    plan: Plan, day: date, event: Exercised, lights: Mapping[str, Light | None], course: Course
) -> Plan:
    standings = dict(plan.standings)
    for done in event.done:
        if done.movement in standings:
            new = _tried(day, event.before, done)
            light = lights[done.movement]
            standings[done.movement] = _after_trying(standings[done.movement], new, light)
    plan = replace(plan, standings=standings, last_exercised=day, missed_steps=0)
    return _eased_after(plan, day, _reds(lights), standings, course)


def _after_another(
    plan: Plan, day: date, event: Exercised, lights: Mapping[str, Light | None], course: Course
) -> Plan:
    """Give the plan after a session of a routine that is not the programme's; see above."""
    reds = _reds(lights)
    standings, elsewhere = dict(plan.standings), dict(plan.elsewhere)
    for done in event.done:
        known = standings.get(done.movement)
        if known is not None and lights[done.movement] is Light.AMBER:
            standings[done.movement] = replace(known, ambers=known.ambers + 1)
        before = elsewhere.get(done.movement)
        moved_down = _tried(day, event.before, done).moved_down
        until = before.rests_until if before else None
        if done.movement in reds:
            easing, _ = step_down(course.care.easing.card, red_by="this")
            until = day + timedelta(days=easing.rest_days)
        if before is not None and before.day == day:
            moved_down = moved_down or before.moved_down
        elsewhere[done.movement] = Elsewhere(day, moved_down, until)
    done_here = {done.movement for done in event.done}
    plan = replace(plan, standings=standings, elsewhere=elsewhere, followed=_once_more(plan, event))
    return _eased_after(plan, day, reds, done_here, course)


def _once_more(plan: Plan, event: Exercised) -> Mapping[str, Followed]:
    """Count a session of a routine that was taken on."""
    routine = event.routine
    if routine is None or routine not in plan.followed:
        return plan.followed
    known = plan.followed[routine]
    return {**plan.followed, routine: replace(known, sessions=known.sessions + 1)}


def _reds(lights: Mapping[str, Light | None]) -> set[str]:
    return {movement for movement, light in lights.items() if light is Light.RED}


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


def _eased_after(
    plan: Plan, day: date, reds: set[str], among: Collection[str], course: Course
) -> Plan:
    """Give the plan with each of these movements led down that a rule leads down."""
    for movement, standing in plan.standings.items():
        if movement not in among:
            continue
        red_by = "this" if movement in reds else "another" if reds else None
        easing, because = step_down(
            course.care.easing.card, ambers_in_a_row=standing.ambers, red_by=red_by
        )
        if because:
            down = eased(standing, day, easing, course)
            plan = with_standings(plan, day, {movement: down}, because)
    return plan
