"""Landmarks into a count: a whole recording, or a video while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

from supine.coach import Coach, FreeCoach, pattern_of
from supine.coach.events import Event, Tally
from supine.coach.frames import Frame
from supine.footage.faults import FootageError
from supine.footage.recording import Recording
from supine.library import Library

# What is asked for instead of a movement's id where there is no card for what is done.
ANY = "any"
NOBODY = "nobody"
MOSTLY_NOBODY = "mostly-nobody"
MOSTLY = 0.5


class UnknownMovementError(FootageError):
    """A movement that the library does not have."""

    def __init__(self, wanted: str, library: Library) -> None:
        near = get_close_matches(wanted, library.movements, n=1, cutoff=0.5)
        meant = f" Did you mean {near[0]}?" if near else ""
        super().__init__(
            f'There is no movement "{wanted}".{meant} '
            f'supine library list shows all; "{ANY}" counts whatever comes round again.'
        )


class Watcher(Protocol):
    """Follows one set frame by frame, as both coaches do."""

    def see(self, frame: Frame) -> tuple[Event, ...]:
        """Take the next frame; give what was noticed."""

    def tally(self) -> Tally:
        """Add up what was seen so far."""

    def followed(self, frames: Iterable[Frame]) -> Iterator[float | None]:
        """Go through a set again; give how far the movement was at each frame, None: unknown."""


# Gives a fresh coach for a picture of this aspect: its width over its height.
Coaching = Callable[[float], Watcher]


@dataclass(frozen=True, slots=True)
class CountedRep:
    """One repetition. at: seconds from the start, when it ends; side: "left", "right" or None.

    seconds: how long it took; range: how far it went, as a share of the side's best in the
    recording, 0 to 1.
    """

    at: float
    side: str | None
    seconds: float
    range: float


@dataclass(frozen=True, slots=True)
class Count:
    """What a recording came to. seen: the share of its time that could be followed, 0 to 1.

    notes: keys of what is worth knowing: the coach's own, NOBODY, MOSTLY_NOBODY, and what the
    video's reader adds.
    """

    movement: str
    reps: tuple[CountedRep, ...]
    seen: float
    notes: tuple[str, ...]

    def of_side(self, side: str | None) -> int:
        """Count the repetitions of one side; None: those without one."""
        return sum(rep.side == side for rep in self.reps)

    def as_json(self) -> dict[str, Any]:
        """Give what `--json` prints."""
        return {
            "movement": self.movement,
            "total": len(self.reps),
            "by_side": {side: self.of_side(side) for side in ("left", "right")},
            "reps": [
                {
                    "at": round(rep.at, 3),
                    "side": rep.side,
                    "seconds": round(rep.seconds, 3),
                    "range": round(rep.range, 3),
                }
                for rep in self.reps
            ],
            "seen": round(self.seen, 3),
            "notes": list(self.notes),
        }


def coaching(library: Library, movement: str) -> Coaching:
    """Give what makes coaches for `movement`, a movement's id or ANY.

    They count from the first frame: a recording may begin in mid-movement. Raises
    UnknownMovementError.
    """
    if movement == ANY:
        return FreeCoach
    if movement not in library.movements:
        raise UnknownMovementError(movement, library)
    pattern = pattern_of(library, movement)
    return lambda aspect: Coach(pattern, aspect, begins_at_rest=False)


def count_recording(recording: Recording, movement: str, coach_for: Coaching) -> Count:
    """Count what was recorded."""
    coach = coach_for(recording.aspect)
    frames = recording.frames
    for frame in frames:
        coach.see(frame)
    there = sum(frame.landmarks is not None for frame in frames) / len(frames)
    return count_of(movement, coach.tally(), there)


def count_of(movement: str, tally: Tally, there: float, notes: Iterable[str] = ()) -> Count:
    """Put a coach's tally as a count. there: the share of frames with somebody in them."""
    best = {rep.side: 0.0 for rep in tally.reps}
    for rep in tally.reps:
        best[rep.side] = max(best[rep.side], rep.reach)
    mostly = (MOSTLY_NOBODY,) if there < MOSTLY else ()
    # That nobody lay in the position, as the coach then says, would add nothing.
    noted = (*mostly, *tally.notes) if there else (NOBODY,)
    return Count(
        movement=movement,
        reps=tuple(
            CountedRep(
                at=rep.at_seconds,
                side=rep.side,
                seconds=rep.seconds,
                range=rep.reach / best[rep.side] if best[rep.side] > 0 else rep.range_share,
            )
            for rep in tally.reps
        ),
        seen=tally.seen_share,
        notes=(*noted, *notes),
    )
