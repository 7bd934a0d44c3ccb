"""What closes the exercises, and the only ways in which they open again."""

from datetime import timedelta

from supine.care import ScreeningKind, screening_outcome
from supine.diary.models import Person, Screening
from supine.diary.screening import (
    WaitsFor,
    clinician_has_agreed_before,
    exercise_lock,
    needs_full_screening,
    record_clinician_agreed,
    record_screening,
)
from supine.library.care_cards import Answer, Level, ListName
from tests.care.cards import shipped_care
from tests.diary.cast import EVENING

NONE, SOME, UNSURE = Answer.NONE, Answer.SOME, Answer.UNSURE
HOUR = timedelta(hours=1)


def answer(person: Person, answers: dict[ListName, Answer], hours: int) -> Screening:
    """Answer the daily list if that is all that was answered, else the full ones."""
    kind = ScreeningKind.DAILY if ListName.DAILY in answers else ScreeningKind.FULL
    outcome = screening_outcome(kind, answers, shipped_care().warning_signs.rules)
    return record_screening(person, kind, answers, 1, outcome, EVENING + hours * HOUR)


def full(person: Person, emergency: Answer, urgent: Answer, hours: int = 0) -> Screening:
    return answer(person, {ListName.EMERGENCY: emergency, ListName.URGENT: urgent}, hours)


def daily(person: Person, given: Answer, hours: int = 0) -> Screening:
    return answer(person, {ListName.DAILY: given}, hours)


def test_a_new_person_needs_the_full_lists(alice: Person) -> None:
    assert needs_full_screening(alice, EVENING)

    daily(alice, NONE)
    assert needs_full_screening(alice, EVENING)

    full(alice, NONE, NONE)
    assert not needs_full_screening(alice, EVENING)


def test_a_screening_is_kept_with_date_version_and_rules(alice: Person) -> None:
    stored = Screening.objects.get(pk=full(alice, NONE, UNSURE).pk)

    assert stored.answers == {"emergency": "none", "urgent": "unsure"}
    assert (stored.list_version, stored.level, stored.say) == (1, "urgent", "urgent-unsure")
    assert stored.because == ["urgent-signs-unsure"]
    assert (stored.answered_at, stored.utc_offset_minutes) == (EVENING, 60)
    assert stored.clinician_agreed_at is None


def test_clear_answers_close_nothing(alice: Person) -> None:
    full(alice, NONE, NONE)
    daily(alice, NONE, 1)

    assert exercise_lock(alice) is None


def test_an_urgent_answer_closes_until_a_clinician_agreed(alice: Person) -> None:
    full(alice, NONE, SOME)

    lock = exercise_lock(alice)
    assert lock is not None
    assert (lock.level, lock.say, lock.waits_for) == (Level.URGENT, "urgent", WaitsFor.CLINICIAN)
    assert lock.because == ("urgent-signs-some",)

    record_clinician_agreed(alice, EVENING + HOUR)
    assert exercise_lock(alice) is None


def test_an_emergency_needs_a_clinician_and_then_the_full_list(alice: Person) -> None:
    full(alice, SOME, NONE)
    lock = exercise_lock(alice)
    assert lock is not None
    assert (lock.level, lock.waits_for) == (Level.EMERGENCY, WaitsFor.CLINICIAN)

    record_clinician_agreed(alice, EVENING + HOUR)
    lock = exercise_lock(alice)
    assert lock is not None
    assert lock.waits_for is WaitsFor.FULL_LIST

    full(alice, NONE, NONE, 2)
    assert exercise_lock(alice) is None


def test_a_daily_emergency_opens_in_the_same_two_steps_and_no_other(alice: Person) -> None:
    full(alice, NONE, NONE)
    daily(alice, UNSURE, 1)
    record_clinician_agreed(alice, EVENING + 2 * HOUR)
    daily(alice, NONE, 3)
    assert exercise_lock(alice) is not None

    full(alice, NONE, NONE, 4)
    assert exercise_lock(alice) is None


def test_clear_daily_answers_open_neither_lock(alice: Person) -> None:
    full(alice, NONE, SOME)
    daily(alice, NONE, 24)
    assert exercise_lock(alice) is not None

    daily(alice, SOME, 48)
    daily(alice, NONE, 72)
    lock = exercise_lock(alice)
    assert lock is not None
    assert lock.level is Level.EMERGENCY


def test_a_clear_full_list_alone_does_not_open_an_emergency(alice: Person) -> None:
    full(alice, SOME, NONE)
    full(alice, NONE, NONE, 1)

    lock = exercise_lock(alice)

    assert lock is not None
    assert lock.waits_for is WaitsFor.CLINICIAN


def test_a_list_answered_before_the_clinician_looked_does_not_count(alice: Person) -> None:
    full(alice, SOME, NONE)
    full(alice, NONE, NONE, 1)
    record_clinician_agreed(alice, EVENING + 2 * HOUR)

    lock = exercise_lock(alice)

    assert lock is not None
    assert lock.waits_for is WaitsFor.FULL_LIST


def test_an_urgent_sign_in_the_repeated_list_closes_by_itself(alice: Person) -> None:
    full(alice, SOME, NONE)
    record_clinician_agreed(alice, EVENING + HOUR)
    full(alice, NONE, SOME, 2)
    lock = exercise_lock(alice)
    assert lock is not None
    assert (lock.level, lock.waits_for) == (Level.URGENT, WaitsFor.CLINICIAN)

    record_clinician_agreed(alice, EVENING + 3 * HOUR)
    assert exercise_lock(alice) is None


def test_an_emergency_is_shown_before_a_later_urgent_lock(alice: Person) -> None:
    daily(alice, SOME)
    full(alice, NONE, SOME, 1)

    lock = exercise_lock(alice)

    assert lock is not None
    assert lock.level is Level.EMERGENCY


def test_an_old_agreement_does_not_open_a_new_lock(alice: Person) -> None:
    full(alice, NONE, SOME)
    record_clinician_agreed(alice, EVENING + HOUR)
    full(alice, NONE, SOME, 2)

    assert exercise_lock(alice) is not None


def test_what_closes_one_person_leaves_another_open(alice: Person, bob: Person) -> None:
    full(alice, SOME, NONE)
    full(bob, NONE, SOME)
    record_clinician_agreed(bob, EVENING + HOUR)

    assert exercise_lock(bob) is None
    assert exercise_lock(alice) is not None
    assert clinician_has_agreed_before(bob)
    assert not clinician_has_agreed_before(alice)
