"""How long a routine takes, and whether that is what it says of itself."""

from __future__ import annotations

from supine.library import Library, Routine
from supine.timeline.build import timeline_of
from supine.timeline.desk import ClipSeconds
from supine.timeline.options import Options, Words

SECONDS_A_MINUTE = 60
# A routine of ten minutes may take from nine to eleven.
TOLERANCE = 0.1


def minutes_of(
    library: Library, routine: Routine, clip_seconds: ClipSeconds, words: Words = Words.FULL
) -> float:
    """Give how many minutes the whole track takes as its card has it, at the usual pace.

    Raises OptionsError for a movement that the library does not have.
    """
    options = Options(words=words)
    return timeline_of(library, routine, options, clip_seconds).seconds / SECONDS_A_MINUTE


def claim_fault(library: Library, routine: Routine, clip_seconds: ClipSeconds) -> str | None:
    """Say what is wrong with the minutes a routine claims; None where nothing is, or none are.

    Raises OptionsError for a movement that the library does not have.
    """
    claimed = routine.card.minutes
    if claimed is None:
        return None
    taken = minutes_of(library, routine, clip_seconds)
    if abs(taken - claimed) <= TOLERANCE * claimed:
        return None
    return f"{claimed} is not right: with all its words it takes {taken:.1f} minutes"
