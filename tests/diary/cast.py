"""Who the diary tests are about: one evening, one routine, and the events of doing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

from supine.diary.events import EventIn
from supine.diary.models import CheckIn, Person, Session, SessionEvent
from supine.diary.sessions import record_events
from supine.diary.snapshots import PlannedSet, Snapshot

Kind = SessionEvent.Kind
BERLIN = timezone(timedelta(hours=1))
EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=BERLIN)
WAGS, SQUEEZE = "knee-wags", "adductor-squeeze"
OPTIONS = {"reps": "2", "words": "full", "pace": "normal", "down": "20"}


def at(seconds: float) -> datetime:
    """Give the time so many seconds after the session began."""
    return EVENING + timedelta(seconds=seconds)


def snapshot_of(routine: str, options: Mapping[str, Any]) -> Snapshot:
    """Plan two wags a side, then two squeezes."""
    return Snapshot(
        routine=routine,
        name="Three minutes",
        version=1,
        seconds=60.0,
        words=str(options.get("words", "full")),
        sets=(
            PlannedSet(WAGS, "Knee wags", 2, per_side=True),
            PlannedSet(SQUEEZE, "Lying adductor squeeze", 2, per_side=False),
        ),
    )


def event(
    kind: SessionEvent.Kind,
    seconds: float = 0.0,
    movement: str | None = None,
    side: str | None = None,
    **detail: object,
) -> EventIn:
    """Give an event that happened so many seconds into the session."""
    return EventIn(uuid4(), kind, seconds, at(seconds), movement, side, detail=detail)


def started(routine: str = "three-minute", check_in: CheckIn | None = None) -> EventIn:
    """Give the first event of a session."""
    check_in_id = None if check_in is None else str(check_in.pk)
    return event(Kind.STARTED, routine=routine, options=OPTIONS, check_in_id=check_in_id)


def rep(seconds: float, movement: str, side: str | None, number: int = 1) -> EventIn:
    """Give one repetition done."""
    return replace(event(Kind.REP_DONE, seconds, movement, side), rep=number)


def whole_session() -> list[EventIn]:
    """Give the events of a session done to its end, in order."""
    return [
        started(),
        rep(20, WAGS, "left", 1),
        rep(22, WAGS, "right", 1),
        rep(24, WAGS, "left", 2),
        rep(26, WAGS, "right", 2),
        event(Kind.SET_DONE, 27, WAGS),
        rep(40, SQUEEZE, None, 1),
        rep(46, SQUEEZE, None, 2),
        event(Kind.SET_DONE, 47, SQUEEZE),
        event(Kind.FINISHED, 60),
    ]


def record(
    person: Person,
    session_id: UUID,
    events: Sequence[EventIn],
    received_at: datetime = EVENING + timedelta(minutes=2),
) -> list[UUID]:
    """Store events as the page would."""
    return record_events(
        person, session_id, events, received_at=received_at, snapshot_of=snapshot_of
    )


def session_with(person: Person, events: Sequence[EventIn]) -> Session:
    """Store a new session of these events and give it as it then stands."""
    session_id = uuid4()
    record(person, session_id, events)
    return Session.objects.get(pk=session_id)


def utc(year: int, month: int, day: int) -> datetime:
    """Give midnight of a day."""
    return datetime(year, month, day, tzinfo=UTC)
