"""The sound of a session: time to make it, its size, its loudness, and whether it keeps its places.

Run by `script/bench sound`. Seconds depend on the machine; compare those of one run.
Aims: mixed and encoded as webm in under 3 s, 250 kB a minute, places kept within 20 ms, clips
equally loud within 3 dB.
"""

import tempfile
import time
from pathlib import Path

from supine.library import shipped_library
from supine.timeline import Cue, Options, Timeline, build_timeline
from supine.voice import (
    ClipStore,
    Samples,
    Volumes,
    decode,
    encode,
    peak_db,
    render_track,
    speech_level_db,
    tone_samples,
)
from supine.voice.clips import SHIPPED
from tests.voice.recordings import beginning_of

ROUTINE = "three-minute"
REPS = 10
CONTAINERS = ("webm", "mp4", "mp3")


def main() -> None:
    """Print every figure."""
    # Read anew, since the shipped store may hold decoded clips already.
    clips = ClipStore.read(SHIPPED)
    session = build_timeline(shipped_library(), ROUTINE, Options(reps=REPS), clips.seconds)
    print(f"{ROUTINE}, {REPS} reps: {session.seconds:.0f} s of sound, {len(session.cues)} cues")

    begun = time.perf_counter()
    track = render_track(session, clips, Volumes())
    mix_seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    render_track(session, clips, Volumes())
    print(
        f"mix   {mix_seconds:.2f} s the first time, {time.perf_counter() - begun:.2f} s the next, "
        f"peak {peak_db(track):.1f} dBFS"
    )
    with tempfile.TemporaryDirectory() as folder:
        for container in CONTAINERS:
            path = Path(folder) / f"track.{container}"
            print(f"{container:5} {_encoded(track, path, container, mix_seconds)}", end="")
            print(_heard_again(session, clips, path))
    print(_loudness(clips))


def _encoded(track: Samples, path: Path, container: str, mix_seconds: float) -> str:
    begun = time.perf_counter()
    encode(track, path, container)
    seconds = time.perf_counter() - begun
    return f"{seconds:.2f} s to encode, {mix_seconds + seconds:.2f} s with the first mix, "


def _heard_again(session: Timeline, clips: ClipStore, path: Path) -> str:
    heard = decode(path)
    worst = max(
        abs(beginning_of(_sound_of(cue, clips), heard, cue.at) - cue.at) for cue in session.cues
    )
    kilobytes_a_minute = path.stat().st_size / 1000 / session.seconds * 60
    return (
        f"{kilobytes_a_minute:.0f} kB a minute, peak {peak_db(heard):.1f} dBFS, "
        f"worst place {worst * 1000:.2f} ms off"
    )


def _sound_of(cue: Cue, clips: ClipStore) -> Samples:
    return tone_samples(cue.text) if cue.kind == "tone" else clips.samples(cue.text)


def _loudness(clips: ClipStore) -> str:
    levels = [speech_level_db(clips.samples(text)) for text in clips.clips]
    sizes = [(clips.folder / clip.file).stat().st_size for clip in clips.clips.values()]
    return (
        f"clips {len(levels)}, {sum(sizes) / 1000:.0f} kB, "
        f"{min(levels):.1f} to {max(levels):.1f} dBFS: within {max(levels) - min(levels):.1f} dB"
    )


if __name__ == "__main__":
    main()
