"""What a timeline is made of. All times are seconds from the start of the session."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Side = Literal["left", "right"]
Kind = Literal["say", "count", "tone"]
TONE_SECONDS = {"go": 0.35, "tick": 0.08, "end": 0.6}


@dataclass(frozen=True)
class Cue:
    """Something to hear. For a tone, `text` is its name in TONE_SECONDS."""

    at: float
    seconds: float
    kind: Kind
    text: str

    @property
    def ends_at(self) -> float:
        """Give the second at which it is over."""
        return self.at + self.seconds


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A stretch of time in which one thing happens.

    name: "ready", "down", "position", "show", "rest", "end", or the name of the step of the rep.
    step: the step of the rep that is moved or shown, None elsewhere. rep: from 1, only where the
    person moves. range: share (0 to 1) of the full movement at the end of the step.
    """

    at: float = 0.0
    seconds: float = 0.0
    movement: str | None = None
    side: Side | None = None
    rep: int | None = None
    name: str
    range: float = 0.0
    breath: Literal["in", "out"] | None = None
    step: str | None = None

    @property
    def ends_at(self) -> float:
        """Give the second at which the next phase begins."""
        return self.at + self.seconds


@dataclass(frozen=True)
class Set:
    """One movement of the session: its set-up from `at`, its first rep at `moving_at`."""

    movement: str
    name: str
    at: float
    moving_at: float
    ends_at: float
    reps: int
    per_side: bool
    until_tires: bool
    equipment: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """A whole session, or a short sound: phases cover it without gap or overlap."""

    routine: str
    seconds: float
    moving_seconds: float
    cues: tuple[Cue, ...]
    phases: tuple[Phase, ...]
    sets: tuple[Set, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data, the way pages and `supine timeline --json` show it."""
        return asdict(self)
