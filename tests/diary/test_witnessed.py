"""What a camera counted adds up beside what was done, and changes nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from supine.diary.done import MovementOutcome, session_done, standing
from supine.diary.events import EventIn, event_row
from supine.diary.exercised import ended_at, session_event
from supine.diary.models import Person, PlanState, Session
from supine.diary.sessions import close_session, record_events
from supine.diary.witnessed import Witnessed, witnessed_days, witnessed_in
from tests.diary.cast import (
    EVENING,
    SQUEEZE,
    WAGS,
    Kind,
    at,
    event,
    record,
    rep,
    session_with,
    snapshot_of,
    started,
    whole_session,
)


def seen(
    counted: int,
    side: str | None = "left",
    *,
    movement: str = WAGS,
    seconds: float = 28.0,
    **detail: object,
) -> EventIn:
    """Give one side of the first pass of the first set, where `detail` says nothing else."""
    told = {"set": "0/0", "counted": counted, "called": 2, "seen_share": 0.9, **detail}
    return event(Kind.SEEN, seconds, movement, side, **told)


def counted(session: Session) -> list[int | None]:
    return [done.counted for done in session_done(session)]


def test_a_camera_counts_each_side_beside_what_the_voice_called(alice: Person) -> None:
    both = [seen(2, reach=0.7, out_seconds=2.0), seen(1, "right")]

    left, right, squeeze = session_done(session_with(alice, [*whole_session(), *both]))

    assert (left.reps_done, left.counted) == (2, 2)
    assert left.seen == Witnessed(2, 2, 0.9, reach=0.7, out_seconds=2.0)
    assert (right.reps_done, right.counted) == (2, 1)
    assert squeeze.seen is None


def test_without_a_camera_nothing_is_counted_and_nothing_is_missing(alice: Person) -> None:
    session = session_with(alice, whole_session())

    assert counted(session) == [None, None, None]
    assert {done.outcome for done in session_done(session)} == {MovementOutcome.COMPLETED}


def test_sets_and_passes_add_up_and_a_mean_weighs_by_repetitions(alice: Person) -> None:
    parts = [
        seen(2, set="0/0", called=4, seen_share=0.5, reach=0.9, best_reach=1.0, out_seconds=3.0),
        seen(6, set="0/1", called=8, seen_share=1.0, reach=0.5, best_reach=0.6, out_seconds=1.0),
        seen(0, set="4/0", called=4, seen_share=0.75),
    ]

    left = session_done(session_with(alice, [started(), *parts]))[0].seen

    assert left is not None
    assert (left.counted, left.called) == (8, 16)
    assert left.reach == pytest.approx(0.6)
    assert left.best_reach == 1.0
    assert left.out_seconds == pytest.approx(1.5)
    assert left.back_seconds is None
    assert left.seen_share == pytest.approx((0.5 * 4 + 8 + 0.75 * 4) / 16)


def test_a_pass_that_is_told_again_after_a_break_is_the_same_pass(alice: Person) -> None:
    early, late = seen(3, seconds=20), seen(5, seconds=28)

    assert counted(session_with(alice, [started(), late, early]))[0] == 5


def test_the_same_event_twice_is_stored_once_also_after_the_end(alice: Person) -> None:
    session_id, told = uuid4(), seen(2)
    record(alice, session_id, whole_session())

    for _ in range(2):
        record(alice, session_id, [told], received_at=EVENING + timedelta(days=2))

    session = Session.objects.get(pk=session_id)
    assert counted(session)[0] == 2
    assert session.events.filter(kind=Kind.SEEN).count() == 1
    assert (session.state, session.finished_at) == (Session.State.FINISHED, at(60))


def test_what_is_kept_by_time_is_not_a_count_of_none(alice: Person) -> None:
    timed = seen(0, None, movement=SQUEEZE, seen_share=0.0, notes=["timed"])

    done = session_done(session_with(alice, [*whole_session(), timed]))[-1]

    assert done.counted is None
    assert done.seen is not None
    assert done.seen.is_timed


@pytest.mark.parametrize(
    ("share", "notes"), [(0.1, ()), (0.9, ("never-settled",)), (0.9, ("view",))]
)
def test_too_little_seen_is_not_a_count_of_none(
    alice: Person, share: float, notes: tuple[str, ...]
) -> None:
    session = session_with(alice, [started(), seen(0, seen_share=share, notes=list(notes))])

    assert counted(session)[0] is None


def test_a_camera_that_cannot_tell_the_sides_counts_them_together(alice: Person) -> None:
    session = session_with(alice, [*whole_session(), seen(4, None, called=4)])

    left, right, _ = session_done(session)

    assert (left.counted, right.counted) == (None, None)
    assert left.seen_either == right.seen_either == Witnessed(4, 4, 0.9)
    assert len(session_done(session)) == 3


def test_where_no_sides_are_planned_those_that_were_told_add_up(alice: Person) -> None:
    sides = [seen(1, "left", movement=SQUEEZE), seen(2, "right", movement=SQUEEZE)]

    assert counted(session_with(alice, [started(), *sides]))[-1] == 3


def test_what_tired_as_the_camera_saw_is_told_apart_from_enough(alice: Person) -> None:
    by_camera = [event(Kind.ENOUGH, 25, WAGS, by="camera"), event(Kind.ENOUGH, 45, SQUEEZE)]

    wags, _, squeeze = session_done(session_with(alice, [started(), *by_camera]))

    assert (wags.outcome, squeeze.outcome) == (MovementOutcome.TIRED, MovementOutcome.ENOUGH)


def test_care_reads_the_same_with_and_without_a_camera(alice: Person) -> None:
    begin, *rest = whole_session()
    plain = session_with(alice, [begin, *rest[:5]])
    watched = session_with(alice, [started(), *again(rest[:5]), seen(0), seen(9, seconds=290)])

    assert session_event(watched, date(2026, 11, 22)) == session_event(plain, date(2026, 11, 22))
    assert ended_at(watched) == ended_at(plain)
    assert watched.last_track_seconds == plain.last_track_seconds
    for session in (plain, watched):
        close_session(session, "other", at(900))
    assert watched.finished_at == plain.finished_at == at(27)


def test_what_a_camera_tells_later_leaves_the_plan_as_it_is(alice: Person) -> None:
    session_id = uuid4()
    record(alice, session_id, whole_session())
    PlanState.objects.update_or_create(person=alice, defaults={"days": {"2026-11-22": {}}})

    record(alice, session_id, [seen(2)])

    assert PlanState.objects.get(person=alice).days == {"2026-11-22": {}}


told = st.lists(st.builds(seen, st.integers(0, 9), seconds=st.floats(0, 300)), max_size=5)


@settings(deadline=None)
@given(witnessed=told, events=st.lists(st.sampled_from(whole_session()), max_size=8))
def test_no_camera_moves_where_a_session_stands(
    witnessed: list[EventIn], events: list[EventIn]
) -> None:
    plain = [event_row(each, Session(), at(600)) for each in events]
    camera = [event_row(each, Session(), at(600)) for each in witnessed]

    assert standing([*camera, *plain]) == standing(plain)


@settings(deadline=None)
@given(events=told.filter(bool), data=st.data())
def test_the_sum_does_not_depend_on_how_it_is_split_between_passes(
    events: list[EventIn], data: st.DataObject
) -> None:
    rows = [event_row(each, Session(), at(600)) for each in events]
    for number, row in enumerate(rows):
        row.detail = {**row.detail, "set": f"0/{number}"}

    shuffled = data.draw(st.permutations(rows))

    both = [witnessed_in(order)[WAGS, "left"] for order in (rows, shuffled)]
    assert both[0].counted == both[1].counted == sum(row.detail["counted"] for row in rows)
    assert both[0].seen_share == pytest.approx(both[1].seen_share)


def test_days_are_those_of_the_persons_own_clock(alice: Person) -> None:
    late = EVENING.replace(hour=23, minute=30)
    one_day(alice, late, seen(2), seen(3, "right"))
    one_day(alice, late + timedelta(hours=1), seen(4))

    days = witnessed_days(alice, date(2026, 11, 22))

    assert [(day.day.day, day.side, day.seen.counted) for day in days] == [
        (22, "left", 2),
        (22, "right", 3),
        (23, "left", 4),
    ]
    assert [day.day.day for day in witnessed_days(alice, date(2026, 11, 23))] == [23]


def test_two_sessions_of_a_day_add_up_and_another_persons_do_not(
    alice: Person, bob: Person
) -> None:
    for hours in (0, 2):
        one_day(alice, EVENING + timedelta(hours=hours), seen(2))
    one_day(bob, EVENING, seen(7))

    (day,) = witnessed_days(alice, EVENING.date())
    assert day.seen.counted == 4


def test_a_year_of_days_costs_one_query(
    alice: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for ago in range(0, 365, 9):
        one_day(
            alice, EVENING - timedelta(days=ago), seen(2), seen(2, "right"), rep(20, WAGS, "left")
        )

    with django_assert_num_queries(1):
        days = witnessed_days(alice, EVENING.date() - timedelta(days=364))

    assert len(days) == 2 * len(range(0, 365, 9))


def one_day(person: Person, begins: datetime, *events: EventIn) -> None:
    """Store a session of these events that begins at another time."""
    moved = [replace(each, id=uuid4(), happened_at=begins) for each in (started(), *events)]
    record_events(person, uuid4(), moved, received_at=begins, snapshot_of=snapshot_of)


def again(events: list[EventIn]) -> list[EventIn]:
    """Give the same events of another session."""
    return [replace(each, id=uuid4()) for each in events]
