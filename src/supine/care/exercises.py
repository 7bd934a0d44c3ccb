"""What today's light makes of the plan: which exercises, how many, and which rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supine.care.conditions import Fact, Facts, at_least_one, ids
from supine.care.course import Course
from supine.care.dose import Dose, half
from supine.care.easing import left_out_today
from supine.care.fitting import LeftOut
from supine.care.flags import effect_on
from supine.care.flare import is_settling
from supine.care.offers import is_at
from supine.care.past import on
from supine.care.plan import Plan
from supine.library.care_cards import Doing, FlagEffect, Light, TodayCard
from supine.library.programme import Stage

# From the most careful on.
CAREFUL = tuple(Doing)


@dataclass(frozen=True)
class Planned:
    """One exercise of today. small_range: the smallest range, and no band.

    advice: keys of the movement's advice that its flags ask for. because: never empty.
    """

    movement: str
    dose: Dose
    small_range: bool
    advice: tuple[str, ...]
    because: tuple[str, ...]


def doing_on(
    plan: Plan, day: date, course: Course, *, is_locked: bool
) -> tuple[Doing, tuple[str, ...]]:
    """Give what a day is for at this moment: the most careful outcome of all rules that hold."""
    seen = on(plan, day)
    facts: dict[str, Fact] = {
        "locked": is_locked,
        "asked": seen.asked,
        "light": seen.light or ("none" if seen.because else None),
        "is_green": seen.light is Light.GREEN,
        "exercise_red": seen.exercise is Light.RED,
        "flare_settling": is_settling(plan, day, course.care.flare.card),
        "sessions_today": seen.sessions,
        "sessions_left": plan.sessions_a_day - seen.sessions,
    }
    return doing_for(facts, course.care.today.card)


def doing_for(facts: Facts, card: TodayCard) -> tuple[Doing, tuple[str, ...]]:
    """Give the most careful outcome for these facts, which are named in the card's FACTS."""
    found = at_least_one(card.rules, facts)
    doing = min((rule.then for rule in found), key=CAREFUL.index)
    return doing, ids(rule for rule in found if rule.then is doing)


def stage_of(plan: Plan, course: Course) -> Stage:
    """Give the stage that is open: the last one whose condition is met."""
    stages = course.programme.stages
    if plan.bonus and stages[-1].by_offer:
        return stages[-1]
    reached = [
        stage
        for stage in stages
        if not stage.by_offer and is_at(plan, stage.from_reps or 0, course)
    ]
    return reached[-1]


def exercises_on(
    plan: Plan, day: date, doing: Doing, stage: Stage, course: Course
) -> tuple[tuple[Planned, ...], tuple[LeftOut, ...]]:
    """Give today's exercises and those that are left out."""
    if doing not in (Doing.HALF, Doing.PLANNED):
        return (), ()
    planned: list[Planned] = []
    left_out: list[LeftOut] = []
    for movement in course.routines[stage.routine]:
        caution = course.movements[movement].card.caution
        effect = effect_on(caution, plan.flags, course.care.caution.card)
        why = effect.because if effect.effect is FlagEffect.LEAVE_OUT else ()
        why = (*why, *_reasons_to_leave_out(plan, day, movement, doing, course))
        if why:
            left_out.append(LeftOut(movement, why))
            continue
        dose = plan.standings[movement].dose
        if doing is Doing.HALF:
            dose = half(dose, course.care.today.card.least_reps)
        advice = tuple(dict.fromkeys(effect.advice.values()))
        planned.append(Planned(movement, dose, doing is Doing.HALF, advice, effect.because))
    return tuple(planned), tuple(left_out)


def resting_on(plan: Plan, day: date, doing: Doing, course: Course) -> dict[str, tuple[str, ...]]:
    """Give every movement that rests today, with the rules that say so, in whatever routine."""
    known = dict.fromkeys((*plan.standings, *plan.elsewhere))
    found = {each: _reasons_to_leave_out(plan, day, each, doing, course) for each in known}
    return {movement: because for movement, because in found.items() if because}


def _reasons_to_leave_out(
    plan: Plan, day: date, movement: str, doing: Doing, course: Course
) -> tuple[str, ...]:
    """Give the rules by which a movement rests today, besides its flags.

    What is known of it from another routine counts as much as what the programme knows.
    """
    standing, elsewhere = plan.standings.get(movement), plan.elsewhere.get(movement)
    tried = [one for one in (*(standing.tried[-1:] if standing else ()), elsewhere) if one]
    last = max((one.day for one in tried), default=None)
    facts: dict[str, Fact] = {
        "light": Light.AMBER if doing is Doing.HALF else Light.GREEN,
        "moved_down": any(one.moved_down for one in tried if one.day == last),
        "once_a_day": movement in course.programme.once_a_day,
        "done_today": last == day,
    }
    card = course.care.easing.card
    until = [one.rests_until for one in (standing, elsewhere) if one and one.rests_until]
    rests = any(day < one for one in until)
    resting = ids(rule for rule in card.rules if rule.then.rest_days) if rests else ()
    return (*resting, *left_out_today(card, facts))
