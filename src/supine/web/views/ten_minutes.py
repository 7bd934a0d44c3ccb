"""Ten minutes after the leg symptom went further down: whether it is back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.diary.people import current_person
from supine.diary.sessions import past_sessions
from supine.diary.ten_minutes import hurts_of, record_ten_minutes
from supine.web.forms import TenMinutesForm, posted
from supine.web.stories import story_of


@require_http_methods(["GET", "HEAD", "POST"])
def ten_minutes(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask how far down it is now and, where something tingled, whether that has gone."""
    person = current_person()
    session = get_object_or_404(past_sessions(person), pk=session_id)
    form = TenMinutesForm(posted(request))
    if form.is_valid():
        answers = form.cleaned_data
        now = timezone.localtime()
        record_ten_minutes(person, session, answers["reach"], answers["neuro"], now)
        return redirect("session", session.pk)
    context = {
        "form": form,
        "story": story_of(session),
        "tingled": bool(hurts_of(session, ("tingling",))),
    }
    return render(request, "web/ten_minutes.html", context, status=400 if form.errors else 200)
