"""Words into sound: the clips of all phrases, and a whole timeline rendered as one track.

The track is the session's clock, so every word and tone begins where the timeline puts it.
Clips are made beforehand by `studio`, and nothing here speaks or listens by itself.
"""

from supine.voice.clips import Clip, ClipStore, ClipStoreError, MissingClipError
from supine.voice.decoding import decode
from supine.voice.encoding import TrackError, UnknownContainerError, container_for, encode
from supine.voice.loudness import peak_db, speech_level_db
from supine.voice.mix import Volumes, render_track
from supine.voice.samples import SAMPLE_RATE, Samples
from supine.voice.tones import tone_samples
from supine.voice.tracks import track_file

__all__ = [
    "SAMPLE_RATE",
    "Clip",
    "ClipStore",
    "ClipStoreError",
    "MissingClipError",
    "Samples",
    "TrackError",
    "UnknownContainerError",
    "Volumes",
    "container_for",
    "decode",
    "encode",
    "peak_db",
    "render_track",
    "speech_level_db",
    "tone_samples",
    "track_file",
]
