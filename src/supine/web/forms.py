"""What the pages' forms may hold. Their words stand in the templates and the care cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from supine.care import Limits, LimitsError, Neuro, Statement, check_limits, limit_choices
from supine.diary.checkins import Scores
from supine.diary.models import REACH_MAX, SCORE_MAX, Session, Side
from supine.diary.people import COUNTRIES
from supine.library.care_cards import Answer, ListName
from supine.web import shelf
from supine.web.cautions import questions

NEITHER = "neither"
NONE = "none"


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
    """The full lists: warning signs, what to be careful with, which leg, and the country."""

    emergency = ListAnswer()
    urgent = ListAnswer()
    leg_side = LegSide()
    country = forms.ChoiceField(choices=_values(each.code for each in COUNTRIES), required=False)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any]) -> None:
        """Add the caution questions of the cards, with their second questions."""
        super().__init__(data, initial=dict(initial))
        self.questions = questions()
        asked = [*(question.id for question in self.questions), NONE]
        self.fields["cautions"] = forms.MultipleChoiceField(choices=_values(asked), required=False)
        for question in self.questions:
            if question.choices:
                answers = _values(choice.key for choice in question.choices)
                field = forms.ChoiceField(choices=answers, required=False)
                self.fields[question.follow_up_name] = field

    def clean(self) -> None:
        """Ask for the cautions too, unless help comes first."""
        given = self.cleaned_data
        if given.get("emergency") not in (None, Answer.NONE) or "cautions" not in given:
            return
        ticked = given["cautions"]
        if not ticked:
            self.add_error("cautions", "missing")
        for question in self.questions:
            name = question.follow_up_name
            if question.choices and question.id in ticked and not given.get(name):
                self.add_error(name, "missing")

    def asked(self) -> list[dict[str, object]]:
        """Give the caution questions, each with the field of its second answer, to be shown."""
        return [
            {
                "id": question.id,
                "text": question.text,
                "follow_up": question.follow_up,
                "choices": question.choices,
                "field": self[question.follow_up_name] if question.choices else None,
            }
            for question in self.questions
        ]

    def answers(self) -> dict[ListName, Answer]:
        """Give the answer to each list."""
        lists = (ListName.EMERGENCY, ListName.URGENT)
        return {name: Answer(self.cleaned_data[name.value]) for name in lists}

    def yes(self) -> list[str]:
        """Give the caution questions that were ticked."""
        return [question_id for question_id in self.cleaned_data["cautions"] if question_id != NONE]

    def follow_ups(self) -> dict[str, str]:
        """Give the second answer of each ticked question that has one."""
        return {
            question.id: self.cleaned_data[question.follow_up_name]
            for question in self.questions
            if question.id in self.yes() and self.cleaned_data.get(question.follow_up_name)
        }


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


class BeforeForm(ScoresForm):
    """How it is before a session, and whether strong painkillers may hide something."""

    strong_painkillers = forms.TypedChoiceField(
        choices=_values(("yes", "no")),
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
    )


class WorstForm(forms.Form):
    """The highest scores during a session."""

    back = Score(SCORE_MAX)
    leg = Score(SCORE_MAX)
    reach = Score(REACH_MAX)

    def scores(self) -> Scores:
        """Give the scores, None for each that was skipped."""
        return Scores(**self.cleaned_data)


class EffortForm(forms.Form):
    """How hard a session felt."""

    effort = Score(SCORE_MAX)


class TenMinutesForm(forms.Form):
    """How far down it goes ten minutes later, and what became of tingling."""

    reach = Score(REACH_MAX)
    neuro = forms.TypedChoiceField(
        choices=_values(Neuro), empty_value=None, required=False, coerce=str
    )


class LimitsForm(forms.Form):
    """A person's own limits, never laxer than the published ones."""

    back_green = forms.TypedChoiceField(coerce=int)
    back_amber = forms.TypedChoiceField(coerce=int)
    leg_green = forms.TypedChoiceField(coerce=int)
    leg_amber = forms.TypedChoiceField(coerce=int)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, int]) -> None:
        """Offer what the card allows."""
        super().__init__(data, initial=dict(initial))
        self.card = shelf.library().care.exercise_light.card
        for name, allowed in limit_choices(self.card).items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = _values(allowed)

    def clean(self) -> None:
        """Refuse limits that contradict each other."""
        if not self.errors:
            try:
                check_limits(self.limits(), self.card)
            except LimitsError:
                self.add_error(None, "contradiction")

    def limits(self) -> Limits:
        """Give the chosen limits."""
        return Limits(**self.cleaned_data)


class OfferForm(forms.Form):
    """The answer to an offer."""

    offer = forms.CharField(max_length=200)
    answer = forms.ChoiceField(choices=_values(("take", "not-now")))


class StatementForm(forms.Form):
    """Something said about these days."""

    statement = forms.ChoiceField(choices=_values(Statement))


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
