"""The shipped rules asked about one case, each time for the ids that the answer names.

Every function begins from a plain green case, so that a test says only what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from supine.care import (
    Flags,
    Neuro,
    Plan,
    Scores,
    ScreeningKind,
    Usual,
    after_missed_days,
    day_light,
    effect_on,
    exercise_light,
    flags_from,
    flare_begins,
    flare_phase,
    full_list_due,
    screening_outcome,
    settled,
    step_down,
    ticked_signs,
    trend_label,
)
from supine.care.conditions import Fact, holding, ids
from supine.care.easing import left_out_today
from supine.care.exercises import doing_for
from supine.care.offers import met_needs
from supine.care.seeing import reasons_to_see
from supine.library.care_cards import Answer, ListName, OfferKind
from supine.library.movement import Caution
from tests.care.cards import shipped_care

Because: TypeAlias = tuple[str, ...]
Three: TypeAlias = tuple[int | None, int | None, int | None]

TODAY = date(2026, 3, 2)


def exercise(
    before: Three = (3, 2, 1),
    worst: Three = (3, 2, 1),
    later: int | None = None,
    neuro: str = "none",
) -> Because:
    card = shipped_care().exercise_light.card
    judged = exercise_light(Scores(*before), Scores(*worst), later, Neuro(neuro), card)
    return judged.because + judged.notes


def day(
    now: Three = (2, 2, 1),
    usual: tuple[int, int, int] | None = (2, 2, 1),
    last: Three | None = (2, 2, 1),
    *,
    last_settled: bool | None = True,
    strong_painkillers: bool = False,
) -> Because:
    medians = Usual(*map(Fraction, usual)) if usual else None
    return day_light(
        Scores(*now),
        medians,
        Scores(*last) if last else None,
        last_settled,
        shipped_care().day_light.card,
        strong_painkillers=strong_painkillers,
    ).because


def next_day(following: Three) -> Because:
    return settled(Scores(2, 2, 1), Scores(*following), shipped_care().settled.card).because


def trend(baseline: float, now: float, days: int = 5) -> Because:
    card = shipped_care().trend.card
    first, newest = Fraction(str(baseline)), Fraction(str(now))
    return trend_label((first, 7), (newest, days), card).because


def today(**facts: Fact) -> Because:
    return doing_for({**GREEN_MORNING, **facts}, shipped_care().today.card)[1]


GREEN_MORNING: Mapping[str, Fact] = {
    "locked": False,
    "asked": True,
    "light": "green",
    "is_green": True,
    "exercise_red": False,
    "flare_settling": False,
    "sessions_today": 0,
    "sessions_left": 1,
}
ALL_NEEDS_MET: Mapping[str, Fact] = {
    "green_today": True,
    "session_today": False,
    "in_flare": False,
    "green_settled_days": 3,
    "all_reps_done": True,
    "effort": 6,
    "below_old_dose": False,
    "days_since_step": 2,
    "steps_today": 0,
    "steps_in_seven_days": 2,
    "days_since_declined": 7,
    "settled_days": 7,
    "sessions_a_day": 1,
    "green_days_in_a_row": 3,
    "at_full_dose": True,
    "bonus_flag": False,
    "new_evidence": True,
    "leg": 2,
    "reach": 2,
    "reached_full_dose": True,
    "routine_fits": True,
    "sessions_of_last_routine": 3,
}


def offer(kind: OfferKind, **facts: Fact) -> Because:
    return met_needs(shipped_care().offers.card, kind, {**ALL_NEEDS_MET, **facts})


def fit(**facts: Fact) -> Because:
    return ids(holding(shipped_care().fitting.card.rules, {**FITS_AS_IT_IS, **facts}))


FITS_AS_IT_IS: Mapping[str, Fact] = {
    "doing": "planned",
    "settles": False,
    "routine_left_out": False,
    "kept_percent": 50,
    "left_out": False,
    "stand_in": False,
    "starts_gently": False,
}


def easing(**facts: Fact) -> Because:
    card = shipped_care().easing.card
    red_by, missed = facts.get("red_by"), facts.get("missed_days")
    if isinstance(missed, int):
        return after_missed_days(card, missed)[1]
    if "ambers_in_a_row" in facts or red_by:
        ambers = facts.get("ambers_in_a_row", 0)
        assert isinstance(ambers, int)
        return step_down(card, ambers_in_a_row=ambers, red_by=str(red_by) if red_by else None)[1]
    return left_out_today(card, facts)


def flare_start(*, said: bool = False, high_days: int = 0) -> Because:
    return flare_begins(shipped_care().flare.card, said=said, high_days_in_a_row=high_days)


def flare(day_of_flare: int, above: float | None = None, green_days: int = 0) -> Because:
    above_old = None if above is None else Fraction(str(above))
    return flare_phase(shipped_care().flare.card, day_of_flare, above_old, green_days)[1]


def see(**facts: Fact) -> Because:
    return tuple(one.id for one in reasons_to_see(shipped_care().see_somebody.card, facts))


def full_list(
    *, answered_days_ago: int | None = 1, days_away: int = 1, new_symptoms: bool = False
) -> Because:
    plan = Plan(
        "three-minute",
        1,
        TODAY,
        TODAY,
        {},
        last_full_list=None
        if answered_days_ago is None
        else TODAY - timedelta(days=answered_days_ago),
        days_away=days_away,
        new_symptoms=new_symptoms,
    )
    return full_list_due(plan, TODAY, shipped_care().full_list.card)


def flags(*yes: str) -> Because:
    return flags_from(yes, {}, shipped_care().caution.card).because


def effect(leave_out: tuple[str, ...] = (), adapt: tuple[str, ...] = ()) -> Because:
    caution = Caution(leave_out_if=leave_out, adapt_if=dict.fromkeys(adapt, "gently"))
    set_flags = Flags(set_by={"hernia": ("C9",)})
    return effect_on(caution, set_flags, shipped_care().caution.card).because


def ticked(*yes: str) -> Because:
    cards = shipped_care()
    return ticked_signs(yes, cards.warning_signs.card, cards.caution.card).because


def screening(name: str, answer: str) -> Because:
    kind = ScreeningKind.DAILY if name == "daily" else ScreeningKind.FULL
    answers = dict.fromkeys(kind.lists, Answer.NONE) | {ListName(name): Answer(answer)}
    return screening_outcome(kind, answers, shipped_care().warning_signs.rules).because
