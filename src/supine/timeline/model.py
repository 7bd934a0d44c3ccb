"""What a timeline is made of. All times are seconds from the start of the session."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Side = Literal["left", "right"]
Kind = Literal["say", "count", "tone", "read"]
TONE_SECONDS = {"go": 0.35, "tick": 0.08, "end": 0.6}


@dataclass(frozen=True)
class Cue:
    """Something to hear. For a tone, `text` is its name in TONE_SECONDS.

    "read": words that the voice has no clip of, to be spoken or shown by the page in their time.
    """

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

    name: "ready", "down", "position", "show", "change" (to the other side), "rest", "end", or the
    name of the step of the rep. step: the step of the rep that is moved or shown, None elsewhere.
    rep: from 1, only where the person moves. range: share (0 to 1) of the full movement at the end
    of the step. holds: whether the step is a hold, of which the seconds are counted.
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
    holds: bool = False

    @property
    def ends_at(self) -> float:
        """Give the second at which the next phase begins."""
        return self.at + self.seconds


@dataclass(frozen=True)
class Set:
    """One movement of the session: its set-up from `at`, its first rep at `moving_at`.

    unit: what the reps are: times, or minutes.
    """

    movement: str
    name: str
    at: float
    moving_at: float
    ends_at: float
    reps: int
    per_side: bool
    until_tires: bool
    unit: Literal["times", "minutes"]
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
