"""Sessions of routines that are not the programme's: they count, and its plan stays its own."""

from __future__ import annotations

import pytest

from supine.care import Dose, Exercised
from supine.diary.care_days import diary_days, history_of
from supine.diary.checkins import Scores
from supine.diary.models import Person, PlanState
from supine.diary.plan_state import remember_planned, with_planned_extras
from supine.diary.snapshots import PlannedSet, Snapshot
from supine.diary.ten_minutes import ten_minutes_due
from supine.library.care_cards import Doing, Light
from tests.diary.life import SQUEEZE, WAGS, Hurt, Life, course

HIPS = "hip-mobility-4"


@pytest.fixture
def life(alice: Person) -> Life:
    life = Life(alice)
    life.screened()
    return life


def test_it_is_the_session_of_the_day_with_its_own_light_and_counts_in_the_week(life: Life) -> None:
    session = life.does_another(HIPS, life.feels(3, 2, 1), glute_bridge=6, knee_wags=4)
    life.rates(session, Scores(3, 2, 1))

    today = life.look()

    assert today.doing is Doing.DONE
    assert [kept.how for kept in today.week] == ["exercises"]
    assert today.now.days[-1].exercise is Light.GREEN
    assert today.now.standings[WAGS].dose == Dose(8)
    assert today.now.standings[WAGS].tried == ()
    (event,) = (one for one in history_of(life.person).events if isinstance(one, Exercised))
    assert (event.routine, [one.movement for one in event.done]) == (HIPS, ["glute-bridge", WAGS])


def test_what_hurt_in_it_is_asked_about_and_rests_the_next_day(life: Life) -> None:
    before = life.feels(3, 2, 1)
    hurt = Hurt("glute-bridge", "leg_further")
    session = life.does_another(HIPS, before, hurt, glute_bridge=6)
    life.rates(session, Scores(3, 2, 2))
    assert ten_minutes_due(life.person, life.at(8, 12)) == session
    assert life.look().doing is Doing.SETTLE

    life.number += 1
    life.feels(3, 2, 1)

    elsewhere = life.look().now.elsewhere["glute-bridge"]
    assert elsewhere.moved_down
    assert elsewhere.rests_until is not None
    assert elsewhere.rests_until > life.day


def test_the_plan_is_the_same_when_it_is_made_again_from_the_diary(life: Life) -> None:
    for number in range(4):
        before = life.feels(3, 2, 1)
        if number % 2:
            session = life.does_another(HIPS, before, glute_bridge=6, knee_wags=4)
        else:
            session = life.exercises(before)
        life.rates(session, Scores(3, 2, 1))
        life.number += 1
    stored = life.look().closed

    PlanState.objects.update(plan=None, closed_until=None, days={})

    assert life.look().closed == stored
    assert [day.sessions for day in diary_days(life.person, life.day, 5)] == [1, 1, 1, 1, 0]


def snapshot(routine: str, reps: int) -> Snapshot:
    sets = (PlannedSet(SQUEEZE, "Squeeze", reps, per_side=False),)
    return Snapshot(routine, "Any", 1, 60.0, "full", sets)


def test_what_was_added_to_a_dose_of_the_programme_is_not_taken_for_done_elsewhere(
    life: Life,
) -> None:
    today = life.look()
    remember_planned(life.person, today.routine, today.movements)
    state = PlanState.objects.get(person=life.person)
    state.planned[SQUEEZE]["extras"] = ["hold"]
    state.save()

    own = with_planned_extras(life.person, snapshot("three-minute", 8))
    other = with_planned_extras(life.person, snapshot(HIPS, 8))

    assert (own.sets[0].extras, other.sets[0].extras) == (("hold",), ())


def test_doses_that_were_kept_before_they_named_their_routine_still_count(life: Life) -> None:
    planned = {SQUEEZE: {"reps": 8, "extras": ["hold"]}}
    PlanState.objects.update_or_create(person=life.person, defaults={"planned": planned})

    assert with_planned_extras(life.person, snapshot("three-minute", 8)).sets[0].extras == ("hold",)


def test_the_programme_goes_on_with_routines_that_are_there() -> None:
    assert course().follows[0].id == HIPS
    assert all(routine.card.items for routine in course().follows)
