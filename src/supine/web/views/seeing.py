"""When to see somebody, and one sheet of paper for the visit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from supine.care import Statement
from supine.diary.goals import goals_of, wellbeing_of
from supine.diary.limits import limits_of
from supine.diary.people import current_person
from supine.diary.said import record_statement
from supine.diary.screening import exercise_lock
from supine.web import shelf
from supine.web.asking import goal_stories, newest_percent
from supine.web.forms import StatementForm
from supine.web.today import plan_of
from supine.web.views.progress import USUAL_SPAN, progress_of
from supine.web.visits import cautions_of, counted, exercises_now, reasons_of
from supine.web.watched import along_since

STATEMENTS_HERE = (Statement.KEPT_FROM_SLEEP_OR_WORK, Statement.LOW_OR_WORRIED)


@require_http_methods(["GET", "HEAD", "POST"])
def see_somebody(request: HttpRequest) -> HttpResponse:
    """Show every reason that holds, once; store what the person says of the last days."""
    person, now = current_person(), timezone.localtime()
    if request.method == "POST":
        form = StatementForm(request.POST)
        if form.is_valid():
            record_statement(person, form.cleaned_data["statement"], now)
        return redirect("see_somebody")
    today = plan_of(person, now)
    said = today.now.stated
    context = {
        "reasons": reasons_of(today.see_somebody),
        "lock": exercise_lock(person),
        "not_complete": shelf.library().care.warning_signs.words.not_complete,
        "statements": [(one.value, said.get(one)) for one in STATEMENTS_HERE],
    }
    return render(request, "web/see_somebody.html", context)


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """Show the sheet: what was scored, done and noticed, and room for own questions."""
    person, now = current_person(), timezone.localtime()
    today = plan_of(person, now)
    told = progress_of(person, today, USUAL_SPAN)
    in_numbers = counted(told["days"], today) if told["days"] else None
    context = {
        **told,
        "person": person,
        "counted": in_numbers,
        "along": along_since(person, in_numbers.since) if in_numbers else None,
        "reasons": reasons_of(today.see_somebody),
        "exercises": exercises_now(today.now),
        "cautions": cautions_of(today.now),
        "limits": limits_of(person),
        "goals": goal_stories(goals_of(person)),
        "percent": newest_percent(wellbeing_of(person)),
    }
    return render(request, "web/summary.html", context)
