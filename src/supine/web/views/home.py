"""Today, at one glance: its light and why, what is planned, one press to start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supine.care import Today
from supine.diary.models import Person
from supine.diary.people import current_person
from supine.diary.screening import exercise_lock
from supine.diary.sessions import open_session, past_sessions
from supine.diary.ten_minutes import ten_minutes_due
from supine.library import Equipment, Routine
from supine.library.care_cards import Doing
from supine.timeline import Timeline
from supine.web import shelf
from supine.web.addresses import address_of_session
from supine.web.changes import changes_of, groups_of
from supine.web.exercises import exercises_of, items_of, left_out_of, said_of
from supine.web.fitted import yours
from supine.web.planning import (
    planned_timeline,
    read_options,
    remembered_options,
    sound_address,
    to_have_ready,
)
from supine.web.reasons import advice, sentences
from supine.web.session_light import waits_for_ten_minutes
from supine.web.stories import story_of
from supine.web.today import (
    ANSWERS_HOLD,
    EXERCISING,
    course,
    daily_signs_answered,
    last_scores_before,
    plan_of,
    settle_routine,
    worse_exercise,
)

WEEK_DAYS = 7


@dataclass(frozen=True)
class Playable:
    """A routine to start, as long as it is with the choices made last time."""

    routine: Routine
    timeline: Timeline
    ready: list[Equipment]
    sound: str


@dataclass(frozen=True)
class DayOfWeek:
    """One day of this week. how: as in Kept, "" for a day that is still to come."""

    day: date
    how: str
    is_today: bool


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show today, what was left unfinished, and this week."""
    person, now = current_person(), timezone.localtime()
    today = plan_of(person, now)
    context = {
        "lock": exercise_lock(person),
        "today": today,
        "events_url": address_of_session("events"),
        "ten_minutes": ten_minutes_due(person, now),
        "week": _week(today),
        "kept": {kept.how for kept in today.week},
        "settle": _playable(settle_routine(), remembered_options(person.options) | {"reps": None}),
        **_unfinished(person, now),
        **_light(person, today, now),
        **_plan(person, today, now),
    }
    return render(request, "web/home.html", context)


def _unfinished(person: Person, now: datetime) -> dict[str, Any]:
    session = open_session(person)
    if session is None:
        return {}
    return {
        "unfinished": story_of(session),
        # An own routine may have been thrown away since.
        "can_go_on": now - session.started_at <= ANSWERS_HOLD
        and session.routine in shelf.library().routines,
    }


def _light(person: Person, today: Today, now: datetime) -> dict[str, Any]:
    """Give today's light with its reasons, and what the day is for."""
    exercise = worse_exercise(today)
    light = exercise or today.light
    return {
        "is_known": bool(today.light_because),
        "light": light.value if light else "",
        "light_because": () if exercise else sentences(today.light_because),
        "because": sentences(today.because),
        "advice": advice(today.because, person.emergency_number),
        "flare_because": sentences(today.flare.because) if today.flare else (),
        "full_list_because": () if _waits(person, now) else sentences(today.full_list),
        "scores": last_scores_before(person, now),
    }


def _waits(person: Person, now: datetime) -> bool:
    """Tell whether the last session still waits for its ten-minute answer, which may change it."""
    last = past_sessions(person).first()
    return last is not None and waits_for_ten_minutes(last, now)


def _plan(person: Person, today: Today, now: datetime) -> dict[str, Any]:
    """Give the exercises, what is left out, what is offered and what was changed."""
    chosen = remembered_options(person.options) | {"reps": None}
    chosen["items"] = items_of(today.movements)
    plays = today.routine if today.movements else None
    is_ready = not today.is_preview and daily_signs_answered(person, now)
    exercises = exercises_of(today)
    return {
        "exercises": exercises,
        "you_said": said_of(exercises),
        "left_out": left_out_of(today),
        "main": _playable(plays, chosen) if plays else None,
        "start": "play" if is_ready else "before",
        "first_routine": course().programme.stages[0].routine,
        "can_start": plays is not None and not today.full_list,
        "is_settling": today.doing is Doing.SETTLE,
        "offers": groups_of(today.offers) if not today.full_list else (),
        "yours": list(yours(today, person, now)) if today.doing in EXERCISING else (),
        "changes": () if _waits(person, now) else changes_of(today.changes),
    }


def _playable(routine_id: str, chosen: dict[str, Any]) -> Playable:
    options = read_options(chosen)
    return Playable(
        routine=shelf.library().routines[routine_id],
        timeline=planned_timeline(routine_id, options),
        ready=to_have_ready(routine_id, options),
        sound=sound_address(routine_id, chosen),
    )


def _week(today: Today) -> list[DayOfWeek]:
    """Give all seven days, those to come empty."""
    how = {kept.day: kept.how for kept in today.week}
    monday = today.day - timedelta(days=today.day.weekday())
    days = [monday + timedelta(days=number) for number in range(WEEK_DAYS)]
    return [DayOfWeek(day, how.get(day, ""), is_today=day == today.day) for day in days]
