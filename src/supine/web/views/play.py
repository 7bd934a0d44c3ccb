"""The page that plays a session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from supine.diary.models import CheckIn, Person, Session
from supine.diary.people import current_person
from supine.diary.sessions import open_session, sessions_finished
from supine.library import Routine
from supine.timeline import MOST_REPS
from supine.web.addresses import address_of_session
from supine.web.planning import remembered_options, to_have_ready
from supine.web.today import ANSWERS_HOLD, daily_signs_answered, gate_of, last_scores_before
from supine.web.views.before import routine_or_404

# After this many sessions the page mentions that short words save time.
SESSIONS_IN_FULL_WORDS = 6


@require_safe
@ensure_csrf_cookie
def play(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Show the player, if today's questions were answered and closed nothing."""
    person, routine = current_person(), routine_or_404(routine_id)
    now = timezone.localtime()
    if not daily_signs_answered(person, now):
        return redirect("before", routine.id)
    check_in = last_scores_before(person, now)
    if check_in is None:
        return redirect("before_scores", routine.id)
    if not gate_of(check_in).is_open:
        return redirect("not_today", routine.id, check_in.pk)
    context = {"player": _player(person, routine, check_in)}
    return render(request, "web/play.html", context)


def _player(person: Person, routine: Routine, check_in: CheckIn) -> dict[str, Any]:
    """Give all that the player needs to know."""
    unfinished = _unfinished(person, routine)
    options = remembered_options(unfinished.options if unfinished else person.options)
    return {
        "routine": routine.id,
        "routine_name": routine.name,
        "session": str(unfinished.pk) if unfinished else None,
        "resume_at": unfinished.last_track_seconds if unfinished else None,
        "check_in": str(check_in.pk),
        "options": options,
        "knows_the_words": sessions_finished(person) >= SESSIONS_IN_FULL_WORDS,
        "urls": _urls(routine),
        # For the largest dose: the page shows of it what the chosen dose needs.
        "ready": [
            {
                "id": thing.card.id,
                "name": thing.words.name,
                "stand_in": thing.words.stand_in,
                "purpose": thing.words.purpose,
            }
            for thing in to_have_ready(routine.id, MOST_REPS)
        ],
    }


def _unfinished(person: Person, routine: Routine) -> Session | None:
    """Give the session to go on with: a reload must not begin a second one."""
    session = open_session(person)
    if session is None or session.routine != routine.id:
        return None
    is_recent = timezone.now() - session.started_at <= ANSWERS_HOLD
    return session if is_recent else None


def _urls(routine: Routine) -> dict[str, str]:
    """Give the addresses, with SESSION where the browser puts the id it made."""
    return {
        "timeline": reverse("timeline", args=[routine.id]),
        "track": f"/tracks/{routine.id}",
        "sounds": "/sounds/",
        "events": address_of_session("events"),
        "close": address_of_session("close"),
        "after": address_of_session("after"),
        "home": reverse("home"),
    }
