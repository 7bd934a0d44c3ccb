"""What today's answers allow: how long they hold, and where they lead."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from supine.care import Gate, day_gate
from supine.diary.models import CheckIn, Person, Screening
from supine.library import shipped_library

# Long enough for a session that was put off by an evening, short enough to be asked every day.
ANSWERS_HOLD = timedelta(hours=12)


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


def gate_of(check_in: CheckIn) -> Gate:
    """Tell what the day rules make of these scores."""
    return day_gate(check_in.back, check_in.leg, shipped_library().day_rules.rules)


def to_session(check_in: CheckIn, routine_id: str) -> HttpResponseRedirect:
    """Go on to the session, or to the page that says that today is no day for it."""
    if not gate_of(check_in).is_open:
        return redirect("not_today", routine_id, check_in.pk)
    query = urlencode({"check_in": check_in.pk})
    return HttpResponseRedirect(f"{reverse('play', args=[routine_id])}?{query}")
