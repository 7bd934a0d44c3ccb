"""The movement card: what a body does, how often, with what, and who should take care.

Angles are degrees with 0 = anatomical neutral, on top of the position's base pose. Seconds are
the normal pace. A card says nothing in sentences: those stand beside it in `words.en.yaml`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from supine.library.card import Card, Identifier

Pose = dict[Identifier, float | dict[Identifier, float]]
PositiveSeconds = Annotated[float, Field(gt=0, le=60)]
HoldSeconds = Annotated[int, Field(ge=1, le=60)]
Reps = Annotated[int, Field(ge=1, le=30)]
Share = Annotated[float, Field(ge=0, le=1)]


class Sides(StrEnum):
    """How a movement deals with left and right."""

    NONE = "none"
    ALTERNATE = "alternate"
    ONE_THEN_OTHER = "one-then-other"


class RepStep(Card):
    """One part of one repetition, on one side; mirrored for the other.

    A step either moves (`seconds`) or holds (`hold_seconds`, the shortest and the longest hold,
    counted aloud in whole seconds). `counts` says that the repetition's number is called here,
    before or after the step's own word;
    a movement without it, such as slow breathing, is not counted aloud.
    """

    name: Identifier
    to: Pose | Literal["start", "stay"]
    seconds: PositiveSeconds | None = None
    hold_seconds: tuple[HoldSeconds, HoldSeconds] | None = None
    breath: Literal["in", "out"] | None = None
    counts: Literal["first", "last"] | None = None

    @model_validator(mode="after")
    def moves_or_holds(self) -> RepStep:
        """Refuse a step that both moves and holds, or does neither."""
        if (self.seconds is None) == (self.hold_seconds is None):
            raise ValueError("a step needs either seconds or hold_seconds")
        if self.hold_seconds and self.hold_seconds[0] > self.hold_seconds[1]:
            raise ValueError("hold_seconds runs backwards: give the shortest hold first")
        return self


class Range(Card):
    """How much of the full movement is asked for: small first, larger as it warms up."""

    from_share: Share = Field(alias="from")
    to_share: Share = Field(alias="to")
    over_reps: Reps

    def share(self, rep: int) -> float:
        """Give the share (0 to 1) of the full movement asked for at repetition `rep` (from 1)."""
        if self.over_reps == 1:
            return self.to_share
        grown = min(1.0, (rep - 1) / (self.over_reps - 1))
        return self.from_share + (self.to_share - self.from_share) * grown


class Dose(Card):
    """How many: the full dose (least, most), the first days, and the gentlest."""

    reps: tuple[Reps, Reps]
    start: Reps
    gentle: Reps
    per: Literal["side", "set"]

    @model_validator(mode="after")
    def grows(self) -> Dose:
        """Refuse a dose whose gentle start asks for more than its full one."""
        if not self.gentle <= self.start <= self.reps[0] <= self.reps[1]:
            raise ValueError("doses must grow from gentle through start to reps")
        return self


class Use(Card):
    """One piece of equipment that the movement uses."""

    id: Identifier
    put_on_seconds: PositiveSeconds
    optional: bool = False
    full_dose_only: bool = False


class Works(Card):
    """The muscles it asks most of, and those that help."""

    main: tuple[str, ...]
    also: tuple[str, ...] = ()


class CameraViews(Card):
    """Where a camera can stand, where it also works, and where it cannot tell what happens."""

    best: Identifier | None
    works: tuple[Identifier, ...] = ()
    cannot: tuple[Identifier, ...] = ()


class Caution(Card):
    """Flags (set by a screening question) that leave the movement out, or change how it is done.

    `adapt_if` names, for each flag, the key of the advice in the words file.
    """

    leave_out_if: tuple[Identifier, ...] = ()
    adapt_if: dict[Identifier, Identifier] = Field(default_factory=dict)


class MovementCard(Card):
    """A movement, as its `card.yaml` says it."""

    id: Identifier
    version: Annotated[int, Field(ge=1)]
    clinical_name: str
    position: Identifier
    sides: Sides
    until: Literal["counted", "tires"] = "counted"
    setup_seconds: PositiveSeconds
    equipment: tuple[Use, ...] = ()
    works: Works
    start: Pose = Field(default_factory=dict)
    rep: Annotated[tuple[RepStep, ...], Field(min_length=1)]
    range: Range
    dose: Dose
    contacts: tuple[Identifier, ...]
    camera: CameraViews
    caution: Caution = Caution()
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def hangs_together(self) -> MovementCard:
        """Refuse steps of the same name, sides that are not dosed, and a count called twice."""
        names = [step.name for step in self.rep]
        if len(set(names)) != len(names):
            raise ValueError("two steps of rep have the same name")
        if (self.sides is Sides.NONE) != (self.dose.per == "set"):
            raise ValueError(
                "dose.per must be set for a movement without sides, and side for one with sides"
            )
        if sum(step.counts is not None for step in self.rep) > 1:
            raise ValueError("only one step of rep may say counts: first or counts: last")
        return self
