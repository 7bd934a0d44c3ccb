"""What the pages' forms may hold. Their words stand in the templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, QueryDict

from supine.diary.checkins import Scores
from supine.diary.models import REACH_MAX, SCORE_MAX, Session, Side
from supine.library.care_cards import Answer, ListName

NEITHER = "neither"


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what a form sent, which may be nothing at all, or None where none was sent."""
    return request.POST if request.method == "POST" else None


def _values(values: Iterable[object]) -> list[tuple[str, str]]:
    return [(str(value), str(value)) for value in values]


class ListAnswer(forms.ChoiceField):
    """One answer to one list of warning signs; leaving it out is no answer."""

    def __init__(self) -> None:
        """Offer the three answers."""
        super().__init__(choices=_values(Answer))


class Score(forms.TypedChoiceField):
    """A whole number from 0, or None where it was skipped."""

    def __init__(self, highest: int) -> None:
        """Offer 0 to `highest`, and nothing."""
        choices = _values(range(highest + 1))
        super().__init__(choices=choices, coerce=int, empty_value=None, required=False)


class LegSide(forms.ChoiceField):
    """Which leg; "neither" and nothing chosen are cleaned to ""."""

    def __init__(self) -> None:
        """Offer the sides."""
        super().__init__(choices=_values([*Side.values, NEITHER]), required=False)

    def clean(self, value: object) -> str:
        """Give the side as the diary keeps it."""
        cleaned = str(super().clean(value))
        return "" if cleaned == NEITHER else cleaned


class FullListForm(forms.Form):
    """Both full lists of warning signs, and which leg it is."""

    emergency = ListAnswer()
    urgent = ListAnswer()
    leg_side = LegSide()

    def answers(self) -> dict[ListName, Answer]:
        """Give the answer to each list."""
        lists = (ListName.EMERGENCY, ListName.URGENT)
        return {name: Answer(self.cleaned_data[name.value]) for name in lists}


class DailyListForm(forms.Form):
    """The signs that are asked about before every session."""

    daily = ListAnswer()

    def answers(self) -> dict[ListName, Answer]:
        """Give the answer to the one list."""
        return {ListName.DAILY: Answer(self.cleaned_data["daily"])}


class ScoresForm(forms.Form):
    """How it is at one moment; each row can be skipped."""

    back = Score(SCORE_MAX)
    leg = Score(SCORE_MAX)
    reach = Score(REACH_MAX)
    leg_side = LegSide()

    def scores(self) -> Scores:
        """Give the scores, None for each that was skipped."""
        return Scores(**self.cleaned_data)


class WorstForm(forms.Form):
    """The highest scores during a session."""

    back = Score(SCORE_MAX)
    leg = Score(SCORE_MAX)

    def scores(self) -> Scores:
        """Give the scores, None for each that was skipped."""
        return Scores(**self.cleaned_data)


class AgreedForm(forms.Form):
    """The statement that a clinician has looked at it."""

    agreed = forms.BooleanField()


class CloseForm(forms.Form):
    """Why an unfinished session stopped; "other" where nothing was chosen."""

    why = forms.TypedChoiceField(
        choices=Session.StopReason.choices,
        required=False,
        empty_value=Session.StopReason.OTHER.value,
    )
