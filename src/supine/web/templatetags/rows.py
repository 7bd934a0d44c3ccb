"""The rows of large things to tap: one score, or how far down."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from supine.diary.models import SCORE_MAX, CheckIn
from supine.diary.sessions import SessionScores

register = template.Library()


@register.simple_tag
def in_words(kind: str, value: object) -> SafeString:
    """Say one stored value in words: web/words/KIND.html without its last line end."""
    said = render_to_string(f"web/words/{kind}.html", {"value": value})
    return mark_safe(said.strip())  # noqa: S308 - what a template of ours has escaped


@register.inclusion_tag("web/parts/score_row.html")
def score_row(bound: BoundField, legend: str, side: str = "") -> dict[str, Any]:
    """Show one row from 0 to 10 with "skip". side: which leg is meant, "" where none."""
    numbers = [str(number) for number in range(SCORE_MAX + 1)]
    return {**_chosen(bound), "legend": legend, "side": side, "numbers": numbers}


@register.inclusion_tag("web/parts/reach_row.html")
def reach_row(bound: BoundField, legend: str) -> dict[str, Any]:
    """Show how far down the leg it goes, with "skip"."""
    return {**_chosen(bound), "legend": legend}


def _chosen(bound: BoundField) -> dict[str, Any]:
    value = bound.value()
    chosen = "" if value is None else str(value)
    # At first nothing is chosen, not even "skip": it must stay visible that nobody has looked.
    was_asked = bound.form.is_bound or bound.name in bound.form.initial
    return {"bound": bound, "chosen": chosen, "skipped": not chosen and was_asked}


@register.filter
def in_minutes(seconds: float) -> tuple[int, int]:
    """Give whole minutes and the seconds over, to the nearest five: nobody needs it closer."""
    return divmod(round(seconds / 5) * 5, 60)


@register.filter
def moments(scores: SessionScores) -> tuple[CheckIn | None, CheckIn | None, CheckIn | None]:
    """Give the check-ins before, at the worst moment and after, None where there is none."""
    return scores.before, scores.worst, scores.after


@register.filter
def leg_side(scores: SessionScores) -> str:
    """Give the leg that the newest of the scores mean, "" where nobody said."""
    newest_first = (scores.after, scores.worst, scores.before)
    return next((found.leg_side for found in newest_first if found and found.leg_side), "")
