"""What a coach says while it watches, and what it adds up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Unseen(StrEnum):
    """Why nothing can be counted just now."""

    NOBODY = "nobody"
    KNEES = "knees"
    FEET = "feet"
    HIPS = "hips"
    ARMS = "arms"
    HEAD = "head"
    # The whole body is there, but not in the position the movement begins in.
    POSITION = "position"
    # The body is there; from this place the camera cannot tell this movement.
    VIEW = "view"
    # The camera, or the mat, was moved.
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Settled:
    """The person lies still in the starting position: from here on repetitions count."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class Left:
    """The person left the mat, or does something else."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition, said when it ends; a first one that is not sure, only with the next one.

    at_seconds: when it ended.
    side: "left", "right", or None where there are no sides or this view cannot tell them.
    reach: how far it went, 1 being the card's full movement as this camera sees it.
    range_share: reach as a share of the person's own best in this set so far, 0 to 1.
    hold_seconds: between the way out and the way back.
    """

    at_seconds: float
    side: str | None
    reach: float
    range_share: float
    out_seconds: float
    back_seconds: float
    hold_seconds: float = 0.0

    @property
    def seconds(self) -> float:
        """From leaving rest until back."""
        return self.out_seconds + self.hold_seconds + self.back_seconds


@dataclass(frozen=True, slots=True)
class CannotSee:
    """Nothing can be counted from here on, until Seen."""

    at_seconds: float
    why: Unseen


@dataclass(frozen=True, slots=True)
class Seen:
    """What could not be seen can be seen again."""

    at_seconds: float


@dataclass(frozen=True, slots=True)
class Cue:
    """One helpful thing to say; key: of the movement's camera cues or of the general ones."""

    at_seconds: float
    key: str


@dataclass(frozen=True, slots=True)
class Tired:
    """Two repetitions running fell short of the set's best by a fifth. what: range or tempo."""

    at_seconds: float
    what: str


Event: TypeAlias = "Settled | Left | Rep | CannotSee | Seen | Cue | Tired"


@dataclass(frozen=True, slots=True)
class SideTally:
    """One side of a set. reach: the median; seconds: medians, None before the first repetition."""

    reps: int = 0
    reach: float | None = None
    best_reach: float | None = None
    out_seconds: float | None = None
    back_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a set came to. sides: by "left", "right" or None.

    seen_share: the share of the time since the first frame in which it could count, 0 to 1.
    notes: keys of what is worth knowing, such as "timed" (this movement cannot be seen),
    "view-cannot-tell-sides" or "never-settled".
    """

    reps: tuple[Rep, ...] = ()
    sides: Mapping[str | None, SideTally] = field(default_factory=dict)
    seen_share: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All repetitions, of whatever side."""
        return len(self.reps)
