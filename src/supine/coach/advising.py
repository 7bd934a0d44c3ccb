"""What a coach adds of its own to the repetitions of a set: a cue, or that somebody tires."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from supine.coach.cues import CueWatch
from supine.coach.events import Cue, Event, Rep, Tired
from supine.coach.pattern import NAMES, Pattern
from supine.coach.tiring import TiringWatch

Array = NDArray[np.float64]

_HIPS, _KNEES, _ANKLES = (
    [NAMES.index(f"{part}_{side}") for side in ("left", "right")]
    for part in ("hip", "knee", "ankle")
)


class Adviser:
    """Watches one set. Tiring is looked for where the card says that a set goes on until then."""

    def __init__(self, pattern: Pattern) -> None:
        self._cues = CueWatch(pattern.cues, pattern.out_seconds + pattern.back_seconds)
        self._tiring = TiringWatch() if pattern.until_tires else None

    def look(self, marks: Array) -> None:
        """Take where the marks are in one frame: (15, 2), as `Pattern` orders them."""
        self._cues.look(marks[_HIPS], marks[_KNEES], marks[_ANKLES])

    def after(self, rep: Rep) -> tuple[Event, ...]:
        """Give what to say after a repetition; somebody who tires needs no cue any more."""
        tired = self._tiring.see(rep) if self._tiring is not None else None
        key = self._cues.see(rep)
        if tired is not None:
            return (Tired(rep.at_seconds, tired),)
        return () if key is None else (Cue(rep.at_seconds, key),)
