"""What the camera saw: a stream of landmarks becomes repetitions, sides, range, tempo and cues.

One engine for all cards: `pattern_of` reads off a movement's own motion what a repetition looks
like, and `Coach` follows it, frame by frame. `FreeCoach` counts whatever comes round again, for
movements without a card. Both take `Frame`s, answer with events and add up to a `Tally`. Everything
follows from the arguments: no files, no clock, no chance.
"""

from supine.coach.coach import Coach
from supine.coach.events import (
    CannotSee,
    Cue,
    Event,
    Left,
    Rep,
    Seen,
    Settled,
    SideTally,
    Tally,
    Tired,
    Unseen,
)
from supine.coach.frames import Frame
from supine.coach.free import FreeCoach
from supine.coach.pattern import Pattern, pattern_of

__all__ = [
    "CannotSee",
    "Coach",
    "Cue",
    "Event",
    "Frame",
    "FreeCoach",
    "Left",
    "Pattern",
    "Rep",
    "Seen",
    "Settled",
    "SideTally",
    "Tally",
    "Tired",
    "Unseen",
    "pattern_of",
]
