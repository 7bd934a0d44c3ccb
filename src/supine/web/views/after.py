"""After a session: what was done, how it felt at its worst, and how it is now."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from supine.diary.models import CheckIn
from supine.diary.people import current_person
from supine.diary.sessions import past_sessions, session_scores
from supine.web.answers import store_scores
from supine.web.forms import ScoresForm, WorstForm, posted
from supine.web.stories import story_of


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show what was done and ask for the scores; each can be skipped."""
    person = current_person()
    session = get_object_or_404(past_sessions(person), pk=session_id)
    known = session_scores(session)
    if known.after is not None:
        # They were given; from here on they are corrected, not asked again.
        return redirect("session", session.pk)
    worst = WorstForm(posted(request), prefix="worst")
    now = ScoresForm(posted(request), prefix="now", initial={"leg_side": person.leg_side})
    if worst.is_valid() and now.is_valid():
        store_scores(person, CheckIn.Moment.WORST, worst, session)
        store_scores(person, CheckIn.Moment.AFTER, now, session)
        return redirect("session", session.pk)
    context = {"story": story_of(session), "worst": worst, "now": now, "leg_side": person.leg_side}
    faults = worst.errors or now.errors
    return render(request, "web/after.html", context, status=400 if faults else 200)
