"""When goals and how it is as a whole are asked about again, and what was answered so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from supine.diary.models import Goal, GoalScore, Wellbeing

GOALS_EVERY = timedelta(weeks=2)
PERCENT_EVERY = timedelta(weeks=1)
# Since the first day. Each is asked once, until the next one comes.
CHANGE_AFTER = (timedelta(weeks=2), timedelta(weeks=6), timedelta(weeks=12))


@dataclass(frozen=True)
class GoalStory:
    """A goal with its first and its newest score; None: never scored."""

    goal: Goal
    first: GoalScore | None
    newest: GoalScore | None

    @property
    def has_two(self) -> bool:
        """Tell whether there is a way to show."""
        return self.first is not self.newest


@dataclass(frozen=True)
class Due:
    """What is to be asked today."""

    goals: bool
    percent: bool
    change: bool

    @property
    def any(self) -> bool:
        """Tell whether anything is."""
        return self.goals or self.percent or self.change


def due_on(
    today: date, began: date, goals: Sequence[GoalStory], answers: Sequence[Wellbeing]
) -> Due:
    """Tell what to ask. began: the first day of the diary. answers: oldest first."""
    percents = [_day(answer) for answer in answers if answer.percent_normal is not None]
    changes = [_day(answer) for answer in answers if answer.change is not None]
    passed = [began + after for after in CHANGE_AFTER if began + after <= today]
    return Due(
        goals=any(_is_older(story, today - GOALS_EVERY) for story in goals),
        percent=not percents or percents[-1] <= today - PERCENT_EVERY,
        change=bool(passed) and not any(day >= passed[-1] for day in changes),
    )


def goal_stories(goals: Iterable[Goal]) -> list[GoalStory]:
    """Put each goal beside its first and its newest score."""
    return [_story(goal) for goal in goals]


def newest_percent(answers: Sequence[Wellbeing]) -> Wellbeing | None:
    """Give the newest answer that has a per cent of normal."""
    return next((each for each in reversed(answers) if each.percent_normal is not None), None)


def _story(goal: Goal) -> GoalStory:
    given = sorted(
        (score for score in goal.scores.all() if score.score is not None),
        key=lambda score: (score.scored_at, score.pk),
    )
    return GoalStory(goal, given[0] if given else None, given[-1] if given else None)


def _is_older(story: GoalStory, day: date) -> bool:
    return story.newest is None or timezone.localdate(story.newest.scored_at) <= day


def _day(answer: Wellbeing) -> date:
    return timezone.localdate(answer.answered_at)
