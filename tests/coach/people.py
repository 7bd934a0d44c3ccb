"""Simulated people before simulated cameras: landmarks with a known truth, from a seed.

Each is a figure with limbs of other lengths, who holds and does every movement a little differently
from the card, seen through a pinhole camera by a pose model that marks joints off their centres,
lags, jitters with the movement and loses frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from supine.body import Clip, ease, motion, rest
from supine.body.angles import JOINTS
from supine.body.rotations import to_matrices
from supine.coach import Frame, Pattern, pattern_of
from supine.coach.frames import LANDMARKS, VALUES
from supine.coach.pattern import MARKS, NAMES
from supine.library import Figure, Library, Sides, shipped_library
from supine.library.figures import Body, Joint, Point, SkinSample

Array = NDArray[np.float64]
Chance = np.random.Generator

LIMBS = ("spine", "upper_arm", "forearm", "hand", "thigh", "shank", "foot", "clavicle", "scapula")
BUILD_SPREAD = 0.07
BIAS_METRES = 0.03
STYLE = 0.12
JITTER_METRES = 0.006
JITTER_OF_SPEED = 0.03
RECOMMENDED = {"foot-end-three-quarter": 43.0, "side": 90.0, "above-feet": 0.0}


@cache
def library() -> Library:
    return shipped_library()


@cache
def pattern(movement: str) -> Pattern:
    return pattern_of(library(), movement)


@dataclass(frozen=True)
class Rep:
    """The truth of one repetition."""

    side: str | None
    begins_at: float
    ends_at: float
    reach: float


@dataclass(frozen=True)
class Take:
    """What one camera saw, and what was true."""

    movement: str
    aspect: float
    frames: tuple[Frame, ...]
    reps: tuple[Rep, ...]
    kind: str = "reps"


@dataclass(frozen=True)
class Camera:
    """A webcam on a shelf. Degrees round the body from the feet, metres, degrees of height."""

    yaw: float = 43.0
    distance: float = 2.5
    height: float = 1.0
    lens: float = 48.0
    roll: float = 0.0
    aspect: float = 4 / 3
    aim: tuple[float, float] = (0.0, 0.0)

    def look(self, places: Array, middle: Array) -> Array:
        """Give (..., 3) of places (..., 3): x and y as shares of the picture, and depth."""
        yaw = np.radians(self.yaw)
        level = np.sqrt(max(self.distance**2 - (self.height - middle[1]) ** 2, 0.25))
        at = np.array(
            [middle[0] + level * np.cos(yaw), self.height, middle[2] + level * np.sin(yaw)]
        )
        away = middle - at
        away /= np.linalg.norm(away)
        right = np.cross(away, [0.0, 1.0, 0.0])
        right /= np.linalg.norm(right)
        up = np.cross(right, away)
        cosine, sine = np.cos(np.radians(self.roll)), np.sin(np.radians(self.roll))
        right, up = cosine * right + sine * up, cosine * up - sine * right
        seen = places - at
        depth = seen @ away
        lens = 0.5 / np.tan(np.radians(self.lens) / 2)
        x = lens * (seen @ right) / depth / self.aspect + 0.5 + self.aim[0]
        y = 0.5 - lens * (seen @ up) / depth + self.aim[1]
        return np.stack([x, y, depth], axis=-1)


def camera_for(view: str, chance: Chance, off: float = 20.0) -> Camera:
    """Give a camera where a card says it works, up to so many degrees off."""
    side = 1.0 if chance.random() < 0.5 else -1.0
    yaw = side * (RECOMMENDED[view] + chance.uniform(-off, off))
    return Camera(
        yaw,
        chance.uniform(2.1, 3.0),
        chance.uniform(0.4, 1.6),
        chance.uniform(42, 56),
        chance.uniform(-3, 3),
        float(chance.choice([4 / 3, 16 / 9])),
        (chance.uniform(-0.03, 0.03), chance.uniform(-0.03, 0.03)),
    )


def somebody(seed: int) -> Figure:
    """Give one of the figures with limbs of other lengths."""
    chance = np.random.default_rng(seed)
    figures = list(library().figures.values())
    figure = figures[int(chance.integers(len(figures)))]
    longer = {limb: 1.0 + BUILD_SPREAD * float(chance.standard_normal()) for limb in LIMBS}

    def share(joint: str) -> float:
        """Tell how much longer everything is that follows the bone which ends in `joint`."""
        bones = {"shank": "thigh", "foot": "shank", "forearm": "upper_arm", "hand": "forearm"}
        stem = joint.removesuffix("_left").removesuffix("_right")
        bone = bones.get(stem, "spine" if stem.startswith(("spine", "neck")) else stem)
        return longer.get(bone, 1.0)

    old = {name: np.array(joint.at) for name, joint in figure.body.joints.items()}
    new: dict[str, Array] = {}
    for name, joint in figure.body.joints.items():
        parent = joint.parent
        new[name] = (
            old[name] if parent is None else new[parent] + share(name) * (old[name] - old[parent])
        )
    moved = {name: new[name] - old[name] for name in old}
    body = Body(
        joints={
            name: Joint(parent=joint.parent, at=_triple(new[name]))
            for name, joint in figure.body.joints.items()
        },
        points={
            name: Point(joint=point.joint, at=_triple(np.array(point.at) + moved[point.joint]))
            for name, point in figure.body.points.items()
        },
        skin=tuple(
            SkinSample(
                at=_triple(
                    np.array(sample.at)
                    + sum(weight * moved[joint] for joint, weight in sample.weights.items())
                ),
                weights=sample.weights,
            )
            for sample in figure.body.skin
        ),
    )
    return replace(figure, body=body)


def _triple(place: Array) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in place)
    return x, y, z


class Person:
    """One simulated person; the same seed is always the same person."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.figure = somebody(seed)
        self.seed = seed
        self._clips: dict[tuple[str, str | None, float], Clip] = {}
        self.bias = BIAS_METRES * self.chance.standard_normal((len(MARKS), 3))
        self.style = self.chance.standard_normal((len(MARKS), 3))

    def clip(self, movement: str, side: str | None, reach: float) -> Clip:
        """Give a movement as this person does it."""
        key = movement, side, reach
        if key not in self._clips:
            found = library().movements[movement]
            position = library().positions[found.card.position]
            self._clips[key] = motion(found, position, self.figure, side, reach)
        return self._clips[key]

    def marks(self, clip: Clip, step: str | None, progress: float) -> Array:
        """Give where the coach's landmarks are (15, 3) on this person's body."""
        root, rotations = clip.pose(step, progress)
        at, turned = clip.skeleton.bones(root, to_matrices(rotations))
        found = np.empty((len(MARKS), 3))
        for row, mark in enumerate(MARKS):
            ends = []
            for name in mark.of:
                if name in JOINTS:
                    ends.append(at[JOINTS.index(name)])
                    continue
                point = self.figure.body.points[name]
                joint = JOINTS.index(point.joint)
                lever = np.array(point.at) - clip.skeleton.bind[joint]
                ends.append(at[joint] + turned[joint] @ lever)
            found[row] = np.mean(ends, axis=0)
        return found + self.bias


@dataclass
class Film:
    """Marks over time at 60 a second, put together piece by piece; then seen by a camera."""

    person: Person
    movement: str
    places: list[Array] = field(default_factory=list)
    reps: list[Rep] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return len(self.places) / RATE

    def hold(self, seconds: float, pose: Array | None = None) -> None:
        """Stay, in a pose or as one is."""
        still = self.places[-1] if pose is None else pose
        self.places.extend([still] * round(seconds * RATE))

    def go(self, pose: Array, seconds: float) -> None:
        """Move to a pose, as smoothly as people do."""
        begin, count = self.places[-1], max(round(seconds * RATE), 1)
        self.places.extend(begin + ease((k + 1) / count) * (pose - begin) for k in range(count))

    def begin(self, side: str | None, seconds: float) -> None:
        """Lie in the starting position."""
        clip = self.person.clip(self.movement, side, 1.0)
        self.hold(seconds, self.person.marks(clip, None, 0.0))

    def rep(self, side: str | None, reach: float, pace: float) -> None:
        """Do one repetition; pace: seconds as a share of the card's, holds kept short."""
        person = self.person
        clip = person.clip(self.movement, side, round(reach, 2))
        began = self.seconds
        start = person.marks(clip, None, 0.0)
        card = library().movements[self.movement].card
        for step in card.rep:
            seconds = min(step.usual_seconds(), 3.0) if step.to == "stay" else step.usual_seconds()
            count = max(round(seconds * pace * RATE), 2)
            for k in range(count):
                place = person.marks(clip, step.name, (k + 1) / count)
                away = np.linalg.norm(place - start, axis=-1, keepdims=True)
                self.places.append(place + STYLE * away * person.style / np.sqrt(3))
        self.reps.append(Rep(side, began, self.seconds, reach))

    def take(self, camera: Camera, rate: float, kind: str = "reps", drops: float = 0.05) -> Take:
        """Give what the camera and the pose model make of it, so many frames a second."""
        chance = self.person.chance
        places = np.stack(self.places)
        middle = places[0].mean(axis=0)
        frames = []
        at = 0.0
        stray = np.zeros((len(MARKS), 3))
        lagging = places[0]
        while at < self.seconds - 1 / RATE:
            now = places[int(at * RATE)]
            speed = np.linalg.norm(now - places[max(int((at - 0.1) * RATE), 0)], axis=-1) / 0.1
            lagging = lagging + min(1.0, 1 / rate / 0.05) * (now - lagging)
            spread = JITTER_METRES + JITTER_OF_SPEED * speed[:, None]
            stray = 0.7 * stray + 0.7 * spread * chance.standard_normal(stray.shape)
            lost = chance.random() < drops
            frames.append(Frame(at, None if lost else _landmarks(camera, lagging + stray, middle)))
            at += max(1 / rate * (1 + 0.1 * chance.standard_normal()), 0.01)
        return Take(self.movement, camera.aspect, tuple(frames), tuple(self.reps), kind)


RATE = 60.0


def _landmarks(camera: Camera, places: Array, middle: Array) -> Array:
    seen = camera.look(places, middle)
    landmarks = np.full((LANDMARKS, VALUES), 0.5)
    landmarks[:, :2] = seen[:, :2].mean(axis=0)
    landmarks[:, 3] = 0.9
    for row, mark in enumerate(MARKS):
        landmarks[mark.place, :2] = seen[row, :2]
        landmarks[mark.place, 2] = seen[row, 2] - seen[:, 2].mean()
    return landmarks


def sides_of(movement: str, reps: int, chance: Chance) -> list[str | None]:
    """Give the sides of a set: alternating, all of one side, or none."""
    how = library().movements[movement].card.sides
    if how is Sides.NONE:
        return [None] * reps
    first = str(chance.choice(["left", "right"]))
    other = "right" if first == "left" else "left"
    if how is Sides.ONE_THEN_OTHER:
        return [first] * reps
    return [(first, other)[k % 2] for k in range(reps)]


def a_set(movement: str, seed: int, view: str | None = None, off: float = 20.0) -> Take:
    """Give a set of 4 to 8 repetitions: any reach from .4, any pace, pauses or none."""
    person = Person(seed)
    chance = person.chance
    view = view or library().movements[movement].card.camera.best or "foot-end-three-quarter"
    film = Film(person, movement)
    sides = sides_of(movement, int(chance.integers(4, 9)), chance)
    film.begin(sides[0], 2.5)
    reach, grows = chance.uniform(0.4, 1.0), chance.uniform(-0.05, 0.1)
    pace, pause = chance.uniform(0.7, 1.4), float(chance.choice([0.0, 0.0, 0.5, 1.5]))
    for number, side in enumerate(sides):
        own = float(np.clip(reach + grows * number + 0.04 * chance.standard_normal(), 0.4, 1.0))
        film.rep(side, round(own * 5) / 5, pace * chance.uniform(0.9, 1.1))
        film.hold(pause)
    film.hold(1.0)
    return film.take(camera_for(view, chance, off), chance.uniform(10, 30))


def still(movement: str, seed: int, wobble: float = 0.02) -> Take:
    """Give somebody who lies still, breathes and wobbles by so many metres."""
    person = Person(seed)
    film = Film(person, movement)
    sides = sides_of(movement, 1, person.chance)
    film.begin(sides[0], 30.0)
    base = film.places[0]
    waves = person.chance.standard_normal((3, len(MARKS), 3)) * wobble / np.sqrt(3)
    rates = person.chance.uniform(0.1, 0.6, 3)
    film.places = [
        base
        + sum(
            wave * np.sin(2 * np.pi * rate * k / RATE)
            for wave, rate in zip(waves, rates, strict=True)
        )
        for k in range(len(film.places))
    ]
    return film.take(camera_for("foot-end-three-quarter", person.chance), 25.0, "still")


def settling_in(movement: str, seed: int) -> Take:
    """Give somebody who lies down, shifts about for a while, and then lies still."""
    person = Person(seed)
    chance = person.chance
    film = Film(person, movement)
    sides = sides_of(movement, 1, chance)
    film.begin(sides[0], 0.1)
    start = film.places[-1]
    film.hold(chance.uniform(0.2, 2.0))
    for _ in range(int(chance.integers(3, 7))):
        film.go(start + _shift(chance), chance.uniform(0.5, 1.5))
        film.hold(float(chance.choice([0.0, 0.3, 1.2])))
    film.go(start, 1.0)
    film.hold(3.0)
    return film.take(camera_for("foot-end-three-quarter", chance), 25.0, "settling")


def _shift(chance: Chance) -> Array:
    """Give how far each mark is from rest when somebody shifts: the whole, a leg, or an arm."""
    shift = np.zeros((len(MARKS), 3)) + 0.06 * chance.standard_normal(3) * [1, 0.3, 1]
    limbs = (("knee", "ankle", "toe"), ("elbow", "wrist"), ("hip", "knee"), ("nose", "shoulder"))
    for limb in limbs:
        for side in ("left", "right"):
            if chance.random() < 0.4:
                moved = 0.1 * chance.standard_normal(3) * [1, 0.7, 1]
                for row, name in enumerate(NAMES):
                    if name.startswith(limb) and name.endswith((side, "nose")):
                        shift[row] += moved
    return shift


def getting_up(movement: str, seed: int) -> Take:
    """Give somebody who lies in the position, then sits up, kneels and stands, and goes."""
    person = Person(seed)
    chance = person.chance
    film = Film(person, movement)
    sides = sides_of(movement, 1, chance)
    film.begin(sides[0], 2.5)
    for position in ("floor-sitting", "half-kneeling", "standing"):
        clip = rest(library().positions[position], person.figure)
        pose = person.marks(clip, None, 0.0)
        film.go(pose + 0.1 * chance.standard_normal(3) * [1, 0, 1], chance.uniform(0.8, 2.0))
        film.hold(float(chance.choice([0.0, 0.5])))
    film.go(film.places[-1] + np.array([0.0, 0.0, 1.5]), 1.5)
    film.hold(5.5)
    return film.take(camera_for("foot-end-three-quarter", chance), 25.0, "getting-up")


def negatives(movements: Sequence[str], seed: int) -> Iterator[Take]:
    """Give one of each kind of take in which nothing is to be counted."""
    chance = np.random.default_rng(seed)
    for make in (still, settling_in, getting_up):
        yield make(str(chance.choice(movements)), int(chance.integers(1 << 30)))
    yield still(str(chance.choice(movements)), int(chance.integers(1 << 30)), 0.05)
