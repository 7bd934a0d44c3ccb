"""Earlier days, written into a diary through its own functions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from supine.care import ScreeningKind, published_limits, screening_outcome
from supine.diary.checkins import Scores, record_check_in
from supine.diary.events import EventIn
from supine.diary.limits import remember_limits
from supine.diary.models import Person
from supine.diary.people import current_person
from supine.diary.screening import record_full_list
from supine.diary.sessions import record_events
from supine.diary.ten_minutes import record_effort
from supine.library import Sides, shipped_library
from supine.library.care_cards import Answer, ListName
from supine.web.exercises import items_of
from supine.web.planning import snapshot_of
from supine.web.today import course, plan_of

GREEN = Scores(back=2, leg=2, reach=1)


def remember_days(days: int) -> None:
    """Write that many days up to yesterday, each with one green session, done in full."""
    person = current_person()
    morning = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    answer_the_list(person, morning - timedelta(days=days + 1))
    for ago in range(days, 0, -1):
        one_session(person, morning - timedelta(days=ago))


def answer_the_list(person: Person, at: datetime) -> None:
    """Answer the full list with nothing, and confirm the published limits."""
    care = shipped_library().care
    answers = dict.fromkeys((ListName.EMERGENCY, ListName.URGENT), Answer.NONE)
    outcome = screening_outcome(ScreeningKind.FULL, answers, care.warning_signs.rules)
    record_full_list(person, answers, [], {}, outcome, at)
    remember_limits(person, published_limits(care.exercise_light.card), at)


def one_session(person: Person, at: datetime) -> None:
    """Check in, do what is planned to the last repetition, and say that it was easy."""
    check_in = record_check_in(person, "before", GREEN, at)
    today = plan_of(person, at)
    detail = {
        "routine": today.routine,
        "options": {"items": items_of(today.movements)},
        "check_in_id": str(check_in.pk),
    }
    events = [event("started", at, detail=detail)]
    for planned in today.movements:
        sides = course().movements[planned.movement].card.sides
        for side in (None,) if sides is Sides.NONE else ("left", "right"):
            events += [
                event("rep_done", at, movement=planned.movement, side=side, rep=rep)
                for rep in range(1, planned.dose.reps + 1)
            ]
    end = at + timedelta(minutes=5)
    events.append(event("finished", end))
    session_id = uuid4()
    record_events(person, session_id, events, received_at=end, snapshot_of=snapshot_of)
    session = person.sessions.get(pk=session_id)
    record_check_in(person, "worst", GREEN, end, session)
    record_effort(person, session_id, 3, end)
    record_check_in(person, "after", GREEN, end, session)


def event(kind: str, at: datetime, **more: Any) -> EventIn:  # noqa: ANN401 - as JSON brings it
    """Give one event as the player sends it."""
    empty: dict[str, Any] = {
        "at_seconds": 0.0,
        "movement": None,
        "side": None,
        "rep": None,
        "detail": {},
    }
    told = {"id": str(uuid4()), "kind": kind, "happened_at": at.isoformat(), **empty, **more}
    return EventIn.from_mapping(told)
