"""The 24 joints of a person, found among Anny's 104 bones, and the two that only breathe."""

from dataclasses import dataclass

import numpy as np

from studio.people.rest import Floats, Rest

SIDES = {"left": "L", "right": "R"}
SPINE = ("spine_1", "spine_2", "spine_3", "spine_4", "spine_5")
TRUNK = ("pelvis", *SPINE)
ARM = {
    "clavicle": "clavicle",
    "scapula": "shoulder01",
    "upper_arm": "upperarm01",
    "forearm": "lowerarm01",
    "hand": "wrist",
}
LEG = {"thigh": "upperleg01", "shank": "lowerleg01", "foot": "foot"}
# Bones that the page moves along the body's front with the breath; child -> parent.
BREATH = {"belly": "spine_2", "chest": "spine_4"}


@dataclass(frozen=True)
class Joint:
    """A joint's parent (None: the root) and the Anny bone that begins where it turns."""

    parent: str | None
    bone: str


def _limb(parts: dict[str, str], side: str, root: str) -> dict[str, Joint]:
    joints, parent = {}, root
    for part, bone in parts.items():
        joints[f"{part}_{side}"] = Joint(parent, f"{bone}.{SIDES[side]}")
        parent = f"{part}_{side}"
    return joints


def _joints() -> dict[str, Joint]:
    """Parents first."""
    joints = {"pelvis": Joint(None, "root")}
    # Anny counts its spine from the neck down, we from the pelvis up.
    for below, name, bone in zip(TRUNK, SPINE, range(5, 0, -1), strict=False):
        joints[name] = Joint(below, f"spine0{bone}")
    joints |= {"neck": Joint("spine_5", "neck01"), "head": Joint("neck", "head")}
    for side in SIDES:
        joints |= _limb(ARM, side, "spine_5")
    for side in SIDES:
        joints |= _limb(LEG, side, "pelvis")
    return joints


JOINTS = _joints()
NAMES = tuple(JOINTS)


def other_side(name: str) -> str:
    """The same name on the other side of the body; itself when it has no side."""
    for side, other in (("_left", "_right"), ("_right", "_left")):
        if name.endswith(side):
            return name.removesuffix(side) + other
    return name


def joint_places(rest: Rest) -> dict[str, Floats]:
    """Where each joint turns at rest, (3,) metres; left is exactly the mirror of right."""
    found = {name: rest.head_of(joint.bone) for name, joint in JOINTS.items()}
    flip = np.array([-1.0, 1.0, 1.0])
    return {name: (at + found[other_side(name)] * flip) / 2 for name, at in found.items()}


def joint_weights(rest: Rest) -> Floats:
    """Which share of each vertex follows which joint, (n, 24); rows sum to 1.

    A bone that is not one of ours hands its share to the nearest of its parents that is.
    """
    columns = {list(rest.names).index(joint.bone): i for i, joint in enumerate(JOINTS.values())}
    weights = np.zeros((len(rest.vertices), len(JOINTS)))
    for bone in range(len(rest.names)):
        kept = bone
        while kept >= 0 and kept not in columns:
            kept = int(rest.parents[kept])
        weights[:, columns.get(kept, 0)] += rest.weights[:, bone]
    return weights
