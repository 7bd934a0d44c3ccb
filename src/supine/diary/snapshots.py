"""What was planned for a session, kept with it so that the past stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class PlannedSet:
    """One movement as planned. reps: for each side where `per_side`, else in all.

    extras: what the dose had beside its repetitions, as the programme names it.
    """

    movement: str
    name: str
    reps: int
    per_side: bool
    until_tires: bool = False
    extras: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[str | None, ...]:
        """Give the sides that are counted apart; None where there are none."""
        return ("left", "right") if self.per_side else (None,)


@dataclass(frozen=True)
class Snapshot:
    """A routine as it was on the day. seconds: length of the track; words: full, short, counts."""

    routine: str
    name: str
    version: int
    seconds: float
    words: str
    sets: tuple[PlannedSet, ...]

    def as_json(self) -> dict[str, Any]:
        """Give plain data to store."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Snapshot:
        """Give back what `as_json` made."""
        sets = tuple(
            PlannedSet(**{**planned, "extras": tuple(planned.get("extras", ()))})
            for planned in stored["sets"]
        )
        return cls(**{**stored, "sets": sets})
