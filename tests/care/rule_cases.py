"""For every rule one case that fires it, and one that just does not.

Each case gives the ids that the answer names. `test_rule_cases.py` fails when a rule lacks either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from supine.care.conditions import Fact
from supine.library.care_cards import Answer, ListName, OfferKind
from tests.care.asking import (
    Because,
    day,
    easing,
    effect,
    exercise,
    fit,
    flags,
    flare,
    flare_start,
    full_list,
    next_day,
    offer,
    screening,
    see,
    ticked,
    today,
    trend,
)
from tests.care.cards import shipped_care

Case: TypeAlias = Callable[[], Because]

STEP, CLIMB = OfferKind.STEP, OfferKind.CLIMB
SECOND, BONUS = OfferKind.SECOND_SESSION, OfferKind.BONUS
ROUTINE = OfferKind.ROUTINE
climbing = partial(offer, CLIMB, below_old_dose=True)

LIGHT_CASES: Mapping[str, tuple[Case, Case]] = {
    "exercise-before-strong": (
        lambda: exercise((7, 2, 1), (7, 2, 1)),
        lambda: exercise((6, 2, 1), (6, 2, 1)),
    ),
    "exercise-back-green": (exercise, lambda: exercise(worst=(4, 2, 1))),
    "exercise-back-amber": (
        lambda: exercise(worst=(5, 2, 1)),
        lambda: exercise(worst=(3, 3, 1)),
    ),
    "exercise-back-red": (lambda: exercise(worst=(6, 2, 1)), lambda: exercise(worst=(5, 2, 1))),
    "exercise-leg-green": (exercise, lambda: exercise(worst=(3, 3, 1))),
    "exercise-leg-amber": (lambda: exercise(worst=(3, 4, 1)), lambda: exercise(worst=(4, 2, 1))),
    "exercise-leg-red": (lambda: exercise(worst=(3, 5, 1)), lambda: exercise(worst=(3, 4, 1))),
    "exercise-reach-same": (exercise, lambda: exercise(worst=(3, 2, 2), later=1)),
    "exercise-reach-came-back": (
        lambda: exercise(worst=(3, 2, 2), later=1),
        lambda: exercise(worst=(3, 2, 2), later=2),
    ),
    "exercise-reach-far": (
        lambda: exercise(worst=(3, 2, 3), later=1),
        lambda: exercise(worst=(3, 2, 2), later=1),
    ),
    "exercise-reach-foot": (
        lambda: exercise((3, 2, 3), (3, 2, 4), later=3),
        lambda: exercise((3, 2, 4), (3, 2, 4)),
    ),
    "exercise-reach-stayed": (
        lambda: exercise(worst=(3, 2, 2), later=2),
        lambda: exercise(worst=(3, 2, 2), later=1),
    ),
    "exercise-reach-unanswered": (
        lambda: exercise(worst=(3, 2, 2)),
        lambda: exercise(worst=(3, 2, 1)),
    ),
    "exercise-tingling-none": (exercise, lambda: exercise(neuro="settled_10min")),
    "exercise-tingling-settled": (
        lambda: exercise(neuro="settled_10min"),
        lambda: exercise(neuro="none"),
    ),
    "exercise-tingling-stayed": (
        lambda: exercise(neuro="persists"),
        lambda: exercise(neuro="settled_10min"),
    ),
    "exercise-weakness": (lambda: exercise(neuro="weakness"), lambda: exercise(neuro="persists")),
    "exercise-score-missing": (lambda: exercise(worst=(3, None, 1)), exercise),
    "exercise-back-up-leg-easier": (
        lambda: exercise(worst=(4, 1, 1)),
        lambda: exercise(worst=(4, 2, 1)),
    ),
    "day-back-strong": (lambda: day((7, 2, 1), (6, 2, 1)), lambda: day((6, 2, 1), (6, 2, 1))),
    "day-leg-strong": (lambda: day((2, 7, 1), (2, 6, 1)), lambda: day((2, 6, 1), (2, 6, 1))),
    "day-back-far-above-usual": (lambda: day((5, 2, 1)), lambda: day((4, 2, 1))),
    "day-leg-far-above-usual": (lambda: day((2, 5, 1)), lambda: day((2, 4, 1))),
    "day-leg-further-and-stronger": (
        lambda: day((2, 4, 2)),
        lambda: day((2, 3, 2)),
    ),
    "day-back-above-usual": (lambda: day((4, 2, 1)), lambda: day((3, 2, 1))),
    "day-leg-above-usual": (lambda: day((2, 4, 1)), lambda: day((2, 3, 1))),
    "day-reach-further-than-usual": (lambda: day((2, 2, 2)), lambda: day((2, 2, 1))),
    "day-last-not-settled": (lambda: day(last_settled=False), lambda: day(last_settled=None)),
    "day-new-back": (lambda: day((5, 2, 1), None), lambda: day((4, 2, 1), None)),
    "day-new-leg": (lambda: day((2, 5, 1), None), lambda: day((2, 4, 1), None)),
    "day-new-foot": (lambda: day((2, 2, 4), None), lambda: day((2, 2, 3), None)),
    "day-strong-painkillers": (lambda: day(strong_painkillers=True), day),
    "day-light-missing": (lambda: day((2, None, 1)), day),
    "day-as-usual": (day, lambda: day(last_settled=False)),
    "settled-back-higher": (lambda: next_day((4, 2, 1)), lambda: next_day((3, 2, 1))),
    "settled-leg-higher": (lambda: next_day((2, 4, 1)), lambda: next_day((2, 3, 1))),
    "settled-reach-further": (lambda: next_day((2, 2, 2)), lambda: next_day((2, 2, 1))),
    "settled-no-answer": (lambda: next_day((2, None, 1)), lambda: next_day((2, 2, 1))),
    "settled-yes": (lambda: next_day((3, 3, 1)), lambda: next_day((4, 3, 1))),
    "trend-not-enough-days": (lambda: trend(4, 4, days=4), lambda: trend(4, 4, days=5)),
    "trend-better-from-low": (lambda: trend(3.3, 2.3), lambda: trend(3.4, 2.4)),
    "trend-better-from-middle": (lambda: trend(5, 3), lambda: trend(5, 3.1)),
    "trend-better-from-high": (lambda: trend(8, 5), lambda: trend(8, 5.1)),
    "trend-maybe-better": (lambda: trend(4.6, 3.6), lambda: trend(4.6, 3.61)),
    "trend-worse": (lambda: trend(2.2, 4.2), lambda: trend(2.2, 4.19)),
    "trend-maybe-worse": (lambda: trend(2.2, 3.2), lambda: trend(2.2, 3.19)),
    "trend-no-clear-change": (lambda: trend(2.2, 3.19), lambda: trend(2.2, 3.2)),
}

DOSE_CASES: Mapping[str, tuple[Case, Case]] = {
    "today-locked": (lambda: today(locked=True), lambda: today(light="red")),
    "today-red": (lambda: today(light="red"), lambda: today(light="amber", is_green=False)),
    "today-red-exercise": (lambda: today(exercise_red=True), today),
    "today-flare": (lambda: today(flare_settling=True), today),
    "today-done": (lambda: today(sessions_left=0), lambda: today(sessions_left=1)),
    "today-second-not-green": (
        lambda: today(sessions_today=1, light="amber", is_green=False),
        lambda: today(sessions_today=1),
    ),
    "today-amber": (lambda: today(light="amber", is_green=False), today),
    "today-score-missing": (lambda: today(light="none", is_green=False), today),
    "today-green": (today, lambda: today(light="amber", is_green=False)),
    "today-not-asked": (
        lambda: today(asked=False, light=None, is_green=False),
        lambda: today(asked=True),
    ),
    "offer-on-a-green-day": (lambda: offer(STEP), lambda: offer(STEP, green_today=False)),
    "offer-before-the-session": (lambda: offer(STEP), lambda: offer(STEP, session_today=True)),
    "offer-outside-a-flare": (lambda: offer(BONUS), lambda: offer(BONUS, in_flare=True)),
    "step-two-green-settled-days": (
        lambda: offer(STEP),
        lambda: offer(STEP, green_settled_days=1),
    ),
    "step-all-repetitions": (lambda: offer(STEP), lambda: offer(STEP, all_reps_done=False)),
    "step-effort": (lambda: offer(STEP), lambda: offer(STEP, effort=7)),
    "step-from-the-old-dose": (lambda: offer(STEP), lambda: offer(STEP, below_old_dose=True)),
    "step-pause": (lambda: offer(STEP), lambda: offer(STEP, days_since_step=1)),
    "step-one-a-day": (lambda: offer(STEP), lambda: offer(STEP, steps_today=1)),
    "step-three-a-week": (lambda: offer(STEP), lambda: offer(STEP, steps_in_seven_days=3)),
    "offer-not-declined": (lambda: offer(STEP), lambda: offer(STEP, days_since_declined=6)),
    "climb-below-the-old-dose": (climbing, lambda: climbing(below_old_dose=False)),
    "climb-one-green-settled-day": (
        lambda: climbing(green_settled_days=1),
        lambda: climbing(green_settled_days=0),
    ),
    "climb-one-step-a-day": (climbing, lambda: climbing(new_evidence=False)),
    "second-seven-settled-days": (lambda: offer(SECOND), lambda: offer(SECOND, settled_days=6)),
    "second-from-one": (lambda: offer(SECOND), lambda: offer(SECOND, sessions_a_day=2)),
    "bonus-three-green-days": (
        lambda: offer(BONUS),
        lambda: offer(BONUS, green_days_in_a_row=2),
    ),
    "bonus-full-dose": (lambda: offer(BONUS), lambda: offer(BONUS, at_full_dose=False)),
    "bonus-no-flag": (lambda: offer(BONUS), lambda: offer(BONUS, bonus_flag=True)),
    "down-after-two-ambers": (
        lambda: easing(ambers_in_a_row=2),
        lambda: easing(ambers_in_a_row=1),
    ),
    "down-after-red": (lambda: easing(red_by="this"), lambda: easing(red_by="another")),
    "down-after-another-red": (lambda: easing(red_by="another"), lambda: easing(red_by="this")),
    "down-after-three-days": (lambda: easing(missed_days=3), lambda: easing(missed_days=2)),
    "down-after-seven-days": (lambda: easing(missed_days=7), lambda: easing(missed_days=6)),
    "restart-after-fourteen-days": (
        lambda: easing(missed_days=14),
        lambda: easing(missed_days=13),
    ),
    "left-out-on-amber": (
        lambda: easing(light="amber", moved_down=True),
        lambda: easing(light="amber", moved_down=False),
    ),
    "left-out-second-time": (
        lambda: easing(once_a_day=True, done_today=True),
        lambda: easing(once_a_day=True, done_today=False),
    ),
    "flare-said": (lambda: flare_start(said=True), flare_start),
    "flare-two-high-days": (lambda: flare_start(high_days=2), lambda: flare_start(high_days=1)),
    "flare-first-days": (lambda: flare(2), lambda: flare(3)),
    "flare-third-day": (lambda: flare(3), lambda: flare(2)),
    "flare-close-to-usual": (lambda: flare(2, 1), lambda: flare(2, 1.5)),
    "flare-three-green-days": (lambda: flare(5, 2, 3), lambda: flare(5, 2, 2)),
    "flare-back-to-usual": (lambda: flare(5, 1, 3), lambda: flare(5, 1.5, 3)),
}

ROUTINE_CASES: Mapping[str, tuple[Case, Case]] = {
    "routine-full-dose": (
        lambda: offer(ROUTINE),
        lambda: offer(ROUTINE, reached_full_dose=False),
    ),
    "routine-green-settled-days": (
        lambda: offer(ROUTINE, green_settled_days=3),
        lambda: offer(ROUTINE, green_settled_days=2),
    ),
    "routine-leg-calm": (lambda: offer(ROUTINE), lambda: offer(ROUTINE, reach=3)),
    "routine-fits": (lambda: offer(ROUTINE), lambda: offer(ROUTINE, routine_fits=False)),
    "routine-last-one-known": (
        lambda: offer(ROUTINE),
        lambda: offer(ROUTINE, sessions_of_last_routine=2),
    ),
    "fit-closed": (lambda: fit(doing="nothing"), lambda: fit(doing="settle")),
    "fit-day-to-settle": (
        lambda: fit(doing="settle"),
        lambda: fit(doing="settle", settles=True),
    ),
    "fit-done-for-today": (lambda: fit(doing="done"), lambda: fit(doing="done", settles=True)),
    "fit-routine-left-out": (lambda: fit(routine_left_out=True), fit),
    "fit-too-little-left": (lambda: fit(kept_percent=49), lambda: fit(kept_percent=50)),
    "fit-swap": (lambda: fit(left_out=True, stand_in=True), lambda: fit(left_out=True)),
    "fit-drop": (lambda: fit(left_out=True), lambda: fit(left_out=True, stand_in=True)),
    "fit-half": (lambda: fit(doing="half"), fit),
    "fit-gentle": (lambda: fit(starts_gently=True), fit),
}

USED: Mapping[str, Fact] = {
    "days_of_use": 14,
    "sessions": 8,
    "anything_better": False,
    "pain_now": 1,
}
SEEING_CASES: Mapping[str, tuple[Case, Case]] = {
    "full-list-first": (
        lambda: full_list(answered_days_ago=None),
        lambda: full_list(answered_days_ago=0),
    ),
    "full-list-28-days": (
        lambda: full_list(answered_days_ago=28),
        lambda: full_list(answered_days_ago=27),
    ),
    "full-list-after-14-days-away": (
        lambda: full_list(days_away=14),
        lambda: full_list(days_away=13),
    ),
    "full-list-new-symptoms": (lambda: full_list(new_symptoms=True), full_list),
    "P1": (lambda: see(**USED), lambda: see(**{**USED, "sessions": 7})),
    "P2": (
        lambda: see(days_of_use=42, leg_clearly_better=False, leg_now=1),
        lambda: see(days_of_use=41, leg_clearly_better=False, leg_now=1),
    ),
    "P3": (
        lambda: see(leg_rise_newest=2, leg_rise_before=2),
        lambda: see(leg_rise_newest=2, leg_rise_before=Fraction(19, 10)),
    ),
    "P4": (
        lambda: see(red_days_in_seven=3, leg_red_days_in_a_row=0),
        lambda: see(red_days_in_seven=2, leg_red_days_in_a_row=1),
    ),
    "P5": (
        lambda: see(days_of_use=7, further_days_in_seven=5, not_further_days_in_seven=0),
        lambda: see(days_of_use=7, further_days_in_seven=6, not_further_days_in_seven=1),
    ),
    "P6": (
        lambda: see(kept_from_sleep_or_work=True),
        lambda: see(kept_from_sleep_or_work=False),
    ),
    "P7": (lambda: see(low_or_worried=True), lambda: see(low_or_worried=False)),
    "P8": (lambda: see(warning_sign=True), lambda: see(warning_sign=False)),
    "see-flare-not-over": (lambda: see(flare_days=15), lambda: see(flare_days=14)),
    "see-third-flare": (
        lambda: see(flares_in_eight_weeks=3),
        lambda: see(flares_in_eight_weeks=2),
    ),
    "see-about-stiffness": (lambda: see(caution_check=True), lambda: see(caution_check=False)),
}

SIGNS = shipped_care().warning_signs.card.signs
QUESTIONS = shipped_care().caution.card.questions
ASKED_CASES: Mapping[str, tuple[Case, Case]] = {
    **{sign.id: (partial(ticked, sign.id), ticked) for sign in SIGNS},
    **{question.id: (partial(flags, question.id), flags) for question in QUESTIONS},
    "caution-some": (lambda: flags("C4"), lambda: flags("E1")),
    "caution-none": (lambda: flags("E1"), lambda: flags("C4")),
    "flag-leaves-out": (lambda: effect(("hernia",)), lambda: effect(("fai",))),
    "flag-adapts": (lambda: effect((), ("hernia",)), lambda: effect((), ("fai",))),
    "flag-changes-nothing": (lambda: effect((), ("fai",)), lambda: effect((), ("hernia",))),
    **{
        f"{name}-signs-{answer}": (
            partial(screening, name.value, answer.value),
            partial(screening, name.value, "none" if answer is not Answer.NONE else "some"),
        )
        for name in ListName
        for answer in Answer
    },
}

CASES = {**LIGHT_CASES, **DOSE_CASES, **ROUTINE_CASES, **SEEING_CASES, **ASKED_CASES}
