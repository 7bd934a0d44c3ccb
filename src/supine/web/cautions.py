"""The caution questions as a page asks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from supine.care import Flags, questions_with_effect
from supine.library.care_cards import CautionQuestion
from supine.web import shelf

WITH_THE_LIST = "full-list"


@dataclass(frozen=True)
class Choice:
    """One answer to a second question."""

    key: str
    text: str


@dataclass(frozen=True)
class Question:
    """One caution question. follow_up, choices: what is asked once it is ticked, else empty."""

    id: str
    text: str
    follow_up: str
    choices: tuple[Choice, ...]

    @property
    def follow_up_name(self) -> str:
        """Give the name of the field of the second question."""
        return f"when_{self.id}"


def questions() -> tuple[Question, ...]:
    """Give the questions of the full list that change something in what is shipped."""
    library = shelf.library()
    asked = questions_with_effect(
        library.care.caution.card,
        [movement.card.caution for movement in library.movements.values()],
    )
    return tuple(_question(question) for question in asked if question.asked == WITH_THE_LIST)


def painkiller_question() -> str:
    """Give the text of the question that comes with the scores of every day."""
    caution = shelf.library().care.caution
    with_scores = next(one for one in caution.card.questions if one.asked != WITH_THE_LIST)
    return caution.words.questions[with_scores.id]


def ticked_before(flags: Flags) -> Sequence[str]:
    """Give the questions that were ticked the last time."""
    asked = {question.id for question in questions()}
    return [question_id for question_id in flags.because if question_id in asked]


def _question(question: CautionQuestion) -> Question:
    words = shelf.library().care.caution.words
    second = words.follow_up.get(question.id)
    choices = (Choice(key, second.answers[key]) for key in question.follow_up) if second else ()
    return Question(
        question.id,
        words.questions[question.id],
        second.text if second else "",
        tuple(choices),
    )
