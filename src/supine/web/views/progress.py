"""Progress: what may be said of the weeks, two lines, and the same numbers as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from supine.care import Plan, Today
from supine.care.trend import monday_of
from supine.diary.care_days import DiaryDay, diary_days
from supine.diary.goals import goals_of, wellbeing_of
from supine.diary.models import Person
from supine.diary.people import current_person
from supine.web import shelf
from supine.web.asking import due_on, goal_stories, newest_percent
from supine.web.charts import Chart, chart_of
from supine.web.columns import PHONE, WIDE, Page
from supine.web.today import plan_of
from supine.web.trends import trend_story
from supine.web.watched import watched_of

SPANS = (4, 12, 52)
USUAL_SPAN = 12


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show the page; `?weeks=` chooses how much of it."""
    person, now = current_person(), timezone.localtime()
    today = plan_of(person, now)
    asked = request.GET.get("weeks", "")
    span = int(asked) if asked in map(str, SPANS) else USUAL_SPAN
    goals, answers = goal_stories(goals_of(person)), wellbeing_of(person)
    told = progress_of(person, today, span)
    first = told["days"][0].day if told["days"] else None
    context = {
        **told,
        "camera": watched_of(person, today.day, span, first),
        "goals": goals,
        "percent": newest_percent(answers),
        "due": due_on(today.day, today.now.began, goals, answers),
    }
    return render(request, "web/progress.html", context)


def progress_of(person: Person, today: Today, span_weeks: int) -> dict[str, Any]:
    """Give all that is told of so many weeks, for a page or a sheet of paper."""
    plan, until = today.now, today.day
    story = trend_story(plan, until, shelf.library().care.trend)
    days = _days_since_the_first(person, plan, until, span_weeks)
    return {
        "today": until,
        "story": story,
        "weeks": [week for week in story.weeks if days and week.monday >= monday_of(days[0].day)],
        "days": days,
        "days_scored": sum(day.back is not None or day.leg is not None for day in days),
        "charts": _charts(days, plan, story.least_days),
        "chart_label": _label(days),
        "spans": _spans(plan, until),
        "chosen_span": span_weeks,
        "reasons": today.see_somebody,
    }


def _days_since_the_first(
    person: Person, plan: Plan, until: date, span_weeks: int
) -> list[DiaryDay]:
    """Give the days from the first one with a score on; none while there is no score."""
    if not plan.weeks:
        return []
    days = diary_days(person, until, 7 * span_weeks)
    return [day for day in days if day.day >= plan.began]


def _charts(days: Sequence[DiaryDay], plan: Plan, least_days: int) -> list[Chart]:
    if not days:
        return []
    page = Page.of(days[0].day, days[-1].day, least_days)
    return [chart_of(days, plan.weeks, page, frame) for frame in (PHONE, WIDE)]


def _label(days: Sequence[DiaryDay]) -> str:
    """Say what the picture is, to somebody who cannot see it."""
    if not days:
        return ""
    first, last = (date_format(day.day, "j F") for day in (days[0], days[-1]))
    return f"Back and leg from {first} to {last}. The tables below have the same numbers."


def _spans(plan: Plan, until: date) -> list[int]:
    """Offer what would show more or less than the others."""
    weeks = (until - plan.began).days // 7 + 1
    useful = [span for number, span in enumerate(SPANS) if not number or weeks > SPANS[number - 1]]
    return useful if len(useful) > 1 else []
