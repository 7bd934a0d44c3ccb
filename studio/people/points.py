"""Points of the bare skin by which a body touches things, and samples of all of it.

Rules are given for the left side; the right is its mirror. Lengths are metres; "below" and "above"
mean the body standing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from studio.people.rest import Floats
from studio.people.skeleton import NAMES, TRUNK, other_side
from studio.people.surface import Flags, unit

LEFT, DOWN, UP, FRONT, BACK = 1.0, -1.0, 1.0, 1.0, -1.0
MOSTLY, PARTLY, HALF = 0.8, 0.6, 0.5
MIRROR = np.array([-1.0, 1.0, 1.0])
WHOLE_TRUNK = (*TRUNK, "clavicle_left", "scapula_left")


@dataclass(frozen=True)
class Point:
    """A point of the skin, (3,), that moves with one joint."""

    joint: str
    at: Floats


class _Skin:
    """Asks for the outermost vertices of regions of a skin."""

    def __init__(self, at: Floats, weights: Floats, joints: Mapping[str, Floats]) -> None:
        self.at = at
        self.x, self.y, self.z = at.T
        self.joints = joints
        self._weights = weights

    def of(self, *joints: str) -> Floats:
        """How much of each vertex follows the joints, (n,)."""
        return np.asarray(self._weights[:, [NAMES.index(name) for name in joints]].sum(1))

    def outermost(self, region: Flags, direction: tuple[float, float, float]) -> Floats:
        """The vertex of the region that lies farthest in a direction."""
        found = self.at[region]
        return np.array(found[np.argmax(found @ np.array(direction))])

    def level(self, height: float, reach: float) -> Flags:
        """Vertices within `reach` of a height."""
        return np.asarray(np.abs(self.y - height) < reach)

    def trunk(self, height: float, reach: float) -> Flags:
        """The trunk's vertices within `reach` of a height."""
        return np.asarray((self.of(*WHOLE_TRUNK) > MOSTLY) & self.level(height, reach))

    def near(self, place: Floats, reach: float) -> Flags:
        """Vertices within `reach` of a place."""
        return np.asarray(np.linalg.norm(self.at - place, axis=1) < reach)


def touching_points(at: Floats, weights: Floats, joints: Mapping[str, Floats]) -> dict[str, Point]:
    """Every point by name; `at` (n, 3) bare skin, `weights` (n, 24) as Anny gives them."""
    skin = _Skin(at, weights, joints)
    paired = _foot(skin) | _leg(skin) | _hip(skin) | _arm(skin) | _hand(skin) | _head_side(skin)
    points = {}
    for name, point in paired.items():
        alone = point.joint in TRUNK or point.joint == "head"
        for side, flip in (("left", np.ones(3)), ("right", MIRROR)):
            joint = point.joint if alone else f"{point.joint}_{side}"
            points[f"{name}_{side}"] = Point(joint, point.at * flip)
    on_midline = MIRROR * [0, 1, 1]
    for name, point in {**_back(skin), **_head(skin)}.items():
        points[name] = Point(point.joint, point.at * on_midline)
    return points


def _foot(skin: _Skin) -> dict[str, Point]:
    foot = skin.of("foot_left") > HALF
    sole = skin.y[foot].min()
    low = foot & (skin.y < sole + 0.03)
    tip = skin.outermost(foot, (0, 0, FRONT))
    heel_back = skin.outermost(foot & (skin.y < sole + 0.05), (0, 0, BACK))
    long = tip[2] - heel_back[2]
    heel_z, ball_z, instep_z = (heel_back[2] + share * long for share in (0.16, 0.70, 0.60))
    heel = foot & (np.abs(skin.z - heel_z) < 0.015)
    ball = low & (np.abs(skin.z - ball_z) < 0.02)
    inner, outer = (skin.outermost(ball, (side, 0, 0))[0] for side in (-LEFT, LEFT))
    heel_side = skin.outermost(heel & low, (LEFT, 0, 0))[0]
    found = {
        "heel": np.array([skin.x[heel].mean(), sole, heel_z]),
        "heel_back": heel_back,
        "ball_inner": np.array([inner + 0.012, sole, ball_z]),
        "ball_outer": np.array([outer - 0.012, sole, ball_z]),
        "toe_tip": tip,
        "heel_outer": np.array([heel_side - 0.006, sole + 0.008, heel_z]),
        "foot_top": skin.outermost(foot & (np.abs(skin.z - instep_z) < 0.02), (0, UP, 0)),
    }
    return {name: Point("foot", place) for name, place in found.items()}


def _leg(skin: _Skin) -> dict[str, Point]:
    hip, knee, ankle = (skin.joints[f"{name}_left"][1] for name in ("thigh", "shank", "foot"))
    around = (skin.of("thigh_left", "shank_left") > MOSTLY) & skin.level(knee, 0.04)
    around &= skin.x > 0
    shank = skin.of("shank_left") > PARTLY
    calf = shank & skin.level(knee + 0.35 * (ankle - knee), 0.03)
    shin = shank & skin.level(knee + 0.5 * (ankle - knee), 0.03)
    thigh = (skin.of("thigh_left") > PARTLY) & skin.level(hip + 0.55 * (knee - hip), 0.03)
    return {
        "knee_front": Point("shank", skin.outermost(around, (0, 0.2 * DOWN, FRONT))),
        "knee_inner": Point("shank", skin.outermost(around, (-LEFT, 0, 0))),
        "knee_outer": Point("shank", skin.outermost(around, (LEFT, 0, 0))),
        "calf_back": Point("shank", skin.outermost(calf, (0, 0, BACK))),
        "shin_front": Point("shank", skin.outermost(shin, (0, 0, FRONT))),
        "thigh_back": Point("thigh", skin.outermost(thigh, (0, 0, BACK))),
        "thigh_front": Point("thigh", skin.outermost(thigh, (0, 0, FRONT))),
        "thigh_outer": Point("thigh", skin.outermost(thigh, (LEFT, 0, 0))),
    }


def _hip(skin: _Skin) -> dict[str, Point]:
    hip = skin.joints["thigh_left"]
    around = skin.of("pelvis", "spine_1", "spine_2", "thigh_left") > HALF
    around &= skin.x > 0
    cheek = around & skin.level(hip[1], 0.09) & (skin.x > 0.04) & (skin.x < 0.13)
    front = around & skin.level(hip[1] + 0.08, 0.04) & (skin.x > 0.05)
    found = {
        "hip_outer": skin.outermost(around & skin.level(hip[1], 0.05), (LEFT, 0, 0)),
        "buttock": skin.outermost(cheek, (0, 0, BACK)),
        # The sitting bone lies inside; its place follows from the hip joint.
        "seat": hip * [0.8, 1, 1] + [0, -0.095, -0.045],
        "hip_front": skin.outermost(front, (0, 0, FRONT)),
    }
    return {name: Point("pelvis", place) for name, place in found.items()}


def _arm(skin: _Skin) -> dict[str, Point]:
    shoulder, elbow, wrist = (
        skin.joints[f"{name}_left"] for name in ("upper_arm", "forearm", "hand")
    )
    blade = skin.trunk(shoulder[1] - 0.07, 0.02) & (skin.x > 0.06) & (skin.x < 0.11)
    upper = skin.of("upper_arm_left", "scapula_left") > PARTLY
    bent = (skin.of("upper_arm_left", "forearm_left") > MOSTLY) & skin.near(elbow, 0.07)
    lower = (skin.of("forearm_left") > PARTLY) & skin.near((elbow + wrist) / 2, 0.06)
    outer = upper & skin.level(shoulder[1] - 0.03, 0.03)
    return {
        "shoulder_back": Point("spine_5", skin.outermost(blade, (0, 0, BACK))),
        "shoulder_outer": Point("scapula", skin.outermost(outer, (LEFT, 0, 0))),
        "elbow": Point("forearm", skin.outermost(bent, (0, 0, BACK))),
        "forearm_under": Point("forearm", skin.outermost(lower, (0, 0, BACK))),
    }


def _hand(skin: _Skin) -> dict[str, Point]:
    elbow, wrist = (skin.joints[f"{name}_left"] for name in ("forearm", "hand"))
    hand = skin.of("hand_left") > HALF
    along = unit(wrist - elbow)
    tip = skin.outermost(hand, tuple(along))
    middle = hand & skin.near(wrist + along * 0.42 * ((tip - wrist) @ along), 0.045)
    return {
        "fingertip": Point("hand", tip),
        "palm": Point("hand", skin.outermost(middle, (-0.6 * LEFT, 0.4 * DOWN, 0))),
        "hand_back": Point("hand", skin.outermost(middle, (0.6 * LEFT, 0.4 * UP, 0))),
    }


def _back(skin: _Skin) -> dict[str, Point]:
    hip = skin.joints["thigh_left"][1]
    spine = {name: skin.joints[name][1] for name in ("spine_2", "spine_4")}
    centre = np.abs(skin.x) < 0.02
    beside = np.abs(skin.x) < 0.05
    # The hollow of the low back: where the back beside the midline lies least far behind.
    heights = np.arange(hip + 0.13, spine["spine_4"] + 0.02, 0.005)
    behind = [skin.z[skin.trunk(height, 0.012) & beside].min() for height in heights]
    hollow = skin.trunk(heights[int(np.argmax(behind))], 0.012) & beside
    upper = skin.trunk(spine["spine_4"] + 0.08, 0.03) & beside
    breast = skin.trunk(spine["spine_4"] + 0.05, 0.04) & beside
    sacrum = skin.trunk(hip + 0.10, 0.03) & centre
    belly = skin.trunk(spine["spine_2"], 0.03) & centre
    return {
        "sacrum": Point("pelvis", skin.outermost(sacrum, (0, 0, BACK))),
        "lower_back": Point("spine_3", skin.outermost(hollow, (0, 0, BACK))),
        "upper_back": Point("spine_4", skin.outermost(upper, (0, 0, BACK))),
        "belly": Point("spine_2", skin.outermost(belly, (0, 0, FRONT))),
        "chest": Point("spine_4", skin.outermost(breast, (0, 0, FRONT))),
    }


def _head(skin: _Skin) -> dict[str, Point]:
    head = skin.of("head") > PARTLY
    top = skin.y[head].max()
    centre = np.abs(skin.x) < 0.02
    behind = head & (np.abs(skin.x) < 0.04) & (skin.y > top - 0.16)
    found = {
        "head_back": skin.outermost(behind, (0, 0, BACK)),
        "head_top": skin.outermost(head, (0, UP, 0)),
        "forehead": skin.outermost(head & centre & (skin.y > top - 0.10), (0, 0, FRONT)),
        "chin": skin.outermost(head & centre & (skin.y < top - 0.17), (0, 0.5 * DOWN, FRONT)),
    }
    return {name: Point("head", place) for name, place in found.items()}


def _head_side(skin: _Skin) -> dict[str, Point]:
    head = skin.of("head") > PARTLY
    above = head & (skin.y > skin.y[head].max() - 0.15)
    return {"head_side": Point("head", skin.outermost(above, (LEFT, 0, 0)))}


def samples(at: Floats, weights: Floats, half: int = 200) -> list[tuple[Floats, dict[str, float]]]:
    """Points spread over the whole skin, with the shares of up to four joints each.

    `half` points of the left half, each as far as it can be from those before, and their mirrors.
    """
    left = np.flatnonzero(at[:, 0] >= -1e-6)
    places = at[left]
    chosen = [int(places[:, 1].argmin())]
    away = np.linalg.norm(places - places[chosen[0]], axis=1)
    while len(chosen) < half:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, np.linalg.norm(places - places[chosen[-1]], axis=1))
    rows = []
    for vertex in left[chosen]:
        shares = _shares(weights[vertex])
        rows.append((at[vertex], shares))
        if at[vertex, 0] > 1e-4:
            mirrored = {other_side(name): share for name, share in shares.items()}
            rows.append((at[vertex] * MIRROR, mirrored))
    return rows


def _shares(row: Floats) -> dict[str, float]:
    # Rounded, so that shares that are equal stay in the joints' order on every machine.
    strongest = np.argsort(-row.round(6), kind="stable")[:4]
    strongest = strongest[row[strongest] > 0.004]
    return {NAMES[joint]: float(row[joint] / row[strongest].sum()) for joint in strongest}
