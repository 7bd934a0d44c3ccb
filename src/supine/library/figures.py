"""Figures: the people who show the movements, as their joints and the outside of their bodies.

A figure is a folder `figures/ID` with `card.yaml`, `words.LANGUAGE.yaml` and `body.json`. The last
holds the 24 joints, named points of the skin that can touch something, and samples of the whole
skin, in metres (X to the figure's left, Y up, Z to its front), in the pose it was modelled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from supine.library.card import Card, Identifier, Sentence, Worded
from supine.library.problems import Problem

SIDES = ("left", "right")

_MIDDLE = {
    "pelvis": None,
    "spine_1": "pelvis",
    "spine_2": "spine_1",
    "spine_3": "spine_2",
    "spine_4": "spine_3",
    "spine_5": "spine_4",
    "neck": "spine_5",
    "head": "neck",
}
_ARM = {
    "clavicle": None,
    "scapula": "clavicle",
    "upper_arm": "scapula",
    "forearm": "upper_arm",
    "hand": "forearm",
}
_LEG = {"thigh": None, "shank": "thigh", "foot": "shank"}


def _limbs(limb: Mapping[str, str | None], root: str) -> dict[str, str]:
    return {
        f"{joint}_{side}": f"{parent}_{side}" if parent else root
        for side in SIDES
        for joint, parent in limb.items()
    }


# Each joint and the one it hangs on, parents first: the order of joints everywhere.
JOINT_PARENTS: dict[str, str | None] = {
    **_MIDDLE,
    **_limbs(_ARM, "spine_5"),
    **_limbs(_LEG, "pelvis"),
}

_PAIRED_POINTS = (
    *("heel", "heel_back", "heel_outer", "ball_inner", "ball_outer", "toe_tip", "foot_top"),
    *("knee_front", "knee_inner", "knee_outer", "calf_back", "shin_front"),
    *("thigh_back", "thigh_front", "thigh_outer", "hip_outer", "buttock", "seat", "hip_front"),
    *("shoulder_back", "shoulder_outer", "elbow", "forearm_under"),
    *("fingertip", "palm", "hand_back", "head_side"),
)
_MIDDLE_POINTS = (
    *("sacrum", "lower_back", "upper_back", "belly", "chest"),
    *("head_back", "head_top", "forehead", "chin"),
)
POINTS = (
    *_MIDDLE_POINTS,
    *(f"{point}_{side}" for point in _PAIRED_POINTS for side in SIDES),
)

Metres = Annotated[float, Field(ge=-3, le=3, allow_inf_nan=False)]
Place = tuple[Metres, Metres, Metres]


class FigureCard(Card):
    """A person to choose. `height_metres`: standing, from sole to crown."""

    id: Identifier
    version: Annotated[int, Field(ge=1)]
    height_metres: Annotated[float, Field(gt=1, lt=2.3)]


class FigureWords(Card):
    """What the person is called where one is chosen."""

    name: Sentence


class Joint(Card):
    """A joint's place, and the joint it hangs on."""

    parent: str | None
    at: Place


class Point(Card):
    """A point of the skin that moves with one joint."""

    joint: str
    at: Place


class SkinSample(Card):
    """A point of the skin, and how much it follows each joint; the weights add up to 1."""

    at: Place
    weights: Annotated[
        dict[str, Annotated[float, Field(gt=0, le=1.001)]], Field(min_length=1, max_length=24)
    ]


class Body(Card):
    """What `body.json` holds."""

    joints: dict[str, Joint]
    points: dict[str, Point]
    skin: Annotated[tuple[SkinSample, ...], Field(min_length=100)]


@dataclass(frozen=True)
class Figure(Worded[FigureCard, FigureWords]):
    """A figure card with its words and its body."""

    body: Body


def body_problems(body: Body, file: str | Path) -> list[Problem]:
    """Give what is wrong with a body that reads well: joints, points, mirror image and weights."""
    name = str(file)
    found = [*_joint_problems(body, name), *_point_problems(body, name)]
    return found or [*_mirror_problems(body, name), *_skin_problems(body, name)]


def _joint_problems(body: Body, file: str) -> Iterator[Problem]:
    wanted = list(JOINT_PARENTS)
    if list(body.joints) != wanted:
        yield Problem(
            file,
            "joints",
            "these are not the 24 joints in their order",
            f"Give them in this order: {', '.join(wanted)}",
        )
        return
    for name, joint in body.joints.items():
        if joint.parent != JOINT_PARENTS[name]:
            yield Problem(
                file,
                f"joints.{name}.parent",
                f"it hangs on {joint.parent!r}",
                f"Write {JOINT_PARENTS[name]!r}",
            )


def _point_problems(body: Body, file: str) -> Iterator[Problem]:
    for name in POINTS:
        if name not in body.points:
            yield Problem(file, f"points.{name}", "it is missing", "Add the point")
    for name, point in body.points.items():
        if name not in POINTS:
            yield Problem(file, f"points.{name}", "nobody knows this point", "Remove it")
        if point.joint not in JOINT_PARENTS:
            yield Problem(
                file, f"points.{name}.joint", f"there is no joint {point.joint!r}", "Name a joint"
            )


def _mirror_problems(body: Body, file: str) -> Iterator[Problem]:
    """Refuse a body whose right is not the mirror image of its left: movements are mirrored."""
    for place, things in (("joints", body.joints), ("points", body.points)):
        for name, thing in things.items():
            x, y, z = things[mirrored(name)].at
            if thing.at != (-x, y, z):
                yield Problem(
                    file,
                    f"{place}.{name}.at",
                    f"it is no mirror image of {mirrored(name)}",
                    "Give both the same place, with X negated",
                )


def _skin_problems(body: Body, file: str) -> Iterator[Problem]:
    for index, sample in enumerate(body.skin):
        place = f"skin[{index}].weights"
        for joint in sample.weights:
            if joint not in JOINT_PARENTS:
                yield Problem(file, place, f"there is no joint {joint!r}", "Name a joint")
        # Weights are written with three decimals, four of them at most.
        if abs(sum(sample.weights.values()) - 1) > 0.02:  # noqa: PLR2004
            yield Problem(file, place, "they do not add up to 1", "Divide each by their sum")


def mirrored(name: str) -> str:
    """Give the name of the same thing on the other side; a thing in the middle is its own."""
    for side, other in (SIDES, SIDES[::-1]):
        if name.endswith(f"_{side}"):
            return name.removesuffix(side) + other
    return name
