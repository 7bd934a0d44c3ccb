"""Questions that set flags, and what a flag does to a movement.

A flag is a word that movement cards know (`caution`). Some questions need a second answer, such as
when it was, before they set one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from supine.library.card import Card, Identifier
from supine.library.care_cards.rows import (
    Light,
    Rule,
    RulesCard,
    RuleWords,
    SignId,
    Sources,
    Text,
)

Flags = Annotated[tuple[Identifier, ...], Field(min_length=1)]


class FlagEffect(StrEnum):
    """What flags do to one movement."""

    NONE = "none"
    ADAPT = "adapt"
    LEAVE_OUT = "leave-out"


class CautionQuestion(Card):
    """One question. What a yes does: set `flags`, start gently, cap the day, ask for a check.

    asked: with the full list, or with the scores of every day. follow_up: the flags that each
    second answer sets; without a second answer, all of `flags` are set.
    """

    id: SignId
    asked: Literal["full-list", "with-scores"] = "full-list"
    flags: tuple[Identifier, ...] = ()
    starts_gently: bool = False
    caps_light: Light | None = None
    asks_for_check: bool = False
    follow_up: dict[Identifier, tuple[Identifier, ...]] = Field(default_factory=dict)
    sources: Sources

    @model_validator(mode="after")
    def do_something(self) -> Self:
        """Refuse a question without an effect, and a second answer that sets a strange flag."""
        if not (self.flags or self.caps_light or self.asks_for_check):
            raise ValueError(f"{self.id}: a yes changes nothing")
        named = {flag for flags in self.follow_up.values() for flag in flags}
        if not named <= set(self.flags):
            raise ValueError(f"{self.id}: a second answer sets a flag that the question does not")
        return self


class CautionRule(Rule):
    """What the answers and their flags lead to."""

    then: Literal["clear", "caution"] | FlagEffect


class CautionCard(RulesCard):
    """`caution.yaml`."""

    FACTS: ClassVar[frozenset[str]] = frozenset({"ticked", "left_out", "adapted"})

    flags: Flags
    questions: Annotated[tuple[CautionQuestion, ...], Field(min_length=1)]
    rules: Annotated[tuple[CautionRule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def set_every_flag(self) -> Self:
        """Refuse a flag that no question sets, and one that is not in the list of flags."""
        named = {flag for question in self.questions for flag in question.flags}
        if named != set(self.flags):
            odd = ", ".join(sorted(named ^ set(self.flags)))
            raise ValueError(f"these stand only under flags or only in a question: {odd}")
        return self

    def question(self, sign_id: str) -> CautionQuestion:
        """Give one question. Raises KeyError."""
        return {question.id: question for question in self.questions}[sign_id]


class FollowUpWords(Card):
    """A second question and its answers."""

    text: Text
    answers: dict[Identifier, Text]


class CautionWords(RuleWords):
    """`caution.LANGUAGE.yaml`. flags: what is true of the person, beginning with a small letter."""

    heading: Text
    lead: Text
    questions: dict[SignId, Text]
    follow_up: dict[SignId, FollowUpWords]
    flags: dict[Identifier, Text]
