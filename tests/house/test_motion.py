"""Bodies can do every movement that comes with Supine: both figures, all sides and ranges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest

from supine.body import Clip, rest
from supine.body.angles import JOINTS
from supine.body.contacts import Touch, floors, touches
from supine.body.rotations import Array, to_matrices
from supine.body.skeleton import Frames
from supine.library import MovementCard, RepStep, shipped_library
from supine.library.contacts import single_contacts
from supine.library.figures import mirrored
from supine.library.pose import normal_range
from tests.solved import clips_of

LIBRARY = shipped_library()
MOVEMENTS = sorted(LIBRARY.movements)
POSITIONS = sorted(LIBRARY.positions)
FIGURES = sorted(LIBRARY.figures)
INSTANTS = np.linspace(0, 1, 9)

RANGE_TOLERANCE_DEGREES = 1.0
MOST_SLIP_METRES = 0.02
MOST_SUNK_METRES = 0.015
MOST_GAP_METRES = 0.015
# The hollow of the low back keeps a little of its own shape.
MOST_HOLLOW_METRES = 0.03
MOST_DEGREES_PER_SECOND = 250.0

every_movement = pytest.mark.parametrize("movement", MOVEMENTS)
every_position = pytest.mark.parametrize("position", POSITIONS)
every_figure = pytest.mark.parametrize("figure", FIGURES)


@cache
def rest_of(position: str, figure: str) -> Clip:
    return rest(LIBRARY.positions[position], LIBRARY.figures[figure])


def card_of(movement: str) -> MovementCard:
    return LIBRARY.movements[movement].card


@dataclass(frozen=True)
class Seen:
    """One step of one clip at nine instants: points (9, points, 3) and skin (9, samples, 3)."""

    clip: Clip
    step: RepStep
    points: dict[str, Array]
    skin: Array

    def where(self, instant: int) -> str:
        side = self.clip.side or "no side"
        share = f"range {self.clip.range_share:.2f}"
        return f"{side}, {share}, {self.step.name} at {INSTANTS[instant]:.0%}"


@cache
def seen(movement: str, figure: str) -> tuple[Seen, ...]:
    return tuple(
        Seen(clip, step, *places(clip, step.name))
        for clip in clips_of(movement, figure)
        for step in card_of(movement).rep
    )


def places(clip: Clip, step: str | None) -> tuple[dict[str, Array], Array]:
    """The figure's points by name and its skin samples, in the world, at nine instants."""
    poses = [clip.pose(step, float(progress)) for progress in INSTANTS]
    at, turned = clip.skeleton.bones(
        np.stack([root for root, _ in poses]), to_matrices(np.stack([turn for _, turn in poses]))
    )
    frames = Frames(at, turned, np.zeros(0))
    points = clip.skeleton.where(frames, clip.skeleton.points)
    by_name = dict(zip(clip.skeleton.point_names, np.moveaxis(points, 1, 0), strict=True))
    return by_name, clip.skeleton.where(frames, clip.skeleton.skin)


def beyond_normal(clip: Clip, step: str | None, progress: float, where: str) -> list[str]:
    found = []
    for name, degrees in clip.angles(step, progress).items():
        part, quantity = name.split(".")
        joint = part.removesuffix("_left").removesuffix("_right")
        if joint == "girdle":
            continue
        low, high = normal_range(joint, quantity)
        off = max(low - degrees, degrees - high)
        if off > RANGE_TOLERANCE_DEGREES:
            found.append(
                f"{where}: {name} is {degrees:.1f} degrees, {off:.1f} beyond {low:g} to {high:g}"
            )
    return found


def sunk(skin: Array, clip: Clip, floor: Array, where: str) -> list[str]:
    depths = floor - skin[:, 1]
    deepest = int(np.argmax(depths))
    if depths[deepest] <= MOST_SUNK_METRES:
        return []
    joint = JOINTS[int(clip.skeleton.skin.weights[deepest].argmax())]
    return [f"{where}: the skin of {joint} is {depths[deepest] * 100:.1f} cm below its floor"]


def planted(clip: Clip, card: MovementCard, start: dict[str, Array]) -> list[Touch]:
    """The contacts, with the points of this clip's side; hands by the point that lies lowest."""
    found = []
    for touch in touches(LIBRARY.positions[card.position].card, card.contacts, card.rolls):
        names = tuple(mirrored(name) if clip.side == "right" else name for name in touch.points)
        named = replace(touch, points=names)
        if touch.on_the_lowest:
            named = named.on(int(np.argmin([start[name][0, 1] for name in names])))
        found.append(named)
    return found


def slip(touch: Touch, start: dict[str, Array], now: dict[str, Array]) -> Array:
    """How far a contact is from where it lay, at nine instants; if it rolls, its middle."""
    moved = np.array([now[point] - start[point] for point in touch.points])
    if touch.rolls:
        return np.asarray(np.linalg.norm(moved.mean(axis=0)[:, [0, 2]], axis=-1))
    return np.asarray(np.linalg.norm(moved, axis=-1).max(axis=0))


@every_figure
@every_movement
def test_every_joint_stays_in_its_normal_range(movement: str, figure: str) -> None:
    found = [
        fault
        for one in seen(movement, figure)
        for instant, progress in enumerate(INSTANTS)
        for fault in beyond_normal(
            one.clip, one.step.name, float(progress), f"{movement}, {figure}, {one.where(instant)}"
        )
    ]

    assert not found, "\n".join(found)


@every_figure
@every_movement
def test_what_is_planted_does_not_slip(movement: str, figure: str) -> None:
    card, found = card_of(movement), []
    released = frozenset[str]()
    for one in seen(movement, figure):
        start = places(one.clip, None)[0]
        released |= frozenset(single_contacts(one.step.lifts))
        for touch in planted(one.clip, card, start):
            off = slip(touch, start, one.points)
            worst = int(np.argmax(off))
            if touch.contact not in released and off[worst] > MOST_SLIP_METRES:
                found.append(
                    f"{movement}, {figure}, {one.where(worst)}: {touch.contact} slips "
                    f"{off[worst] * 100:.1f} cm"
                )
        if one.step.to == "start":
            released = frozenset()

    assert not found, "\n".join(found)


@every_figure
@every_movement
def test_nothing_sinks_into_the_floor(movement: str, figure: str) -> None:
    props = LIBRARY.positions[card_of(movement).position].card.props
    found = []
    for one in seen(movement, figure):
        floor = floors(one.clip.skeleton, props)
        for instant, skin in enumerate(one.skin):
            where = f"{movement}, {figure}, {one.where(instant)}"
            found += sunk(skin, one.clip, floor, where)

    assert not found, "\n".join(found)


@every_figure
@every_movement
def test_a_clip_is_closed(movement: str, figure: str) -> None:
    for clip in clips_of(movement, figure):
        before = clip.start
        for step in card_of(movement).rep:
            keys = clip.steps[step.name]
            assert np.array_equal(keys.roots[0], before.roots[-1]), f"{clip.side} {step.name}"
            assert np.array_equal(keys.rotations[0], before.rotations[-1]), (
                f"{clip.side} {step.name}"
            )
            before = keys
        assert np.array_equal(before.roots[-1], clip.start.roots[0])
        assert np.array_equal(before.rotations[-1], clip.start.rotations[0])


@every_figure
@every_movement
def test_no_joint_is_hurried(movement: str, figure: str) -> None:
    found = []
    for clip in clips_of(movement, figure):
        for step in card_of(movement).rep:
            if step.seconds is None:
                continue
            poses = [clip.pose(step.name, progress)[1] for progress in np.linspace(0, 1, 31)]
            turned = np.stack(poses)
            cosines = np.abs(np.sum(turned[1:] * turned[:-1], axis=-1))
            degrees = np.degrees(2 * np.arccos(np.clip(cosines, 0, 1)))
            speed = degrees / (step.seconds / 30)
            when, joint = np.unravel_index(int(np.argmax(speed)), speed.shape)
            if speed[when, joint] >= MOST_DEGREES_PER_SECOND:
                found.append(
                    f"{movement}, {figure}, {clip.side}, range {clip.range_share:.2f}, "
                    f"{step.name} at {when / 30:.0%}: {JOINTS[joint]} turns at "
                    f"{speed[when, joint]:.0f} degrees a second"
                )

    assert not found, "\n".join(found)


@every_figure
@every_movement
def test_right_is_the_mirror_image_of_left_to_the_last_digit(movement: str, figure: str) -> None:
    made = clips_of(movement, figure)
    left = [clip for clip in made if clip.side == "left"]
    right = [clip for clip in made if clip.side == "right"]
    swap = [JOINTS.index(mirrored(name)) for name in JOINTS]

    assert len(left) == len(right)
    for one, other in zip(left, right, strict=True):
        for step, keys in one.steps.items():
            image = other.steps[step]
            assert np.array_equal(keys.roots * [1, 1, -1], image.roots)
            # All but the pelvis, which turns in the world, turn the other way about Y and Z.
            turned = (image.rotations[:, swap] * [1, -1, -1, 1])[:, 1:]
            assert np.array_equal(keys.rotations[:, 1:], turned)
            joints = other.joints(step, 0.4)[swap] * [1, 1, -1]
            assert np.allclose(one.joints(step, 0.4), joints, rtol=0, atol=1e-12)


@every_figure
@every_position
def test_every_position_is_one_that_a_body_can_take(position: str, figure: str) -> None:
    clip = rest_of(position, figure)
    floor = floors(clip.skeleton, LIBRARY.positions[position].card.props)
    where = f"{position}, {figure}"

    found = beyond_normal(clip, None, 0.0, where)
    found += sunk(places(clip, None)[1][0], clip, floor, where)

    assert not found, "\n".join(found)


@every_figure
@every_position
def test_what_a_position_names_touches(position: str, figure: str) -> None:
    clip, card = rest_of(position, figure), LIBRARY.positions[position].card
    points, found = places(clip, None)[0], []
    for touch in touches(card, card.contacts):
        gaps = [
            points[point][0, 1] - height
            for point, height in zip(touch.points, touch.heights, strict=True)
        ]
        gap = min(gaps) if touch.on_the_lowest else max(gaps, key=abs)
        most = MOST_HOLLOW_METRES if touch.contact == "lower_back" else MOST_GAP_METRES
        if abs(gap) > most:
            found.append(f"{position}, {figure}: {touch.contact} is {gap * 100:.1f} cm off")

    assert not found, "\n".join(found)
