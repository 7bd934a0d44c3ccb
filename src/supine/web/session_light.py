"""The light of each exercise of one session, by the person's own limits, as a page says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from supine.care import Done, Exercised, Judged, Scores, exercise_light
from supine.diary.exercised import session_event
from supine.diary.limits import limits_of
from supine.diary.models import CheckIn, Person, Session
from supine.diary.sessions import session_scores
from supine.diary.snapshots import Snapshot
from supine.diary.ten_minutes import DUE_UNTIL, went_down
from supine.library.care_cards import Advice, Light
from supine.web import shelf
from supine.web.reasons import advice, sentences


@dataclass(frozen=True)
class ExerciseLight:
    """The light of one or more exercises. light: "" where an answer is missing."""

    names: tuple[str, ...]
    light: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    advice: Advice


def waits_for_ten_minutes(session: Session, now: datetime) -> bool:
    """Tell whether the colour has to wait, since the ten-minute question can still be answered."""
    if session.finished_at is None or now - session.finished_at > DUE_UNTIL:
        return False
    answered = {check_in.moment for check_in in session.check_ins.all()}
    return went_down(session) and CheckIn.Moment.TEN_MINUTES not in answered


def lights_of(person: Person, session: Session) -> list[ExerciseLight]:
    """Give the lights, the worst first; exercises alike in all of it stand together.

    Without the page afterwards there are none yet.
    """
    if session_scores(session).after is None:
        return []
    event = session_event(session, timezone.localtime(session.started_at).date())
    if not isinstance(event, Exercised):
        return []
    # As they were called then: a movement of one's own may be gone by now.
    names = {each.movement: each.name for each in Snapshot.from_json(session.snapshot).sets}
    together: dict[tuple[Light | None, tuple[str, ...]], list[tuple[str, Judged]]] = {}
    for done in event.done:
        judged = _judged(event.before, done, person)
        alike = together.setdefault((judged.light, judged.because), [])
        alike.append((names.get(done.movement, done.movement), judged))
    worst_first = sorted(together, key=lambda key: _rank(key[0]))
    return [_in_words(together[key], person) for key in worst_first]


def _in_words(alike: Sequence[tuple[str, Judged]], person: Person) -> ExerciseLight:
    judged = alike[0][1]
    return ExerciseLight(
        tuple(name for name, _ in alike),
        judged.light.value if judged.light else "",
        sentences(judged.because, judged.figures),
        sentences(judged.notes, judged.figures),
        advice(judged.because, person.emergency_number),
    )


def _judged(before: Scores, done: Done, person: Person) -> Judged:
    """Judge one exercise; what is further down ten minutes later counts as its worst."""
    worst, later = done.worst, done.after_ten_minutes_reach
    if worst.reach is not None and later is not None and later > worst.reach:
        worst = replace(worst, reach=later)
    card = shelf.library().care.exercise_light.card
    return exercise_light(before, worst, later, done.neuro, card, limits_of(person))


def _rank(light: Light | None) -> float:
    """Give a number that is smallest for red; without a light, between red and amber."""
    return -1.5 if light is None else -light.severity
