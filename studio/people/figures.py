"""How the two people look: clothes, hair and colours."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Top:
    """A T-shirt. Lengths in metres.

    `sleeve`: share of the upper arm it covers. `above_hips`: how far its hem lies above the hip
    joints. `gap`: how loosely it lies on the body. `neck_tilt_degrees`: how much lower the
    neckline lies in front than behind; `neck_low`: how far it lies below the base of the neck.
    """

    colour: str
    trim: str
    sleeve: float
    above_hips: float
    gap: float
    smooth: int
    neck_tilt_degrees: float
    neck_low: float


@dataclass(frozen=True)
class Bottom:
    """Shorts or leggings: `limb` and `share` say how far down the leg, `gap` how loosely."""

    colour: str
    trim: str
    limb: str
    share: float
    gap: float
    smooth: int


@dataclass(frozen=True)
class Hair:
    """Hair combed from a pole on the head. Degrees from the top towards the back; metres."""

    colour: str
    brow: str
    pole_degrees: float
    thickness: Mapping[str, float]
    # Within this way from the hairline the hair reaches its full thickness.
    rise: Mapping[str, float]
    relief: float
    # How unevenly the strands end at the hairline, degrees.
    ragged: float
    grey_temples: float
    bun: bool
    # Degrees around the head from the nose (0) to the nape (180) -> degrees above the ears' level.
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Figure:
    """Everything that makes one person different from the other, apart from the body."""

    skin: str
    flush: str
    lips: str
    iris: str
    stubble: float
    top: Top
    bottom: Bottom
    hair: Hair


FIGURES: Mapping[str, Figure] = {
    "woman": Figure(
        skin="#e6bda2",
        flush="#cf7f66",
        lips="#cc8a7b",
        iris="#6f6148",
        stubble=0.0,
        top=Top("#86bdb2", "#77aea3", 0.50, 0.055, 0.010, 26, 36, 0.002),
        bottom=Bottom("#626e93", "#59658a", "shank", 0.58, 0.0035, 2),
        hair=Hair(
            colour="#65493a",
            brow="#6a4c3b",
            pole_degrees=30,
            thickness={"front": 0.008, "top": 0.012, "side": 0.007, "back": 0.010},
            rise={"front": 0.03, "top": 0.03, "side": 0.03, "back": 0.035},
            relief=0.0012,
            ragged=0.4,
            grey_temples=0.0,
            bun=True,
            line=(
                (0, 41),
                (22, 41),
                (36, 38),
                (46, 31),
                (56, 20),
                (65, 8),
                (72, 0),
                (79, 0),
                (86, 9),
                (94, 13),
                (108, 6),
                (118, -12),
                (135, -24),
                (160, -31),
                (180, -33),
            ),
        ),
    ),
    "man": Figure(
        skin="#bf8a69",
        flush="#a35a44",
        lips="#a56a58",
        iris="#4a3626",
        stubble=0.22,
        top=Top("#d8b36c", "#c9a460", 0.62, 0.045, 0.012, 16, 36, 0.0),
        bottom=Bottom("#56707f", "#4f6876", "thigh", 0.62, 0.010, 10),
        hair=Hair(
            colour="#4a3d35",
            brow="#463528",
            pole_degrees=28,
            thickness={"front": 0.018, "top": 0.018, "side": 0.006, "back": 0.007},
            rise={"front": 0.025, "top": 0.03, "side": 0.06, "back": 0.08},
            relief=0.0019,
            ragged=1.3,
            grey_temples=0.2,
            bun=False,
            line=(
                (0, 38),
                (18, 39),
                (32, 41),
                (42, 36),
                (50, 27),
                (58, 18),
                (66, 8),
                (71, -2),
                (76, -12),
                (82, -13),
                (86, -3),
                (91, 9),
                (98, 12),
                (110, 5),
                (120, -12),
                (138, -22),
                (160, -27),
                (180, -28),
            ),
        ),
    ),
}
