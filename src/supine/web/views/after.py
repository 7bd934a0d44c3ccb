"""After a session: what was done, how it felt at its worst, and how it is now."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.diary.models import CheckIn
from supine.diary.people import current_person
from supine.diary.sessions import past_sessions, session_scores
from supine.diary.ten_minutes import record_effort
from supine.web.answers import store_scores
from supine.web.forms import EffortForm, ScoresForm, WorstForm, posted
from supine.web.stories import story_of
from supine.web.today import settle_routine


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show what was done and ask for the scores; each can be skipped."""
    person = current_person()
    session = get_object_or_404(past_sessions(person), pk=session_id)
    if session.routine == settle_routine():
        # Resting is not judged, so there is nothing to ask.
        return redirect("home")
    if session_scores(session).after is not None:
        # They were given; from here on they are corrected, not asked again.
        return redirect("session", session.pk)
    worst = WorstForm(posted(request), prefix="worst")
    effort = EffortForm(posted(request))
    now = ScoresForm(posted(request), prefix="now", initial={"leg_side": person.leg_side})
    if all([worst.is_valid(), effort.is_valid(), now.is_valid()]):
        store_scores(person, CheckIn.Moment.WORST, worst, session)
        given = effort.cleaned_data["effort"]
        record_effort(person, session.pk, given, timezone.localtime())
        store_scores(person, CheckIn.Moment.AFTER, now, session)
        return redirect("session", session.pk)
    forms = {"worst": worst, "effort": effort, "now": now}
    context = {"story": story_of(session), "leg_side": person.leg_side, **forms}
    faults = worst.errors or effort.errors or now.errors
    return render(request, "web/after.html", context, status=400 if faults else 200)
