"""Sessions: recorded as they happen, closed when left lying, looked back on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from supine.diary.clock import believable, utc_offset_minutes
from supine.diary.done import standing
from supine.diary.events import EventIn, event_row, read_uuid
from supine.diary.models import CheckIn, Person, Session, SessionEvent
from supine.diary.people import remember_options
from supine.diary.plan_state import forget_plan, with_planned_extras
from supine.diary.snapshots import Snapshot

# Makes the snapshot of a routine (by id) with the options of its `started` event.
SnapshotMaker = Callable[[str, Mapping[str, Any]], Snapshot]


class UnknownSessionError(LookupError):
    """Events of a session that nobody has started."""

    def __init__(self, session_id: UUID) -> None:
        """Name the session."""
        super().__init__(f"Session {session_id} is not known. Send its started event first.")


class SessionOfAnotherError(PermissionError):
    """A session, or an event, that belongs elsewhere."""

    def __init__(self, kind: str, row_id: UUID) -> None:
        """Name what belongs elsewhere: a session of another person, an event of another session."""
        super().__init__(f"The {kind} {row_id} belongs elsewhere. Start a new session.")


@dataclass(frozen=True)
class SessionScores:
    """The scores around one session; None where the moment was left out as a whole."""

    before: CheckIn | None
    worst: CheckIn | None
    after: CheckIn | None


def record_events(
    person: Person,
    session_id: UUID,
    events: Sequence[EventIn],
    *,
    received_at: datetime,
    snapshot_of: SnapshotMaker,
) -> list[UUID]:
    """Store events, all or none, each id once; give the ids that are now stored.

    A `started` event makes the session if it is not there yet, with `snapshot_of` called once;
    whatever that raises is passed on. Events may come late, twice and in any order, also after
    the session has ended. received_at: aware, in the person's zone. Raises UnknownSessionError and
    SessionOfAnotherError.
    """
    with transaction.atomic():
        session = _session(person, session_id, events, received_at, snapshot_of)
        rows = [event_row(event, session, received_at) for event in _new(session, events)]
        SessionEvent.objects.bulk_create(rows)
        _bring_up_to_date(session)
        if any(event.kind is not SessionEvent.Kind.SEEN for event in events):
            # No rule reads what a camera saw, so the plan stays as it is.
            forget_plan(person, session.started_at)
    return list(dict.fromkeys(event.id for event in events))


def open_session(person: Person) -> Session | None:
    """Give the newest session that was started and is neither finished, ended nor closed."""
    started = person.sessions.filter(state=Session.State.STARTED)
    return started.order_by("-started_at").first()


def close_session(session: Session, why: str, at: datetime) -> None:
    """Close a session that was left unfinished; what was done in it is kept.

    It ended with the last thing that happened in it, not when somebody came back to close it; `at`
    counts where nothing happened. why: a value of Session.StopReason. A session that has already
    ended stays as it is.
    """
    with transaction.atomic():
        session.refresh_from_db()
        if session.state != Session.State.STARTED:
            return
        session.state = Session.State.CLOSED
        session.stop_reason = Session.StopReason(why)
        own = session.events.exclude(kind=SessionEvent.Kind.SEEN)
        last = own.order_by("-happened_at").first()
        session.finished_at = last.happened_at if last else at
        session.save(update_fields=["state", "stop_reason", "finished_at"])
        forget_plan(session.person, session.started_at)


def sessions_finished(person: Person) -> int:
    """Count the sessions that were done to their end."""
    return person.sessions.filter(state=Session.State.FINISHED).count()


def past_sessions(person: Person) -> QuerySet[Session]:
    """Give the sessions, newest first, with all that `session_done` and `session_scores` read."""
    sessions = person.sessions.select_related("before").order_by("-started_at", "-id")
    return sessions.prefetch_related("events", "check_ins")


def session_scores(session: Session) -> SessionScores:
    """Give the scores before, at the worst moment of, and after a session."""
    by_moment = {check_in.moment: check_in for check_in in session.check_ins.all()}
    return SessionScores(
        before=session.before,
        worst=by_moment.get(CheckIn.Moment.WORST),
        after=by_moment.get(CheckIn.Moment.AFTER),
    )


def _session(
    person: Person,
    session_id: UUID,
    events: Sequence[EventIn],
    received_at: datetime,
    snapshot_of: SnapshotMaker,
) -> Session:
    """Give the session, made from its `started` event where this is the first we hear of it."""
    session = Session.objects.filter(pk=session_id).first()
    if session is None:
        started = [event for event in events if event.kind is SessionEvent.Kind.STARTED]
        if not started:
            raise UnknownSessionError(session_id)
        session = _start(person, session_id, started[0], received_at, snapshot_of)
    if session.person_id != person.pk:
        raise SessionOfAnotherError("session", session_id)
    return session


def _start(
    person: Person,
    session_id: UUID,
    started: EventIn,
    received_at: datetime,
    snapshot_of: SnapshotMaker,
) -> Session:
    """Make the session, and remember what was chosen for the next time."""
    routine, options = str(started.detail["routine"]), started.detail.get("options", {})
    snapshot = with_planned_extras(person, snapshot_of(routine, options))
    truly_at = believable(started.happened_at, received_at)
    session, _ = Session.objects.get_or_create(
        pk=session_id,
        defaults={
            "person": person,
            "routine": snapshot.routine,
            "routine_version": snapshot.version,
            "snapshot": snapshot.as_json(),
            "options": dict(options),
            "before": _check_in_before(person, started.detail.get("check_in_id")),
            "started_at": started.happened_at if truly_at else received_at,
            "utc_offset_minutes": utc_offset_minutes(received_at),
        },
    )
    remember_options(person, options)
    return session


def _check_in_before(person: Person, check_in_id: object) -> CheckIn | None:
    """Give the scores before the session; a link that leads nowhere is no reason to lose it."""
    if check_in_id is None:
        return None
    before = person.check_ins.filter(moment=CheckIn.Moment.BEFORE)
    return before.filter(pk=read_uuid("detail.check_in_id", check_in_id)).first()


def _new(session: Session, events: Sequence[EventIn]) -> list[EventIn]:
    """Give the events that are not stored yet, each once."""
    by_id = {event.id: event for event in reversed(events)}
    stored = SessionEvent.objects.filter(pk__in=by_id).values_list("pk", "session_id")
    for event_id, owner_id in stored:
        if owner_id != session.pk:
            raise SessionOfAnotherError("event", event_id)
        del by_id[event_id]
    return list(reversed(by_id.values()))


def _bring_up_to_date(session: Session) -> None:
    """Let the session say what all its events say together."""
    found = standing(session.events.all())
    session.last_track_seconds = found.last_track_seconds
    if found.state is not None:
        session.state = found.state
        session.finished_at = found.finished_at
        session.stop_reason = found.stop_reason
    session.save(update_fields=["last_track_seconds", "state", "finished_at", "stop_reason"])
