"""The label of a trend: two weeks of one site, compared."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from supine.library.care_cards.rows import Rule, RulesCard


class Trend(StrEnum):
    """What the change between two weeks may be called."""

    MEANINGFULLY_BETTER = "meaningfully_better"
    MAYBE_BETTER = "maybe_better"
    NO_CLEAR_CHANGE = "no_clear_change"
    MAYBE_WORSE = "maybe_worse"
    WORSE = "worse"
    NOT_ENOUGH_DAYS = "not_enough_days"


class TrendRule(Rule):
    """The first rule that holds gives the label."""

    then: Trend


class TrendCard(RulesCard):
    """`trend.yaml`. `days`: days with a score in the week that has fewer of them."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {"days", "baseline", "fall", "fall_percent", "rise"}
    )

    rules: Annotated[tuple[TrendRule, ...], Field(min_length=1)]

    @cached_property
    def days_of_a_valid_week(self) -> int:
        """Give how many days with a score make a weekly value."""
        return next(
            rule.figures["days_under"] for rule in self.rules if "days_under" in rule.figures
        )

    @model_validator(mode="after")
    def say_when_a_week_is_valid(self) -> Self:
        """Refuse a card that gives a label to a week of any length."""
        if not any("days_under" in rule.figures for rule in self.rules):
            raise ValueError("no rule says with how few days a week has no value (days_under)")
        return self
