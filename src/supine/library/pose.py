"""How a card says a pose: clinical angles in degrees, joint by joint, and what touches what.

0 is anatomical neutral (standing upright, arms hanging, thumbs forward). Every quantity is named
after the direction in which it grows, so that a card never needs a minus sign to be read. A joint
may be named for both sides (`hips`), or for one of them, seen from the side that is being worked
(`moving_hip`, `other_hip`); left and right follow by mirroring. What a card leaves open is found by
the solver of `supine.body` from what touches the floor.

The limits refuse slips of the pen: they are the outer ends of normal joint ranges. Hip: Family
Practice Notebook, "Hip Range of Motion". All others: American Academy of Orthopaedic Surgeons,
Joint Motion: Method of Measuring and Recording (1965), rounded outwards to 5 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from supine.library.card import Card


def _degrees(low: float, high: float) -> Any:  # noqa: ANN401 - as Pydantic's own Field
    return Field(default=None, ge=low, le=high, strict=True, allow_inf_nan=False)


class Hip(Card):
    """The thigh against the pelvis."""

    flexion: float | None = _degrees(-15, 120)
    abduction: float | None = _degrees(-30, 50)
    external_rotation: float | None = _degrees(-40, 60)


class Knee(Card):
    """The shank against the thigh."""

    flexion: float | None = _degrees(-5, 150)


class Ankle(Card):
    """The foot against the shank. `toe_out`: the turn of foot and shank about the shank."""

    dorsiflexion: float | None = _degrees(-50, 25)
    inversion: float | None = _degrees(-20, 35)
    toe_out: float | None = _degrees(-30, 30)


class Shoulder(Card):
    """The upper arm against the chest, the shoulder blade's share included.

    An arm beside the ear is at flexion 180; raise it sideways by abduction only as far as level.
    """

    flexion: float | None = _degrees(-60, 180)
    abduction: float | None = _degrees(-45, 90)
    external_rotation: float | None = _degrees(-90, 90)


class Elbow(Card):
    """The forearm against the upper arm."""

    flexion: float | None = _degrees(-5, 150)


class Forearm(Card):
    """The turn of the hand about the forearm; 0 has the thumb in front, the palm inwards."""

    pronation: float | None = _degrees(-90, 85)


class Wrist(Card):
    """The hand against the forearm. `radial`: towards the thumb."""

    flexion: float | None = _degrees(-75, 80)
    radial: float | None = _degrees(-35, 25)


class Pelvis(Card):
    """The pelvis against the position's own: how it lies, sits or stands when nobody moves.

    `tilt` grows backwards (the tail tucks under); the others grow towards the moving side.
    """

    tilt: float | None = _degrees(-100, 60)
    side_tilt: float | None = _degrees(-30, 30)
    rotation: float | None = _degrees(-60, 60)


class WholeSpine(Card):
    """Chest against pelvis; `side_bend` and `rotation` grow towards the moving side."""

    flexion: float | None = _degrees(-35, 90)
    side_bend: float | None = _degrees(-35, 35)
    rotation: float | None = _degrees(-45, 45)


class LowerSpine(Card):
    """The low back alone, against the pelvis (its rotation: passive ranges of 3 to 18 degrees)."""

    flexion: float | None = _degrees(-30, 60)
    side_bend: float | None = _degrees(-25, 25)
    rotation: float | None = _degrees(-18, 18)


class UpperSpine(Card):
    """The chest alone, against the low back."""

    flexion: float | None = _degrees(-25, 45)
    side_bend: float | None = _degrees(-25, 25)
    rotation: float | None = _degrees(-35, 35)


class Neck(Card):
    """The head against the chest."""

    flexion: float | None = _degrees(-60, 50)
    side_bend: float | None = _degrees(-45, 45)
    rotation: float | None = _degrees(-80, 80)


class Pose(Card):
    """A pose, or the part of one that a card cares about. Degrees; every part may be left out.

    `knees_roll` tilts both knees about the lines from hip to ankle, towards the moving side.
    """

    pelvis: Pelvis | None = None
    spine: WholeSpine | None = None
    lower_spine: LowerSpine | None = None
    upper_spine: UpperSpine | None = None
    neck: Neck | None = None
    hips: Hip | None = None
    moving_hip: Hip | None = None
    other_hip: Hip | None = None
    knees: Knee | None = None
    moving_knee: Knee | None = None
    other_knee: Knee | None = None
    ankles: Ankle | None = None
    moving_ankle: Ankle | None = None
    other_ankle: Ankle | None = None
    shoulders: Shoulder | None = None
    moving_shoulder: Shoulder | None = None
    other_shoulder: Shoulder | None = None
    elbows: Elbow | None = None
    moving_elbow: Elbow | None = None
    other_elbow: Elbow | None = None
    forearms: Forearm | None = None
    moving_forearm: Forearm | None = None
    other_forearm: Forearm | None = None
    wrists: Wrist | None = None
    moving_wrist: Wrist | None = None
    other_wrist: Wrist | None = None
    knees_roll: float | None = _degrees(-60, 60)

    def angles(self) -> Iterator[tuple[str, str, float]]:
        """Give every named angle as (part, quantity, degrees); `knees_roll` is not one of them."""
        for part in type(self).model_fields:
            quantities = getattr(self, part)
            if isinstance(quantities, Card):
                for quantity, degrees in quantities:
                    if degrees is not None:
                        yield part, quantity, degrees

    @property
    def takes_sides(self) -> bool:
        """Tell whether the pose differs between the moving side and the other."""
        return bool(self.knees_roll) or any(
            part.startswith(("moving_", "other_"))
            or quantity in ("side_bend", "rotation", "side_tilt")
            for part, quantity, degrees in self.angles()
            if degrees
        )


def _kind_of_goal(goal: object) -> str:
    return "word" if isinstance(goal, str) else "Pose"


# A tag keeps the reader from reporting one slip once for each kind that it is not.
Goal = Annotated[
    Annotated[Pose, Tag("Pose")] | Annotated[Literal["start", "stay"], Tag("word")],
    Discriminator(_kind_of_goal),
]

# The parts that a step can bring in one after another.
Part = Literal[
    "pelvis",
    "hips",
    "knees",
    "ankles",
    "lower_spine",
    "upper_spine",
    "neck",
    "shoulders",
    "elbows",
    "forearms",
    "wrists",
]

_JOINTS: dict[str, type[Card]] = {
    "pelvis": Pelvis,
    "lower_spine": LowerSpine,
    "upper_spine": UpperSpine,
    "neck": Neck,
    "hip": Hip,
    "knee": Knee,
    "ankle": Ankle,
    "shoulder": Shoulder,
    "elbow": Elbow,
    "forearm": Forearm,
    "wrist": Wrist,
}


def normal_range(joint: str, quantity: str) -> tuple[float, float]:
    """Give the ends of a joint's normal range in degrees. Raises KeyError for an unknown one."""
    ends = {}
    for limit in _JOINTS[joint].model_fields[quantity].metadata:
        for end in ("ge", "le"):
            if hasattr(limit, end):
                ends[end] = float(getattr(limit, end))
    return ends["ge"], ends["le"]
