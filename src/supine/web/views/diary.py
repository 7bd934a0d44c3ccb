"""The diary, to read: all past sessions, and one of them in full."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supine.diary.models import CheckIn
from supine.diary.people import current_person
from supine.diary.sessions import past_sessions
from supine.web.session_light import lights_of, waits_for_ten_minutes
from supine.web.stories import by_day, story_of


@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """List the sessions, newest first, and the scores that no session followed."""
    person = current_person()
    alone = person.check_ins.filter(
        moment=CheckIn.Moment.BEFORE, session=None, sessions_begun=None
    ).order_by("-answered_at")
    context = {"days": list(by_day(past_sessions(person))), "alone": alone}
    return render(request, "web/diary.html", context)


@require_safe
def one(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show one session."""
    person = current_person()
    session = get_object_or_404(past_sessions(person), pk=session_id)
    waits = waits_for_ten_minutes(session, timezone.localtime())
    lights = [] if waits else lights_of(person, session)
    context = {"story": story_of(session), "waits": waits, "lights": lights}
    return render(request, "web/session.html", context)
