"""When to see somebody: from weeks of diary, and each way to get there."""

from fractions import Fraction

import pytest

from supine.care import Scores
from tests.care.asking import see
from tests.care.diaries import GREEN, Diary


def reasons(diary: Diary, day: int) -> set[str]:
    return {one.id for one in diary.plan(day).see_somebody}


def test_no_change_after_two_weeks_of_use_is_a_reason_and_a_better_leg_is_none() -> None:
    same, better = Diary(), Diary()
    same.days(0, 20, Scores(4, 4, 1))
    better.days(0, 6, Scores(4, 4, 1))
    better.days(7, 20, Scores(4, 2, 1))

    assert "P1" not in reasons(same, 11)
    assert "P1" in reasons(same, 18)
    assert "P1" not in reasons(better, 18)


def test_nothing_to_get_better_from_is_no_reason() -> None:
    diary = Diary()
    diary.days(0, 20, Scores(0, 0, 0))

    assert reasons(diary, 20) == set()


def test_leg_pain_that_stays_for_six_weeks_is_a_reason() -> None:
    diary = Diary()
    diary.days(0, 43, Scores(1, 4, 1))

    assert "P2" not in reasons(diary, 41)
    assert "P2" in reasons(diary, 42)


def test_two_weeks_that_are_two_points_worse_are_a_reason_and_one_is_not() -> None:
    diary = Diary()
    diary.days(0, 6, Scores(2, 2, 1))
    for day in range(7, 19):
        diary.checked_in(day, Scores(4, 2, 1))

    assert "P3" not in reasons(diary, 17)
    assert "P3" in reasons(diary, 18)


def test_red_days_because_of_the_leg_count_also_before_today_is_answered() -> None:
    diary = Diary()
    diary.days(0, 3)
    for day in (4, 5):
        diary.checked_in(day, Scores(2, 7, 1))

    assert "P4" in reasons(diary, 5)
    assert "P4" in reasons(diary, 6)
    assert "P4" not in reasons(diary, 7)


def test_three_red_days_in_seven_are_a_reason_even_from_the_back() -> None:
    diary = Diary()
    for day in range(8):
        diary.checked_in(day, Scores(7, 2, 1) if day in (0, 3, 6) else GREEN)

    assert "P4" in reasons(diary, 6)
    assert "P4" not in reasons(diary, 7)


def test_a_symptom_further_down_for_a_week_is_a_reason() -> None:
    diary = Diary()
    diary.checked_in(0, Scores(2, 2, 1))
    for day in range(1, 8):
        diary.checked_in(day, Scores(2, 2, 2))

    assert "P5" not in reasons(diary, 6)
    assert "P5" in reasons(diary, 7)


def test_a_flare_that_is_not_over_on_day_fifteen_is_a_reason() -> None:
    diary = Diary()
    diary.days(0, 6)
    for day in range(7, 22):
        diary.checked_in(day, Scores(6, 2, 1))
        if day == 7:
            diary.stated(7)

    assert "see-flare-not-over" not in reasons(diary, 20)
    assert "see-flare-not-over" in reasons(diary, 21)


def test_the_third_flare_in_eight_weeks_is_a_reason() -> None:
    diary = Diary()
    for start in (0, 14, 28):
        diary.days(start, start + 6)
        diary.checked_in(start + 7)
        diary.stated(start + 7)
        diary.days(start + 8, start + 13)

    assert "see-third-flare" not in reasons(diary, 34)
    assert "see-third-flare" in reasons(diary, 35)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"days_of_use": 14, "leg_start": 7, "leg_eased": False}, "P2"),
        ({"back_rise_newest": 2, "back_rise_before": Fraction(2)}, "P3"),
        ({"red_days_in_seven": 0, "leg_red_days_in_a_row": 2}, "P4"),
    ],
)
def test_the_other_way_to_a_reason_is_enough_too(
    facts: dict[str, bool | int | Fraction], rule: str
) -> None:
    assert see(**facts) == (rule,)


def test_what_is_not_known_is_no_reason() -> None:
    assert see() == ()
