"""Correcting scores that were given; what stood there before is kept and shown."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.diary.checkins import correct_check_in
from supine.diary.models import CheckIn, Session
from supine.diary.people import current_person
from supine.web import shelf
from supine.web.forms import ScoresForm, WorstForm, posted
from supine.web.today import after_scores, plan_of


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, check_in_id: UUID) -> HttpResponse:
    """Show the scores to change, or store what changed and go back to where they belong."""
    check_in = get_object_or_404(CheckIn, pk=check_in_id, person=current_person())
    is_worst = check_in.moment == CheckIn.Moment.WORST
    form_class = WorstForm if is_worst else ScoresForm
    initial = {name: getattr(check_in, name) for name in form_class.base_fields}
    form = form_class(posted(request), initial=initial)
    if form.is_valid():
        correct_check_in(check_in, _given(form), timezone.localtime())
        return _onward(request, check_in)
    context = {
        "check_in": check_in,
        "form": form,
        "corrections": check_in.corrections.order_by("corrected_at", "id"),
        "routine_id": _routine_before(request),
    }
    return render(request, "web/check_in.html", context, status=400 if form.errors else 200)


def _given(form: ScoresForm | WorstForm) -> dict[str, int | str | None]:
    """Give the values to keep; a leg that nobody chose again stays the one it was."""
    leg_was_chosen = "leg_side" in form.data
    values = form.cleaned_data.items()
    return {name: value for name, value in values if name != "leg_side" or leg_was_chosen}


def _onward(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    routine_id = _routine_before(request)
    if routine_id and check_in.moment == CheckIn.Moment.BEFORE:
        today = plan_of(current_person(), timezone.localtime())
        return after_scores(today, check_in, routine_id)
    session = check_in.session or Session.objects.filter(before=check_in).first()
    return redirect("session", session.pk) if session else redirect("diary")


def _routine_before(request: HttpRequest) -> str:
    """Give the routine that the person was about to start, or "" where it was none of ours."""
    asked = request.GET.get("routine", "")
    return asked if asked in shelf.library().routines else ""
