"""Times to be reminded at, and the calendar file that does it."""

from __future__ import annotations

from datetime import time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from supine.diary.people import current_person, remember_reminders, reminders_of
from supine.share import FILE_TYPE, reminder_calendar
from supine.web.forms import posted
from supine.web.progress_forms import RemindersForm


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Show the times, or keep them."""
    person = current_person()
    times = reminders_of(person)
    form = RemindersForm(posted(request), times)
    if form.is_valid():
        remember_reminders(person, form.times())
        return redirect("reminders")
    context = {"form": form, "times": times}
    return render(request, "web/reminders.html", context, status=400 if form.errors else 200)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the file, from today on."""
    person, now = current_person(), timezone.localtime()
    times = [time.fromisoformat(text) for text in reminders_of(person)]
    if not times:
        raise Http404
    answer = HttpResponse(
        reminder_calendar(times, now.date(), person.pk, now), content_type=FILE_TYPE
    )
    answer["Content-Disposition"] = 'attachment; filename="reminders.ics"'
    return answer
