"""Screenings as they were answered, and whether one of them keeps the exercises closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter

from supine.care import Flags, Outcome, ScreeningKind, flags_from
from supine.diary.clock import utc_offset_minutes
from supine.diary.models import Person, Screening
from supine.diary.plan_state import forget_plan
from supine.library import shipped_library
from supine.library.care_cards import Answer, Level, ListName


class WaitsFor(StrEnum):
    """What the person has to do next before the exercises open again."""

    CLINICIAN = "clinician"
    FULL_LIST = "full-list"


@dataclass(frozen=True)
class Lock:
    """Why the exercises are closed. `say`, `because`: as in the screening's outcome."""

    level: Level
    say: str
    because: tuple[str, ...]
    answered_at: datetime
    waits_for: WaitsFor


def record_screening(
    person: Person,
    kind: ScreeningKind,
    answers: Mapping[ListName, Answer],
    list_version: int,
    outcome: Outcome,
    at: datetime,
) -> Screening:
    """Store the answers with what followed from them. at: aware, in the person's zone."""
    forget_plan(person, at)
    return Screening.objects.create(
        person=person,
        kind=kind.value,
        answers={name.value: answer.value for name, answer in answers.items()},
        list_version=list_version,
        level=outcome.level.value,
        say=outcome.say,
        because=list(outcome.because),
        answered_at=at,
        utc_offset_minutes=utc_offset_minutes(at),
    )


def record_full_list(
    person: Person,
    answers: Mapping[ListName, Answer],
    yes: Sequence[str],
    follow_ups: Mapping[str, str],
    outcome: Outcome,
    at: datetime,
) -> Screening:
    """Store the whole full list, with the caution questions.

    yes: the ids of those that got a yes. follow_ups: second answers by question. Other ids are not
    kept. at: aware, in the person's zone.
    """
    care = shipped_library().care
    version = care.warning_signs.version
    row = record_screening(person, ScreeningKind.FULL, answers, version, outcome, at)
    card = care.caution.card
    row.yes = [question.id for question in card.questions if question.id in yes]
    row.follow_ups = {sign: when for sign, when in follow_ups.items() if sign in row.yes}
    flags = flags_from(row.yes, row.follow_ups, card)
    row.flags = _flags_adapter().dump_python(flags, mode="json")
    row.save(update_fields=["yes", "follow_ups", "flags"])
    return row


def flags_of(person: Person) -> Flags:
    """Give what the caution questions last set."""
    asked = person.screenings.exclude(flags=None).order_by("-answered_at", "-id").first()
    return flags_in(asked) or Flags() if asked else Flags()


def flags_in(row: Screening) -> Flags | None:
    """Give what one screening set, None where it did not ask the caution questions."""
    return None if row.flags is None else _flags_adapter().validate_python(row.flags)


@cache
def _flags_adapter() -> TypeAdapter[Flags]:
    return TypeAdapter(Flags)


def needs_full_screening(person: Person, now: datetime) -> bool:  # noqa: ARG001 - see below
    """Tell whether the full lists come before anything else: at first start.

    `now` is for the rules that depend on how long ago the last one was.
    """
    return not person.screenings.filter(kind=Screening.Kind.FULL).exists()


def exercise_lock(person: Person) -> Lock | None:
    """Give what keeps the exercises closed, the most serious first, or None.

    An urgent screening opens when the person states that a clinician agreed. An emergency opens
    when the person states that a clinician has checked it, and after that answers the full list
    without an emergency; whatever that list brings up may close them again by itself. Daily
    answers open nothing.
    """
    closing = person.screenings.exclude(level=Level.CLEAR.value).order_by("-answered_at", "-id")
    full_list_at = _last_full_list_without_emergency(person)
    locks = [lock for row in closing if (lock := _lock(row, full_list_at)) is not None]
    return max(locks, key=lambda lock: lock.level.severity, default=None)


def record_clinician_agreed(person: Person, at: datetime) -> None:
    """Store the person's statement that a clinician has looked at what closed the exercises."""
    waiting = person.screenings.exclude(level=Level.CLEAR.value)
    waiting.filter(clinician_agreed_at=None).update(clinician_agreed_at=at)


def clinician_has_agreed_before(person: Person) -> bool:
    """Tell whether lists should be asked without what a clinician has already looked at."""
    return person.screenings.exclude(clinician_agreed_at=None).exists()


def _last_full_list_without_emergency(person: Person) -> datetime | None:
    full = person.screenings.filter(kind=Screening.Kind.FULL)
    milder = full.exclude(level=Level.EMERGENCY.value).order_by("-answered_at")
    return milder.values_list("answered_at", flat=True).first()


def _lock(row: Screening, full_list_at: datetime | None) -> Lock | None:
    """Give the lock of one closing screening, or None once it is open again."""
    waits_for = _waits_for(row, full_list_at)
    if waits_for is None:
        return None
    return Lock(Level(row.level), row.say, tuple(row.because), row.answered_at, waits_for)


def _waits_for(row: Screening, full_list_at: datetime | None) -> WaitsFor | None:
    """Give the next thing this screening needs, or None."""
    if row.clinician_agreed_at is None:
        return WaitsFor.CLINICIAN
    if row.level != Level.EMERGENCY.value:
        return None
    if full_list_at is not None and full_list_at >= row.clinician_agreed_at:
        return None
    return WaitsFor.FULL_LIST
