"""What a browser reports of a session while it happens, and closing one that was left."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from supine.diary.events import EventError, EventIn
from supine.diary.models import Person, Session, SessionEvent
from supine.diary.people import current_person
from supine.diary.screening import exercise_lock
from supine.diary.sessions import (
    SessionOfAnotherError,
    UnknownSessionError,
    close_session,
    record_events,
)
from supine.timeline import OptionsError, UnknownRoutineError
from supine.web.forms import CloseForm
from supine.web.planning import snapshot_of

# More than a whole session has; a player that sends more at once is broken.
MOST_EVENTS = 500
CLOSED_NOW = 403


class ReportError(ValueError):
    """A body that is no report of events; the text says what is wrong with it."""


@require_POST
def store(request: HttpRequest, session_id: UUID) -> JsonResponse:
    """Store events, each once, and give the ids that are now stored."""
    person, now = current_person(), timezone.localtime()
    try:
        events = _read(request)
        if _starts_while_closed(person, session_id, events):
            return _refuse(CLOSED_NOW, "The exercises are closed for now.")
        stored = record_events(person, session_id, events, received_at=now, snapshot_of=snapshot_of)
    except (ReportError, EventError, OptionsError, UnknownRoutineError) as fault:
        return _refuse(400, str(fault))
    except UnknownSessionError as fault:
        return _refuse(404, str(fault))
    except SessionOfAnotherError as fault:
        return _refuse(409, str(fault))
    return JsonResponse({"stored": [str(event_id) for event_id in stored]})


@require_POST
def close(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Close an unfinished session, and keep what was done."""
    session = get_object_or_404(Session, pk=session_id, person=current_person())
    wants_json = request.content_type == "application/json"
    try:
        form = CloseForm(_body(request) if wants_json else request.POST)
    except ReportError as fault:
        return _refuse(400, str(fault))
    if not form.is_valid():
        return _refuse(400, "why: use pain, tired, interrupted or other.")
    close_session(session, form.cleaned_data["why"], timezone.localtime())
    if wants_json:
        return JsonResponse({"closed": str(session.pk)})
    return redirect("after", session.pk)


def _read(request: HttpRequest) -> list[EventIn]:
    raw = _body(request).get("events")
    if not isinstance(raw, list) or not all(isinstance(event, dict) for event in raw):
        msg = 'Send {"events": [...]}, each event an object.'
        raise ReportError(msg)
    if len(raw) > MOST_EVENTS:
        msg = f"{len(raw)} events at once are too many. Send at most {MOST_EVENTS}."
        raise ReportError(msg)
    return [_event(place, event) for place, event in enumerate(raw)]


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError:
        msg = "The body is not JSON."
        raise ReportError(msg) from None
    if not isinstance(body, dict):
        msg = "The body is not a JSON object."
        raise ReportError(msg)
    return body


def _event(place: int, raw: dict[str, Any]) -> EventIn:
    try:
        return EventIn.from_mapping(raw)
    except EventError as fault:
        msg = f"events[{place}].{fault}"
        raise ReportError(msg) from None


def _starts_while_closed(person: Person, session_id: UUID, events: list[EventIn]) -> bool:
    """Tell whether this would begin a session after the exercises were closed.

    A session that began before is stored, however late its events come.
    """
    lock = exercise_lock(person)
    if lock is None or Session.objects.filter(pk=session_id).exists():
        return False
    started: list[datetime] = [
        event.happened_at for event in events if event.kind is SessionEvent.Kind.STARTED
    ]
    return any(at >= lock.answered_at for at in started)


def _refuse(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"fault": sentence}, status=status)
