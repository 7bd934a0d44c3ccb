"""What to do now, while the exercises are closed, and how they open again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.diary.models import Person
from supine.diary.people import current_person
from supine.diary.screening import Lock, WaitsFor, exercise_lock, record_clinician_agreed
from supine.library.care_cards import Level
from supine.web import shelf
from supine.web.forms import AgreedForm, posted


@require_http_methods(["GET", "HEAD", "POST"])
def closed(request: HttpRequest) -> HttpResponse:
    """Show what to do; store that a clinician has looked at it."""
    person = current_person()
    lock = exercise_lock(person)
    if lock is None:
        return redirect("home")
    form = AgreedForm(posted(request))
    if form.is_valid():
        record_clinician_agreed(person, timezone.localtime())
        return redirect(_next_page(person))
    context = {**_words(person, lock), "form": form}
    return render(request, "web/closed.html", context, status=400 if form.errors else 200)


def _next_page(person: Person) -> str:
    lock = exercise_lock(person)
    if lock is None:
        return "home"
    return "first" if lock.waits_for is WaitsFor.FULL_LIST else "closed"


def _words(person: Person, lock: Lock) -> dict[str, object]:
    """Give what the page says: the advice and its reasons, and numbers where help must come now."""
    signs = shelf.library().warning_signs
    numbers = signs.card.emergency_numbers if lock.level is Level.EMERGENCY else ()
    return {
        "advice": signs.advice(lock.say, person.emergency_number),
        "reasons": signs.reasons(lock.because),
        "words": signs.words,
        "numbers": (person.emergency_number,) if numbers and person.emergency_number else numbers,
        "list_again": lock.level is Level.EMERGENCY,
        "only_the_list": lock.waits_for is WaitsFor.FULL_LIST,
    }
