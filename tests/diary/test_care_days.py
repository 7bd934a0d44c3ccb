"""Told stories: what is stored gives the right light, exercises and offers on the days after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supine.care import (
    Dose,
    Exercised,
    Limits,
    plan_for_today,
)
from supine.diary.care_days import DiaryDay, diary_days, history_of
from supine.diary.checkins import Scores, correct_check_in, record_check_in
from supine.diary.limits import remember_limits
from supine.diary.models import CheckIn, Person, PlanState, Session
from supine.diary.said import answer_offer, offers_answered, record_statement
from supine.diary.ten_minutes import record_ten_minutes, ten_minutes_due
from supine.library.care_cards import Doing, Light
from tests.diary.life import MARCH, MONDAY, SQUEEZE, WAGS, Life, course


@pytest.fixture
def life(alice: Person) -> Life:
    life = Life(alice)
    life.screened()
    return life


def doses(life: Life, hour: int = 23) -> dict[str, Dose]:
    return {each.movement: each.dose for each in life.look(hour).movements}


def test_before_the_first_answer_of_a_day_there_is_no_light(life: Life) -> None:
    today = life.look()

    assert today.light is None
    assert today.is_preview
    assert today.full_list == ()


def test_a_first_answer_gives_the_light_with_its_reasons(life: Life) -> None:
    life.feels(3, 2, 1)

    today = life.look()

    assert (today.light, today.light_because) == (Light.GREEN, ("day-as-usual",))
    assert today.doing is Doing.PLANNED
    assert doses(life) == {WAGS: Dose(8), SQUEEZE: Dose(8), MARCH: Dose(8)}


def test_a_missing_score_is_never_green(life: Life) -> None:
    life.feels(3, None, 1)

    assert life.look().light is None
    assert life.look().doing is Doing.HALF


def test_after_two_settled_green_days_a_step_is_offered_taken_and_done(life: Life) -> None:
    life.quiet_day()
    life.quiet_day()
    before = life.feels(3, 2, 1)

    today = life.look()
    offers = {offer.id: offer for offer in today.offers}
    assert set(offers) == {f"step:{one}:10" for one in (WAGS, SQUEEZE, MARCH)}
    answer = answer_offer(
        life.person, f"step:{WAGS}:10", taken=True, at=life.at(7, 30), today=today
    )

    assert answer is not None
    assert answer.because == list(offers[f"step:{WAGS}:10"].because)
    assert doses(life)[WAGS] == Dose(10)
    assert life.look().offers == ()
    session = life.exercises(before)
    (done,) = (one for one in session_done_of(life) if one.movement == WAGS)
    assert (done.dose, done.reps_done, done.effort) == (Dose(10), 10, None)
    assert session.snapshot["sets"][0]["reps"] == 10


def test_a_declined_offer_is_kept_and_not_made_again_at_once(life: Life) -> None:
    life.quiet_day()
    life.quiet_day()
    life.feels(3, 2, 1)

    answer_offer(life.person, f"step:{WAGS}:10", taken=False, at=life.at(7, 30), today=life.look())

    assert doses(life)[WAGS] == Dose(8)
    assert f"step:{WAGS}:10" not in {offer.id for offer in life.look().offers}
    (kept,) = offers_answered(life.person)
    assert (kept.taken, kept.person) == (False, life.person)
    assert kept.moves == [
        {
            "movement": WAGS,
            "before": {"reps": 8, "extras": []},
            "after": {"reps": 10, "extras": []},
        }
    ]


def test_an_offer_that_does_not_stand_any_more_is_not_stored(life: Life) -> None:
    assert (
        answer_offer(life.person, "step:knee-wags:10", taken=True, at=life.at(9), today=life.look())
        is None
    )
    assert offers_answered(life.person) == []


def session_done_of(life: Life) -> tuple:  # type: ignore[type-arg]
    """Give what care reads of the newest session."""
    sessions = [event for event in history_of(life.person).events if isinstance(event, Exercised)]
    return sessions[-1].done


def test_an_unusual_leg_makes_the_day_amber_and_halves_the_doses(life: Life) -> None:
    for _ in range(3):
        life.quiet_day()
    life.feels(3, 4, 1)

    today = life.look()

    assert today.light is Light.AMBER
    assert today.light_because == ("day-leg-above-usual", "day-last-not-settled")
    assert today.offers == ()
    assert doses(life) == {WAGS: Dose(5), SQUEEZE: Dose(5), MARCH: Dose(5)}


def test_strong_painkillers_are_read_as_amber(life: Life) -> None:
    scores = Scores(1, 1, 0, strong_painkillers=True)
    record_check_in(life.person, CheckIn.Moment.BEFORE, scores, life.at(7))

    assert life.look().light_because == ("day-strong-painkillers",)


def test_seven_is_red_and_only_the_settling_routine_is_left(life: Life) -> None:
    life.feels(7, 2, 1)

    today = life.look()

    assert today.light is Light.RED
    assert (today.doing, today.movements) == (Doing.SETTLE, ())


def further_down(life: Life) -> Session:
    session = life.exercises(life.feels(3, 2, 1))
    life.rates(session, Scores(3, 2, 2))
    return session


def test_a_leg_symptom_further_down_is_asked_about_eight_minutes_after_the_end(life: Life) -> None:
    session = further_down(life)

    assert ten_minutes_due(life.person, life.at(8, 10)) is None
    assert ten_minutes_due(life.person, life.at(8, 12)) == session
    assert ten_minutes_due(life.person, life.at(20, 3)) == session
    assert ten_minutes_due(life.person, life.at(20, 4)) is None


def test_without_an_answer_ten_minutes_later_it_counts_as_red(life: Life) -> None:
    further_down(life)

    today = life.look()

    assert today.doing is Doing.SETTLE
    assert "today-red-exercise" in today.because
    assert {change.after for change in today.changes} == {Dose(5)}
    assert today.full_list == ("full-list-new-symptoms",)


def test_back_where_it_was_ten_minutes_later_it_counts_as_amber(life: Life) -> None:
    session = further_down(life)

    record_ten_minutes(life.person, session, 1, "none", life.at(8, 14))

    today = life.look()
    assert ten_minutes_due(life.person, life.at(8, 15)) is None
    assert today.doing is Doing.DONE
    assert today.now.days[-1].exercise is Light.AMBER
    assert today.changes == ()


def test_a_flare_halves_the_doses_and_begins_with_days_to_settle(life: Life) -> None:
    life.quiet_day()
    life.feels(3, 2, 1)
    record_statement(life.person, "flare", life.at(9))

    today = life.look()
    assert today.flare is not None
    assert (today.flare.day, today.flare.phase) == (1, "settle")
    assert today.doing is Doing.SETTLE

    life.number += 2
    life.feels(5, 5, 1)
    assert life.look().doing in (Doing.HALF, Doing.PLANNED)
    assert set(doses(life).values()) == {Dose(5)}


def test_a_corrected_old_entry_makes_the_plan_again_from_that_day(life: Life) -> None:
    first = life.feels(3, 2, 1)
    life.rates(life.exercises(first), Scores(3, 2, 1))
    life.number += 1
    life.quiet_day()
    life.feels(3, 2, 1)
    assert len(life.look().offers) == 3
    assert PlanState.objects.get(person=life.person).plan is not None

    correct_check_in(first, {"leg": None}, life.at(9))

    assert PlanState.objects.get(person=life.person).plan is None
    today = life.look()
    assert today.offers == ()
    assert today.closed.days[0].light is None
    assert first.corrections.get().old_value == 2


def test_a_second_session_counts_on_the_same_day(life: Life) -> None:
    for _ in range(8):
        life.quiet_day()
    before = life.feels(3, 2, 1)
    today = life.look()
    assert "second-session" in {offer.id for offer in today.offers}
    answer_offer(life.person, "second-session", taken=True, at=life.at(7, 30), today=today)

    life.rates(life.exercises(before), Scores(3, 2, 1))
    second = life.exercises(life.feels(3, 2, 1, hour=18), hour=19)
    life.rates(second, Scores(3, 2, 1), hour=19)

    assert second.snapshot["sets"][-1]["movement"] != MARCH
    today = life.look()
    assert today.doing is Doing.DONE
    assert today.now.days[-1].sessions == 2
    assert diary_days(life.person, life.day, 1)[0].sessions == 2


def test_days_without_anything_are_gaps(life: Life) -> None:
    life.quiet_day(0, 0, 0)
    life.number += 1
    life.feels(4, None, 2)

    days = diary_days(life.person, life.day, 4)

    assert days == [
        DiaryDay(MONDAY - timedelta(days=1)),
        DiaryDay(MONDAY, 0, 0, 0, 1, light=Light.GREEN, exercise=Light.GREEN),
        DiaryDay(MONDAY + timedelta(days=1)),
        DiaryDay(MONDAY + timedelta(days=2), 4, None, 2),
    ]


def test_the_days_of_a_flare_are_marked(life: Life) -> None:
    life.feels(3, 2, 1)
    record_statement(life.person, "flare", life.at(9))
    life.number += 3
    life.look()

    assert [day.in_flare for day in diary_days(life.person, life.day, 5)] == [False] + [True] * 4


def test_what_is_stored_plans_the_same_as_the_whole_history(life: Life) -> None:
    for number in range(12):
        session = life.exercises(life.feels(3, 2 + number % 2, 1))
        life.rates(session, Scores(3, 2, 1))
        for offer in life.look().offers[:1]:
            answer_offer(life.person, offer.id, taken=True, at=life.at(9), today=life.look())
        life.number += 1
    life.feels(3, 2, 1)

    stored = life.look()

    state = PlanState.objects.get(person=life.person)
    assert state.plan is not None
    whole = plan_for_today(history_of(life.person, life.day), life.day, course())
    assert replace(whole.closed, counted=0) == replace(stored.closed, counted=0)
    assert replace(whole, closed=stored.closed, now=stored.now) == stored
    PlanState.objects.update(plan=None, closed_until=None, days={})
    again = life.look()
    assert replace(again, closed=stored.closed, now=stored.now) == stored


def test_limits_judge_the_days_from_their_confirmation_on(life: Life) -> None:
    for _ in range(2):
        session = life.exercises(life.feels(1, 1, 1))
        life.rates(session, Scores(3, 1, 1))
        life.number += 1
        remember_limits(life.person, Limits(1, 2, 1, 2), life.at(6))

    first, second = diary_days(life.person, MONDAY + timedelta(days=1), 2)

    assert (first.exercise, second.exercise) == (Light.GREEN, Light.RED)
