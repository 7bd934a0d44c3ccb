"""More or less: what today's light allows, when a step up is offered, and what leads down."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from supine.library.card import Card, Identifier
from supine.library.care_cards.rows import Rule, RulesCard

Count = Annotated[int, Field(ge=0, le=365)]


class Doing(StrEnum):
    """What a day is for, the most careful first. HALF: half the repetitions, at their smallest."""

    NOTHING = "nothing"
    SETTLE = "settle"
    DONE = "done"
    HALF = "half"
    PLANNED = "planned"


class TodayRule(Rule):
    """The most careful outcome of all rules that hold counts."""

    then: Doing


class TodayCard(RulesCard):
    """`today.yaml`. `least_reps`: half a dose is never fewer."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("locked", "asked", "light", "exercise_red", "flare_settling"),
            *("sessions_today", "sessions_left", "is_green"),
        }
    )

    least_reps: Annotated[int, Field(ge=1, le=15)]
    rules: Annotated[tuple[TodayRule, ...], Field(min_length=1)]


class OfferKind(StrEnum):
    """What can be offered.

    A step of one exercise, a step back up, a second session a day, the bonus, or a routine beside
    the programme.
    """

    STEP = "step"
    CLIMB = "climb"
    SECOND_SESSION = "second-session"
    BONUS = "bonus"
    ROUTINE = "routine"


class OfferRule(Rule):
    """A need: what is offered is only offered when every rule that names it holds."""

    then: Annotated[tuple[OfferKind, ...], Field(min_length=1)]


class OffersCard(RulesCard):
    """`offers.yaml`. Days in a row are days with a session, but for `green_days_in_a_row`."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("green_today", "session_today", "in_flare", "below_old_dose"),
            *("green_settled_days", "settled_days", "green_days_in_a_row", "all_reps_done"),
            *("effort", "days_since_step", "steps_today", "steps_in_seven_days"),
            *(
                "days_since_declined",
                "sessions_a_day",
                "at_full_dose",
                "bonus_flag",
                "new_evidence",
            ),
            *("leg", "reach", "routine_fits", "sessions_of_last_routine", "reached_full_dose"),
        }
    )

    bonus_flags: tuple[Identifier, ...]
    rules: Annotated[tuple[OfferRule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def need_something_for_every_offer(self) -> Self:
        """Refuse an offer without a need, since it would always be made."""
        named = {kind for rule in self.rules for kind in rule.then}
        if named != set(OfferKind):
            free = ", ".join(sorted(set(OfferKind) - named))
            raise ValueError(f"no rule says what these offers need: {free}")
        return self

    @cached_property
    def needs(self) -> dict[OfferKind, tuple[OfferRule, ...]]:
        """Give the rules that must all hold, for each kind of offer."""
        return {kind: tuple(rule for rule in self.rules if kind in rule.then) for kind in OfferKind}


class Easing(Card):
    """How far down: steps of the ladder, days of rest, or back to the start.

    `climbs_back`: one green and settled day is enough to be offered the old dose again. `skip`:
    leave the exercise out today.
    """

    steps: Count = 0
    rest_days: Count = 0
    climbs_back: bool = False
    restart: bool = False
    skip: bool = False


class EasingRule(Rule):
    """When a dose goes down, and how far."""

    then: Easing


class EasingCard(RulesCard):
    """`easing.yaml`. `red_by`: whether this exercise or another one of the session was red."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("ambers_in_a_row", "red_by", "missed_days", "moved_down", "light"),
            *("once_a_day", "done_today"),
        }
    )

    rules: Annotated[tuple[EasingRule, ...], Field(min_length=1)]


class FlareRule(Rule):
    """What a flare begins with, does to a day, and ends with. `quiet`: steps up can be offered."""

    then: Literal["begin", "settle", "half", "quiet", "over"]


class FlareCard(RulesCard):
    """`flare.yaml`. `day_of_flare`: 1 on its first day. `above_old_usual`: of the worse site."""

    FACTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("said", "high_days_in_a_row", "day_of_flare", "above_old_usual"),
            *("green_days_in_a_row", "knows_old_usual"),
        }
    )

    high_above_usual: Annotated[int, Field(ge=1, le=10)]
    rules: Annotated[tuple[FlareRule, ...], Field(min_length=1)]
