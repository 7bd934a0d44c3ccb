"""Goals in own words, and how it is as a whole."""

from __future__ import annotations

from datetime import datetime

from supine.diary.clock import utc_offset_minutes
from supine.diary.models import SCORE_MAX, Goal, GoalScore, Person, Wellbeing

LONGEST_TEXT = 200
CHANGE_MAX = 3
PERCENT_MAX = 100


class GoalError(ValueError):
    """A goal without words, or an answer that is not on its scale."""

    def __init__(self, field: str, fault: str, remedy: str) -> None:
        """Name the field, what is wrong with it and what to do."""
        super().__init__(f"{field}: {fault}. {remedy}.")


def add_goal(person: Person, text: str, at: datetime) -> Goal:
    """Store a goal. Raises GoalError for one without words or with far too many."""
    text = " ".join(text.split())
    if not 0 < len(text) <= LONGEST_TEXT:
        raise GoalError("text", "it is empty or too long", f"Use 1 to {LONGEST_TEXT} letters")
    return Goal.objects.create(person=person, text=text, added_at=at)


def goals_of(person: Person, *, retired: bool = False) -> list[Goal]:
    """Give the goals, oldest first, with their `scores` loaded; also the retired ones if asked."""
    goals = person.goals.order_by("added_at", "pk").prefetch_related("scores")
    return list(goals if retired else goals.filter(retired_at=None))


def score_goal(goal: Goal, score: int | None, at: datetime) -> GoalScore:
    """Store how well it goes, 0 to 10; earlier scores stay. Raises GoalError."""
    _check("score", score, 0, SCORE_MAX)
    return GoalScore.objects.create(
        person_id=goal.person_id,
        goal=goal,
        score=score,
        scored_at=at,
        utc_offset_minutes=utc_offset_minutes(at),
    )


def retire_goal(goal: Goal, at: datetime) -> None:
    """Put a goal away; it is kept with its scores."""
    goal.retired_at = at
    goal.save(update_fields=["retired_at"])


def record_wellbeing(
    person: Person, change: int | None, percent_normal: int | None, at: datetime
) -> Wellbeing:
    """Store how it is. change: -3 much worse to 3 much better. percent_normal: 0 to 100.

    None where it was left out. Raises GoalError.
    """
    _check("change", change, -CHANGE_MAX, CHANGE_MAX)
    _check("percent_normal", percent_normal, 0, PERCENT_MAX)
    return Wellbeing.objects.create(
        person=person,
        change=change,
        percent_normal=percent_normal,
        answered_at=at,
        utc_offset_minutes=utc_offset_minutes(at),
    )


def wellbeing_of(person: Person) -> list[Wellbeing]:
    """Give all answers about how it is as a whole, oldest first."""
    return list(person.wellbeing.order_by("answered_at", "pk"))


def _check(field: str, value: int | None, least: int, most: int) -> None:
    if value is not None and (isinstance(value, bool) or not least <= value <= most):
        raise GoalError(
            field, f"{value!r} is not on the scale", f"Use {least} to {most}, or leave it out"
        )
