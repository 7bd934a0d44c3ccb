"""Steps up that can be offered today, each with the rules that allow it. Nothing is ever silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from supine.care.conditions import Fact, Facts, holding, ids
from supine.care.course import Course
from supine.care.dose import Dose, step_towards, steps_up
from supine.care.fitting import fit_routine
from supine.care.flags import effect_on
from supine.care.flare import is_active
from supine.care.past import (
    calendar_days_in_a_row,
    in_a_row,
    on,
    programme_days,
    session_days,
    with_standings,
)
from supine.care.plan import Followed, Plan, Standing
from supine.library import Routine
from supine.library.care_cards import Doing, FlagEffect, OfferKind, OffersCard

LONG_AGO_DAYS = 999
WEEK_DAYS = 7
SESSION_DAYS_COMPARED = 2


@dataclass(frozen=True)
class Move:
    """One movement's dose, before and after. before: None for a new movement."""

    movement: str
    before: Dose | None
    after: Dose


@dataclass(frozen=True)
class Offer:
    """Something the person may take or leave.

    id: the same for as long as it stands. say: key of the advice. because: every rule it needed.
    moves: the doses it changes. sessions_a_day: before and after, where it changes these. routine:
    the one that is offered beside the programme, where it is one.
    """

    id: str
    kind: OfferKind
    say: str
    because: tuple[str, ...]
    moves: tuple[Move, ...] = ()
    sessions_a_day: tuple[int, int] | None = None
    routine: str | None = None


def offers_on(plan: Plan, day: date, course: Course) -> tuple[Offer, ...]:
    """Give the offers that stand at this moment of the day."""
    shared = _shared_facts(plan, day)
    return (
        *_steps(plan, day, shared, course),
        *_climb(plan, day, shared, course),
        *_second_session(plan, day, shared, course),
        *_bonus(plan, day, shared, course),
        *_routine(plan, day, shared, course),
    )


def taken(plan: Plan, day: date, offer: Offer) -> Plan:
    """Give the plan with an offer that was taken."""
    standings = {move.movement: _moved(plan, move) for move in offer.moves}
    plan = with_standings(plan, day, standings, offer.because)
    if offer.kind is OfferKind.CLIMB:
        return replace(plan, climbed_on=next(programme_days(plan, day)).day)
    sessions_a_day = offer.sessions_a_day[1] if offer.sessions_a_day else plan.sessions_a_day
    followed = {offer.routine: Followed(day)} if offer.routine else {}
    return replace(
        plan,
        followed={**plan.followed, **followed},
        steps=(*plan.steps[-WEEK_DAYS:], day),
        sessions_a_day=sessions_a_day,
        bonus=plan.bonus or offer.kind is OfferKind.BONUS,
    )


def declined(plan: Plan, day: date, offer: Offer) -> Plan:
    """Give the plan with an offer that was declined, so that it is not made again at once."""
    return replace(plan, declined={**plan.declined, offer.id: day})


def met_needs(card: OffersCard, kind: OfferKind, facts: Facts) -> tuple[str, ...]:
    """Give the rules that an offer of this kind needs, if all of them hold; else none."""
    needs = card.needs[kind]
    found = holding(needs, facts)
    return ids(found) if len(found) == len(needs) else ()


def may_do(plan: Plan, movement: str, course: Course) -> bool:
    """Tell whether no flag leaves the movement out."""
    caution = course.movements[movement].card.caution
    effect = effect_on(caution, plan.flags, course.care.caution.card)
    return effect.effect is not FlagEffect.LEAVE_OUT


def _steps(plan: Plan, day: date, shared: Facts, course: Course) -> Iterator[Offer]:
    for movement, standing in plan.standings.items():
        facts = {**shared, **_movement_facts(plan, day, standing)}
        if movement in course.bonus_movements and not plan.bonus:
            continue
        for dose in steps_up(standing.dose, movement, course.programme):
            offer_id = "+".join((f"step:{movement}:{dose.reps}", *dose.extras))
            facts["days_since_declined"] = _days_since_declined(plan, offer_id, day)
            because = met_needs(course.care.offers.card, OfferKind.STEP, facts)
            if because:
                move = Move(movement, standing.dose, dose)
                yield Offer(offer_id, OfferKind.STEP, "offer", because, (move,))


def _climb(plan: Plan, day: date, shared: Facts, course: Course) -> Iterator[Offer]:
    moves = tuple(
        Move(
            movement,
            standing.dose,
            step_towards(standing.dose, standing.old_dose, course.programme),
        )
        for movement, standing in plan.standings.items()
        if standing.old_dose is not None and standing.old_dose.is_above(standing.dose)
    )
    newest = next(programme_days(plan, day), None)
    used_up = plan.climbed_on
    facts = {
        **shared,
        "below_old_dose": bool(moves),
        "new_evidence": newest is not None and (used_up is None or newest.day > used_up),
    }
    because = met_needs(course.care.offers.card, OfferKind.CLIMB, facts)
    if because:
        yield Offer("climb", OfferKind.CLIMB, "climb", because, moves)


def _second_session(plan: Plan, day: date, shared: Facts, course: Course) -> Iterator[Offer]:
    now, most = plan.sessions_a_day, course.programme.sessions_a_day[1]
    facts = {
        **shared,
        "sessions_a_day": now,
        "days_since_declined": _days_since_declined(plan, OfferKind.SECOND_SESSION, day),
    }
    because = met_needs(course.care.offers.card, OfferKind.SECOND_SESSION, facts)
    if because and now < most:
        yield Offer(
            OfferKind.SECOND_SESSION.value,
            OfferKind.SECOND_SESSION,
            "second-session",
            because,
            sessions_a_day=(now, now + 1),
        )


def _bonus(plan: Plan, day: date, shared: Facts, course: Course) -> Iterator[Offer]:
    if plan.bonus or not course.bonus_movements:
        return
    card = course.care.offers.card
    flagged = any(flag in plan.flags for flag in card.bonus_flags) or not all(
        may_do(plan, movement, course) for movement in course.bonus_movements
    )
    facts = {
        **shared,
        "at_full_dose": is_at_full_dose(plan, course),
        "bonus_flag": flagged,
        "days_since_declined": _days_since_declined(plan, OfferKind.BONUS, day),
    }
    because = met_needs(card, OfferKind.BONUS, facts)
    if because:
        starts = [
            (movement, course.start_dose(movement, plan.flags))
            for movement in course.bonus_movements
        ]
        moves = tuple(Move(movement, None, dose) for movement, dose in starts)
        yield Offer(OfferKind.BONUS.value, OfferKind.BONUS, "bonus", because, moves)


def _routine(plan: Plan, day: date, shared: Facts, course: Course) -> Iterator[Offer]:
    """Offer the next routine beside the programme: the first that fits and was not taken yet."""
    card, scores = course.care.offers.card, on(plan, day).scores
    newest = max(plan.followed.values(), key=lambda one: one.since, default=None)
    facts: dict[str, Fact] = {
        **shared,
        # Who took one on had reached it; doing that one may since have led the others down.
        "reached_full_dose": bool(plan.followed) or is_at_full_dose(plan, course),
        "leg": scores.leg if scores else None,
        "reach": scores.reach if scores else None,
        "routine_fits": True,
        "sessions_of_last_routine": newest.sessions if newest else LONG_AGO_DAYS,
        "days_since_declined": LONG_AGO_DAYS,
    }
    # Fitting takes longer than all other rules together, so these are asked first.
    if not met_needs(card, OfferKind.ROUTINE, facts):
        return
    waiting = (one for one in course.follows if one.id not in plan.followed)
    routine = next((one for one in waiting if _fits(one, plan, course)), None)
    if routine is None:
        return
    offer_id = f"{OfferKind.ROUTINE.value}:{routine.id}"
    facts["days_since_declined"] = _days_since_declined(plan, offer_id, day)
    because = met_needs(card, OfferKind.ROUTINE, facts)
    if because:
        yield Offer(offer_id, OfferKind.ROUTINE, "routine", because, routine=routine.id)


def _fits(routine: Routine, plan: Plan, course: Course) -> bool:
    """Tell whether the person's flags leave enough of a routine, on a day for all of it."""
    movements = course.all_movements
    fitted = fit_routine(routine, plan.flags, movements, course.care, Doing.PLANNED)
    return not fitted.not_for_now


def is_at_full_dose(plan: Plan, course: Course) -> bool:
    """Tell whether every movement that may be done has reached the last stage that reps open."""
    most = max((stage.from_reps or 0 for stage in course.programme.stages), default=0)
    return is_at(plan, most, course)


def is_at(plan: Plan, reps: int, course: Course) -> bool:
    """Tell whether every movement of the first stage that may be done has this many repetitions."""
    return all(
        plan.standings[movement].dose.reps >= reps
        or plan.standings[movement].dose.extras
        or not may_do(plan, movement, course)
        for movement in course.first_movements
    )


def _shared_facts(plan: Plan, day: date) -> dict[str, Fact]:
    today = on(plan, day)
    last_step = max(plan.steps, default=None)
    return {
        "green_today": today.asked and today.is_green,
        "session_today": today.sessions > 0,
        "in_flare": is_active(plan),
        "green_settled_days": in_a_row(session_days(plan, day), lambda seen: seen.counts),
        "settled_days": in_a_row(
            session_days(plan, day), lambda seen: seen.settled is True and seen.sessions == 1
        ),
        "green_days_in_a_row": calendar_days_in_a_row(
            plan, day - timedelta(days=1), lambda seen: seen.is_green
        ),
        "days_since_step": (day - last_step).days if last_step else LONG_AGO_DAYS,
        "steps_today": plan.steps.count(day),
        "steps_in_seven_days": sum((day - step).days < WEEK_DAYS for step in plan.steps),
    }


def _movement_facts(plan: Plan, day: date, standing: Standing) -> dict[str, Fact]:
    newest = islice(programme_days(plan, day), SESSION_DAYS_COMPARED)
    compared = [seen.day for seen in newest]
    tried = [one for one in standing.tried if one.day in compared]
    done = len(tried) == SESSION_DAYS_COMPARED and all(
        one.complete and one.dose == standing.dose for one in tried
    )
    efforts = [one.effort for one in tried if one.effort is not None]
    return {
        "all_reps_done": done,
        "effort": max(efforts) if len(efforts) == SESSION_DAYS_COMPARED else None,
        "below_old_dose": standing.old_dose is not None
        and standing.old_dose.is_above(standing.dose),
    }


def _days_since_declined(plan: Plan, offer_id: str, day: date) -> int:
    declined_on = plan.declined.get(offer_id)
    return (day - declined_on).days if declined_on else LONG_AGO_DAYS


def _moved(plan: Plan, move: Move) -> Standing:
    """Give a movement's standing after a move; the old dose is forgotten once it is reached."""
    standing = plan.standings.get(move.movement)
    if standing is None or move.before is None:
        return Standing(move.after)
    reached = standing.old_dose is None or not standing.old_dose.is_above(move.after)
    return replace(standing, dose=move.after, old_dose=None if reached else standing.old_dose)
