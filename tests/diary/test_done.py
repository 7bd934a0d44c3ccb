"""What the events of a session add up to, per movement and side."""

from hypothesis import given
from hypothesis import strategies as st

from supine.diary.done import Done, MovementOutcome, session_done, standing
from supine.diary.events import EventIn, event_row
from supine.diary.models import Person, Session
from supine.diary.sessions import close_session
from tests.diary.cast import (
    EVENING,
    SQUEEZE,
    WAGS,
    Kind,
    at,
    event,
    rep,
    session_with,
    started,
    whole_session,
)

Outcome = MovementOutcome


def outcomes(session: Session) -> list[Outcome]:
    return [done.outcome for done in session_done(session)]


def test_a_whole_session_is_done_as_planned(alice: Person) -> None:
    assert session_done(session_with(alice, whole_session())) == (
        Done(WAGS, "Knee wags", "left", 2, 2, Outcome.COMPLETED),
        Done(WAGS, "Knee wags", "right", 2, 2, Outcome.COMPLETED),
        Done(SQUEEZE, "Lying adductor squeeze", None, 2, 2, Outcome.COMPLETED),
    )


def test_a_session_that_just_began_has_done_nothing_yet(alice: Person) -> None:
    done = session_done(session_with(alice, [started()]))

    assert [(each.reps_done, each.reps_planned) for each in done] == [(0, 2), (0, 2), (0, 2)]
    assert {each.outcome for each in done} == {Outcome.PARTIAL}


def test_sides_are_counted_apart(alice: Person) -> None:
    session = session_with(alice, [started(), rep(20, WAGS, "left"), rep(24, WAGS, "left", 2)])

    assert [done.reps_done for done in session_done(session)] == [2, 0, 0]


def test_a_repetition_done_again_after_going_back_was_done_twice(alice: Person) -> None:
    events = [started(), rep(20, WAGS, "left"), event(Kind.WENT_BACK, 19), rep(20, WAGS, "left")]

    assert session_done(session_with(alice, events))[0].reps_done == 2


def test_enough_ends_a_movement(alice: Person) -> None:
    session = session_with(alice, [started(), event(Kind.ENOUGH, 25, WAGS)])

    assert outcomes(session) == [Outcome.ENOUGH, Outcome.ENOUGH, Outcome.PARTIAL]


def test_a_skipped_movement_is_no_completed_one(alice: Person) -> None:
    session = session_with(alice, [started(), event(Kind.SKIPPED, 25, WAGS)])

    assert outcomes(session)[0] is Outcome.SKIPPED


def test_a_movement_skipped_at_first_and_then_done_is_completed(alice: Person) -> None:
    skipped = event(Kind.SKIPPED, 5, WAGS)
    back = event(Kind.WENT_BACK, 6, WAGS)

    begin, *rest = whole_session()

    assert outcomes(session_with(alice, [begin, skipped, back, *rest]))[0] is Outcome.COMPLETED


def test_what_hurt_stays_known_whatever_came_after(alice: Person) -> None:
    hurts = event(Kind.HURTS, 25, WAGS, "left", where="leg_further", then="skip")

    done = session_done(session_with(alice, [*whole_session(), hurts]))

    assert [(each.outcome, each.hurt_where) for each in done] == [
        (Outcome.HURT, "leg_further"),
        (Outcome.COMPLETED, None),
        (Outcome.COMPLETED, None),
    ]


def test_what_was_not_reached_before_the_end_was_ended(alice: Person) -> None:
    events = [*whole_session()[:6], event(Kind.ENDED, 30, why="interrupted")]

    assert outcomes(session_with(alice, events)) == [
        Outcome.COMPLETED,
        Outcome.COMPLETED,
        Outcome.ENDED,
    ]


def test_closing_ends_what_was_left(alice: Person) -> None:
    session = session_with(alice, [started(), rep(20, WAGS, "left")])

    close_session(session, "interrupted", EVENING)

    assert set(outcomes(session)) == {Outcome.ENDED}


def test_a_movement_that_was_not_planned_is_still_shown(alice: Person) -> None:
    session = session_with(alice, [started(), rep(20, "handstand", "left")])

    assert session_done(session)[-1] == Done(
        "handstand", "handstand", "left", 1, 0, Outcome.PARTIAL
    )


seconds = st.floats(min_value=0, max_value=300)
reported = st.lists(
    st.builds(
        lambda kind, at_seconds, why: event(kind, at_seconds, why=why, then="end"),
        st.sampled_from(list(Kind)),
        seconds,
        st.sampled_from(Session.StopReason.values),
    ),
    max_size=12,
)


@given(events=reported, data=st.data())
def test_where_a_session_stands_does_not_depend_on_the_order_of_arrival(
    events: list[EventIn], data: st.DataObject
) -> None:
    session = Session()
    rows = [event_row(each, session, at(600)) for each in events]
    shuffled = data.draw(st.permutations(rows))
    times = {row.happened_at for row in rows}

    found, again = standing(rows), standing(shuffled)

    assert found.last_track_seconds == again.last_track_seconds
    assert found.state == again.state
    if len(times) == len(rows):
        assert found == again


@given(events=reported)
def test_only_an_end_ends_a_session(events: list[EventIn]) -> None:
    rows = [event_row(each, Session(), at(600)) for each in events]

    ends = {Kind.FINISHED, Kind.ENDED, Kind.HURTS}
    assert (standing(rows).state is not None) == any(each.kind in ends for each in events)
