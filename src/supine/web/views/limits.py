"""My limits: up to which score it goes on, and above which it stops."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.care import published_limits
from supine.diary.limits import limits_of, remember_limits
from supine.diary.people import current_person
from supine.web import shelf
from supine.web.forms import LimitsForm, posted


@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: HttpRequest) -> HttpResponse:
    """Show the published limits or the person's own, or store what was chosen."""
    person = current_person()
    own = limits_of(person)
    shown = own or published_limits(shelf.library().care.exercise_light.card)
    form = LimitsForm(posted(request), initial=asdict(shown))
    if form.is_valid():
        remember_limits(person, form.limits(), timezone.localtime())
        return redirect("home")
    context = {"form": form, "limits": shown, "is_first": own is None}
    return render(request, "web/limits.html", context, status=400 if form.errors else 200)
