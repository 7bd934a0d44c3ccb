"""A timeline's words, counts and tones, laid at their places into one long sound."""

import math
from dataclasses import dataclass

import numpy as np

from supine.timeline import Cue, Timeline
from supine.voice.clips import Clips
from supine.voice.samples import SAMPLE_RATE, Samples, sample_count
from supine.voice.tones import tone_samples

WITHOUT_VOICE = ("tone", "read")
# Where words are read by others, or by nobody: something begins here.
READ_TONE = "tick"
# Encoding adds a little to the highest peaks: this leaves room for it.
CEILING = 0.9


@dataclass(frozen=True)
class Volumes:
    """How loud voice and tones are, each from 0 (silent) to 1 (full); ValueError outside."""

    voice: float = 1.0
    tones: float = 0.5

    def __post_init__(self) -> None:
        for name, volume in (("voice", self.voice), ("tones", self.tones)):
            if not 0 <= volume <= 1:
                raise ValueError(f"The volume of the {name} is {volume}. Use 0 to 1.")


def render_track(timeline: Timeline, clips: Clips, volumes: Volumes) -> Samples:
    """The whole session as sound, `timeline.seconds` long, each cue beginning at its `at`.

    Words that are to be read have a soft tone where they begin. Raises MissingClipError for a
    phrase without a clip, and ValueError for a cue that would sound beyond the end: words are
    never cut off.
    """
    track = np.zeros(math.ceil(timeline.seconds * SAMPLE_RATE), np.float32)
    for cue in timeline.cues:
        samples = _cue_samples(cue, clips, volumes)
        first = sample_count(cue.at)
        if first < 0 or first + len(samples) > len(track) + 1:
            raise ValueError(f'"{cue.text}" at {cue.at} s does not fit into {timeline.seconds} s.')
        heard = samples[: len(track) - first]
        track[first : first + len(heard)] += heard
    return _below_ceiling(track)


def _cue_samples(cue: Cue, clips: Clips, volumes: Volumes) -> Samples:
    if cue.kind in WITHOUT_VOICE:
        return tone_samples(tone_of(cue)) * np.float32(volumes.tones)
    return clips.samples(cue.text) * np.float32(volumes.voice)


def tone_of(cue: Cue) -> str:
    """The tone that is heard for a cue of WITHOUT_VOICE."""
    return cue.text if cue.kind == "tone" else READ_TONE


def _below_ceiling(track: Samples) -> Samples:
    """Cues do not overlap and so stay below; should two ever do, all of it is made softer."""
    peak = float(np.abs(track).max(initial=0.0))
    return track if peak <= CEILING else track * np.float32(CEILING / peak)
