"""When to see somebody, and when the full list of warning signs is asked again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from supine.library.care_cards.rows import Rule, RulesCard


class Urgency(StrEnum):
    """How soon to see somebody, least pressing first. AS_ROUTED: as the warning sign says."""

    ROUTINE = "routine"
    SOON = "soon"
    WITHIN_A_WEEK = "within-a-week"
    AS_ROUTED = "as-routed"


class SeeSomebodyRule(Rule):
    """A reason to see somebody, and how soon."""

    then: Urgency


class SeeSomebodyCard(RulesCard):
    """`see-somebody.yaml`. Means and labels compare the first valid week with the newest ones."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("days_of_use", "sessions", "anything_better", "pain_now"),
            *("leg_clearly_better", "leg_eased", "leg_start", "leg_now"),
            *("back_rise_newest", "back_rise_before", "leg_rise_newest", "leg_rise_before"),
            *("red_days_in_seven", "leg_red_days_in_a_row"),
            *("further_days_in_seven", "not_further_days_in_seven"),
            *("kept_from_sleep_or_work", "low_or_worried", "warning_sign", "caution_check"),
            *("flare_days", "flares_in_eight_weeks"),
        }
    )

    rules: Annotated[tuple[SeeSomebodyRule, ...], Field(min_length=1)]


class FullListRule(Rule):
    """When the full list comes before anything else."""

    then: Literal["ask"]


class FullListCard(RulesCard):
    """`full-list.yaml`."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {"ever_answered", "days_since_list", "days_away", "new_symptoms"}
    )

    rules: Annotated[tuple[FullListRule, ...], Field(min_length=1)]
