"""What today's answers allow: the plan of the day, how long answers hold, and where they lead."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from supine.care import Course, Today
from supine.diary.care_days import today_of
from supine.diary.models import CheckIn, Person, Screening
from supine.library import shipped_library
from supine.library.care_cards import Doing, Light

# Long enough for a session that was put off by an evening, short enough to be asked every day.
ANSWERS_HOLD = timedelta(hours=12)
PROGRAMME = "three-minute"
EXERCISING = (Doing.HALF, Doing.PLANNED)


@cache
def course() -> Course:
    """Give the shipped programme with its movements and rules."""
    return Course.of(shipped_library(), PROGRAMME)


def plan_of(person: Person, now: datetime) -> Today:
    """Plan the person's day from everything in the diary. now: aware, in the person's zone."""
    return today_of(person, now, course())


def worse_exercise(today: Today) -> Light | None:
    """Give the light of today's exercises where it is worse than that of the answers before."""
    seen = next((day for day in reversed(today.now.days) if day.day == today.day), None)
    if seen is None or seen.exercise is None or today.light is None:
        return None
    return seen.exercise if seen.exercise.severity > today.light.severity else None


def settle_routine() -> str:
    """Give the routine that is always there, on every day."""
    settle = course().programme.settle
    if settle is None:
        msg = f"programme {PROGRAMME}: settle is missing. Name a routine there."
        raise LookupError(msg)
    return settle


def daily_signs_answered(person: Person, now: datetime) -> bool:
    """Tell whether the last daily list is recent, and had nothing ticked."""
    daily = person.screenings.filter(kind=Screening.Kind.DAILY)
    last = daily.order_by("-answered_at", "-id").first()
    if last is None or last.level != Screening.Level.CLEAR:
        return False
    return now - last.answered_at <= ANSWERS_HOLD


def last_scores_before(person: Person, now: datetime) -> CheckIn | None:
    """Give the newest scores before a session that still hold."""
    before = person.check_ins.filter(moment=CheckIn.Moment.BEFORE)
    recent = before.filter(answered_at__gte=now - ANSWERS_HOLD)
    return recent.order_by("-answered_at").first()


def is_beside_the_programme(routine_id: str) -> bool:
    """Tell whether a routine is neither one of the programme's own nor the one to settle with."""
    return routine_id not in (*course().routines, settle_routine())


def after_scores(today: Today, check_in: CheckIn, routine_id: str) -> HttpResponseRedirect:
    """Go on to the session on a day for all of it, else to the page that says what today is for.

    routine_id: what was asked for; where it is one of the programme's, today's own is played.
    """
    is_beside = is_beside_the_programme(routine_id)
    if is_beside and today.doing is Doing.HALF:
        return redirect("routine", routine_id)
    if today.doing is not Doing.PLANNED or today.routine is None:
        return redirect("home")
    query = urlencode({"check_in": check_in.pk})
    goes_to = routine_id if is_beside else today.routine
    return HttpResponseRedirect(f"{reverse('play', args=[goes_to])}?{query}")
