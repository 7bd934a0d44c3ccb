"""What is asked after a session: its effort, and the leg ten minutes later."""

from uuid import uuid4

import pytest

from supine.diary.checkins import ScoreError, Scores, record_check_in
from supine.diary.models import CheckIn, Person, Session
from supine.diary.sessions import UnknownSessionError
from supine.diary.ten_minutes import (
    neuro_of,
    record_effort,
    record_ten_minutes,
    ten_minutes_due,
    went_down,
)
from tests.diary.cast import EVENING, WAGS, Kind, at, event, session_with, started, whole_session

WORST = CheckIn.Moment.WORST


def session_from(person: Person, reach: int | None, worst: int | None) -> Session:
    """Store a session with how far down it was before it and at its worst."""
    before = record_check_in(person, CheckIn.Moment.BEFORE, Scores(3, 3, reach), EVENING)
    _, *rest = whole_session()
    session = session_with(person, [started(check_in=before), *rest])
    record_check_in(person, WORST, Scores(3, 3, worst), at(90), session)
    return session


def test_effort_stands_beside_the_worst_scores_and_changes_none_of_them(alice: Person) -> None:
    session = session_from(alice, 1, 2)

    record_effort(alice, session.pk, 6, at(95))

    worst = session.check_ins.get(moment=WORST)
    assert (worst.effort, worst.back, worst.reach) == (6, 3, 2)


def test_giving_the_worst_scores_again_leaves_the_effort(alice: Person) -> None:
    session = session_from(alice, 1, 2)
    record_effort(alice, session.pk, 6, at(95))

    record_check_in(alice, WORST, Scores(4, 4, 2), at(99), session)

    worst = session.check_ins.get(moment=WORST)
    assert (worst.effort, worst.back) == (6, 4)


def test_a_corrected_effort_keeps_the_old_one(alice: Person) -> None:
    session = session_from(alice, 1, 2)
    for effort in (6, 3):
        record_effort(alice, session.pk, effort, at(95))

    kept = session.check_ins.get(moment=WORST).corrections.order_by("pk").last()
    assert kept is not None
    assert (kept.field, kept.old_value, kept.new_value) == ("effort", 6, 3)


def test_effort_without_worst_scores_leaves_these_missing(alice: Person) -> None:
    session = session_with(alice, whole_session())

    record_effort(alice, session.pk, None, at(95))

    worst = session.check_ins.get(moment=WORST)
    assert (worst.effort, worst.back, worst.leg, worst.reach) == (None, None, None, None)


def test_effort_of_a_session_of_somebody_else_is_refused(alice: Person, bob: Person) -> None:
    session = session_with(alice, whole_session())

    for session_id in (session.pk, uuid4()):
        with pytest.raises(UnknownSessionError):
            record_effort(bob, session_id, 5, at(95))


@pytest.mark.parametrize("effort", [-1, 11])
def test_effort_off_its_scale_is_refused(alice: Person, effort: int) -> None:
    session = session_with(alice, whole_session())

    with pytest.raises(ScoreError, match="effort"):
        record_effort(alice, session.pk, effort, at(95))


@pytest.mark.parametrize(
    ("before", "worst", "is_down"),
    [(1, 2, True), (1, 1, False), (2, 1, False), (None, 2, False), (1, None, False), (0, 1, True)],
)
def test_it_went_down_only_where_both_answers_say_so(
    alice: Person,
    before: int | None,
    worst: int | None,
    is_down: bool,  # noqa: FBT001 - what is expected
) -> None:
    session = session_from(alice, before, worst)

    assert went_down(session) is is_down
    assert (ten_minutes_due(alice, at(60 + 8 * 60)) == session) is is_down


@pytest.mark.parametrize("where", ["leg_further", "tingling"])
def test_what_was_reported_on_the_way_is_asked_about_without_any_scores(
    alice: Person, bob: Person, where: str
) -> None:
    hurt = event(Kind.HURTS, 30, WAGS, where=where, then="skip")
    session = session_with(alice, [*whole_session(), hurt])

    assert ten_minutes_due(alice, at(60 + 8 * 60 - 1)) is None
    assert ten_minutes_due(alice, at(60 + 8 * 60)) == session
    assert ten_minutes_due(bob, at(60 + 8 * 60)) is None


def test_pain_that_stayed_where_it_was_is_not_asked_about(alice: Person) -> None:
    hurt = event(Kind.HURTS, 30, WAGS, where="leg_same", then="skip")
    session_with(alice, [*whole_session(), hurt])

    assert ten_minutes_due(alice, at(60 + 8 * 60)) is None


def test_a_session_that_still_runs_is_not_asked_about(alice: Person) -> None:
    session_with(alice, [started(), event(Kind.HURTS, 30, WAGS, where="tingling", then="skip")])

    assert ten_minutes_due(alice, at(600)) is None


def test_an_answer_is_kept_with_the_session_and_can_be_corrected(alice: Person) -> None:
    session = session_from(alice, 1, 2)

    first = record_ten_minutes(alice, session, 2, None, at(700))
    again = record_ten_minutes(alice, session, 1, "none", at(800))

    assert first.pk == again.pk
    assert (again.reach, again.neuro, again.back) == (1, "none", None)
    old = {one.field: one.old_value for one in again.corrections.all()}
    assert old == {"reach": 2, "neuro": ""}
    assert ten_minutes_due(alice, at(900)) is None


def test_an_answer_nobody_can_give_is_refused(alice: Person) -> None:
    session = session_from(alice, 1, 2)

    with pytest.raises(ScoreError, match="neuro"):
        record_ten_minutes(alice, session, 1, "fine", at(700))
    with pytest.raises(ScoreError, match="reach"):
        record_ten_minutes(alice, session, 5, "none", at(700))
    assert not session.check_ins.filter(moment=CheckIn.Moment.TEN_MINUTES).exists()


def test_nothing_is_known_of_tingling_before_anything_was_asked(alice: Person) -> None:
    assert neuro_of(session_with(alice, whole_session())) is None
