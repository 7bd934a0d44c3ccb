"""The timeline: what happens when, in seconds, for one routine and one person's choices.

`build_timeline(library, routine_id, options, clip_seconds)` gives a `Timeline` of `Cue` (what is
heard), `Phase` (what is done and shown, without gap or overlap) and `Set` (one movement each);
`build_sound` gives the short sounds named in `SOUNDS`. `Options` holds the choices: `LEAST_REPS` to
`MOST_REPS` repetitions, `Words`, `Pace` and, where a plan names its own movements and doses,
`Chosen`; what cannot be chosen raises `OptionsError`, and a routine that is not there
`UnknownRoutineError`. `phrases(library)` lists every sentence a voice must know, and
`TONE_SECONDS` every tone. Pure: no clock, no files; the lengths of clips come in as `ClipSeconds`.
"""

from supine.timeline.build import SOUNDS, UnknownRoutineError, build_sound, build_timeline
from supine.timeline.desk import ClipSeconds
from supine.timeline.lines import phrases
from supine.timeline.model import TONE_SECONDS, Cue, Phase, Set, Side, Timeline
from supine.timeline.options import (
    LEAST_REPS,
    MOST_REPS,
    Chosen,
    Options,
    OptionsError,
    Pace,
    Words,
)

__all__ = [
    "LEAST_REPS",
    "MOST_REPS",
    "SOUNDS",
    "TONE_SECONDS",
    "Chosen",
    "ClipSeconds",
    "Cue",
    "Options",
    "OptionsError",
    "Pace",
    "Phase",
    "Set",
    "Side",
    "Timeline",
    "UnknownRoutineError",
    "Words",
    "build_sound",
    "build_timeline",
    "phrases",
]
