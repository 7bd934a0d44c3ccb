"""Hair: a shell combed from one pole of the head down to the hairline, strand beside strand."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from studio.people.colour import linear, mixed
from studio.people.figures import Hair
from studio.people.rest import Floats, Ints
from studio.people.skeleton import NAMES
from studio.people.surface import Surface, normals, unit

COLUMNS = 84
ROWS = (0.0, 0.1, 0.22, 0.34, 0.46, 0.58, 0.69, 0.79, 0.875, 0.94, 0.98, 1.0)
# The edge lies this deep in the skin, so that the hairline is where the shell rises from it.
SUNK = 0.004
EAR = 0.042
SEED = 4
GREY = "#9c958d"
HEAD = NAMES.index("head")
OF_HEAD = 0.6
CROWN = 0.115


@dataclass(frozen=True)
class Skull:
    """The head seen from its middle: directions (n, 3) and how far the skin lies that way."""

    centre: Floats
    directions: Floats
    radii: Floats
    ears: tuple[Floats, Floats]

    @classmethod
    def of(cls, skin: Surface) -> "Skull":
        """The skull of a person's skin, ears left out."""
        at = skin.at[skin.weights[:, HEAD] > OF_HEAD]
        top = at[:, 1].max()
        crown = at[at[:, 1] > top - CROWN]
        centre = np.array([0.0, top - CROWN, (crown[:, 2].min() + crown[:, 2].max()) / 2])
        level = at[np.abs(at[:, 1] - centre[1]) < 0.06]
        ears = level[level[:, 0].argmax()], level[level[:, 0].argmin()]
        plain = np.all([np.linalg.norm(at - ear, axis=1) > EAR for ear in ears], axis=0)
        away = at[plain] - centre
        return cls(centre, unit(away), np.linalg.norm(away, axis=1), ears)

    def radius(self, directions: Floats) -> Floats:
        """How far the skin lies from the middle in the given directions (n, 3), metres."""
        close = np.exp(-(1 - np.clip(directions @ self.directions.T, -1, 1)) / (2 * 0.05**2))
        wide = np.exp(-(1 - np.clip(directions @ self.directions.T, -1, 1)) / (2 * 0.2**2))
        weight = close + 1e-6 * wide
        return np.asarray((weight @ self.radii) / weight.sum(1), np.float64)


def hairline(hair: Hair, directions: Floats) -> Floats:
    """How many degrees above the hairline each direction (n, 3) from the skull's middle points."""
    around = np.degrees(np.arctan2(np.abs(directions[:, 0]), directions[:, 2]))
    height = np.degrees(np.arcsin(np.clip(unit(directions)[:, 1], -1, 1)))
    where, level = np.array(hair.line).T
    # Three neighbours' mean rounds the corners of the written line.
    line = np.mean([np.interp(around + shift, where, level) for shift in (-5, 0, 5)], axis=0)
    return np.asarray(height - line, np.float64)


def grown(skin: Surface, hair: Hair) -> Surface:
    """The hair of a head, with `colour`, `normal` and `kept`."""
    skull = Skull.of(skin)
    tilt = np.radians(hair.pole_degrees)
    pole = np.array([0.0, np.cos(tilt), -np.sin(tilt)])
    front = np.array([0.0, np.sin(tilt), np.cos(tilt)])
    around = np.arange(COLUMNS) * 2 * np.pi / COLUMNS
    out = np.cos(around)[:, None] * front + np.sin(around)[:, None] * [1.0, 0.0, 0.0]
    chance = np.random.default_rng(SEED)
    ends = _ends(hair, pole, out)
    ends = ends + np.radians(hair.ragged) * chance.uniform(-1, 1, COLUMNS)
    # Every second strand lies higher; none lies just like its neighbour.
    strand = np.where(np.arange(COLUMNS) % 2, 1.0, -1.0) * chance.uniform(0.35, 1.0, COLUMNS)
    rows = []
    for row in ROWS:
        angle = (ends * row)[:, None]
        directions = np.cos(angle) * pole + np.sin(angle) * out
        radius = skull.radius(directions)
        left = ends * (1 - row) * radius
        rising = _rising(left / spread(hair.rise, directions))
        rough = chance.uniform(-0.4, 0.4, COLUMNS) if not hair.bun else 0.0
        relief = hair.relief * (strand + rough) * rising * np.minimum(1, np.sin(ends * row) / 0.7)
        high = spread(hair.thickness, directions) * rising + relief
        rows.append(skull.centre + directions * (radius + high)[:, None])
    sunk = rows[-1] - unit(rows[-1] - skull.centre) * SUNK
    at = np.concatenate([*rows[1:], sunk])
    at = np.concatenate([rows[0].mean(0, keepdims=True), at])
    triangles = _combed(len(ROWS))
    light = 1 + 0.22 * strand + chance.uniform(-0.1, 0.1, COLUMNS)
    light = np.concatenate([[1.0], np.tile(light, len(ROWS))])[:, None]
    away = unit(at - skull.centre)
    temples = np.clip(1.1 - 2 * away[:, 1], 0, 1) * np.clip(1.4 * np.abs(away[:, 0]) - 0.4, 0, 1)
    colour = mixed(light * linear(hair.colour), linear(GREY), hair.grey_temples * temples)
    return _on_head(at, triangles, colour)


def spread(given: Mapping[str, float], directions: Floats) -> Floats:
    """A value given for the head's front, top, side and back, in each direction (n, 3)."""
    x, y, z = unit(directions).T
    shares = {
        "front": np.clip(z, 0, None) ** 2,
        "top": np.clip(y, 0, None) ** 2,
        "side": x**2,
        "back": np.clip(-z, 0, None) ** 2,
    }
    whole = sum(shares.values())
    return np.asarray(sum(given[k] * v for k, v in shares.items()) / whole, np.float64)


def _rising(part: Floats) -> Floats:
    """The hair's edge: steep where it leaves the skin, then ever flatter; 0 to 1."""
    part = np.clip(part, 0, 1)
    return np.asarray(0.55 * np.sqrt(1 - (1 - part) ** 2) + 0.45 * part * (2 - part), np.float64)


def _ends(hair: Hair, pole: Floats, out: Floats) -> Floats:
    """The angle (columns,) from the pole at which each strand meets the hairline, radians."""
    angles = np.radians(np.arange(30, 150, 0.5))
    directions = np.cos(angles)[:, None, None] * pole + np.sin(angles)[:, None, None] * out
    above = hairline(hair, directions.reshape(-1, 3)).reshape(len(angles), -1) > 0
    ends = angles[above.argmin(0)]
    # A hairline runs smoothly from strand to strand.
    for _ in range(2):
        ends = (np.roll(ends, 1) + 2 * ends + np.roll(ends, -1)) / 4
    return np.asarray(ends, np.float64)


def _combed(rows: int) -> Ints:
    """Triangles from a pole (vertex 0) over `rows` rings of COLUMNS vertices."""
    ring = np.arange(COLUMNS)
    following = (ring + 1) % COLUMNS
    triangles = [np.stack([np.zeros(COLUMNS, int), 1 + ring, 1 + following], 1)]
    for row in range(rows - 1):
        upper, lower = 1 + row * COLUMNS, 1 + (row + 1) * COLUMNS
        triangles.append(np.stack([upper + ring, lower + ring, lower + following], 1))
        triangles.append(np.stack([upper + ring, lower + following, upper + following], 1))
    return np.concatenate(triangles)


def _on_head(at: Floats, triangles: Ints, colour: Floats) -> Surface:
    weights = np.zeros((len(at), len(NAMES)))
    weights[:, HEAD] = 1
    facing = normals(at, triangles)
    return Surface(
        at, triangles, weights, {"colour": colour, "normal": facing, "kept": np.ones(len(at))}
    )


def bun(skin: Surface, hair: Hair, tie: str) -> Surface:
    """A small bun where the hair comes together, held by a tie of colour `tie`."""
    skull = Skull.of(skin)
    tilt = np.radians(hair.pole_degrees)
    up = np.array([0.0, np.cos(tilt), -np.sin(tilt)])
    front = np.array([0.0, np.sin(tilt), np.cos(tilt)])
    foot = skull.centre + up * (skull.radius(up[None])[0] + hair.thickness["top"] - 0.004)
    # Half profile of the bun: height above the head and radius, metres; the first two are the tie.
    profile = np.array(
        [
            (-0.004, 0.022),
            (0.003, 0.0225),
            (0.0031, 0.0225),
            (0.0048, 0.027),
            (0.010, 0.0335),
            (0.018, 0.0375),
            (0.027, 0.0355),
            (0.0345, 0.028),
            (0.039, 0.016),
            (0.040, 0.006),
        ]
    )
    columns, ties = 30, 2
    around = np.arange(columns) * 2 * np.pi / columns
    rings, tints = [], []
    for row, (height, radius) in enumerate(profile):
        turn = around + 0.16 * row
        swirl = 1 + (0.045 * np.cos(5 * turn + 1.3 * row) if row >= ties else 0.0)
        out = np.cos(turn)[:, None] * front + np.sin(turn)[:, None] * [1.0, 0.0, 0.0]
        rings.append(foot + up * height + out * (radius * swirl * np.ones(columns))[:, None])
        wound = linear(hair.colour) * (1 + 0.28 * np.cos(5 * turn + 1.3 * row))[:, None]
        tints.append(wound if row >= ties else np.tile(linear(tie), (columns, 1)))
    rings.append(foot + up * profile[-1:, :1])
    tints.append(linear(hair.colour)[None])
    return _on_head(np.concatenate(rings), _wound(len(profile), columns), np.concatenate(tints))


def _wound(rows: int, columns: int) -> Ints:
    """Triangles over `rows` rings from the foot up, closed by one last vertex."""
    ring = np.arange(columns)
    following = (ring + 1) % columns
    triangles = []
    for row in range(rows - 1):
        lower, upper = row * columns, (row + 1) * columns
        triangles.append(np.stack([lower + ring, lower + following, upper + following], 1))
        triangles.append(np.stack([lower + ring, upper + following, upper + ring], 1))
    last = (rows - 1) * columns
    triangles.append(np.stack([last + ring, last + following, np.full(columns, rows * columns)], 1))
    return np.concatenate(triangles)
