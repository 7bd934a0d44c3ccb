"""Limits, country, cautions, goals, wellbeing and reminders: kept with the person who gave them."""

import pytest

from supine.care import Limits, LimitsError
from supine.diary.goals import (
    GoalError,
    add_goal,
    goals_of,
    record_wellbeing,
    retire_goal,
    score_goal,
    wellbeing_of,
)
from supine.diary.limits import limits_of, remember_limits
from supine.diary.models import OwnLimits, Person
from supine.diary.people import (
    COUNTRIES,
    emergency_number_of,
    remember_country,
    remember_reminders,
    reminders_of,
)
from supine.diary.said import record_statement
from supine.diary.screening import flags_of, needs_full_screening
from tests.diary.cast import EVENING, at
from tests.diary.life import Life


def test_there_are_no_own_limits_until_some_are_confirmed(alice: Person, bob: Person) -> None:
    assert limits_of(alice) is None

    remember_limits(alice, Limits(3, 5, 2, 4), EVENING)
    remember_limits(alice, Limits(2, 4, 1, 3), at(60))

    assert limits_of(alice) == Limits(2, 4, 1, 3)
    assert limits_of(bob) is None
    assert OwnLimits.objects.filter(person=alice).count() == 2


def test_limits_laxer_than_the_rules_are_refused(alice: Person) -> None:
    with pytest.raises(LimitsError, match="back_green"):
        remember_limits(alice, Limits(4, 5, 2, 4), EVENING)

    assert limits_of(alice) is None


def test_cautions_set_flags_and_only_their_ids_are_kept(alice: Person) -> None:
    life = Life(alice)

    life.screened("C2", "E4")

    row = alice.screenings.get()
    assert row.yes == ["C2"]
    assert "osteoporosis" in flags_of(alice)
    assert flags_of(alice).starts_gently
    assert not needs_full_screening(alice, life.at(7))
    assert {each.dose.reps for each in life.look().movements} == {5}


def test_the_newest_full_list_decides_about_the_flags(alice: Person, bob: Person) -> None:
    life = Life(alice)
    life.screened("C2")
    life.screened(hour=9)

    assert "osteoporosis" not in flags_of(alice)
    assert flags_of(bob).because == ("caution-none",)


def test_the_emergency_number_follows_the_country(alice: Person) -> None:
    assert emergency_number_of(alice) == ""

    remember_country(alice, "GB")
    assert emergency_number_of(alice) == "999"

    remember_country(alice, "")
    assert emergency_number_of(alice) == ""
    with pytest.raises(ValueError, match="country: 'XX'"):
        remember_country(alice, "XX")


def test_every_country_is_listed_once_with_a_number() -> None:
    codes = [country.code for country in COUNTRIES]

    assert len(codes) == len(set(codes)) > 10
    assert all(country.emergency_number.isdigit() for country in COUNTRIES)


def test_reminders_are_times_of_the_day(alice: Person) -> None:
    remember_reminders(alice, ["19:30", "07:00", "07:00"])

    assert reminders_of(alice) == ["07:00", "19:30"]
    with pytest.raises(ValueError, match="'24:00' is no time"):
        remember_reminders(alice, ["24:00"])
    assert reminders_of(Person.objects.get(pk=alice.pk)) == ["07:00", "19:30"]


def test_goals_keep_every_score_and_a_missing_one_is_missing(alice: Person, bob: Person) -> None:
    goal = add_goal(alice, "  sit through   a film ", EVENING)
    for score in (4, None, 6):
        score_goal(goal, score, at(60))

    (kept,) = goals_of(alice)
    assert kept.text == "sit through a film"
    assert [one.score for one in kept.scores.order_by("pk")] == [4, None, 6]
    assert {one.person_id for one in kept.scores.all()} == {alice.pk}
    assert goals_of(bob) == []


def test_a_retired_goal_is_put_away_and_not_lost(alice: Person) -> None:
    goal = add_goal(alice, "walk to the sea", EVENING)

    retire_goal(goal, at(60))

    assert goals_of(alice) == []
    assert goals_of(alice, retired=True) == [goal]


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_a_goal_needs_words_and_not_too_many(alice: Person, text: str) -> None:
    with pytest.raises(GoalError, match="text"):
        add_goal(alice, text, EVENING)


@pytest.mark.parametrize("score", [-1, 11])
def test_a_goal_is_scored_on_its_scale(alice: Person, score: int) -> None:
    with pytest.raises(GoalError, match="score"):
        score_goal(add_goal(alice, "walk", EVENING), score, EVENING)


def test_wellbeing_is_kept_with_what_was_left_out(alice: Person, bob: Person) -> None:
    record_wellbeing(alice, 0, None, EVENING)
    record_wellbeing(alice, None, 70, at(60))

    assert [(one.change, one.percent_normal) for one in wellbeing_of(alice)] == [
        (0, None),
        (None, 70),
    ]
    assert wellbeing_of(bob) == []


@pytest.mark.parametrize(("change", "percent"), [(4, None), (-4, None), (None, 101), (None, -1)])
def test_wellbeing_off_its_scale_is_refused(
    alice: Person, change: int | None, percent: int | None
) -> None:
    with pytest.raises(GoalError):
        record_wellbeing(alice, change, percent, EVENING)


def test_a_statement_nobody_offers_is_refused(alice: Person) -> None:
    with pytest.raises(ValueError, match="sunny"):
        record_statement(alice, "sunny", EVENING)

    assert not alice.remarks.exists()
