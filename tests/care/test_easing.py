"""The way down and back, lived by hand: ambers, red, missed days and flares."""

import pytest

from supine.care import (
    Scores,
)
from supine.library.care_cards import Doing
from tests.care.diaries import (
    AMBER,
    KNEE_WAGS,
    MARCH,
    SQUEEZE,
    Diary,
)


def test_two_ambers_in_a_row_lead_one_exercise_one_step_down() -> None:
    diary = Diary()
    for day in (0, 1):
        diary.checked_in(day)
        diary.exercised(day, worst={SQUEEZE: Scores(4, 2, 1)})

    plan = diary.plan(1)

    assert diary.doses(1) == {KNEE_WAGS: 8, SQUEEZE: 5, MARCH: 8}
    assert [change.because for change in plan.changes] == [("down-after-two-ambers",)]


def test_a_red_exercise_goes_two_steps_down_and_rests_and_the_others_one() -> None:
    diary = Diary()
    diary.days(0, 1)
    diary.checked_in(2)
    diary.answered(2, "step:lying-adductor-squeeze:10")
    diary.exercised(2)
    diary.checked_in(3)
    diary.exercised(3, worst={SQUEEZE: Scores(2, 5, 1)})

    assert diary.plan(3).doing is Doing.SETTLE
    assert diary.doses(3) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}
    diary.checked_in(4)
    resting = diary.plan(4)
    assert [(one.movement, one.because) for one in resting.left_out] == [
        (SQUEEZE, ("down-after-red",))
    ]
    diary.exercised(4)
    diary.checked_in(5)
    assert SQUEEZE in diary.planned(5)


def test_the_others_are_offered_their_settled_dose_again_after_one_green_settled_day() -> None:
    diary = Diary()
    diary.days(0, 2)
    diary.checked_in(3)
    diary.exercised(3, worst={SQUEEZE: Scores(2, 5, 1)})
    diary.day(4)
    diary.checked_in(5)

    (offer,) = diary.plan(5).offers

    assert offer.id == "climb"
    assert {move.movement: move.after.reps for move in offer.moves} == {KNEE_WAGS: 8, MARCH: 8}


@pytest.mark.parametrize(("missed", "reps"), [(2, 10), (3, 8), (6, 8), (7, 5), (13, 5), (14, 5)])
def test_missed_days_lead_down_and_a_long_pause_begins_anew(missed: int, reps: int) -> None:
    diary = Diary()
    diary.days(0, 1)
    for day in (2, 4, 6):
        diary.checked_in(day)
        wanted = [offer for offer in diary.offers(day) if KNEE_WAGS in offer]
        if wanted and diary.doses(day)[KNEE_WAGS] < 10:
            diary.answered(day, wanted[0])
        diary.exercised(day)
        diary.day(day + 1)
    back = 7 + missed + 1

    assert diary.doses(8)[KNEE_WAGS] == 10
    assert diary.doses(back)[KNEE_WAGS] == reps
    assert ("full-list-after-14-days-away" in diary.plan(back).full_list) == (missed + 1 >= 14)


def test_a_pause_without_a_diary_leads_down_only_once_for_its_length() -> None:
    diary = Diary()
    diary.days(0, 7)
    looked_at = [diary.doses(day)[KNEE_WAGS] for day in range(8, 30)]

    assert looked_at == [8, 8, 8, *[5] * 19]


def test_a_flare_settles_two_days_then_half_and_climbs_back_one_step_a_day() -> None:
    diary = Diary()
    diary.days(0, 7)
    diary.checked_in(8)
    diary.stated(8)

    first = diary.plan(8)
    assert (first.doing, first.because) == (Doing.SETTLE, ("today-flare",))
    assert first.flare is not None
    assert first.flare.because == ("flare-said", "flare-first-days")
    diary.checked_in(10)
    assert diary.planned(10) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}
    diary.exercised(10)
    diary.checked_in(11)
    assert diary.offers(11) == ["climb"]
    diary.answered(11, "climb")
    assert diary.doses(11) == {KNEE_WAGS: 8, SQUEEZE: 8, MARCH: 8}
    assert diary.offers(11) == []


def test_close_to_the_old_usual_a_flare_eases_a_day_sooner_but_never_on_its_first() -> None:
    diary = Diary()
    diary.days(0, 7)
    diary.checked_in(8)
    diary.stated(8)
    assert diary.plan(8).doing is Doing.SETTLE

    diary.checked_in(9)

    assert diary.plan(9).doing is Doing.PLANNED
    assert diary.planned(9) == {KNEE_WAGS: 5, SQUEEZE: 5, MARCH: 5}


def test_two_high_days_in_a_row_are_a_flare_and_one_is_not() -> None:
    diary = Diary()
    diary.days(0, 5)
    diary.checked_in(6, AMBER)
    assert diary.plan(6).flare is None
    diary.checked_in(7, AMBER)

    flare = diary.plan(7).flare

    assert flare is not None
    assert flare.because[0] == "flare-two-high-days"


def test_three_green_days_end_a_flare_and_steps_are_offered_again() -> None:
    diary = Diary()
    diary.days(0, 7)
    diary.checked_in(8)
    diary.stated(8)
    diary.days(9, 11)
    assert diary.plan(11).flare is not None
    diary.checked_in(12)

    assert diary.plan(12).flare is None


def test_who_stays_above_the_old_usual_is_offered_steps_again_but_not_over_it() -> None:
    diary = Diary()
    diary.days(0, 7)
    for day in range(8, 24):
        diary.checked_in(day, Scores(5, 2, 1))
        if day == 8:
            diary.stated(8)
        if day > 9:
            diary.exercised(day)

    flare = diary.plan(23).flare

    assert flare is not None
    assert (flare.day, flare.phase) == (16, "quiet")
    assert "see-flare-not-over" in {one.id for one in diary.plan(23).see_somebody}
