"""The start: one glance, one press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supine.diary.models import Person
from supine.diary.people import current_person
from supine.diary.screening import exercise_lock
from supine.diary.sessions import open_session, past_sessions
from supine.library import Equipment, Routine, shipped_library
from supine.timeline import Timeline
from supine.web.addresses import address_of_session
from supine.web.planning import planned_timeline, read_options, remembered_options, to_have_ready
from supine.web.stories import Story, story_of
from supine.web.today import ANSWERS_HOLD

MAIN_ROUTINE, NEXT_ROUTINE = "three-minute", "three-minute-plus"


@dataclass(frozen=True)
class Offer:
    """A routine to start, as long as it is with the choices made last time."""

    routine: Routine
    timeline: Timeline
    ready: list[Equipment]
    sound: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be started, what was left unfinished, and this week."""
    person, now = current_person(), timezone.localtime()
    chosen = remembered_options(person.options)
    unfinished = open_session(person)
    last = past_sessions(person).first()
    context = {
        "main": _offer(MAIN_ROUTINE, chosen),
        "plus": _offer(NEXT_ROUTINE, chosen),
        "lock": exercise_lock(person),
        "unfinished": story_of(unfinished) if unfinished else None,
        "can_go_on": unfinished is not None and now - unfinished.started_at <= ANSWERS_HOLD,
        "last": story_of(last) if last else None,
        "week": _this_week(person, now),
        "events_url": address_of_session("events"),
    }
    return render(request, "web/home.html", context)


def _offer(routine_id: str, chosen: dict[str, Any]) -> Offer:
    options = read_options(chosen)
    heard = {name: value for name, value in chosen.items() if value is not None}
    return Offer(
        routine=shipped_library().routines[routine_id],
        timeline=planned_timeline(routine_id, options),
        ready=to_have_ready(routine_id, options.reps),
        sound=f"/tracks/{routine_id}.mp3?{urlencode({**heard, 'download': 1})}",
    )


def _this_week(person: Person, now: datetime) -> list[Story]:
    """Give the sessions since Monday, oldest first."""
    monday = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    this_week = past_sessions(person).filter(started_at__gte=monday)
    return [story_of(session) for session in reversed(this_week)]
