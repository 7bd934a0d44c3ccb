"""The lights: of an exercise, of a day before it starts, and whether the next day was settled."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from supine.library.card import Card
from supine.library.care_cards.rows import Light, Rule, RulesCard

Score = Annotated[int, Field(ge=0, le=10)]
Site = Literal["back", "leg"]


class Ceiling(Card):
    """The highest score of a zone: `above_before` over the score before, within least and most."""

    least: Score
    above_before: Annotated[int, Field(ge=0, le=3)]
    most: Score

    def at(self, before: int, least: int) -> int:
        """Give the ceiling for a score before the start, with a person's own `least`."""
        return min(max(least, before + self.above_before), self.most)

    def is_within(self, other: Ceiling) -> bool:
        """Tell whether no score before makes this ceiling higher than the other."""
        return (
            self.least <= other.least
            and self.above_before <= other.above_before
            and self.most <= other.most
        )


class SiteLimits(Card):
    """Up to where a score is green, and up to where amber; `lowest`: how far down they may go.

    The `least` of both is the published traffic light, and the highest that a person may choose.
    """

    green: Ceiling
    amber: Ceiling
    lowest_green: Score
    lowest_amber: Score

    @model_validator(mode="after")
    def grow(self) -> Self:
        """Refuse an amber zone under the green one, and a lowest choice over the published one."""
        if not self.green.is_within(self.amber):
            raise ValueError("the amber ceiling lies under the green one")
        if self.lowest_green > self.green.least or self.lowest_amber > self.amber.least:
            raise ValueError("the lowest choice lies over the published limit")
        return self


class ExerciseRule(Rule):
    """`none`: no light can be given. `note`: worth saying, and changes no light.

    site: what it is about. is_new_symptom: it asks for the full list of warning signs.
    """

    then: Light | Literal["none", "note"]
    site: Literal["back", "leg", "reach", "neuro"] | None = None
    is_new_symptom: bool = False


class ExerciseLightCard(RulesCard):
    """`exercise-light.yaml`. Scores are those before the session and the worst during it."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("before_back", "before_leg", "back_over_green", "back_over_amber"),
            *("leg_over_green", "leg_over_amber", "back_rise", "leg_rise"),
            *("reach_further", "worst_reach", "at_ten_minutes", "neuro", "missing"),
        }
    )
    FIGURES: ClassVar[frozenset[str]] = frozenset(
        {"back_green", "back_amber", "leg_green", "leg_amber"}
    )

    limits: dict[Site, SiteLimits]
    rules: Annotated[tuple[ExerciseRule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def be_stricter_for_the_leg(self) -> Self:
        """Refuse a limit for one site only, and a leg rule that is laxer than the back rule."""
        if set(self.limits) != {"back", "leg"}:
            raise ValueError("limits are needed for back and leg")
        back, leg = self.limits["back"], self.limits["leg"]
        if not (leg.green.is_within(back.green) and leg.amber.is_within(back.amber)):
            raise ValueError("the leg rule is laxer than the back rule")
        return self


class DayLightRule(Rule):
    """`none`: no light can be given. `site`: whose score or reach it is about."""

    then: Light | Literal["none"]
    site: Literal["back", "leg", "reach"] | None = None
    is_new_symptom: bool = False


class DayLightCard(RulesCard):
    """`day-light.yaml`. `usual` is the median of the last seven days, `last` the last session."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("back", "leg", "reach", "back_above_usual", "leg_above_usual", "reach_above_usual"),
            *("leg_above_last", "reach_above_last", "last_settled", "has_usual"),
            *("strong_painkillers", "missing"),
        }
    )

    rules: Annotated[tuple[DayLightRule, ...], Field(min_length=1)]


class SettledRule(Rule):
    """`unknown`: nobody can tell, which counts as no progress and as nothing bad."""

    then: Literal["settled", "not-settled", "unknown"]


class SettledCard(RulesCard):
    """`settled.yaml`. `last` are the scores before the last session of the day before."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {"back_above_last", "leg_above_last", "reach_above_last", "missing"}
    )

    rules: Annotated[tuple[SettledRule, ...], Field(min_length=1)]
