"""Words into sound: the clips of all phrases, and a whole timeline rendered as one track.

The track is the session's clock, so every word and tone begins where the timeline puts it.
The clips of all shipped phrases are made beforehand by `studio`. `LayeredClips` makes those of a
person's own words, where the extra `voice` is installed (`installed_speaker`); both go the one way
that `synthesis` describes. Without it `reading_seconds` estimates how long somebody reads them.
"""

from supine.voice.clips import Clip, Clips, ClipStore, ClipStoreError, MissingClipError
from supine.voice.decoding import decode
from supine.voice.encoding import TrackError, UnknownContainerError, container_for, encode
from supine.voice.estimate import reading_seconds
from supine.voice.loudness import peak_db, speech_level_db
from supine.voice.mix import Volumes, render_track
from supine.voice.own_clips import LayeredClips
from supine.voice.samples import SAMPLE_RATE, Samples
from supine.voice.synthesis import Speak, installed_speaker
from supine.voice.tones import tone_samples
from supine.voice.tracks import track_file

__all__ = [
    "SAMPLE_RATE",
    "Clip",
    "ClipStore",
    "ClipStoreError",
    "Clips",
    "LayeredClips",
    "MissingClipError",
    "Samples",
    "Speak",
    "TrackError",
    "UnknownContainerError",
    "Volumes",
    "container_for",
    "decode",
    "encode",
    "installed_speaker",
    "peak_db",
    "reading_seconds",
    "render_track",
    "speech_level_db",
    "tone_samples",
    "track_file",
]
