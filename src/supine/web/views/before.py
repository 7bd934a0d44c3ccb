"""Before a session: today's warning signs on one screen, then how it is now in a few taps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.care import ScreeningKind
from supine.diary.models import CheckIn
from supine.diary.people import current_person
from supine.diary.screening import clinician_has_agreed_before, exercise_lock
from supine.library import Routine
from supine.library.care_cards import ListName
from supine.web import shelf
from supine.web.answers import store_scores, store_screening
from supine.web.cautions import painkiller_question
from supine.web.forms import BeforeForm, DailyListForm, posted
from supine.web.today import after_scores, daily_signs_answered, plan_of


def routine_or_404(routine_id: str) -> Routine:
    """Give the shipped routine, or answer that there is none."""
    routine = shelf.library().routines.get(routine_id)
    if routine is None:
        raise Http404
    return routine


@require_http_methods(["GET", "HEAD", "POST"])
def signs(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Ask whether any of today's warning signs is there."""
    person, routine = current_person(), routine_or_404(routine_id)
    form = DailyListForm(posted(request))
    if form.is_valid():
        store_screening(person, ScreeningKind.DAILY, form.answers())
        if exercise_lock(person) is not None:
            return redirect("closed")
        return redirect("before_scores", routine.id)
    cards = shelf.library().warning_signs
    context = {
        "routine": routine,
        "words": cards.words,
        "daily": cards.sign_list(ListName.DAILY),
        "again": clinician_has_agreed_before(person),
        "form": form,
    }
    return render(request, "web/before_signs.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Ask for back, leg, how far down, and strong painkillers; each can be skipped."""
    person, routine = current_person(), routine_or_404(routine_id)
    now = timezone.localtime()
    if not daily_signs_answered(person, now):
        return redirect("before", routine.id)
    form = BeforeForm(posted(request), initial={"leg_side": person.leg_side})
    if form.is_valid():
        check_in = store_scores(person, CheckIn.Moment.BEFORE, form)
        return after_scores(plan_of(person, now), check_in, routine.id)
    context = {
        "routine": routine,
        "form": form,
        "leg_side": person.leg_side,
        "painkillers": painkiller_question(),
    }
    return render(request, "web/before_scores.html", context, status=400 if form.errors else 200)
