"""Goals in the person's own words, and how it is as a whole."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from supine.diary.goals import (
    add_goal,
    goals_of,
    record_wellbeing,
    retire_goal,
    score_goal,
    wellbeing_of,
)
from supine.diary.models import Person
from supine.diary.people import current_person
from supine.web.asking import due_on, goal_stories
from supine.web.forms import posted
from supine.web.progress_forms import MOST_GOALS, GoalForm, GoalScoresForm, WellbeingForm
from supine.web.today import plan_of


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """Show the goals with their scores, or store how well they go now."""
    person, now = current_person(), timezone.localtime()
    found = goals_of(person)
    form = GoalScoresForm(posted(request), found)
    if form.is_valid():
        for goal, score in form.given():
            score_goal(goal, score, now)
        return redirect("goals")
    return _page(request, person, now, form, GoalForm())


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Store a goal, unless there are enough."""
    person, now = current_person(), timezone.localtime()
    found = goals_of(person)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _page(request, person, now, GoalScoresForm(None, found), form)
    if len(found) < MOST_GOALS:
        add_goal(person, form.cleaned_data["text"], now)
    return redirect("goals")


@require_POST
def retire(request: HttpRequest, goal_id: int) -> HttpResponse:  # noqa: ARG001 - only who and which count
    """Put a goal away."""
    goal = get_object_or_404(current_person().goals, pk=goal_id)
    retire_goal(goal, timezone.localtime())
    return redirect("goals")


@require_http_methods(["GET", "HEAD", "POST"])
def wellbeing(request: HttpRequest) -> HttpResponse:
    """Ask what is due, or store it."""
    person, now = current_person(), timezone.localtime()
    form = WellbeingForm(posted(request))
    if form.is_valid():
        values = form.cleaned_data
        if any(value is not None for value in values.values()):
            record_wellbeing(person, values["change"], values["percent_normal"], now)
        return redirect("progress")
    plan = plan_of(person, now).now
    answers = wellbeing_of(person)
    context = {
        "form": form,
        "began": plan.began,
        "answers": list(reversed(answers)),
        "due": due_on(now.date(), plan.began, [], answers),
    }
    return render(request, "web/wellbeing.html", context, status=400 if form.errors else 200)


def _page(
    request: HttpRequest,
    person: Person,
    now: datetime,
    scores: GoalScoresForm,
    new: GoalForm,
) -> HttpResponse:
    stories = goal_stories(goals_of(person))
    faults = scores.errors or new.errors
    context = {
        "rows": [(story, scores[f"goal_{story.goal.pk}"]) for story in stories],
        "can_add": len(stories) < MOST_GOALS,
        "new": new,
        "due": due_on(now.date(), now.date(), stories, []).goals,
    }
    return render(request, "web/goals.html", context, status=400 if faults else 200)
