"""The programme card: which routine in which stage, and the ladder that a dose climbs.

What must be true before a step is offered stands in the care cards (`offers.yaml`); the programme
says which steps there are.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from supine.library.card import Card, Identifier, Sentence
from supine.library.movement import Reps


class Extra(StrEnum):
    """What can grow once the repetitions are at the top of the ladder."""

    RANGE = "range"
    HOLD = "hold"
    EFFORT = "effort"
    LEVEL = "level"


Times = Annotated[int, Field(ge=1, le=5)]


class Stage(Card):
    """One stage. It opens when every movement has `from_reps`, or when its offer is taken."""

    id: Identifier
    routine: Identifier
    from_reps: Reps | None = None
    by_offer: bool = False


class ProgrammeCard(Card):
    """A programme, as its `card.yaml` says it. settle: the routine of a day to settle.

    ladder: repetitions, step by step. grows: how many times each extra can be added to a movement.
    sessions_a_day: to begin with, and at most. once_a_day: movements that a second session drops.
    follows: routines that can be taken on beside it, offered one after the other.
    """

    id: Identifier
    version: Annotated[int, Field(ge=1)]
    ladder: Annotated[tuple[Reps, ...], Field(min_length=2)]
    back_to: Reps
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    sessions_a_day: tuple[Annotated[int, Field(ge=1, le=3)], Annotated[int, Field(ge=1, le=3)]]
    once_a_day: tuple[Identifier, ...] = ()
    grows: dict[Identifier, dict[Extra, Times]] = Field(default_factory=dict)
    settle: Identifier | None = None
    follows: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def climbs(self) -> Self:
        """Refuse a ladder or stages that cannot be climbed from the first to the last."""
        if any(lower >= higher for lower, higher in pairwise(self.ladder)):
            raise ValueError("the ladder must grow from step to step")
        if self.back_to not in self.ladder[:-1]:
            raise ValueError("back_to must be a step of the ladder under its top")
        if self.sessions_a_day[0] > self.sessions_a_day[1]:
            raise ValueError("sessions_a_day runs backwards: give the first number first")
        first, *later = self.stages
        if first.from_reps is not None or first.by_offer:
            raise ValueError("the first stage is open from the start and has no condition")
        if any((stage.from_reps is None) != stage.by_offer for stage in later):
            raise ValueError("a later stage needs either from_reps or by_offer: true")
        if [stage.by_offer for stage in self.stages[:-1]].count(True):
            raise ValueError("only the last stage can be opened by an offer")
        return self

    @model_validator(mode="after")
    def goes_on_with_others(self) -> Self:
        """Refuse a routine that follows twice, or that the programme itself already has."""
        own = {*(stage.routine for stage in self.stages), self.settle}
        if len(set(self.follows)) < len(self.follows):
            raise ValueError("follows names a routine twice")
        if own.intersection(self.follows):
            raise ValueError("follows names a routine that the programme itself already has")
        return self


class StageWords(Card):
    """What a stage is called and what it is for."""

    name: Sentence
    aim: Sentence


class ProgrammeWords(Card):
    """All words of one programme. grows: what an extra means for a movement."""

    name: Sentence
    aim: Sentence
    stages: dict[Identifier, StageWords]
    grows: dict[Identifier, dict[Extra, Sentence]] = Field(default_factory=dict)
