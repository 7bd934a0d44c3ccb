"""The day gate: whether the scores before a session are too high to begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from supine.library.card import Card, Identifier
from supine.library.care_cards.rows import Advice, Sources, Text, Version, sentences_of

Limit = Annotated[int, Field(ge=1, le=10)]
ScoreName = Literal["back", "leg"]


class DayCondition(Card):
    """When a day rule holds: exactly one of a score at its limit or above, one missing, otherwise.

    `otherwise` holds when no rule closed the day.
    """

    at_least: dict[ScoreName, Limit] = Field(default_factory=dict)
    missing: tuple[ScoreName, ...] = ()
    otherwise: bool = False

    @model_validator(mode="after")
    def be_one_condition(self) -> Self:
        """Refuse none, and more than one, of the three."""
        if [bool(self.at_least), bool(self.missing), self.otherwise].count(True) != 1:
            msg = "give exactly one of at_least, missing, otherwise: true"
            raise ValueError(msg)
        return self


class DayRule(Card):
    """One row: when the scores are like this, then the day is open or closed for exercises."""

    id: Identifier
    when: DayCondition
    then: Literal["open", "closed"]
    say: Identifier
    because: Identifier
    sources: Sources


class DayCard(Card):
    """`day.yaml`."""

    version: Version
    rules: Annotated[tuple[DayRule, ...], Field(min_length=1)]


class DayWords(Card):
    """`day.LANGUAGE.yaml`. `because` may name the limits: `{back}` and `{leg}`."""

    because: dict[Identifier, Text]
    advice: dict[Identifier, Advice]


@dataclass(frozen=True)
class DayRules:
    """The day rules with their texts."""

    card: DayCard
    words: DayWords

    @property
    def version(self) -> int:
        """Give the version of the rules."""
        return self.card.version

    @property
    def rules(self) -> tuple[DayRule, ...]:
        """Give the rules, as `care` takes them."""
        return self.card.rules

    def advice(self, say: str) -> Advice:
        """Give what to do now."""
        return self.words.advice[say]

    def reasons(self, because: Iterable[str]) -> tuple[str, ...]:
        """Give the sentences of these rules, with their limits filled in."""
        limits = {
            str(name): str(limit)
            for rule in self.card.rules
            for name, limit in rule.when.at_least.items()
        }
        return tuple(
            reason.format_map(limits)
            for reason in sentences_of(self.card.rules, self.words.because, because)
        )
