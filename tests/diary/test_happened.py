"""What the tables say happened, as care reads it."""

import pytest

from supine.care import Answered, CheckedIn, Done, Exercised, Neuro, Rested, Screened, Stated
from supine.diary.care_days import history_of
from supine.diary.checkins import Scores
from supine.diary.models import Person
from supine.diary.said import answer_offer, record_statement
from supine.diary.ten_minutes import record_ten_minutes, ten_minutes_due
from tests.diary.life import MARCH, MONDAY, SQUEEZE, WAGS, Hurt, Life


@pytest.fixture
def life(alice: Person) -> Life:
    life = Life(alice)
    life.screened()
    return life


def last_done(life: Life) -> tuple[Done, ...]:
    sessions = [event for event in history_of(life.person).events if isinstance(event, Exercised)]
    return sessions[-1].done


def test_every_kind_of_event_reaches_care_in_its_order(life: Life) -> None:
    life.rates(life.exercises(life.feels(3, 2, 1)), Scores(3, 2, 1))
    record_statement(life.person, "low-or-worried", life.at(9))
    life.number += 1
    life.quiet_day()
    life.feels(3, 2, 1)
    answer_offer(life.person, f"step:{WAGS}:10", taken=True, at=life.at(7, 30), today=life.look())

    kinds = [type(event) for event in history_of(life.person).events]

    assert kinds[:4] == [Screened, CheckedIn, Exercised, Stated]
    assert kinds[4:] == [CheckedIn, Exercised, CheckedIn, Answered]
    assert Rested not in kinds


def test_a_session_of_nothing_is_no_event(life: Life, bob: Person) -> None:
    session = life.exercises(life.feels(3, 2, 1))
    session.events.exclude(kind__in=("started", "finished")).delete()

    kinds = {type(event) for event in history_of(life.person).events}

    assert kinds == {Screened, CheckedIn}
    assert history_of(bob).events == ()


def test_the_settling_routine_counts_as_rest_once_half_of_it_was_heard(life: Life) -> None:
    session = life.exercises(life.feels(3, 2, 1))
    session.routine, session.state, session.last_track_seconds = "settle", "ended", 89.0
    session.save()
    assert Rested(life.day) not in history_of(life.person).events

    session.last_track_seconds = 90.0
    session.save()

    assert Rested(life.day) in history_of(life.person).events


def test_a_session_that_nobody_ended_counts_from_the_next_day_on(life: Life) -> None:
    session = life.exercises(life.feels(3, 2, 1))
    session.events.filter(kind="finished").delete()
    session.state, session.finished_at = "started", None
    session.save()

    assert life.look().now.sessions == 0
    life.number += 1

    assert life.look().now.sessions == 1


def test_a_movement_that_sent_it_down_says_so_where_the_worst_reach_is_missing(life: Life) -> None:
    session = life.exercises(life.feels(3, 2, 1), Hurt(MARCH, "leg_further"))
    life.rates(session, Scores(3, 2, None))

    reaches = {done.movement: done.worst.reach for done in last_done(life)}

    assert reaches == {WAGS: None, SQUEEZE: None, MARCH: 2}
    assert ten_minutes_due(life.person, life.at(8, 20)) == session


def test_tingling_is_unknown_until_it_was_asked_about_ten_minutes_later(life: Life) -> None:
    session = life.exercises(life.feels(3, 2, 1), Hurt(MARCH, "tingling"))
    life.rates(session, Scores(3, 2, 1))
    assert {done.neuro for done in last_done(life)} == {None}

    record_ten_minutes(life.person, session, 1, "settled_10min", life.at(8, 14))

    assert {done.neuro for done in last_done(life)} == {Neuro.SETTLED}


def test_no_tingling_is_known_only_from_the_page_after_the_session(life: Life) -> None:
    session = life.exercises(life.feels(3, 2, 1))
    assert {done.neuro for done in last_done(life)} == {None}

    life.rates(session, Scores(3, 2, 1))

    assert {done.neuro for done in last_done(life)} == {Neuro.NONE}


def test_the_day_is_the_one_the_persons_clock_showed(life: Life) -> None:
    life.zone = 13 * 60
    life.feels(3, 2, 1, hour=1)  # noon of the day before, in UTC

    checked = [event for event in history_of(life.person).events if isinstance(event, CheckedIn)]

    assert [event.day for event in checked] == [MONDAY]


def test_travelling_back_over_the_date_line_never_goes_back_a_day(life: Life) -> None:
    life.zone = 13 * 60
    life.screened(hour=5)
    life.quiet_day()
    life.quiet_day()
    life.zone, life.number = -10 * 60, 1
    life.feels(3, 2, 1, hour=23)

    days = [event.day for event in history_of(life.person).events]

    assert days == sorted(days)
    assert life.look().day == max(days)
    assert life.look() == life.look()
