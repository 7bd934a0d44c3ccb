"""The full list: at first start, before anything else; again when a rule asks for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from supine.care import ScreeningKind, screening_outcome
from supine.diary.limits import limits_of
from supine.diary.models import Person
from supine.diary.people import COUNTRIES, current_person, remember_country, remember_leg_side
from supine.diary.screening import (
    clinician_has_agreed_before,
    exercise_lock,
    flags_of,
    needs_full_screening,
    record_full_list,
)
from supine.library.care_cards import ListName
from supine.web import shelf
from supine.web.answers import store_screening
from supine.web.cautions import ticked_before
from supine.web.effects import effects_of
from supine.web.forms import FullListForm, posted
from supine.web.reasons import sentences
from supine.web.today import plan_of


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Show the lists, or store their answers and go where they lead."""
    person = current_person()
    form = FullListForm(posted(request), initial=_answered_before(person))
    if form.is_valid():
        _store(person, form)
        return redirect(_next_page(person))
    status = 400 if form.errors else 200
    return render(request, "web/first.html", {**_words(person), "form": form}, status=status)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Say which movements of the library change or are left out after the answers, and why."""
    person = current_person()
    caution = shelf.library().care.caution
    flags = flags_of(person)
    rule = next(rule for rule in caution.card.rules if rule.id in flags.because)
    context = {
        "advice": caution.advice(rule.say),
        "effects": effects_of(flags),
        "needs_limits": limits_of(person) is None,
    }
    return render(request, "web/changes.html", context)


def _answered_before(person: Person) -> dict[str, Any]:
    """Give what is known already; signs are always asked afresh."""
    known: dict[str, Any] = {"cautions": ticked_before(flags_of(person))}
    if person.leg_side:
        known["leg_side"] = person.leg_side
    return {**known, "country": person.country}


def _words(person: Person) -> dict[str, object]:
    signs = shelf.library().warning_signs
    now = timezone.localtime()
    repeated = not needs_full_screening(person, now)
    return {
        "words": signs.words,
        "emergency": signs.sign_list(ListName.EMERGENCY),
        "urgent": signs.sign_list(ListName.URGENT),
        "caution": shelf.library().care.caution.words,
        "repeated": repeated,
        "again": clinician_has_agreed_before(person),
        "asked_because": sentences(plan_of(person, now).full_list) if repeated else (),
        "countries": COUNTRIES,
    }


def _store(person: Person, form: FullListForm) -> None:
    if "leg_side" in form.data:
        remember_leg_side(person, form.cleaned_data["leg_side"])
    if form.cleaned_data["country"]:
        remember_country(person, form.cleaned_data["country"])
    if not form.cleaned_data["cautions"]:
        # Help comes first: what to be careful with is asked when the list is answered again.
        store_screening(person, ScreeningKind.FULL, form.answers())
        return
    rules = shelf.library().warning_signs.rules
    outcome = screening_outcome(ScreeningKind.FULL, form.answers(), rules)
    now = timezone.localtime()
    record_full_list(person, form.answers(), form.yes(), form.follow_ups(), outcome, now)


def _next_page(person: Person) -> str:
    if exercise_lock(person) is not None:
        return "closed"
    if flags_of(person).set_by:
        return "changes"
    return "limits" if limits_of(person) is None else "home"
