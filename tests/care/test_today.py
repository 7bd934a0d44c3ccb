"""The whole plan, lived by hand: what a day is for, and what is done on it."""

from supine.care import (
    History,
    Plan,
    Rested,
    Scores,
    Statement,
    plan_for_today,
)
from supine.library.care_cards import Doing, Level, Light
from tests.care.diaries import (
    AMBER,
    GREEN,
    KNEE_WAGS,
    MARCH,
    RED,
    SQUEEZE,
    Diary,
    course,
    full_dose,
    on,
    with_flags,
)


def test_the_first_day_begins_with_the_list_and_a_gentle_dose() -> None:
    nobody = plan_for_today(History(()), on(0), course())
    plan = Diary().plan(0)

    assert nobody.full_list == ("full-list-first",)
    assert plan.full_list == ()
    assert (plan.light, plan.doing, plan.is_preview) == (None, Doing.PLANNED, True)
    assert (plan.stage, plan.routine) == ("gentle", "three-minute")
    assert Diary().planned(0) == {KNEE_WAGS: 8, SQUEEZE: 8, MARCH: 8}


def test_a_caution_flag_begins_with_the_gentlest_dose_and_says_how_to_adapt() -> None:
    diary = Diary()
    diary.screened(0, with_flags("C6"))

    wags = diary.plan(0).movements[0]

    assert diary.planned(0) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}
    assert wags.advice == ("small-range",)
    assert wags.because == ("flag-adapts", "C6")


def test_a_flag_that_leaves_movements_out_says_which_question_set_it() -> None:
    diary = Diary()
    diary.screened(0, with_flags("A1"))

    plan = diary.plan(0)

    assert [one.movement for one in plan.movements] == [SQUEEZE]
    assert [(one.movement, one.because) for one in plan.left_out] == [
        (KNEE_WAGS, ("flag-leaves-out", "A1")),
        (MARCH, ("flag-leaves-out", "A1")),
    ]


def test_a_locked_day_is_for_nothing_whatever_the_answers() -> None:
    diary = Diary(locked=True)
    diary.checked_in(0)

    plan = diary.plan(0)

    assert (plan.doing, plan.because, plan.routine) == (Doing.NOTHING, ("today-locked",), None)
    assert plan.movements == ()


def test_a_red_morning_stays_red_for_the_day() -> None:
    diary = Diary()
    diary.checked_in(0, RED)
    diary.checked_in(0, GREEN)

    plan = diary.plan(0)

    assert (plan.light, plan.light_because) == (Light.RED, ("day-back-strong",))
    assert (plan.doing, plan.because) == (Doing.SETTLE, ("today-red",))


def test_an_amber_day_asks_for_half_in_the_smallest_range() -> None:
    diary = Diary()
    diary.days(0, 3)
    diary.checked_in(4, AMBER)

    plan = diary.plan(4)

    assert (plan.light, plan.doing) == (Light.AMBER, Doing.HALF)
    assert {one.dose.reps for one in plan.movements} == {5}
    assert all(one.small_range for one in plan.movements)
    assert plan.offers == ()


def test_a_missing_score_asks_for_half_too() -> None:
    diary = Diary()
    diary.checked_in(0, Scores(2, None, 1))

    plan = diary.plan(0)

    assert (plan.light, plan.light_because) == (None, ("day-light-missing",))
    assert (plan.doing, plan.because) == (Doing.HALF, ("today-score-missing",))


def test_an_exercise_that_moved_symptoms_down_is_left_out_on_an_amber_day() -> None:
    diary = Diary()
    diary.days(0, 2)
    diary.checked_in(3)
    diary.exercised(3, worst={SQUEEZE: Scores(2, 2, 2)}, later=1)
    diary.checked_in(4, AMBER)

    assert [(one.movement, one.because) for one in diary.plan(4).left_out] == [
        (SQUEEZE, ("left-out-on-amber",))
    ]


def test_the_week_counts_exercises_settling_and_a_rest_that_a_rule_asked_for() -> None:
    diary = Diary()
    diary.day(0)
    diary.checked_in(1, RED)
    diary.checked_in(2, RED)
    diary.events.append(Rested(on(2)))
    diary.checked_in(4)

    assert [kept.how for kept in diary.plan(4).week] == [
        *("exercises", "rest", "settled"),
        *("none", "none"),
    ]


def test_a_plan_is_stored_as_json_and_goes_on_from_there() -> None:
    diary = full_dose()
    stored = Plan.from_json(diary.plan(9).closed.as_json())

    again = plan_for_today(History(tuple(diary.events), stored), on(9), course())

    assert again == diary.plan(9)


def test_a_day_before_the_last_one_is_the_last_one() -> None:
    """Whoever flies west across the date line lives a day twice."""
    diary = Diary()
    diary.days(0, 3)
    diary.checked_in(2, AMBER)

    plan = diary.plan(2)

    assert plan.day == on(3)
    assert plan.light is Light.AMBER


def test_a_warning_sign_and_what_was_said_lead_to_somebody() -> None:
    diary = Diary()
    diary.stated(0, Statement.LOW_OR_WORRIED)
    diary.screened(0, with_flags("C10"), Level.URGENT)

    assert [one.id for one in diary.plan(0).see_somebody] == ["P7", "P8", "see-about-stiffness"]
    assert [one.id for one in diary.plan(14).see_somebody] == ["P8", "see-about-stiffness"]
