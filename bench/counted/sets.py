"""The recordings to count: what people did, what was rendered, what is simulated; with the truth.

Recordings of people lie beside the project and are no part of it; without them they are skipped.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from supine.coach import Frame
from supine.coach.frames import LANDMARKS, VALUES
from supine.footage import Recording, read_recording, write_recording
from supine.library import shipped_library
from tests.coach import people

Array = NDArray[np.float64]

BESIDE = Path(__file__).parents[3] / "shared/data"
OWN = Path(__file__).parents[2] / "tests/recordings"
CACHE = Path(tempfile.gettempdir()) / "supine-bench-counting"
# The floor recordings of movements that the library has.
CARDS = {
    "ph-bridging": "glute-bridge",
    "be-bridge": "glute-bridge",
    "my-glute-bridge": "glute-bridge",
    "an-glute-bridge": "glute-bridge",
    "my-bird-dog": "bird-dog",
}
# What the rendered films show: left and right in turn, from the first frame on.
FILMED = {
    "knee_wag": ("knee-wags", ("left", "right") * 5),
    "psoas_march": ("lying-psoas-march", ("left", "right") * 3),
}
KIMORE_HERTZ = 30.0


@dataclass(frozen=True)
class Case:
    """One recording. sides: the true side of each repetition; movement: None where no card fits.

    kind: "reps", or what else it shows; ends: when each repetition ended, where that is known.
    view: where the camera stands, where that is known.
    """

    name: str
    recording: Recording
    sides: Sequence[str | None]
    movement: str | None
    kind: str = "reps"
    ends: Sequence[float] = ()
    at_rest: bool = False
    view: str = ""

    @property
    def truth(self) -> int:
        """How many repetitions there are."""
        return len(self.sides)


@dataclass(frozen=True)
class Signal:
    """One signal of KIMORE: exercise 1 to 5, how many repetitions, and the signal itself."""

    name: str
    exercise: int
    expert: bool
    truth: int
    values: Array


def floor() -> Iterator[Case]:
    """Give the floor recordings of people, and of two drawn figures (an-)."""
    if not (BESIDE / "floor").is_dir():
        return
    with (BESIDE / "floor/truth.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row["recording"]
            recording = read_recording(BESIDE / "floor" / f"{name}.npz")
            yield Case(name, recording, [None] * int(row["reps"]), CARDS.get(name))


def kimore() -> Iterator[Signal]:
    """Give the signals of KIMORE."""
    if not (BESIDE / "kimore_healthy").is_dir():
        return
    signals = np.load(BESIDE / "kimore_healthy/signals.npz")
    with (BESIDE / "kimore_healthy/segments.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row["recording"]
            values = np.asarray(signals[name], dtype=float)
            expert = row["group"] == "Expert"
            yield Signal(name, int(row["exercise"]), expert, int(row["reps"]), values)


def films() -> Iterator[Case]:
    """Give the rendered films beside the project; the landmarks found in them are kept."""
    for film in sorted((BESIDE / "rendered").glob("*.mp4")):
        movement, sides = next(told for key, told in FILMED.items() if film.stem.startswith(key))
        view = "side" if "side" in film.stem else "foot-end-three-quarter"
        yield Case(film.stem, _landmarks_of(film), sides, movement, view=view)


def rendered() -> Iterator[Case]:
    """Give the rendered recordings that come with the project."""
    truth = OWN / "truth.json"
    if not truth.exists():
        return
    for told in json.loads(truth.read_text(encoding="utf-8")):
        if not (OWN / told["file"]).exists():
            continue
        reps = told.get("reps", [])
        counts = told["kind"] == "reps"
        yield Case(
            told["file"].removesuffix(".npz") + (" (held out)" if told.get("hold_out") else ""),
            read_recording(OWN / told["file"]),
            [rep["side"] for rep in reps] if counts else [],
            told["movement"] if counts else told.get("in_place_of", told["movement"]),
            told["kind"],
            [rep["ends_at"] for rep in reps] if counts else [],
            at_rest=True,
            view=told["view"],
        )


def simulated(each: int) -> Iterator[Case]:
    """Give simulated people: `each` sets of every movement with a view, and as many negatives."""
    library = shipped_library()
    movements = [
        name for name, one in library.movements.items() if one.card.camera.best is not None
    ]
    for seed in range(each):
        for movement in movements:
            yield _case(people.a_set(movement, 7919 * seed + 11), movement, "reps")
    for seed in range(each * 5):
        for take in people.negatives(movements, 104_729 + seed):
            yield _case(take, take.movement, "nothing")


def _case(take: people.Take, movement: str, kind: str) -> Case:
    gone = np.full((LANDMARKS, VALUES), np.nan)
    marks = [gone if frame.landmarks is None else frame.landmarks for frame in take.frames]
    at = np.array([frame.at_seconds for frame in take.frames])
    fps = (len(at) - 1) / float(at[-1] - at[0])
    recording = Recording(np.array(marks), None, at, fps, (round(take.aspect * 480), 480))
    sides = [rep.side for rep in take.reps] if kind == "reps" else []
    ends = [rep.ends_at for rep in take.reps] if kind == "reps" else []
    return Case(f"{kind} {movement}", recording, sides, movement, kind, ends, at_rest=True)


def frames_of(case: Case) -> list[Frame]:
    """Give the frames of a case."""
    return case.recording.frames


def _landmarks_of(film: Path) -> Recording:
    """Find landmarks in a film, once. Raises FinderMissingError where nothing can find them."""
    from supine.footage.video import Video  # noqa: PLC0415 - only with the extra `footage`
    from supine.footage.watching import sights  # noqa: PLC0415

    kept = CACHE / f"{film.stem}-{hashlib.sha256(film.read_bytes()).hexdigest()[:12]}.npz"
    if kept.exists():
        return read_recording(kept)
    CACHE.mkdir(exist_ok=True)
    gone = np.full((LANDMARKS, VALUES), np.nan)
    with Video(film) as video:
        seen = [(sight.shot.at_seconds, sight.landmarks) for sight in sights(video)]
        size = video.size
    at = np.array([when for when, _ in seen])
    marks = np.array([gone if found is None else found for _, found in seen])
    fps = (len(at) - 1) / float(at[-1] - at[0])
    write_recording(kept, Recording(marks, None, at, fps, size))
    return read_recording(kept)
