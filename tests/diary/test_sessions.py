"""Sessions recorded as they happen: nothing lost, nothing twice, whatever order it arrives in."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from supine.diary.checkins import Scores, record_check_in
from supine.diary.done import session_done
from supine.diary.models import CheckIn, Person, Session, SessionEvent
from supine.diary.sessions import (
    SessionOfAnotherError,
    UnknownSessionError,
    close_session,
    open_session,
    past_sessions,
    record_events,
    session_scores,
)
from supine.diary.snapshots import Snapshot
from tests.diary.cast import (
    EVENING,
    OPTIONS,
    WAGS,
    Kind,
    at,
    event,
    record,
    rep,
    session_with,
    snapshot_of,
    started,
    utc,
    whole_session,
)

SESSION = UUID("5f0d9c0a-1111-4222-8333-444455556666")


def test_a_started_event_makes_the_session(alice: Person) -> None:
    check_in = record_check_in(alice, CheckIn.Moment.BEFORE, Scores(back=3), EVENING)

    record(alice, SESSION, [started(check_in=check_in)])

    session = Session.objects.get(pk=SESSION)
    assert (session.person, session.routine, session.routine_version) == (alice, "three-minute", 1)
    assert (session.state, session.finished_at, session.stop_reason) == ("started", None, "")
    assert (session.started_at, session.utc_offset_minutes) == (EVENING, 60)
    assert session.options == OPTIONS
    assert session.before == check_in
    assert Snapshot.from_json(session.snapshot) == snapshot_of("three-minute", OPTIONS)


def test_what_was_chosen_is_remembered_for_the_next_time(alice: Person) -> None:
    record(alice, SESSION, [started()])

    assert Person.objects.get(pk=alice.pk).options == OPTIONS


def test_the_same_events_sent_twice_are_stored_once(alice: Person) -> None:
    events = whole_session()

    first = record(alice, SESSION, events)
    second = record(alice, SESSION, events)

    assert first == second == [each.id for each in events]
    assert SessionEvent.objects.count() == len(events)
    assert Session.objects.count() == 1


def test_the_same_event_twice_in_one_batch_is_stored_once(alice: Person) -> None:
    begin, one = started(), rep(20, WAGS, "left")

    stored = record(alice, SESSION, [begin, one, one, begin])

    assert stored == [begin.id, one.id]
    assert SessionEvent.objects.count() == 2


def test_a_second_started_event_is_the_same_session(alice: Person) -> None:
    record(alice, SESSION, [started()])
    record(alice, SESSION, [started(routine="something-else")])

    assert Session.objects.get().routine == "three-minute"
    assert SessionEvent.objects.count() == 2


def test_events_may_arrive_in_any_order(alice: Person) -> None:
    begin, *rest = whole_session()
    random.Random(7).shuffle(rest)  # noqa: S311 - an order, not a secret
    record(alice, SESSION, [begin])

    for each in rest:
        record(alice, SESSION, [each])

    session = Session.objects.get()
    assert (session.state, session.finished_at) == ("finished", at(60))
    assert [done.reps_done for done in session_done(session)] == [2, 2, 2]


def test_a_started_event_may_stand_anywhere_in_its_batch(alice: Person) -> None:
    record(alice, SESSION, list(reversed(whole_session())))

    assert Session.objects.get().state == "finished"


def test_a_late_repetition_is_kept_after_the_end(alice: Person) -> None:
    events = whole_session()
    late = events.pop(4)
    record(alice, SESSION, events)

    record(alice, SESSION, [late], received_at=EVENING + timedelta(days=2))

    session = Session.objects.get()
    assert (session.state, session.finished_at) == ("finished", at(60))
    assert sum(done.reps_done for done in session_done(session)) == 6


def test_events_of_an_unknown_session_are_refused(alice: Person) -> None:
    with pytest.raises(UnknownSessionError, match=str(SESSION)):
        record(alice, SESSION, [rep(20, WAGS, "left")])

    assert Session.objects.count() == 0


def test_a_session_of_another_person_is_refused(alice: Person, bob: Person) -> None:
    record(alice, SESSION, [started()])

    with pytest.raises(SessionOfAnotherError, match="session"):
        record(bob, SESSION, [started(), rep(20, WAGS, "left")])

    assert SessionEvent.objects.count() == 1


def test_an_event_of_another_session_is_refused(alice: Person) -> None:
    begin = started()
    record(alice, SESSION, [begin])

    with pytest.raises(SessionOfAnotherError, match="event"):
        record(alice, uuid4(), [begin])

    assert Session.objects.count() == 1


def test_a_batch_is_stored_whole_or_not_at_all(alice: Person) -> None:
    taken = started()
    record(alice, SESSION, [taken])
    other = uuid4()
    record(alice, other, [started()])

    with pytest.raises(SessionOfAnotherError):
        record(alice, other, [rep(20, WAGS, "left"), taken])

    assert SessionEvent.objects.filter(session_id=other).count() == 1


def test_a_routine_that_cannot_be_planned_leaves_no_session(alice: Person) -> None:
    def refuse(routine: str, options: Mapping[str, Any]) -> Snapshot:
        raise KeyError(routine, options)

    with pytest.raises(KeyError, match="three-minute"):
        record_events(alice, SESSION, [started()], received_at=EVENING, snapshot_of=refuse)

    assert Session.objects.count() == 0
    assert Person.objects.get(pk=alice.pk).options == {}


def test_scores_of_another_person_are_not_linked(alice: Person, bob: Person) -> None:
    foreign = record_check_in(bob, CheckIn.Moment.BEFORE, Scores(back=3), EVENING)

    record(alice, SESSION, [started(check_in=foreign)])

    assert Session.objects.get().before is None


@pytest.mark.parametrize(
    "clock",
    [
        utc(1970, 1, 1),
        utc(2031, 5, 1),
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_a_wrong_clock_loses_no_event(alice: Person, clock: datetime) -> None:
    received_at = EVENING + timedelta(minutes=2)

    record(
        alice, SESSION, [started(), replace(event(Kind.PAUSED, 30), happened_at=clock)], received_at
    )

    paused = SessionEvent.objects.get(kind=Kind.PAUSED)
    assert paused.happened_at == paused.received_at == received_at
    assert paused.claimed_at == clock.isoformat()


def test_a_believable_time_is_kept_even_when_it_arrives_days_later(alice: Person) -> None:
    record(alice, SESSION, [started()], received_at=EVENING + timedelta(days=20))

    assert Session.objects.get().started_at == EVENING
    assert SessionEvent.objects.get().claimed_at == ""


def test_a_track_time_outside_any_track_is_brought_back_into_it(alice: Person) -> None:
    record(alice, SESSION, [started(), event(Kind.PAUSED, 5)])
    record(alice, SESSION, [replace(event(Kind.RESUMED, 6), at_seconds=-3.0)])

    assert SessionEvent.objects.get(kind=Kind.RESUMED).at_seconds == 0.0


def test_the_place_on_the_track_is_that_of_the_last_thing_that_happened(alice: Person) -> None:
    went_back = replace(event(Kind.WENT_BACK, 19), happened_at=at(32))
    record(alice, SESSION, [started(), rep(30, WAGS, "left"), went_back])

    assert Session.objects.get().last_track_seconds == 19


def test_pain_that_ends_a_session_is_why_it_stopped(alice: Person) -> None:
    hurts = event(Kind.HURTS, 25, WAGS, where="leg_further", then="end")

    session = session_with(alice, [started(), hurts])

    assert (session.state, session.stop_reason) == ("ended", "pain")
    assert session.finished_at == at(25)


def test_a_session_ended_on_the_way_says_why(alice: Person) -> None:
    session = session_with(alice, [started(), event(Kind.ENDED, 25, why="tired")])

    assert (session.state, session.stop_reason) == ("ended", "tired")


def test_the_newest_unfinished_session_is_offered_to_go_on(alice: Person, bob: Person) -> None:
    assert open_session(alice) is None

    session_with(alice, whole_session())
    left = session_with(alice, [started(), rep(20, WAGS, "left")])

    assert open_session(alice) == left
    assert open_session(bob) is None


def test_closing_keeps_what_was_done_and_ends_when_it_truly_ended(alice: Person) -> None:
    left = session_with(alice, [started(), rep(20, WAGS, "left")])

    close_session(left, "interrupted", EVENING + timedelta(days=3))

    session = Session.objects.get(pk=left.pk)
    assert (session.state, session.stop_reason) == ("closed", "interrupted")
    assert session.finished_at == at(20)
    assert open_session(alice) is None
    assert session_done(session)[0].reps_done == 1


def test_closing_does_not_undo_an_end(alice: Person) -> None:
    finished = session_with(alice, whole_session())

    close_session(finished, "other", EVENING + timedelta(days=3))

    session = Session.objects.get(pk=finished.pk)
    assert (session.state, session.stop_reason) == ("finished", "")


def test_an_end_that_arrives_after_closing_is_believed(alice: Person) -> None:
    events = whole_session()
    left = session_with(alice, events[:-1])
    close_session(left, "interrupted", EVENING + timedelta(days=1))

    record(alice, left.pk, events[-1:])

    session = Session.objects.get(pk=left.pk)
    assert (session.state, session.stop_reason) == ("finished", "")


def test_past_sessions_come_newest_first_with_their_scores(alice: Person) -> None:
    check_in = record_check_in(alice, CheckIn.Moment.BEFORE, Scores(back=3), EVENING)
    session_with(alice, [replace(started("earlier"), happened_at=at(-60))])
    session = session_with(alice, [started(check_in=check_in)])
    after = record_check_in(alice, CheckIn.Moment.AFTER, Scores(back=2), at(90), session)

    newest, earliest = past_sessions(alice)

    assert (newest, earliest.routine) == (session, "earlier")
    scores = session_scores(newest)
    assert (scores.before, scores.worst, scores.after) == (check_in, None, after)


def test_a_long_diary_takes_no_more_queries_than_a_short_one(
    alice: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        check_in = record_check_in(alice, CheckIn.Moment.BEFORE, Scores(back=3), EVENING)
        _, *rest = whole_session()
        session = session_with(alice, [started(check_in=check_in), *rest])
        record_check_in(alice, CheckIn.Moment.WORST, Scores(back=4), at(70), session)

    with django_assert_num_queries(3):
        read = [(session_done(row), session_scores(row)) for row in past_sessions(alice)]

    assert len(read) == 12
    assert all(done[0].reps_done == 2 and scores.before for done, scores in read)
