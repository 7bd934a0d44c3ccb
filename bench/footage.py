"""Pictures a second of `supine watch`, beside MediaPipe alone on the same film.

script/bench footage [FILM]. Without a film it takes a recorded one beside the project, or draws its
own. Both load the models anew each time; the coach counts in ours.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import mediapipe
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from supine.footage import POSE_BUNDLE, coaching
from supine.footage.hushing import hushed
from supine.footage.watching import watch_video
from supine.library import shipped_library
from tests.footage.films import somebody, write_film

RECORDED = Path(__file__).parents[2] / "shared/data/floor/bridging.mp4"
MOVEMENT = "glute-bridge"
RUNS = 5
AIM = 0.85


@dataclass(frozen=True)
class Run:
    """One way through a film: pictures a second, and milliseconds of processor for each."""

    rate: float
    milliseconds: float


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        film = chosen(Path(folder))
        coach_for = coaching(shipped_library(), MOVEMENT)
        with hushed():
            pictures = bare(film)
        runs: dict[str, list[Run]] = {"decoding too": [], "from memory": [], "supine watch": []}
        # Turn by turn, so that whatever else this machine does falls on all alike.
        for _ in range(RUNS):
            runs["decoding too"].append(timed(pictures, lambda: bare(film)))
            runs["from memory"].append(in_memory(film))
            ours = timed(pictures, lambda: watch_video(film, MOVEMENT, coach_for))
            runs["supine watch"].append(ours)
    print(f"{film.name}: {pictures} pictures, median of {RUNS} runs, models loaded each time")
    for name, told in runs.items():
        rates = [run.rate for run in told]
        print(
            f"  {'' if name == 'supine watch' else 'MediaPipe alone, '}{name}: "
            f"{statistics.median(rates):.1f} a second ({min(rates):.1f} to {max(rates):.1f}), "
            f"{statistics.median(run.milliseconds for run in told):.1f} ms of processor each"
        )
    for name in ("decoding too", "from memory"):
        pairs = zip(runs["supine watch"], runs[name], strict=True)
        share = statistics.median(our.rate / their.rate for our, their in pairs)
        print(f"  supine watch, of MediaPipe {name}: {share:.2f} (at least {AIM})")


def chosen(folder: Path) -> Path:
    """Give the film that was named, the recorded one, or one of our own."""
    if sys.argv[1:]:
        return Path(sys.argv[1])
    if RECORDED.is_file():
        return RECORDED
    return write_film(folder / "drawn.mp4", somebody(reps=8))


def bare(film: Path) -> int:
    """Decode and find, in the plainest way; give how many pictures there are."""
    with finder() as models, av.open(str(film)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            picture = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
            models.detect_for_video(image(picture), number * 33)
    return number + 1


def in_memory(film: Path) -> Run:
    """Run on pictures that are decoded already."""
    with av.open(str(film)) as container:
        frames = container.decode(video=0)
        images = [image(np.asarray(one.to_ndarray(format="rgb24"), np.uint8)) for one in frames]

    def find() -> None:
        with finder() as models:
            for number, one in enumerate(images):
                models.detect_for_video(one, number * 33)

    return timed(len(images), find)


def finder() -> vision.PoseLandmarker:
    """Load the models."""
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(POSE_BUNDLE)),
        running_mode=vision.RunningMode.VIDEO,
    )
    return vision.PoseLandmarker.create_from_options(options)


def image(picture: np.ndarray) -> mediapipe.Image:
    """Give a picture as MediaPipe takes it."""
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=picture)


def timed(pictures: int, work: Callable[[], object]) -> Run:
    """Run once."""
    began, processor = time.perf_counter(), time.process_time()
    with hushed():
        work()
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    return Run(pictures / seconds, processor / pictures * 1000)


if __name__ == "__main__":
    main()
