"""Finished tracks, kept in a folder so that the same session is made only once."""

import hashlib
import json
import threading
from pathlib import Path

from supine.timeline import Cue, Timeline
from supine.voice.clips import Clips
from supine.voice.encoding import CONTAINERS, TrackError, UnknownContainerError, encode
from supine.voice.kept import drop_oldest, mark_as_used
from supine.voice.mix import WITHOUT_VOICE, Volumes, render_track, tone_of

# Raise it whenever tones, mixing or encoding change, or old tracks would go on being served.
RECIPE_VERSION = 1
KEPT_TRACKS = 40
KEY_LENGTH = 32
# A ".part" is what a killed program left behind; it grows old like the tracks.
OUR_ENDINGS = {".part", *(f".{container}" for container in CONTAINERS)}

# A few locks for all keys: two requests for one track make it once, and nothing piles up.
_LOCKS = tuple(threading.Lock() for _ in range(16))


def track_file(
    timeline: Timeline, clips: Clips, volumes: Volumes, container: str, cache_folder: Path
) -> Path:
    """The session as a sound file in `cache_folder`, made unless it is there already.

    The name follows from everything that can be heard, so equal sessions share a file. Only the
    newest KEPT_TRACKS stay. Raises MissingClipError, UnknownContainerError, and TrackError
    when the folder cannot be written.
    """
    if container not in CONTAINERS:
        raise UnknownContainerError(container)
    key = _key(timeline, clips, volumes, container)
    path = cache_folder / f"{key}.{container}"
    with _LOCKS[int(key, 16) % len(_LOCKS)]:
        if path.is_file():
            mark_as_used(path)
        else:
            _make_folder(cache_folder)
            encode(render_track(timeline, clips, volumes), path, container)
            drop_oldest(cache_folder, OUR_ENDINGS, KEPT_TRACKS)
    return path


def _key(timeline: Timeline, clips: Clips, volumes: Volumes, container: str) -> str:
    heard = {
        "recipe": RECIPE_VERSION,
        "container": container,
        "volumes": [volumes.voice, volumes.tones],
        "seconds": timeline.seconds,
        "cues": [[cue.at, cue.kind, _sound_name(cue, clips)] for cue in timeline.cues],
    }
    return hashlib.sha256(json.dumps(heard).encode()).hexdigest()[:KEY_LENGTH]


def _sound_name(cue: Cue, clips: Clips) -> str:
    return tone_of(cue) if cue.kind in WITHOUT_VOICE else clips.clip(cue.text).file


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackError(folder, error.errno) from error
