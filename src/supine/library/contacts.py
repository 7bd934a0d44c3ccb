"""What touches what: the contacts that a card can name, and the points of a figure behind each.

A figure's points are in its `body.json`; which of them meets the floor depends on how the body lies
or stands, its orientation. A hold is a contact of the body with itself, such as a hand behind a
thigh: it moves with what is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from supine.library.figures import SIDES

Orientation = Literal["on-back", "on-front", "on-side", "on-all-fours", "upright"]

# What can rest on the mat or on a thing. `moving_` and `other_` name one side of a pair.
Contact = Literal[
    "feet",
    "moving_foot",
    "other_foot",
    "heels",
    "moving_heel",
    "other_heel",
    "foot_tops",
    "moving_foot_top",
    "other_foot_top",
    "foot_edges",
    "moving_foot_edge",
    "other_foot_edge",
    "knees",
    "moving_knee",
    "other_knee",
    "shins",
    "calves",
    "thighs",
    "pelvis",
    "lower_back",
    "chest",
    "shoulders",
    "head",
    "hands",
    "moving_hand",
    "other_hand",
    "palms",
    "moving_palm",
    "other_palm",
    "elbows",
    "moving_elbow",
    "other_elbow",
    "forearms",
]

# What can hold or lie on a part of one's own body, and the parts of the body that can be held.
Holder = Literal["hands", "moving_hand", "other_hand", "ankles", "moving_ankle", "other_ankle"]
HeldPart = Literal[
    "thighs",
    "moving_thigh",
    "other_thigh",
    "knees",
    "moving_knee",
    "other_knee",
    "shins",
    "moving_shin",
    "other_shin",
    "feet",
    "moving_foot",
    "other_foot",
]
Holds = dict[Holder, HeldPart]

PAIRS = {
    "feet": "foot",
    "heels": "heel",
    "foot_tops": "foot_top",
    "foot_edges": "foot_edge",
    "knees": "knee",
    "shins": "shin",
    "calves": "calf",
    "thighs": "thigh",
    "hands": "hand",
    "palms": "palm",
    "elbows": "elbow",
    "forearms": "forearm",
    "ankles": "ankle",
}
_OF_ONE_SIDE = {
    "foot": ("heel", "ball_inner", "ball_outer"),
    "heel": ("heel_back",),
    "foot_top": ("foot_top", "toe_tip"),
    "foot_edge": ("heel_outer", "ball_outer"),
    "hand": ("palm", "hand_back"),
    "palm": ("palm", "fingertip"),
    "knee": ("knee_front",),
    "shin": ("shin_front",),
    "calf": ("calf_back",),
    "thigh": ("thigh_back",),
    "elbow": ("elbow",),
    "forearm": ("forearm_under",),
}
# These lie down on whichever of their points comes out lowest.
ON_THE_LOWEST = {"hand", "foot_top"}
# What differs in one orientation: a leaning hand is flat, and a leg lies on its outside.
_OF_ONE_SIDE_WHEN = {
    ("hand", "on-all-fours"): ("palm", "fingertip"),
    ("hand", "upright"): ("palm", "fingertip"),
    ("knee", "on-side"): ("knee_outer",),
    ("foot", "on-side"): ("heel_outer", "ball_outer"),
}
# By the position's orientation; @ stands for both sides, ^ for the side below in side-lying.
_OF_THE_TRUNK = {
    "pelvis": {
        "on-back": ("buttock_@",),
        "on-front": ("hip_front_@",),
        "on-side": ("hip_outer_^",),
        "upright": ("seat_@",),
    },
    "lower_back": {"on-back": ("lower_back",)},
    "chest": {"on-front": ("chest",)},
    "shoulders": {"on-back": ("shoulder_back_@",), "on-side": ("shoulder_outer_^",)},
    "head": {
        "on-back": ("head_back",),
        "on-front": ("forehead",),
        "on-side": ("head_side_^",),
        "on-all-fours": ("forehead",),
    },
}


def single_contacts(names: Iterable[str]) -> tuple[str, ...]:
    """Give contacts with each side of a pair on its own: `feet` is `moving_foot`, `other_foot`."""
    singles: dict[str, None] = {}
    for name in names:
        if name in PAIRS:
            singles |= dict.fromkeys((f"moving_{PAIRS[name]}", f"other_{PAIRS[name]}"))
        else:
            singles[name] = None
    return tuple(singles)


def single_holds(holds: Mapping[Holder, HeldPart]) -> dict[str, str]:
    """Give holds with each side on its own, `moving_hand` to `moving_thigh`.

    A pair holds a pair side by side, and both hands can hold one thigh.
    """
    singles: dict[str, str] = {}
    for holder, held in holds.items():
        for one in single_contacts([holder]):
            side = one.partition("_")[0]
            singles[one] = f"{side}_{PAIRS[held]}" if held in PAIRS else held
    return singles


def is_even(holds: Mapping[Holder, HeldPart]) -> bool:
    """Tell whether left and right hold the same."""
    return all(holder in PAIRS and held in PAIRS for holder, held in holds.items())


def touches_with_one_point(contact: str, orientation: str) -> bool:
    """Tell whether a single contact lies on one of its points only, whichever is lowest."""
    part = contact.partition("_")[2]
    return part in ON_THE_LOWEST and (part, orientation) not in _OF_ONE_SIDE_WHEN


def contact_points(contact: str, orientation: str) -> tuple[str, ...]:
    """Give the points of a single contact; the moving side is the left, and on top in side-lying.

    None, if this part of the body cannot touch anything in this orientation.
    """
    which, _, part = contact.partition("_")
    if which in ("moving", "other"):
        side = "left" if which == "moving" else "right"
        points = _OF_ONE_SIDE_WHEN.get((part, orientation), _OF_ONE_SIDE[part])
        return tuple(f"{point}_{side}" for point in points)
    return tuple(
        point
        for pattern in _OF_THE_TRUNK[contact].get(orientation, ())
        for point in (
            [pattern.replace("@", side) for side in SIDES]
            if "@" in pattern
            else [pattern.replace("^", "right")]
        )
    )
