"""The full lists of warning signs: at first start, before anything else, and after a clinician."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.care import ScreeningKind
from supine.diary.models import Person
from supine.diary.people import current_person, remember_leg_side
from supine.diary.screening import (
    clinician_has_agreed_before,
    exercise_lock,
    needs_full_screening,
)
from supine.library import shipped_library
from supine.library.care_cards import ListName
from supine.web.answers import store_screening
from supine.web.forms import FullListForm, posted


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Show the lists, or store their answers and go where they lead."""
    person = current_person()
    initial = {"leg_side": person.leg_side} if person.leg_side else {}
    form = FullListForm(posted(request), initial=initial)
    if form.is_valid():
        _store(person, form)
        return redirect("home" if exercise_lock(person) is None else "closed")
    signs = shipped_library().warning_signs
    lists = {
        "words": signs.words,
        "emergency": signs.sign_list(ListName.EMERGENCY),
        "urgent": signs.sign_list(ListName.URGENT),
    }
    again = {
        "repeated": not needs_full_screening(person, timezone.localtime()),
        "again": clinician_has_agreed_before(person),
    }
    status = 400 if form.errors else 200
    return render(request, "web/first.html", {**lists, **again, "form": form}, status=status)


def _store(person: Person, form: FullListForm) -> None:
    if "leg_side" in form.data:
        remember_leg_side(person, form.cleaned_data["leg_side"])
    store_screening(person, ScreeningKind.FULL, form.answers())
