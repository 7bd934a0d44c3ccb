"""What a movement looks like: read off the card's own motion, for any camera.

Of the 33 landmarks the coach follows 15. Where the pose model marks a joint is a little off its
centre, so nothing here is compared in absolute terms: only how far a landmark travels from rest.
World axes as in `supine.body`: X along the mat, Y up, Z across, metres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from supine.body import Clip, motion
from supine.body.angles import JOINTS
from supine.body.rotations import to_matrices
from supine.coach.events import Unseen
from supine.library import CameraCue, Figure, Library, Movement, MovementCard, Sides

Array = NDArray[np.float64]


class Mark(NamedTuple):
    """A landmark that is followed. place: among the 33; parent: the mark it hangs on.

    of: the joints and skin points whose middle it is on a figure. noise: metres, how far it
    strays by itself; free: metres, how far off the model's place a real body's may be, against its
    parent's place.
    """

    name: str
    place: int
    of: tuple[str, ...]
    parent: str | None
    noise: float
    free: float
    part: Unseen


def _marks() -> Iterator[Mark]:
    # The figures for noise are what lying people show in recordings (2-4 cm for limbs far from the
    # trunk); those for `free` are differences in build of about 8 % of a limb's length plus
    # 10 to 15 degrees in how people lie, arms more than legs. Both judged, not fitted.
    yield Mark("nose", 0, ("forehead", "chin"), None, 0.03, 0.08, Unseen.HEAD)
    limbs: tuple[tuple[str, int, str, str | None, float, float, Unseen], ...] = (
        ("shoulder", 11, "upper_arm", None, 0.02, 0.05, Unseen.HEAD),
        ("elbow", 13, "forearm", "shoulder", 0.03, 0.12, Unseen.ARMS),
        ("wrist", 15, "hand", "elbow", 0.04, 0.16, Unseen.ARMS),
        ("hip", 23, "thigh", None, 0.02, 0.05, Unseen.HIPS),
        ("knee", 25, "shank", "hip", 0.02, 0.07, Unseen.KNEES),
        ("ankle", 27, "foot", "knee", 0.025, 0.07, Unseen.FEET),
        ("toe", 31, "toe_tip", "ankle", 0.04, 0.05, Unseen.FEET),
    )
    for name, index, joint, parent, noise, free, part in limbs:
        for place, side in enumerate(("left", "right")):
            yield Mark(
                f"{name}_{side}",
                index + place,
                (f"{joint}_{side}",),
                f"{parent}_{side}" if parent else None,
                noise,
                free,
                part,
            )


MARKS = tuple(_marks())
PLACES = np.array([mark.place for mark in MARKS])
NAMES = tuple(mark.name for mark in MARKS)
# The same marks on the other side of the body.
OTHER_SIDE = np.array(
    [
        NAMES.index(name.replace("_left", "_?").replace("_right", "_left").replace("_?", "_right"))
        for name in NAMES
    ]
)

# Phases of a path: 0 at rest, 1 at the card's full range, and a little beyond for those who go on.
PHASES = np.linspace(0.0, 1.4, 29)
FULL = int(np.argmin(np.abs(PHASES - 1.0)))
_SAMPLES = 24
# Of two far poses of one repetition (round and sag), the last one counts if it is this far out, as
# a share of the farthest.
_FAR = 0.6
# Ways out and back that nowhere differ by more than this, metres, are the same.
_SAME = 0.02
# Small ranges are half of the card's; their end is off the whole's way by so much, metres, where
# they are a movement of their own.
_HALF = 0.5
_OFF_THE_WAY = 0.08
# The smallest repetition, as a share of the card's range: cards begin at .4, and landmarks
# understate small movements.
_LEAST_SHARE, _HARDLY = 0.3, 0.1
# A way is followed by how far out it is; it must not turn back by more than this share.
_TURNS_BACK = 0.1
# A movement in which no landmark travels as far as this, metres, is lost in the noise of a webcam's
# landmarks (2 to 4 cm): the adductor squeeze moves 4 cm.
_LEAST_TRAVEL = 0.08


@dataclass(frozen=True, slots=True)
class Way:
    """One way of going out. side: whose repetition it is; places: (29 phases, 15, 3), metres."""

    side: str | None
    places: Array


@dataclass(frozen=True, slots=True)
class Start:
    """A starting pose on one figure, and the ways that begin there. places: (15, 3), metres.

    half: the phase at which half of the card's range is reached; .5 and more, where the least of a
    range is some of the way already, as hands that have to meet behind a knee.
    """

    figure: str
    places: Array
    ways: tuple[Way, ...]
    half: float = 0.5


@dataclass(frozen=True, slots=True)
class Pattern:
    """A movement as the coach knows it.

    timed: it cannot be seen, so that a set of it goes by the clock. starts: every starting pose, on
    every figure; movements of one side after the other have one for each side. seconds: the usual
    way out, hold (shortest and longest) and way back. cannot: views that the card rules out.
    travel: (15,), metres that each mark goes. least_reach: the smallest repetition, as a phase.
    cues: by key, the most important first. until_tires: a set goes on until somebody tires. easier:
    the starts of each movement that the card calls easier and that can be seen.
    """

    movement: str
    timed: bool
    sided: bool
    alternates: bool
    starts: tuple[Start, ...]
    out_seconds: float
    hold_seconds: tuple[float, float]
    back_seconds: float
    cannot: tuple[str, ...]
    travel: Array
    least_reach: float
    cues: Mapping[str, CameraCue]
    until_tires: bool
    easier: tuple[tuple[Start, ...], ...] = ()


def pattern_of(library: Library, movement_id: str) -> Pattern:
    """Read a movement's pattern off its card and motion, on every figure of the library.

    Takes up to half a second, and as long again for each easier movement. Raises KeyError for a
    movement that the library does not have.
    """
    movement = library.movements[movement_id]
    card = movement.card
    starts = _all_starts(library, movement)
    travel = _travel(starts)
    out, hold, back = _usual_seconds(card)
    return Pattern(
        movement_id,
        timed=_timed(card, travel),
        sided=card.sides is not Sides.NONE,
        alternates=card.sides is Sides.ALTERNATE,
        starts=starts,
        out_seconds=out,
        hold_seconds=hold,
        back_seconds=back,
        cannot=card.camera.cannot,
        travel=travel,
        least_reach=_least_reach(starts),
        cues=card.camera.cues,
        until_tires=card.until == "tires",
        easier=tuple(_easier(library, card)),
    )


def _all_starts(library: Library, movement: Movement) -> tuple[Start, ...]:
    return tuple(
        start for figure in library.figures.values() for start in _starts(library, movement, figure)
    )


def _travel(starts: Sequence[Start]) -> Array:
    """Give how far (15,), metres, each mark goes."""
    travel = np.zeros(len(MARKS))
    for start in starts:
        for way in start.ways:
            far = np.linalg.norm(way.places[FULL] - start.places, axis=-1)
            travel = np.maximum(travel, far)
    return travel


def _least_reach(starts: Sequence[Start]) -> float:
    """Give the phase of the smallest repetition: half-way from the least share to where that is.

    Half-way, since a range that begins far out does so for the model's build; and not where it
    begins hardly farther out.
    """
    half = float(np.median([start.half for start in starts]))
    there = 1.0 - (1.0 - half) * (1.0 - _LEAST_SHARE) / (1.0 - _HALF)
    return (_LEAST_SHARE + max(there - _HARDLY, _LEAST_SHARE)) / 2.0


def _timed(card: MovementCard, travel: Array) -> bool:
    return card.camera.best is None or float(np.max(travel)) < _LEAST_TRAVEL


def _easier(library: Library, card: MovementCard) -> Iterator[tuple[Start, ...]]:
    for name in card.easier:
        easier = library.movements[name]
        if easier.card.camera.best is None:
            continue
        starts = _all_starts(library, easier)
        if not _timed(easier.card, _travel(starts)):
            yield starts


def _starts(library: Library, movement: Movement, figure: Figure) -> Iterator[Start]:
    card = movement.card
    sided = card.sides is not Sides.NONE
    side = "left" if sided else None
    position = library.positions[card.position]
    clip = motion(movement, position, figure, side, card.range.to_share)
    start, ways = _start_and_ways(clip, card, figure)
    half = motion(movement, position, figure, side, _HALF * card.range.to_share)
    half_ways = _start_and_ways(half, card, figure)[1]
    out = _size(half_ways, start) / max(_size(ways, start), 1e-6) if half_ways else _HALF
    ways += _other_half_ways(half_ways, ways, start)
    if not sided:
        yield Start(figure.id, start, tuple(Way(None, way) for way in ways), out)
        return
    left = tuple(Way("left", way) for way in ways)
    right = tuple(Way("right", _mirrored(way)) for way in ways)
    if np.abs(_mirrored(start) - start).max() < _SAME:
        yield Start(figure.id, start, (*left, *right), out)
    else:
        yield Start(figure.id, start, left, out)
        yield Start(figure.id, _mirrored(start), right, out)


def _size(ways: Sequence[Array], start: Array) -> float:
    """Give how far from the start everything is at the end of a way, metres."""
    return float(np.linalg.norm(ways[0][FULL] - start)) if ways else 1.0


def _other_half_ways(half: Sequence[Array], whole: Sequence[Array], start: Array) -> list[Array]:
    """Give the ways of a half movement that do not lie on those of the whole, at its own phases.

    Who stands up half-way leans as far forward as who stands up.
    """
    full = _size(whole, start)
    found = []
    for way in half:
        nearest = min(
            float(np.linalg.norm(place - way[FULL], axis=-1).max())
            for other in whole
            for place in other
        )
        if nearest > _OFF_THE_WAY:
            share = float(np.linalg.norm(way[FULL] - start)) / full
            # Beyond its end it stays there: from there on the whole movement is the better one.
            phases = np.minimum(PHASES / share, 1.0)
            flat = way.reshape(len(PHASES), -1)
            made = np.stack([np.interp(phases, PHASES, column) for column in flat.T], axis=1)
            found.append(made.reshape(way.shape))
    return found


def _mirrored(places: Array) -> Array:
    """Give the mirror image across the plane z = 0, left marks becoming right ones."""
    image: Array = places[..., OTHER_SIDE, :] * np.array([1.0, 1.0, -1.0])
    return image


def _start_and_ways(clip: Clip, card: MovementCard, figure: Figure) -> tuple[Array, list[Array]]:
    start = _places(clip, figure, None, np.zeros(1))[0]
    shares = np.linspace(0.0, 1.0, _SAMPLES)
    walked = [
        _places(clip, figure, step.name, shares) if step.to != "stay" else None for step in card.rep
    ]
    goals = [
        float(np.linalg.norm(places[-1] - start)) if places is not None else 0.0
        for places in walked
    ]
    if max(goals) < 1e-6:  # noqa: PLR2004 - metres: nothing moves at all
        return start, []
    far = max(k for k, away in enumerate(goals) if away >= _FAR * max(goals))
    there = [places for places in walked[: far + 1] if places is not None]
    home = [places for places in walked[far + 1 :] if places is not None]
    found: list[Array] = []
    for way in (np.concatenate(home)[::-1] if home else None, np.concatenate(there)):
        made = None if way is None else _by_phase(way, start)
        if made is not None and all(np.abs(made - other).max() > _SAME for other in found):
            found.append(made)
    return start, found


def _by_phase(way: Array, start: Array) -> Array | None:
    """Give a way (samples, 15, 3) at PHASES, None where it turns back on itself.

    A phase is how far out it is: the root of the squares of all landmarks' distances from the
    start, as a share of that at the end.
    """
    away = np.sqrt(((way - start) ** 2).sum(axis=(1, 2)))
    away = away / away[-1]
    outermost = np.maximum.accumulate(away)
    if np.max(outermost - away) > _TURNS_BACK or outermost[-1] > 1.0 + _TURNS_BACK:
        return None
    grows = np.concatenate([[True], np.diff(outermost) > 1e-6])  # noqa: PLR2004
    known, places = outermost[grows], way[grows]
    flat = places.reshape(len(places), -1)
    inner = PHASES[: FULL + 1]
    made = np.stack([np.interp(inner, known, column) for column in flat.T], axis=1)
    made[0] = start.ravel()
    # Beyond the card's range it goes on as it went over the last fifth.
    ahead = (made[FULL] - made[FULL - 4]) / (PHASES[FULL] - PHASES[FULL - 4])
    beyond = made[FULL] + (PHASES[FULL + 1 :, None] - 1.0) * ahead
    return np.concatenate([made, beyond]).reshape(len(PHASES), len(MARKS), 3)


def _places(clip: Clip, figure: Figure, step: str | None, shares: Array) -> Array:
    """Give the marks (shares, 15, 3) at shares of a step's time."""
    poses = [clip.pose(step, float(share)) for share in shares]
    roots = np.stack([root for root, _ in poses])
    local = to_matrices(np.stack([rotations for _, rotations in poses]))
    at, turned = clip.skeleton.bones(roots, local)
    found = []
    for mark in MARKS:
        ends = []
        for name in mark.of:
            if name in JOINTS:
                ends.append(at[:, JOINTS.index(name)])
                continue
            point = figure.body.points[name]
            joint = JOINTS.index(point.joint)
            lever = np.array(point.at) - clip.skeleton.bind[joint]
            ends.append(at[:, joint] + turned[:, joint] @ lever)
        found.append(np.mean(ends, axis=0))
    return np.stack(found, axis=1)


def _usual_seconds(card: MovementCard) -> tuple[float, tuple[float, float], float]:
    """Give the usual seconds out, held (shortest, longest) and back."""
    back = 0.0
    for step in reversed(card.rep):
        if step.to != "start":
            break
        back += step.usual_seconds()
    moving = sum(step.usual_seconds() for step in card.rep if step.to != "stay")
    shortest, longest = 0.0, 0.0
    for step in card.rep:
        if step.hold_seconds is not None:
            shortest += step.hold_seconds[0]
            longest += step.hold_seconds[1]
        elif step.to == "stay":
            shortest += step.usual_seconds()
            longest += step.usual_seconds()
    return moving - back, (shortest, longest), back
