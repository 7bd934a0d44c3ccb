"""Scores as they were given, and corrections that lose nothing."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from supine.diary.checkins import ScoreError, Scores, correct_check_in, record_check_in
from supine.diary.models import CheckIn, Correction, Person
from tests.diary.cast import EVENING, session_with, started

BEFORE, WORST, AFTER = CheckIn.Moment.BEFORE, CheckIn.Moment.WORST, CheckIn.Moment.AFTER
LATER = EVENING + timedelta(hours=1)


def test_scores_are_stored_as_given(alice: Person) -> None:
    given = record_check_in(alice, BEFORE, Scores(3, 5, 2, "left"), EVENING)

    stored = CheckIn.objects.get(pk=given.pk)
    assert (stored.back, stored.leg, stored.reach, stored.leg_side) == (3, 5, 2, "left")
    assert (stored.answered_at, stored.utc_offset_minutes) == (EVENING, 60)
    assert stored.person == alice


def test_a_skipped_score_is_stored_as_missing_and_never_as_zero(alice: Person) -> None:
    given = record_check_in(alice, BEFORE, Scores(back=0), EVENING)

    stored = CheckIn.objects.get(pk=given.pk)
    assert stored.back == 0
    assert stored.leg is None
    assert stored.reach is None


def test_the_leg_named_once_holds_for_later_scores(alice: Person) -> None:
    record_check_in(alice, BEFORE, Scores(leg_side="right"), EVENING)

    later = record_check_in(alice, BEFORE, Scores(leg=4), LATER)

    assert later.leg_side == "right"


def test_a_changed_leg_leaves_earlier_scores_as_they_were(alice: Person) -> None:
    earlier = record_check_in(alice, BEFORE, Scores(leg_side="right"), EVENING)

    record_check_in(alice, BEFORE, Scores(leg_side="left"), LATER)

    earlier.refresh_from_db()
    assert earlier.leg_side == "right"
    assert Person.objects.get(pk=alice.pk).leg_side == "left"


@pytest.mark.parametrize(
    "wrong",
    [{"back": 11}, {"leg": -1}, {"reach": 5}, {"back": 2.5}, {"leg": True}, {"leg_side": "third"}],
)
def test_a_score_on_no_scale_is_refused_with_its_name(wrong: dict[str, int]) -> None:
    (name,) = wrong

    with pytest.raises(ScoreError, match=f"^{name}: "):
        Scores(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(("field", "value"), [("back", 11), ("leg", 11), ("reach", 5)])
def test_the_database_refuses_it_too(alice: Person, field: str, value: int) -> None:
    with pytest.raises(IntegrityError):
        CheckIn.objects.create(
            person=alice,
            moment=BEFORE,
            answered_at=EVENING,
            utc_offset_minutes=0,
            **{field: value},
        )


def test_a_time_without_a_zone_is_refused_since_its_day_is_unknown(alice: Person) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        record_check_in(alice, BEFORE, Scores(back=1), datetime(2026, 11, 22, 9))  # noqa: DTZ001


def test_a_correction_keeps_the_old_value(alice: Person) -> None:
    check_in = record_check_in(alice, BEFORE, Scores(back=3, leg=None), EVENING)

    correct_check_in(check_in, {"back": 4, "leg": 6}, LATER)
    correct_check_in(check_in, {"back": None}, LATER)

    stored = CheckIn.objects.get(pk=check_in.pk)
    assert (stored.back, stored.leg) == (None, 6)
    kept = Correction.objects.order_by("pk").values_list("field", "old_value", "new_value")
    assert list(kept) == [("back", 3, 4), ("leg", None, 6), ("back", 4, None)]
    assert all(row.person == alice for row in Correction.objects.all())
    assert stored.answered_at == EVENING


def test_what_did_not_change_is_no_correction(alice: Person) -> None:
    check_in = record_check_in(alice, BEFORE, Scores(back=3, leg=4), EVENING)

    correct_check_in(check_in, {"back": 3, "leg": 4, "reach": None}, LATER)

    assert Correction.objects.count() == 0


def test_a_correction_works_on_what_is_stored_and_not_on_an_old_copy(alice: Person) -> None:
    check_in = record_check_in(alice, BEFORE, Scores(back=3), EVENING)
    old_copy = CheckIn.objects.get(pk=check_in.pk)

    correct_check_in(check_in, {"back": 5}, LATER)
    correct_check_in(old_copy, {"back": 6}, LATER)

    last = Correction.objects.order_by("pk").last()
    assert last is not None
    assert (last.old_value, last.new_value) == (5, 6)


def test_a_wrong_correction_changes_nothing(alice: Person) -> None:
    check_in = record_check_in(alice, BEFORE, Scores(back=3), EVENING)

    with pytest.raises(ScoreError):
        correct_check_in(check_in, {"back": 4, "leg": 11}, LATER)
    with pytest.raises(ScoreError, match=r"^person: "):
        correct_check_in(check_in, {"person": 1}, LATER)

    check_in.refresh_from_db()
    assert check_in.back == 3
    assert Correction.objects.count() == 0


def test_the_logged_leg_can_be_corrected(alice: Person) -> None:
    check_in = record_check_in(alice, BEFORE, Scores(leg_side="left"), EVENING)

    correct_check_in(check_in, {"leg_side": "right"}, LATER)

    assert CheckIn.objects.get(pk=check_in.pk).leg_side == "right"
    assert Correction.objects.get().old_value == "left"


def test_answering_twice_after_a_session_corrects_the_first_answer(alice: Person) -> None:
    session = session_with(alice, [started()])

    first = record_check_in(alice, AFTER, Scores(back=3, leg=2), EVENING, session)
    second = record_check_in(alice, AFTER, Scores(back=3, leg=4), LATER, session)
    record_check_in(alice, WORST, Scores(back=5), LATER, session)

    assert second == first
    assert session.check_ins.count() == 2
    assert Correction.objects.get().old_value == 2


def test_a_moment_nobody_knows_is_refused(alice: Person) -> None:
    with pytest.raises(ValueError, match="someday"):
        record_check_in(alice, "someday", Scores(back=3), EVENING)


def test_ids_of_check_ins_cannot_be_guessed(alice: Person) -> None:
    check_in = record_check_in(alice, BEFORE, Scores(), EVENING)

    assert check_in.pk.version == uuid4().version
