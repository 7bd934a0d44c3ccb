"""Which recordings there are, and what is done in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, product
from zlib import crc32

import numpy as np

from studio.film_script import Pose, Script, Turns, turned
from supine.body import Clip, motion, rest
from supine.library import MovementCard, Sides, shipped_library

FIGURES = ("woman", "man")
THREE_QUARTER = "foot-end-three-quarter"
MAIN = ("knee-wags", "lying-psoas-march")
# Each twice, where those above are filmed many times.
OTHERS = (
    "spinal-flexion-drill",
    "glute-bridge",
    "dead-bug",
    "windscreen-wipers",
    "single-knee-to-chest",
    "bird-dog",
    "cat-camel",
    "clamshell",
    "side-lying-hip-abduction",
    "curl-up",
    "hip-hinge",
    "sit-to-stand",
    "double-knee-to-chest",
    "sciatic-nerve-slider",
)
TIMED = ("lying-adductor-squeeze", "figure-4-stretch")
LYING = ("knee-wags", "lying-psoas-march", "dead-bug", "glute-bridge")
STILL_SECONDS = 3.0
RESTS_SECONDS = 2.2
_MOST_SECONDS = 25.0
# Seconds of the one longer pause, and between other repetitions.
_PAUSE, _BETWEEN = (1.4, 2.4), (0.01, 0.35)
# As many repetitions as there is time for, but no fewer and no more.
_LEAST_REPS, _MOST_REPS = 4, 10
# Of slower repetitions ten pictures a second show enough.
_QUICK_SECONDS = 6.0


@dataclass(frozen=True)
class Take:
    """One recording to be made.

    movement: what is done, or in whose starting pose one lies; kind: "reps", "partial" (less than a
    quarter of the way), "still", "wobble", "settling" or "getting-up"; azimuth_off: degrees from
    where the view is best; mirrored: from the other side of the mat; spread: how far the
    repetitions go: "even", "growing" or "uneven"; tempo: 1 is the card's.
    """

    name: str
    movement: str
    kind: str
    figure: str
    view: str
    azimuth_off: float
    mirrored: bool
    spread: str
    reach: float
    tempo: float
    fps: int
    hold_out: bool

    @property
    def seed(self) -> int:
        """Give the seed of all that is left to chance."""
        return crc32(self.name.encode())

    @property
    def gets_down(self) -> bool:
        """Tell whether getting up goes the other way round."""
        return bool(self.seed & 4)


def takes() -> list[Take]:
    """Give every recording, those first that are needed most."""
    made: list[Take] = []
    reps = {name: list(_reps(name, number)) for number, name in enumerate((*MAIN, *OTHERS, *TIMED))}
    for name in MAIN:
        made += reps[name][:4]
    for name in (*OTHERS, *TIMED):
        made += reps[name][:1]
    made += _without_reps("still", LYING[:2], 2)
    for name in MAIN:
        made += reps[name][4:8]
    made += _without_reps("partial", MAIN, 2)
    made += _without_reps("settling", LYING[:3], 2)
    made += _without_reps("getting-up", LYING[:2], 2)
    made += _without_reps("wobble", LYING[:3], 2)
    for name in (*OTHERS, *TIMED):
        made += reps[name][1:2]
    made += _without_reps("still", ("glute-bridge", "bird-dog", "clamshell"), 1)
    # Not one knee to the chest, nor the hinge: the least of their ranges is most of the way.
    made += _without_reps("partial", ("glute-bridge", "dead-bug", "double-knee-to-chest"), 1)
    for name in MAIN:
        made += reps[name][8:]
    made += _without_reps("wobble", ("glute-bridge", "bird-dog"), 1)
    made += _without_reps("settling", ("clamshell", "glute-bridge"), 1)
    made += _without_reps("getting-up", ("glute-bridge", "dead-bug"), 1)
    return made


def _reps(movement: str, number: int) -> Iterator[Take]:
    """Give the recordings of one movement, from where it is seen best and from where it also is."""
    card = shipped_library().movements[movement].card
    best = card.camera.best or THREE_QUARTER
    many = 12 if movement in MAIN else 1 if movement in TIMED else 2
    views = [best] * many
    if movement in MAIN:
        views += [*card.camera.works[:1], *card.camera.cannot[:1]]
    one = sum(step.usual_seconds() for step in card.rep)
    spreads = ("even", "uneven", "growing", "even")
    for variant, view in enumerate(views):
        chance = np.random.default_rng([number, variant, 3])
        yield Take(
            name=f"{movement}-{variant + 1}",
            movement=movement,
            kind="reps",
            figure=FIGURES[variant % 2],
            view=view,
            azimuth_off=round(float(chance.uniform(-20, 20)), 1),
            mirrored=bool((variant // 2 + number) % 2),
            spread=spreads[(variant // 2) % 4],
            reach=(1.0, 0.7, 0.85, 0.4, 0.55)[(variant + number) % 5],
            tempo=round(float(chance.uniform(0.75, 1.4)), 2),
            fps=(15 if variant == 0 else 12) if one < _QUICK_SECONDS else 10,
            hold_out=bool((variant // 2 + variant + number) % 2),
        )


def _without_reps(kind: str, movements: tuple[str, ...], each: int) -> Iterator[Take]:
    for (number, movement), variant in product(enumerate(movements), range(each)):
        chance = np.random.default_rng([crc32(kind.encode()), number, variant, len(movements)])
        card = shipped_library().movements[movement].card
        yield Take(
            name=f"{kind}-{movement}-{variant + 1}",
            movement=movement,
            kind=kind,
            figure=FIGURES[(number + variant) % 2],
            view=card.camera.best or THREE_QUARTER,
            azimuth_off=round(float(chance.uniform(-20, 20)), 1),
            mirrored=bool(chance.integers(2)),
            spread="even",
            reach=0.15 if kind == "partial" else 0.0,
            tempo=round(float(chance.uniform(0.9, 1.4)), 2),
            fps=12 if kind != "still" else 10,
            hold_out=bool((number + variant + (number // 2)) % 2),
        )


def script(take: Take) -> Script:
    """Give what is done in a recording."""
    chance = np.random.default_rng([take.seed, 1])
    perform = {
        "reps": _repetitions,
        "partial": _repetitions,
        "still": _lying_still,
        "wobble": _wobbling,
        "settling": _settling_in,
        "getting-up": _getting_up,
    }[take.kind]
    made = perform(take, chance)
    if take.kind != "reps":
        made.reps.clear()
    return made


@cache
def _clip(movement: str, figure: str, side: str | None, reach: float) -> Clip:
    library = shipped_library()
    card = library.movements[movement].card
    if side is None and card.sides is not Sides.NONE:
        side = "left"
    position = library.positions[card.position]
    return motion(library.movements[movement], position, library.figures[figure], side, reach)


def _begin(take: Take, side: str | None = None) -> Script:
    """Begin by getting still in the starting pose."""
    start = _clip(take.movement, take.figure, side, 1.0).pose(None, 0.0)
    chance = np.random.default_rng([take.seed, 2])
    made = Script(turned(start, _jumble(chance, 0.25)))
    made.go(start, 1.1)
    made.wait(STILL_SECONDS)
    return made


def _repetitions(take: Take, chance: np.random.Generator) -> Script:
    """Do repetitions with a pause, and with one moment of hesitation."""
    card = shipped_library().movements[take.movement].card
    sides = _sides(card, take)
    made = _begin(take, sides[0])
    longest = _MOST_SECONDS - made.seconds - RESTS_SECONDS
    one = sum(step.usual_seconds() for step in card.rep) / take.tempo
    least = 1 if take.movement in TIMED else _LEAST_REPS
    reps = int(np.clip(longest / (one + 0.3), least, _MOST_REPS))
    pause_after, halt_at = (int(chance.integers(1, max(2, reps - 1))) for _ in range(2))
    moving = [step.name for step in card.rep if step.seconds is not None]
    for rep in range(reps):
        reach = round(_reach(take, rep / max(1, reps - 1), chance), 2)
        clip = _clip(take.movement, take.figure, sides[rep % len(sides)], reach)
        seconds = {
            step.name: step.usual_seconds() / take.tempo * float(chance.uniform(0.88, 1.14))
            for step in card.rep
        }
        made.repeat(clip, seconds, moving[0] if rep == halt_at else None)
        made.wait(float(chance.uniform(*(_PAUSE if rep == pause_after else _BETWEEN))))
    made.wait(RESTS_SECONDS)
    return made


def _sides(card: MovementCard, take: Take) -> list[str | None]:
    first, other = ("left", "right") if take.seed % 2 else ("right", "left")
    if card.sides is Sides.NONE:
        return [None]
    return [first] if card.sides is Sides.ONE_THEN_OTHER else [first, other]


def _reach(take: Take, share: float, chance: np.random.Generator) -> float:
    """Give how far a repetition goes, as a share of the full way."""
    if take.kind == "partial":
        return float(chance.uniform(0.08, 0.2))
    if take.spread == "growing":
        return 0.4 + (max(take.reach, 0.7) - 0.4) * share
    if take.spread == "uneven":
        return float(chance.uniform(0.45, 1.0))
    return float(np.clip(take.reach * chance.uniform(0.94, 1.06), 0.4, 1.0))


def _lying_still(take: Take, chance: np.random.Generator) -> Script:
    made = _begin(take)
    made.wait(float(chance.uniform(10, 13)))
    return made


def _wobbling(take: Take, chance: np.random.Generator) -> Script:
    """Fidget: the head turns, a hand scratches, the knees sway a little, a foot taps."""
    made = _begin(take)
    start = made.pose
    for number in count():
        if made.seconds > 18:  # noqa: PLR2004 - seconds
            return made
        sign = 1.0 if chance.uniform() < 0.5 else -1.0  # noqa: PLR2004 - one as often as the other
        side = "left" if sign > 0 else "right"
        size = float(chance.uniform(0.6, 1.2))
        fidgets: tuple[Turns, ...] = (
            {"head": (0.0, 28 * sign * size, 0.0), "neck": (0.0, 8 * sign, 0.0)},
            {
                f"upper_arm_{side}": (-35 * size, 0.0, 0.0),
                f"forearm_{side}": (-70 * size, 0.0, 0.0),
            },
            {"thigh_left": (0.0, 0.0, 4 * sign * size), "thigh_right": (0.0, 0.0, 4 * sign * size)},
            {f"foot_{side}": (-14 * size, 0.0, 0.0)},
            {"spine_2": (0.0, 3 * sign * size, 3 * sign * size)},
        )
        there = turned(start, fidgets[number % len(fidgets)])
        for _ in range(int(chance.integers(1, 3))):
            made.go(there, float(chance.uniform(0.4, 0.9)))
            made.go(start, float(chance.uniform(0.4, 0.9)))
        made.wait(float(chance.uniform(0.4, 1.6)))
    return made


def _settling_in(take: Take, chance: np.random.Generator) -> Script:
    """Shuffle into the place: pelvis, arms and feet, less and less; then lie still; then again."""
    start = _clip(take.movement, take.figure, None, 1.0).pose(None, 0.0)
    made = Script(_shuffled(start, chance, 1.0))
    for _ in range(2):
        for size in (0.9, 0.7, 0.8, 0.4, 0.2):
            made.go(_shuffled(start, chance, size), float(chance.uniform(0.6, 1.2)))
            made.wait(float(chance.uniform(0.05, 0.6)))
        made.go(start, 0.8)
        made.wait(float(chance.uniform(1.2, 2.6)))
    return made


def _shuffled(start: Pose, chance: np.random.Generator, size: float) -> Pose:
    along, across = chance.uniform(-0.06, 0.06, size=2) * size
    up = float(chance.uniform(0, 0.03)) * size
    return turned(start, _jumble(chance, size), (float(along), up, float(across)))


def _jumble(chance: np.random.Generator, size: float) -> Turns:
    """Give a way to lie a little otherwise: arms most, legs some, the trunk least."""
    turns: Turns = {}
    for part, degrees in {
        "pelvis": 4.0,
        "spine_2": 3.0,
        "head": 10.0,
        "thigh_left": 6.0,
        "thigh_right": 6.0,
        "shank_left": 8.0,
        "shank_right": 8.0,
        "upper_arm_left": 16.0,
        "upper_arm_right": 16.0,
        "forearm_left": 22.0,
        "forearm_right": 22.0,
    }.items():
        x, y, z = (float(value) for value in chance.normal(0.0, degrees * size, size=3))
        # Knees and elbows bend one way only.
        turns[part] = (x, 0.0, 0.0) if part.startswith(("shank", "forearm")) else (x, y / 2, z / 2)
    return turns


def _getting_up(take: Take, chance: np.random.Generator) -> Script:
    """Get from lying to standing over one side, or the other way round and lie still."""
    library = shipped_library()
    figure = library.figures[take.figure]
    flip = bool(chance.integers(2))

    def pose(name: str) -> Pose:
        clip = rest(library.positions[name], figure)
        return (clip.mirrored() if flip else clip).pose(None, 0.0)

    names = ["side-lying", "quadruped", "half-kneeling", "standing"]
    start = _clip(take.movement, take.figure, None, 1.0).pose(None, 0.0)
    ways = [start, *(pose(name) for name in names)]
    if take.gets_down:
        ways.reverse()
    made = Script(ways[0])
    made.wait(2.5)
    for way in ways[1:]:
        made.go(way, float(chance.uniform(1.6, 2.6)))
        made.wait(float(chance.uniform(0.3, 1.0)))
    made.wait(2.5)
    return made
