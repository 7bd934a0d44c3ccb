"""Steps up, lived by hand: what is offered, on what evidence, and what an answer changes."""

from dataclasses import replace

import pytest

from supine.care import (
    Dose,
)
from supine.library.care_cards import Doing
from supine.library.programme import Extra
from tests.care.diaries import (
    AMBER,
    DRILL,
    GREEN,
    KNEE_WAGS,
    MARCH,
    SQUEEZE,
    Diary,
    course,
    full_dose,
    with_flags,
)


def test_two_green_settled_days_lead_to_an_offer_with_all_its_reasons() -> None:
    diary = Diary()
    diary.days(0, 1)
    assert diary.offers(2) == []
    diary.checked_in(2)

    offer = diary.plan(2).offers[0]

    assert offer.id == "step:knee-wags:10"
    assert (offer.moves[0].before, offer.moves[0].after) == (Dose(8), Dose(10))
    assert {"step-two-green-settled-days", "step-effort", "offer-on-a-green-day"} <= set(
        offer.because
    )
    assert course().care.offers.reasons(offer.because)


def test_a_taken_offer_counts_at_once_and_ends_the_others_for_two_days() -> None:
    diary = Diary()
    diary.days(0, 1)
    diary.checked_in(2)
    diary.answered(2, "step:knee-wags:10")
    assert diary.offers(2) == []
    assert diary.planned(2) == {KNEE_WAGS: 10, SQUEEZE: 8, MARCH: 8}
    assert [change.movement for change in diary.plan(2).changes] == [KNEE_WAGS]

    diary.exercised(2)
    diary.checked_in(3)

    assert diary.offers(3) == []
    diary.exercised(3)
    diary.checked_in(4)
    assert diary.offers(4)[0] == "step:knee-wags:12"


def test_a_declined_offer_changes_nothing_and_comes_back_after_a_week() -> None:
    diary = Diary()
    diary.days(0, 1)
    diary.checked_in(2)
    diary.answered(2, "step:knee-wags:10", taken=False)

    assert diary.doses(2)[KNEE_WAGS] == 8
    assert "step:knee-wags:10" not in diary.offers(2)
    assert "step:lying-psoas-march:10" in diary.offers(2)
    diary.exercised(2)
    diary.days(3, 7)
    diary.checked_in(8)
    assert "step:knee-wags:10" not in diary.offers(8)
    diary.exercised(8)
    diary.checked_in(9)
    assert "step:knee-wags:10" in diary.offers(9)


def test_an_answer_to_an_offer_that_does_not_stand_changes_nothing() -> None:
    diary = Diary()
    diary.day(0)
    diary.answered(0, "step:knee-wags:15")
    diary.answered(0, "climb")

    assert diary.doses(0) == {KNEE_WAGS: 8, SQUEEZE: 8, MARCH: 8}


@pytest.mark.parametrize("spoiled", ["effort", "no-effort", "short", "skipped", "morning", "gone"])
def test_one_thing_amiss_in_two_days_and_nothing_is_offered(spoiled: str) -> None:
    diary = Diary()
    diary.day(0)
    if spoiled != "gone":
        diary.checked_in(1)
    if spoiled == "effort":
        diary.exercised(1, effort=7)
    elif spoiled == "no-effort":
        diary.exercised(1, effort=None)
    elif spoiled == "short":
        diary.exercised(1, cut_short=True)
    elif spoiled == "skipped":
        diary.exercised(1, skip=(KNEE_WAGS, SQUEEZE, MARCH))
    else:
        diary.exercised(1)
    diary.checked_in(2, AMBER if spoiled == "morning" else GREEN)

    assert diary.offers(2) == []


def test_three_steps_in_seven_days_are_the_most() -> None:
    diary = Diary()
    diary.days(0, 1)
    taken_on = []
    for day in range(2, 16):
        diary.checked_in(day)
        steps = [offer for offer in diary.offers(day) if offer.startswith("step:")]
        if steps:
            diary.answered(day, steps[0])
            taken_on.append(day)
        diary.exercised(day)

    assert taken_on == [2, 4, 6, 9, 11, 13]


def test_at_the_top_one_of_the_extras_is_offered_and_the_repetitions_go_back() -> None:
    diary = Diary()
    diary.days(0, 1)
    for day in range(2, 13):
        diary.checked_in(day)
        wanted = [offer for offer in diary.offers(day) if SQUEEZE in offer]
        if wanted:
            diary.answered(day, wanted[0])
        diary.exercised(day)
    standing = diary.plan(12).now.standings[SQUEEZE]

    assert standing.dose == Dose(12, (Extra.HOLD,))


def test_seven_settled_days_offer_a_second_session_that_needs_green_and_drops_the_march() -> None:
    diary = Diary()
    diary.days(0, 6)
    diary.checked_in(7)
    diary.answered(7, "second-session")
    diary.exercised(7)
    preview = diary.plan(7)
    assert preview.is_preview
    assert [one.movement for one in preview.movements] == [KNEE_WAGS, SQUEEZE]
    assert preview.left_out[0].because == ("left-out-second-time",)

    amber = replace(diary, events=list(diary.events))
    diary.checked_in(7)
    amber.checked_in(7, AMBER)

    assert diary.plan(7).doing is Doing.PLANNED
    assert (amber.plan(7).doing, amber.plan(7).because) == (
        Doing.DONE,
        ("today-second-not-green",),
    )
    diary.exercised(7)
    assert diary.plan(7).because == ("today-done",)


def test_three_green_days_at_full_dose_offer_the_bonus() -> None:
    diary = full_dose()
    assert diary.plan(9).stage == "full"

    diary.answered(9, "bonus")
    plan = diary.plan(9)

    assert (plan.stage, plan.routine) == ("bonus", "three-minute-plus")
    assert diary.planned(9)[DRILL] == 5


@pytest.mark.parametrize("sign", ["C2", "C4", "C11"])
def test_a_flag_against_bending_keeps_the_bonus_closed(sign: str) -> None:
    diary = full_dose()
    diary.screened(9, with_flags(sign))

    assert "bonus" not in diary.offers(9)


def test_a_flag_that_comes_later_leaves_the_bonus_out_again() -> None:
    diary = full_dose()
    diary.answered(9, "bonus")
    diary.exercised(9)
    diary.screened(10, with_flags("C4"))
    diary.checked_in(10)

    assert DRILL not in diary.planned(10)
    assert diary.plan(10).left_out[0].because == ("flag-leaves-out", "C4")
