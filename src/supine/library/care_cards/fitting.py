"""How a routine is made to fit somebody: what is swapped, dropped, halved, or left for later."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from supine.library.care_cards.rows import Rule, RulesCard


class Fit(StrEnum):
    """What a rule does: to the whole routine, to one of its movements, or to its doses."""

    NOT_FOR_NOW = "not-for-now"
    SWAP = "swap"
    DROP = "drop"
    HALF = "half"
    GENTLE = "gentle"


class FittingRule(Rule):
    """What is done to a routine, or to one movement of it."""

    then: Fit


class FittingCard(RulesCard):
    """`fitting.yaml`. `least_reps`: half a dose is never fewer.

    Facts: `doing` (what the day is for), `settles` (every movement is there to settle),
    `routine_left_out`, `kept_percent` (of its movements, swapped ones included), and of one
    movement `left_out`, `stand_in` (one can take its place); `starts_gently` of the person.
    """

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("doing", "settles", "routine_left_out", "kept_percent"),
            *("left_out", "stand_in", "starts_gently"),
        }
    )

    least_reps: Annotated[int, Field(ge=1, le=15)]
    rules: Annotated[tuple[FittingRule, ...], Field(min_length=1)]
