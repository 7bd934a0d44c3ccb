"""Puts a person together: skin, clothes, hair and eyes on one skeleton."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from studio.people import face, garments
from studio.people.colour import glow, hidden_light, linear, mixed, shaded
from studio.people.figures import Figure
from studio.people.glb import Material
from studio.people.hair import Skull, bun, grown, hairline
from studio.people.hands import relaxed
from studio.people.points import Point, samples, touching_points
from studio.people.rest import Floats, Rest
from studio.people.skeleton import BREATH, JOINTS, NAMES, SIDES, TRUNK, joint_places, joint_weights
from studio.people.surface import Surface, joined, normals, smoothed

MATERIALS: Mapping[str, Material] = {
    "skin": Material(rough=0.62),
    "top": Material(rough=0.92, two_sided=True),
    "bottom": Material(rough=0.88, two_sided=True),
    "hair": Material(rough=0.7, two_sided=True),
    "eyes": Material(rough=0.3),
}
# How far around its middle each breathing bone reaches: sideways, up, to the front; and its share.
BREATH_REACH = {"belly": (0.105, 0.10, 0.10), "chest": (0.13, 0.10, 0.10)}
BREATH_SHARE = 0.8
# Around which joints shares are spread: how far (metres), and in how many rounds.
EASED = {"thigh": (0.13, 8), "upper_arm": (0.12, 24), "shank": (0.08, 6)}
CROWN_SKIN_HIDDEN_DEGREES = 16


@dataclass(frozen=True)
class Person:
    """A finished person.

    `parts` to draw, by material; `joints` with parents and places, the breathing bones among them;
    `places` of the 24 joints alone; `points` and `samples` of the bare skin.
    """

    parts: Mapping[str, Surface]
    joints: Mapping[str, tuple[str | None, Floats]]
    places: Mapping[str, Floats]
    points: Mapping[str, Point]
    samples: list[tuple[Floats, dict[str, float]]]


def put_together(rest: Rest, figure: Figure) -> Person:
    """Dress one person; every step gives the same result each time."""
    places = joint_places(rest)
    rest = relaxed(rest)
    whole = Surface(rest.vertices, rest.triangles, eased_weights(rest, places), {"lips": rest.lips})
    eyes, mouth = face.eye_triangles(rest), face.mouth_triangles(rest)
    bare = whole.compact(~eyes & ~mouth)
    clothes, skin = _dressed(bare, figure, places)
    skin = _painted(skin, rest, figure, places, Skull.of(bare))
    hair = [
        grown(bare, figure.hair),
        face.brows(bare, rest, figure),
        face.lashes(bare, rest, figure),
    ]
    if figure.hair.bun:
        hair.append(bun(bare, figure.hair, figure.top.trim))
    parts = {
        "skin": joined([skin, face.dark_between_lips(bare, bare.more["lips"])]),
        **clothes,
        "hair": joined(hair),
        "eyes": face.eyeballs(whole.compact(eyes), rest, figure),
    }
    hidden = hidden_light(parts)
    parts = {
        name: shaded(
            part,
            # A hem sees the cloth beneath it all too well.
            hidden[name] * (1 - 0.6 * part.more.get("open", np.zeros(len(part.at)))),
            0.55 if name == "skin" else 0.5,
            0.35 if name == "skin" else 0.0,
        )
        for name, part in parts.items()
    }
    joints = {name: (JOINTS[name].parent, at) for name, at in places.items()}
    breath = _breath_places(bare, places)
    joints |= {name: (BREATH[name], at) for name, at in breath.items()}
    parts = {name: _breathing(part, breath, places) for name, part in parts.items()}
    used = np.unique(whole.triangles[~eyes & ~mouth])
    points = touching_points(bare.at, joint_weights(rest)[used], places)
    return Person(parts, joints, places, points, samples(bare.at, bare.weights))


def eased_weights(rest: Rest, places: Mapping[str, Floats]) -> Floats:
    """The joints' shares (n, 24), spread where a joint bends like flesh and not like a hinge."""
    weights = joint_weights(rest)
    for joint, (radius, rounds) in EASED.items():
        where = np.max(
            [glow(rest.vertices, places[f"{joint}_{side}"], radius) for side in SIDES], axis=0
        )
        weights = smoothed(weights, rest.triangles, rounds, 0.5 * np.minimum(where * 1.3, 1))
    return np.asarray(weights / weights.sum(1, keepdims=True), np.float64)


def _dressed(
    bare: Surface, figure: Figure, places: Mapping[str, Floats]
) -> tuple[dict[str, Surface], Surface]:
    """Top and bottom, and the skin that they leave to be seen."""
    top, bottom = garments.top_hems(figure.top, places), garments.bottom_hems(figure, places)
    skin = garments.cut_at(bare, [*top, *bottom])
    clothes = {
        "top": garments.sewn(skin, top, figure.top),
        "bottom": garments.sewn(skin, bottom, figure.bottom, under=top[1]),
    }
    covered = garments.covered(skin, top) | garments.covered(skin, bottom)
    covered |= (garments.depth_inside(skin, top) > 0) & (garments.depth_inside(skin, bottom) > 0)
    skull = Skull.of(bare)
    middle = skin.at[skin.triangles].mean(1) - skull.centre
    on_head = skin.weights[skin.triangles, NAMES.index("head")].min(1) > face.OF_LIPS
    under_hair = on_head & (hairline(figure.hair, middle) > CROWN_SKIN_HIDDEN_DEGREES)
    skin = garments.tucked_in(garments.tucked_in(skin, top), bottom)
    return clothes, skin.compact(~covered & ~under_hair)


def _painted(
    skin: Surface, rest: Rest, figure: Figure, places: Mapping[str, Floats], skull: Skull
) -> Surface:
    """The skin with its colours."""
    at = skin.at
    colour = np.tile(linear(figure.skin), (len(at), 1))
    flush = np.zeros(len(at))
    for side, letter in SIDES.items():
        eye, mirror = rest.head_of(f"eye.{letter}"), 1 if side == "left" else -1
        flush += 0.40 * glow(at, eye + np.array([mirror * 0.012, -0.036, 0.004]), 0.024)
        flush += 0.25 * glow(at, places[f"shank_{side}"] + [0, 0, 0.05], 0.05)
        flush += 0.30 * glow(at, places[f"forearm_{side}"] + [0, 0, -0.03], 0.04)
        tips = [rest.head_of(f"finger{k}-3.{letter}") for k in range(1, 6)]
        flush += 0.35 * np.max([glow(at, tip, 0.022) for tip in tips], axis=0)
        toes = places[f"foot_{side}"] + [0, -0.05, 0.17]
        flush += 0.30 * glow(at, toes, 0.06)
        heel = places[f"foot_{side}"] + [0, -0.06, -0.05]
        flush += 0.25 * glow(at, heel, 0.045)
    for ear in skull.ears:
        flush += 0.3 * glow(at, ear, 0.03)
    lips = at[skin.more["lips"] > face.OF_LIPS].mean(0)
    nose = lips + np.array([0, 0.033, 0.02])
    flush += 0.22 * glow(at, nose, 0.016)
    colour = mixed(colour, linear(figure.flush), flush)
    if figure.stubble:
        jaw = glow(at, lips + np.array([0, -0.028, -0.02]), np.array([0.065, 0.032, 0.06]))
        colour = mixed(colour, linear("#5b4a44"), figure.stubble * jaw)
    head = skin.weights[:, NAMES.index("head")]
    away = at - skull.centre
    rooted = np.clip((hairline(figure.hair, away) + 6) / 8, 0, 1) ** 1.5 * (head > face.OF_LIPS)
    rooted *= np.min([np.linalg.norm(at - ear, axis=1) > 0.03 for ear in skull.ears], axis=0)
    colour = mixed(colour, linear(figure.hair.colour), 0.6 * rooted)
    colour = face.lip_and_lash_colour(colour, at, skin.more["lips"], rest, figure)
    return skin.with_more(
        colour=colour,
        kept=face.finely_drawn(at, skin.more["lips"], rest),
        normal=normals(at, skin.triangles),
    )


def _breath_places(bare: Surface, places: Mapping[str, Floats]) -> dict[str, Floats]:
    """Where the breathing bones sit: on the front of the trunk, at the height of their parents."""
    trunk = bare.weights[:, [NAMES.index(name) for name in TRUNK]].sum(1) > face.OF_LIPS
    found = {}
    for name, parent in BREATH.items():
        height = places[parent][1] + (0.04 if name == "chest" else 0.0)
        ring = trunk & (np.abs(bare.at[:, 1] - height) < 0.03)
        ring &= np.abs(bare.at[:, 0]) < 0.03
        found[name] = np.array([0.0, height, bare.at[ring, 2].max()])
    return found


def _breathing(
    part: Surface, breath: Mapping[str, Floats], places: Mapping[str, Floats]
) -> Surface:
    """The part with two more columns of weights, for belly and chest."""
    of_trunk = part.weights[:, [NAMES.index(name) for name in TRUNK]].sum(1)
    shares = []
    for name, at in breath.items():
        middle = at - [0, 0, 0.03]
        front = np.clip((part.at[:, 2] - places[BREATH[name]][2] - 0.01) / 0.06, 0, 1)
        reach = np.array(BREATH_REACH[name])
        shares.append(BREATH_SHARE * glow(part.at, middle, reach) * front * of_trunk)
    own = np.stack(shares, 1)
    own /= np.maximum(own.sum(1, keepdims=True) / 0.9, 1)
    weights = np.concatenate([part.weights * (1 - own.sum(1, keepdims=True)), own], 1)
    return replace(part, weights=weights)
