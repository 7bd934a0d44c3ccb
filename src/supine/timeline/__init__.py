"""The timeline: what happens when, in seconds, for one routine and one person's choices.

`build_timeline(library, routine_id, options, clip_seconds)` gives a `Timeline` of `Cue` (what is
heard), `Phase` (what is done and shown, without gap or overlap) and `Set` (one movement each), and
`timeline_of` the same for a routine that the library need not have; `build_sound` gives the short
sounds named in `SOUNDS`. `Options` holds the choices: `LEAST_REPS` to `MOST_REPS` repetitions,
`Words`, `Pace` and, where a plan names its own movements and doses, `Chosen`; what cannot be
chosen raises `OptionsError`, and a routine that is not there `UnknownRoutineError`.
`acts_of` gives what is done as `Act`s, and `things_needed` what they need within reach.
`minutes_of` gives how long a routine takes, and `claim_fault` whether it says so;
`phrases(library)` lists every sentence a voice must know, and `TONE_SECONDS` every tone. Pure: no
clock, no files; the lengths of clips come in as `ClipSeconds`, and which there are as `HasClip`.
"""

from supine.timeline.acts import Act, acts_of, things_needed
from supine.timeline.build import (
    SOUNDS,
    UnknownRoutineError,
    build_sound,
    build_timeline,
    timeline_of,
)
from supine.timeline.claim import claim_fault, minutes_of
from supine.timeline.desk import ClipSeconds, HasClip
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
    "Act",
    "Chosen",
    "ClipSeconds",
    "Cue",
    "HasClip",
    "Options",
    "OptionsError",
    "Pace",
    "Phase",
    "Set",
    "Side",
    "Timeline",
    "UnknownRoutineError",
    "Words",
    "acts_of",
    "build_sound",
    "build_timeline",
    "claim_fault",
    "minutes_of",
    "phrases",
    "things_needed",
    "timeline_of",
]
