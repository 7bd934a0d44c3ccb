"""Makes the recordings of our own person that the coach is tried on: `script/assets film`.

`script/assets film NAME...` makes those anew that are called so, or so and a number; without names,
those that are not there yet. Only landmarks are kept, in tests/recordings, and what was done, in
truth.json.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, Self

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from studio.film import FILMING, STAND, in_parts, open_filming, taken
from studio.film_look import Sensor
from studio.film_places import HEIGHT, VIEWS, WIDTH, Array, Place, outline_of, place_for, room_for
from studio.film_script import Script, alive
from studio.film_takes import Take, script, takes
from studio.stills import ROOT, drawing_page
from supine.body.rotations import to_matrices
from supine.body.skeleton import Skeleton
from supine.library import shipped_library

FOLDER = ROOT / "tests/recordings"
MODEL = ROOT / "src/supine/footage/pose_landmarker_lite.task"
LANDMARKS, VALUES = 33, 4
# What is kept of x and y (a tenth of a pixel), of z and of visibility.
_FINEST = np.array([8192, 8192, 1024, 128], dtype=np.float32)
_POSES = f"([movement, equipment, rows]) => {FILMING}.poses(movement, equipment, rows)"
_DIGITS = 5
# The whole body is to be in the picture here; who gets up leaves it.
_LYING_SECONDS = 2.0
_ARMS = ("palm", "hand", "finger", "elbow", "forearm")


def main(names: list[str]) -> int:
    """Make what is asked for; 0 when all is there, 1 after a sentence on what is unknown."""
    known = takes()
    for name in names:
        if not any(_is(take, name) for take in known):
            print(f"No recording is called {name!r}.", file=sys.stderr)
            return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    there = set(truths())
    wanted = [
        take
        for take in known
        if any(_is(take, name) for name in names)
        or (not names and not (take.name in there and path_of(take.name).exists()))
    ]
    if not wanted:
        print("All recordings are there.")
        return 0
    with drawing_page() as page:
        for take in wanted:
            record(page, take)
    return 0


def _is(take: Take, name: str) -> bool:
    return take.name == name or take.name.startswith(f"{name}-")


def path_of(name: str) -> Path:
    """Give where a recording is."""
    return FOLDER / f"{name}.npz"


def truths() -> dict[str, dict[str, Any]]:
    """Give what is known of each recording that is there, by name."""
    path = FOLDER / "truth.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {entry["file"].removesuffix(".npz"): entry for entry in told}


def record(page: Page, take: Take) -> None:
    """Film one recording, and keep its landmarks and its truth."""
    began = time.monotonic()
    played = script(take)
    chance = np.random.default_rng([take.seed, 4])
    roots, rotations, moving = played.poses(take.fps)
    roots, rotations = above_floor(take, roots, rotations)
    roots, rotations, breath = alive((roots, rotations, moving), take.fps, chance)
    place = stand_of(take, roots, rotations, chance)
    card = shipped_library().movements[take.movement]
    equipment = list(card.equipment_at(card.card.dose.reps[take.seed % 2]))
    open_filming(page, take.movement, take.figure)
    page.evaluate(STAND, [place.as_page(), room_for(chance, place.yaw)])
    flat = np.concatenate([roots, rotations.reshape(len(roots), -1), breath[:, None]], axis=1)
    rows = np.round(flat, _DIGITS).tolist()
    with Eyes(take) as eyes:
        drawn = (page.evaluate(_POSES, [take.movement, equipment, some]) for some in in_parts(rows))
        landmarks = np.array(list(taken(drawn, eyes.see)), dtype=np.float32)
    keep(take, played, place, landmarks)
    seen = float(np.isfinite(landmarks[:, 0, 0]).mean())
    took = time.monotonic() - began
    print(f"{take.name}: {len(rows)} frames, {len(rows) / took:.1f}/s, seen {seen:.3f}", flush=True)


class Eyes:
    """A pose model that follows one person through one film."""

    def __init__(self, take: Take) -> None:
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(MODEL)),
            running_mode=vision.RunningMode.VIDEO,
        )
        self.landmarker = vision.PoseLandmarker.create_from_options(options)
        self.sensor = Sensor(take.seed)
        self.fps = take.fps
        self.frames = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.landmarker.close()

    def see(self, drawn: Image.Image) -> NDArray[np.float32]:
        """Give the landmarks (33, 4) of the next picture, not numbers where nobody is found."""
        pixels = np.ascontiguousarray(self.sensor.picture(drawn))
        picture = mp.Image(image_format=mp.ImageFormat.SRGB, data=pixels)
        milliseconds = round(self.frames * 1000 / self.fps)
        self.frames += 1
        found = self.landmarker.detect_for_video(picture, milliseconds).pose_landmarks
        if not found:
            return np.full((LANDMARKS, VALUES), np.nan, dtype=np.float32)
        values = [(each.x, each.y, each.z, each.visibility) for each in found[0]]
        return np.array(values, dtype=np.float32)


def stand_of(take: Take, roots: Array, rotations: Array, chance: np.random.Generator) -> Place:
    """Give where the camera stands: to the card's view, a little off, a little higher or lower."""
    best, pitch = VIEWS[take.view]
    yaw = (best + take.azimuth_off) * (-1 if take.mirrored else 1)
    pitch += float(chance.uniform(-6, 7))
    lens, distance = float(chance.uniform(44, 54)), float(chance.uniform(1.9, 2.6))
    frames = range(0, len(roots), take.fps // 2)
    if take.kind == "getting-up":
        lying = int(_LYING_SECONDS * take.fps)
        frames = range(-lying, 0) if take.gets_down else range(lying)
        distance += 0.5
    skeleton = _skeleton(take.figure)
    points = [
        outline_of(skeleton, *skeleton.bones(roots[frame], to_matrices(rotations[frame])))
        for frame in frames
    ]
    return place_for(np.concatenate(points), yaw, pitch, lens, distance)


def above_floor(take: Take, roots: Array, rotations: Array) -> tuple[Array, Array]:
    """Lift a body that a way between two poses leads into the floor."""
    if take.kind not in ("getting-up", "settling"):
        return roots, rotations
    skeleton = _skeleton(take.figure)
    # An arm that sinks in is better than a body that floats.
    firm = [not name.startswith(_ARMS) for name in skeleton.point_names]
    lifted = roots.copy()
    for frame, (root, turned) in enumerate(zip(roots, rotations, strict=True)):
        points = outline_of(skeleton, *skeleton.bones(root, to_matrices(turned)))
        lifted[frame, 1] += max(0.0, -float(points[firm, 1].min()))
    return lifted, rotations


def keep(take: Take, played: Script, place: Place, landmarks: NDArray[np.float32]) -> None:
    """Write a recording, and then its truth among the others."""
    rounded = np.rint(landmarks * _FINEST) / _FINEST
    # One landmark after another packs far better than one frame after another.
    packed = np.asfortranarray(rounded.astype(np.float32))
    size = np.array([WIDTH, HEIGHT])
    np.savez_compressed(path_of(take.name), landmarks=packed, fps=float(take.fps), size=size)
    all_truths = truths() | {take.name: truth(take, played, place, len(landmarks))}
    order = {each.name: place for place, each in enumerate(takes())}
    told = [all_truths[name] for name in sorted(all_truths, key=lambda name: order.get(name, -1))]
    fresh = FOLDER / "truth.json.new"
    fresh.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    fresh.replace(FOLDER / "truth.json")


def truth(take: Take, played: Script, place: Place, frames: int) -> dict[str, Any]:
    """Give what was done in a recording, as plain data; times in seconds of the recording."""
    reaches = [rep.reach for rep in played.reps]
    height = place.at[1] + place.distance * np.sin(np.radians(place.pitch))
    return {
        "file": f"{take.name}.npz",
        "movement": take.movement if take.kind == "reps" else None,
        "kind": take.kind,
        "in_place_of": take.movement,
        "figure": take.figure,
        "view": take.view,
        "azimuth_off_degrees": take.azimuth_off,
        "azimuth_degrees": round(place.yaw, 1),
        "elevation_degrees": round(place.pitch, 1),
        "distance_metres": round(place.distance, 2),
        "height_metres": round(float(height), 2),
        "lens_degrees": round(place.lens, 1),
        "range": [min(reaches), max(reaches)] if reaches else None,
        "tempo": take.tempo,
        "fps": take.fps,
        "seconds": round(frames / take.fps, 3),
        "hold_out": take.hold_out,
        "reps": [
            {
                "side": rep.side,
                "begins_at": round(rep.begins_at, 3),
                "ends_at": round(rep.ends_at, 3),
                "reach": rep.reach,
            }
            for rep in played.reps
        ],
    }


def _skeleton(figure: str) -> Skeleton:
    return Skeleton(shipped_library().figures[figure])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
