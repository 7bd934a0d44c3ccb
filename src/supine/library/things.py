"""Positions, equipment, routines and programmes; and the whole library they make up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, model_validator

from supine.library.card import Card, Identifier, Worded
from supine.library.care_cards import CareCards, WarningSigns
from supine.library.contacts import Contact, Orientation, contact_points, single_contacts
from supine.library.figures import Figure
from supine.library.movement import (
    Aim,
    Caution,
    HoldSeconds,
    MovementCard,
    PositiveSeconds,
    Reps,
)
from supine.library.pose import Pose
from supine.library.programme import ProgrammeCard, ProgrammeWords
from supine.library.stills import Stills
from supine.library.words import (
    CameraWords,
    EquipmentWords,
    MovementWords,
    PositionWords,
    RoutineWords,
    SessionWords,
)

MOST_ITEMS = 30


class Prop(Card):
    """A thing that belongs to a position: what it is, what lies on it, and how high its top is."""

    shape: Literal["pillow", "chair", "sofa"]
    under: Literal["head", "calves", "pelvis", "moving_foot_top"]
    height_metres: Annotated[float, Field(gt=0, le=0.6)]


class PositionCard(Card):
    """A starting position: how the body lies or stands, its pose, and what touches the floor.

    `change_seconds`: time to get into it from another one. `orientation`: which way the pelvis
    faces before the pose turns it; on the side, the side that moves is on top.
    """

    id: Identifier
    on_floor: bool
    change_seconds: PositiveSeconds
    orientation: Orientation
    pose: Pose = Pose()
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    props: tuple[Prop, ...] = ()

    @model_validator(mode="after")
    def can_be_taken(self) -> PositionCard:
        """Refuse a contact that is not possible in this orientation."""
        for contact in self.impossible(self.contacts):
            raise ValueError(f"{contact} cannot touch anything {self.orientation}")
        return self

    def impossible(self, contacts: Iterable[Contact]) -> list[str]:
        """Give those contacts that are not possible in this position's orientation."""
        return [
            name for name in single_contacts(contacts) if not contact_points(name, self.orientation)
        ]

    def props_without(self, contacts: Iterable[Contact]) -> tuple[Prop, ...]:
        """Give its things, less those under what does not touch: no pillow under a raised head."""
        return tuple(prop for prop in self.props if prop.under not in contacts)


class EquipmentCard(Card):
    """A thing a movement uses, and as what it is drawn."""

    id: Identifier
    shape: Literal["roll", "loop", "strap", "chair", "sofa"]


class Item(Card):
    """One movement of a routine. Without `reps` the movement's own first full dose counts.

    hold_seconds: None for the movement's shortest hold. instead: what takes its place where a
    caution leaves it out, the nearest first; nothing else is done twice for it.
    """

    movement: Identifier
    reps: Reps | None = None
    hold_seconds: HoldSeconds | None = None
    instead: tuple[Identifier, ...] = ()


class RoutineCard(Card):
    """A routine: movements in order. `rest_seconds`: the least pause between two of them.

    minutes: how long it takes with all words, at the usual pace; None where nobody has said.
    place: where it is done; to a bed nobody is sent down to the floor. caution: what leaves the
    whole routine out, or changes how it is done.
    """

    id: Identifier
    version: Annotated[int, Field(ge=1)]
    aims: tuple[Aim, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=90)] | None = None
    place: Literal["floor", "bed"] = "floor"
    rest_seconds: Annotated[float, Field(ge=0, le=300)]
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=MOST_ITEMS)]
    caution: Caution = Caution()


@dataclass(frozen=True)
class Movement(Worded[MovementCard, MovementWords]):
    """A movement card with its words. stills: its pictures, None where there are none."""

    stills: Stills | None = None

    def equipment_at(self, reps: int, *, gently: bool = False) -> tuple[str, ...]:
        """Give the equipment used at this dose; some is for the full dose only, never gently."""
        full_dose = reps >= self.card.dose.reps[0] and not gently
        return tuple(use.id for use in self.card.equipment if full_dose or not use.full_dose_only)


@dataclass(frozen=True)
class Position(Worded[PositionCard, PositionWords]):
    """A position card with its words."""


@dataclass(frozen=True)
class Equipment(Worded[EquipmentCard, EquipmentWords]):
    """An equipment card with its words."""


@dataclass(frozen=True)
class Routine(Worded[RoutineCard, RoutineWords]):
    """A routine card with its words."""


@dataclass(frozen=True)
class Programme(Worded[ProgrammeCard, ProgrammeWords]):
    """A programme card with its words."""


@dataclass(frozen=True)
class Library:
    """Everything that can be done, by id, in one language. A card with a problem is not in it."""

    language: str
    movements: Mapping[str, Movement]
    routines: Mapping[str, Routine]
    positions: Mapping[str, Position]
    equipment: Mapping[str, Equipment]
    session_words: SessionWords
    care: CareCards
    camera_words: CameraWords
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def warning_signs(self) -> WarningSigns:
        """Give the signs that are asked about, with their rules and texts."""
        return self.care.warning_signs

    def reps(self, item: Item, asked: int | None) -> int:
        """Give an item's repetitions: those asked for, else the routine's, else the card's.

        What is asked stays within the movement's dose, and is not asked of a stretch or of what is
        counted in minutes.
        """
        card = self.movements[item.movement].card
        possible = None if asked is None else card.reps_of(asked)
        return possible or item.reps or card.dose.reps[0]
