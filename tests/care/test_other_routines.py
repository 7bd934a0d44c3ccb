"""Sessions of routines that are not the programme's, and routines offered beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supine.care import CheckedIn, Course, Dose, Plan, Scores, resting_on
from supine.library.care_cards import Doing, Light
from tests.care.diaries import (
    GREEN,
    KNEE_WAGS,
    MARCH,
    SQUEEZE,
    Diary,
    course,
    full_dose,
    on,
    with_flags,
)
from tests.care.made_up import movement, routine

HIPS = "hips"
ROLL, TILT = "roll", "tilt"
AMBER_LEG = replace(GREEN, back=4)
RED_BACK = replace(GREEN, back=6)


def following() -> Course:
    """Give the programme, followed by two routines of which the second leaves somebody out."""
    known = {one.id: one for one in (movement(ROLL), movement(TILT, ("hernia",)))}
    first = routine(ROLL, KNEE_WAGS)
    second = routine(TILT)
    named = (
        replace(first, card=first.card.model_copy(update={"id": "hips-4"})),
        replace(second, card=second.card.model_copy(update={"id": "hips-10"})),
    )
    everything = {**course().all_movements, **known}
    return replace(course(), follows=named, all_movements=everything)


def test_another_routine_is_a_session_of_the_day_and_counts_as_kept() -> None:
    diary = Diary()
    diary.checked_in(0)
    diary.did_another(0, HIPS, {ROLL: 6})

    plan = diary.plan(0)

    assert (plan.doing, plan.because) == (Doing.DONE, ("today-done",))
    assert [kept.how for kept in plan.week] == ["exercises"]
    assert plan.now.days[-1].exercise is Light.GREEN
    assert (plan.now.sessions, plan.now.last_exercised) == (1, None)


def test_its_doses_say_nothing_for_a_step_and_nothing_against_one() -> None:
    diary = Diary()
    diary.days(0, 1)
    diary.checked_in(2)
    diary.did_another(2, HIPS, {KNEE_WAGS: 3, ROLL: 6})
    diary.checked_in(3)

    assert diary.doses(3) == {KNEE_WAGS: 8, SQUEEZE: 8, MARCH: 8}
    assert "step:knee-wags:10" in diary.offers(3)


def test_two_days_of_another_routine_alone_are_no_reason_for_a_step() -> None:
    diary = Diary()
    for day in (0, 1):
        diary.checked_in(day)
        diary.did_another(day, HIPS, {KNEE_WAGS: 8, SQUEEZE: 8, MARCH: 8})
    diary.checked_in(2)

    assert diary.offers(2) == []


def test_a_smaller_dose_elsewhere_does_not_unsettle_the_one_that_had_settled() -> None:
    diary = full_dose()
    diary.did_another(9, HIPS, {KNEE_WAGS: 2})
    diary.checked_in(10)
    diary.stated(10)

    standing = diary.plan(10).now.standings[KNEE_WAGS]

    assert standing.settled == Dose(10)
    assert (standing.dose, standing.old_dose) == (Dose(5), Dose(10))


def test_a_step_back_up_needs_a_day_with_the_programmes_own_exercises() -> None:
    diary = full_dose()
    diary.exercised(9, worst={SQUEEZE: RED_BACK})
    diary.checked_in(10)
    assert diary.doses(10)[KNEE_WAGS] == 8
    diary.did_another(10, HIPS, {ROLL: 6})
    diary.checked_in(11)
    assert "climb" not in diary.offers(11)
    diary.exercised(11)
    diary.checked_in(12)

    assert "climb" in diary.offers(12)


def test_ambers_are_counted_wherever_they_were() -> None:
    diary = Diary()
    diary.days(0, 0)
    diary.checked_in(1)
    diary.exercised(1, worst={KNEE_WAGS: AMBER_LEG})
    diary.checked_in(2)
    diary.did_another(2, HIPS, {KNEE_WAGS: 4}, worst={KNEE_WAGS: AMBER_LEG})

    changes = diary.plan(2).changes

    assert [(one.movement, one.because) for one in changes] == [
        (KNEE_WAGS, ("down-after-two-ambers",))
    ]


def test_a_green_elsewhere_does_not_end_two_ambers() -> None:
    diary = Diary()
    diary.days(0, 0)
    for day in (1, 3):
        diary.checked_in(day)
        diary.exercised(day, worst={KNEE_WAGS: AMBER_LEG})
        diary.checked_in(day + 1)
        diary.did_another(day + 1, HIPS, {KNEE_WAGS: 4})

    assert diary.doses(3)[KNEE_WAGS] == 5


def test_a_red_one_leads_itself_down_and_what_was_done_beside_it_and_nothing_else() -> None:
    diary = full_dose()
    diary.did_another(9, HIPS, {KNEE_WAGS: 6, SQUEEZE: 6}, worst={KNEE_WAGS: RED_BACK})
    diary.checked_in(10)

    plan = diary.plan(10)

    assert plan.changes[0].because == ("down-after-red",)
    assert diary.doses(10) == {KNEE_WAGS: 5, SQUEEZE: 8, MARCH: 10}
    assert [(one.movement, one.because) for one in plan.left_out] == [
        (KNEE_WAGS, ("down-after-red",))
    ]


def test_what_the_programme_does_not_know_rests_in_every_routine() -> None:
    diary = Diary()
    diary.checked_in(0)
    diary.did_another(0, HIPS, {ROLL: 6, TILT: 6}, worst={ROLL: RED_BACK})
    assert diary.plan(0).doing is Doing.SETTLE
    diary.checked_in(1)

    now = diary.plan(1).now

    assert diary.doses(1) == {KNEE_WAGS: 8, SQUEEZE: 8, MARCH: 8}
    assert resting_on(now, on(1), Doing.PLANNED, course()) == {ROLL: ("down-after-red",)}
    assert resting_on(now, on(2), Doing.PLANNED, course()) == {}
    assert Plan.from_json(now.as_json()) == now


def test_what_sent_the_leg_symptom_down_elsewhere_rests_on_amber() -> None:
    diary = Diary()
    diary.checked_in(0)
    further = {ROLL: replace(GREEN, reach=2), KNEE_WAGS: replace(GREEN, reach=2)}
    diary.did_another(0, HIPS, {ROLL: 6, KNEE_WAGS: 6}, worst=further, later=GREEN.reach)

    now = diary.plan(3).now

    rests = ("left-out-on-amber",)
    assert resting_on(now, on(3), Doing.HALF, course()) == {KNEE_WAGS: rests, ROLL: rests}
    assert resting_on(now, on(3), Doing.PLANNED, course()) == {}


def test_what_is_meant_for_once_a_day_is_done_once_in_whatever_routine() -> None:
    diary = Diary()
    diary.days(0, 6)
    diary.checked_in(7)
    diary.answered(7, "second-session")
    diary.did_another(7, HIPS, {MARCH: 6})
    diary.checked_in(7)

    plan = diary.plan(7)

    assert plan.doing is Doing.PLANNED
    assert [(one.movement, one.because) for one in plan.left_out] == [
        (MARCH, ("left-out-second-time",))
    ]


def test_days_without_the_programmes_exercises_stay_days_without_them() -> None:
    diary = Diary()
    diary.days(0, 0)
    for day in (1, 2, 3):
        diary.checked_in(day)
        diary.did_another(day, HIPS, {ROLL: 6})
    diary.checked_in(4)

    assert diary.doses(4) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}
    assert diary.plan(4).changes[0].because == ("down-after-three-days",)


def test_a_gentler_start_that_is_answered_later_still_counts() -> None:
    diary = Diary()
    diary.checked_in(0)
    diary.did_another(0, HIPS, {KNEE_WAGS: 6}, worst={KNEE_WAGS: RED_BACK})
    diary.screened(1, with_flags("C9"))

    assert diary.doses(1) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}

    diary.screened(2)
    assert diary.doses(2) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}


def test_a_plan_that_was_stored_before_there_were_other_routines_can_be_read() -> None:
    diary = Diary()
    diary.days(0, 2)
    now = diary.plan(2).now
    stored = now.as_json()
    for name in ("elsewhere", "followed"):
        del stored[name]
    for day in stored["days"]:
        del day["others"]

    assert Plan.from_json(stored) == now


def test_at_the_full_dose_a_routine_is_offered_with_its_reasons_and_remembered() -> None:
    diary = full_dose(taught=following())
    offer = next(one for one in diary.plan(9).offers if one.kind == "routine")
    assert (offer.id, offer.routine) == ("routine:hips-4", "hips-4")
    assert {"routine-full-dose", "routine-leg-calm", "routine-fits"} <= set(offer.because)
    assert len(course().care.offers.reasons(offer.because)) == len(offer.because)

    diary.answered(9, "routine:hips-4")

    now = diary.plan(9).now
    assert list(now.followed) == ["hips-4"]
    assert diary.plan(9).offers == ()
    assert Plan.from_json(now.as_json()) == now


def test_the_next_one_is_offered_once_the_last_one_is_known() -> None:
    diary = full_dose(taught=following())
    diary.answered(9, "routine:hips-4")
    diary.exercised(9)
    offered = []
    for day in range(10, 17):
        diary.checked_in(day)
        offered += [offer for offer in diary.offers(day) if offer.startswith("routine:")]
        diary.did_another(day, "hips-4", {ROLL: 6}) if day % 2 else diary.exercised(day)

    assert offered == ["routine:hips-10"]
    assert diary.plan(16).now.followed["hips-4"].sessions == 3


def test_a_routine_that_was_declined_comes_back_after_a_week_and_no_other_before() -> None:
    diary = full_dose(taught=following())
    diary.answered(9, "routine:hips-4", taken=False)
    diary.exercised(9)
    for day in range(10, 16):
        diary.checked_in(day)
        assert not [offer for offer in diary.offers(day) if offer.startswith("routine:")]
        diary.exercised(day)
    diary.checked_in(16)

    assert "routine:hips-4" in diary.offers(16)


@pytest.mark.parametrize("scores", [replace(GREEN, leg=3), replace(GREEN, reach=3)])
def test_a_leg_that_is_not_calm_is_offered_no_new_routine(scores: Scores) -> None:
    diary = full_dose(taught=following())
    diary.events[-1] = CheckedIn(on(9), scores)

    assert not [offer for offer in diary.offers(9) if offer.startswith("routine:")]


def test_a_routine_that_flags_close_is_passed_over() -> None:
    taught = following()
    closed = replace(taught, follows=taught.follows[1:])
    diary = full_dose(taught=closed)
    assert "routine:hips-10" in diary.offers(9)

    diary.screened(9, with_flags("C9"))

    assert not [offer for offer in diary.offers(9) if offer.startswith("routine:")]
