"""What the pages about progress may be told: goals, how it is as a whole, times for reminders."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from supine.diary.goals import CHANGE_MAX, LONGEST_TEXT, PERCENT_MAX
from supine.diary.models import SCORE_MAX, Goal
from supine.web.forms import Score

MOST_GOALS = 3
MOST_REMINDERS = 3


class GoalForm(forms.Form):
    """A goal in the person's own words."""

    text = forms.CharField(max_length=LONGEST_TEXT)


class GoalScoresForm(forms.Form):
    """How well each goal goes now; each can be skipped."""

    def __init__(self, data: QueryDict | None, goals: Iterable[Goal]) -> None:
        """Ask about these goals."""
        super().__init__(data)
        self.goals = {f"goal_{goal.pk}": goal for goal in goals}
        for name in self.goals:
            self.fields[name] = Score(SCORE_MAX)

    def given(self) -> list[tuple[Goal, int]]:
        """Give the goals that got a score."""
        found = ((goal, self.cleaned_data[name]) for name, goal in self.goals.items())
        return [(goal, score) for goal, score in found if score is not None]


class WellbeingForm(forms.Form):
    """Per cent of normal, and the change since the start; either can be skipped."""

    percent_normal = forms.IntegerField(min_value=0, max_value=PERCENT_MAX, required=False)
    change = forms.TypedChoiceField(
        choices=[(str(step), str(step)) for step in range(-CHANGE_MAX, CHANGE_MAX + 1)],
        coerce=int,
        empty_value=None,
        required=False,
    )


class RemindersForm(forms.Form):
    """Up to three times of the day."""

    def __init__(self, data: QueryDict | None, times: Iterable[str] = ()) -> None:
        """Show the times that are kept."""
        super().__init__(data)
        kept = [*times, *[None] * MOST_REMINDERS][:MOST_REMINDERS]
        for number, time in enumerate(kept, start=1):
            shown = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            name = f"time_{number}"
            self.fields[name] = forms.TimeField(required=False, initial=time, widget=shown)

    def times(self) -> list[str]:
        """Give the times as HH:MM, in order, each once."""
        given = {time for time in self.cleaned_data.values() if time is not None}
        return [f"{time:%H:%M}" for time in sorted(given)]
