"""Where the camera of a film stands, and the room round the mat.

World axes as in `supine.body`: X along the mat (heads lie towards -X), Y up, Z across.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from supine.body import Clip
from supine.body.skeleton import Skeleton

Array = NDArray[np.float64]

WIDTH, HEIGHT = 640, 480
# It is drawn smaller, since a body takes up less than a pose model looks at, and drawing takes most
# of the time.
DRAWN_WIDTH, DRAWN_HEIGHT = 480, 360
# Degrees round the body from the feet, and upwards. Cards name these views.
VIEWS = {
    "foot-end-three-quarter": (45.0, 22.0),
    "side": (90.0, 16.0),
    "above-feet": (0.0, 52.0),
}
# What a webcam sees from the top of its picture to the bottom, in degrees.
USUAL_LENS = 48.0
USUAL_DISTANCE = 2.0
# How much of the picture, either way, the body may take up.
_FILL = 0.88
_ROUNDS = 12
WALLS = ("#d9d3c6", "#c9d2d4", "#e3ddd0", "#b9c2b4", "#d8c9bb", "#a9b1ba", "#efe9e1", "#8f9a97")
FLOORS = ("#9a8468", "#7d6a55", "#b8a88f", "#8b8b86", "#6d5a48", "#a59a8a", "#5f6468")
FURNITURE = ("#7a5a40", "#f4efe6", "#4b5560", "#a0522d", "#c8b8a0", "#39413f", "#6b7d6a")


@dataclass(frozen=True)
class Place:
    """One place of the camera, as `stage/camera.ts` takes it: degrees and metres."""

    yaw: float
    pitch: float
    distance: float
    at: tuple[float, float, float]
    lens: float = USUAL_LENS

    def as_page(self) -> dict[str, Any]:
        """Give it in the page's words."""
        told = asdict(self)
        return {**told, "lensDegrees": told.pop("lens")}

    def axes(self) -> Array:
        """Give the camera's axes (3, 3) as rows: right, up, and away from what it looks at."""
        yaw, pitch = np.radians([self.yaw, self.pitch])
        away = np.array([np.cos(pitch) * np.cos(yaw), np.sin(pitch), np.cos(pitch) * np.sin(yaw)])
        right = np.array([np.sin(yaw), 0.0, -np.cos(yaw)])
        return np.stack([right, np.cross(away, right), away])

    def seen(self, points: Array) -> Array:
        """Give where points (..., 3) are in the picture: (..., 2), 0 to 1, y down."""
        right, up, away = np.moveaxis((points - np.array(self.at)) @ self.axes().T, -1, 0)
        deep = self.distance - away
        tangent = np.tan(np.radians(self.lens / 2))
        across = right / deep / tangent * HEIGHT / WIDTH
        return np.stack([0.5 + across / 2, 0.5 - up / deep / tangent / 2], axis=-1)


def place_for(points: Array, yaw: float, pitch: float, lens: float, distance: float) -> Place:
    """Give the place from which points (any, 3) are in the middle of the picture.

    distance: metres, at least; farther off where the points would not fit.
    """
    place = Place(yaw, pitch, distance, (0.0, 0.2, 0.0), lens)
    flat = points.reshape(-1, 3)
    for _ in range(_ROUNDS):
        seen = place.seen(flat)
        low, high = seen.min(axis=0), seen.max(axis=0)
        across, down = (low + high) / 2 - 0.5
        right, up, _ = place.axes()
        size = 2 * place.distance * np.tan(np.radians(lens / 2))
        moved = np.array(place.at) + right * across * size * WIDTH / HEIGHT - up * down * size
        larger = float((high - low).max()) / _FILL
        place = replace(
            place,
            at=(float(moved[0]), float(moved[1]), float(moved[2])),
            distance=max(distance, place.distance * (0.5 + 0.5 * larger)),
        )
    return place


def outline(clip: Clip, step: str | None, progress: float) -> Array:
    """Give where the ends of the body are, such as toes and finger tips: (points, 3)."""
    at, turned = clip.bones(step, progress)
    return outline_of(clip.skeleton, at, turned)


def outline_of(skeleton: Skeleton, at: Array, turned: Array) -> Array:
    """Give the same for joints (24, 3) and bone rotations (24, 3, 3)."""
    places = skeleton.points
    moved = np.einsum("jik,pjk->pji", turned, places.offsets) + at[None]
    found: Array = np.sum(moved * places.weights[:, :, None], axis=1)
    return found


def room_for(chance: np.random.Generator, yaw: float) -> dict[str, Any]:
    """Give a room whose far wall faces a camera at `yaw`, as `stage/room.ts` takes it."""
    behind = float(chance.uniform(1.5, 2.4))
    things = []
    for _ in range(int(chance.integers(0, 4))):
        across, up, deep = (float(chance.uniform(*size)) for size in _SIZES)
        beside = float(chance.uniform(-2.2, 2.2))
        things.append([beside, -behind + deep / 2, across, up, deep, str(chance.choice(FURNITURE))])
    return {
        # The far wall lies towards -Z of the room, and the camera towards its +Z.
        "turn": float(np.pi / 2 - np.radians(yaw) + chance.uniform(-0.35, 0.35)),
        "behind": behind,
        "wall": str(chance.choice(WALLS)),
        "floor": str(chance.choice(FLOORS)),
        "things": things,
    }


# Metres: across, up and deep, of a chest, a shelf, a door.
_SIZES = ((0.4, 1.4), (0.4, 2.0), (0.05, 0.5))
