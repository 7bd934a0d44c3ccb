"""The face: eyes with iris and pupil, brows, lips, and the dark between the lips."""

import numpy as np

from studio.people.colour import linear, mixed
from studio.people.figures import Figure
from studio.people.rest import Floats, Ints, Rest
from studio.people.skeleton import NAMES, SIDES
from studio.people.surface import Flags, Surface, joined, normals

IRIS = 0.0062
PUPIL = 0.0027
GLINT = 0.0009
# Where light is mirrored in an eye, against its middle.
GLINT_OFF = np.array([0.0022, 0.0026, 0.0])
DISK_COLUMNS, DISK_ROWS = 18, 2
LASH_COLUMNS = 11
WHITE, DARK = "#e2dad2", "#17110f"
BROW_COLUMNS, BROW_ROWS = 13, 5
# The middle line of a brow from nose to temple, against the eye: outward and up, metres.
BROW = ((-0.0185, 0.0185), (-0.008, 0.0222), (0.006, 0.0245), (0.017, 0.0218), (0.026, 0.0158))
BROW_HALF = (0.0019, 0.0030, 0.0028, 0.0020, 0.0006)
HEAD = NAMES.index("head")
OF_LIPS = 0.5
LASHES = 0.0028
# Where Anny's texture has the mouth's inside: left, right, lower, upper edge.
INSIDE_MOUTH = ((0.60, 0.67, 0.90, 1.01), (0.74, 0.94, -0.01, 0.135))
EYES = (0.74, 0.84, 0.91, 1.01)


def _within(rest: Rest, box: tuple[float, float, float, float]) -> Flags:
    u, v = rest.corner_uv.mean(1).T
    return np.asarray((u > box[0]) & (u < box[1]) & (v > box[2]) & (v < box[3]))


def eye_triangles(rest: Rest) -> Flags:
    """Which triangles (m,) are eyeballs."""
    return _within(rest, EYES)


def mouth_triangles(rest: Rest) -> Flags:
    """Which triangles (m,) lie inside the mouth."""
    inside = np.zeros(len(rest.triangles), bool)
    for box in INSIDE_MOUTH:
        inside |= _within(rest, box)
    return inside


def eyeballs(balls: Surface, rest: Rest, figure: Figure) -> Surface:
    """The eyeballs with iris, pupil and a speck of light."""
    parts = [_coloured(balls, linear(WHITE))]
    for letter in SIDES.values():
        middle, _ = _ball(rest, letter)
        rim = _disk(balls, middle, IRIS, 0.0003, linear(figure.iris))
        # The rim of an iris is darker than its middle.
        far = np.hypot(*(rim.at - middle)[:, :2].T) / IRIS
        rim = rim.with_more(colour=rim.more["colour"] * (1.35 - 0.95 * far**4)[:, None])
        pupil = _disk(balls, middle, PUPIL, 0.0005, linear(DARK))
        light = _disk(balls, middle + GLINT_OFF, GLINT, 0.0009, np.ones(3))
        parts += [rim, pupil, light]
    return joined(parts)


def _ball(rest: Rest, letter: str) -> tuple[Floats, float]:
    """Middle and radius of an eyeball."""
    vertices = rest.vertices[np.unique(rest.triangles[eye_triangles(rest)])]
    own = vertices[(vertices[:, 0] > 0) == (letter == "L")]
    middle = (own.min(0) + own.max(0)) / 2
    return middle, float((own.max(0) - own.min(0))[0] / 2)


def _disk(balls: Surface, middle: Floats, radius: float, high: float, colour: Floats) -> Surface:
    """A round piece that lies `high` above the eyeballs and looks to the front."""
    around = np.arange(DISK_COLUMNS) * 2 * np.pi / DISK_COLUMNS
    rings = np.linspace(0, radius, DISK_ROWS + 1)[1:, None]
    x = np.concatenate([[0.0], (rings * np.cos(around)).ravel()]) + middle[0]
    y = np.concatenate([[0.0], (rings * np.sin(around)).ravel()]) + middle[1]
    points = np.stack([x, y], 1)
    at = np.concatenate([points, front_depth(balls, points)[:, None] + high], 1)
    ring = np.arange(DISK_COLUMNS)
    following = (ring + 1) % DISK_COLUMNS
    triangles = [np.stack([np.zeros(DISK_COLUMNS, int), 1 + ring, 1 + following], 1)]
    for row in range(DISK_ROWS - 1):
        inner, outer = 1 + row * DISK_COLUMNS, 1 + (row + 1) * DISK_COLUMNS
        triangles.append(np.stack([inner + ring, outer + ring, outer + following], 1))
        triangles.append(np.stack([inner + ring, outer + following, inner + following], 1))
    return _of_head(at, np.concatenate(triangles), np.tile(colour, (len(at), 1)))


def _coloured(part: Surface, colour: Floats) -> Surface:
    return part.with_more(
        colour=np.tile(colour, (len(part.at), 1)),
        kept=np.zeros(len(part.at)),
        normal=normals(part.at, part.triangles),
    )


def lashes(skin: Surface, rest: Rest, figure: Figure) -> Surface:
    """The dark line along the upper lids."""
    parts = []
    for side, letter in SIDES.items():
        middle, radius = _ball(rest, letter)
        mirror = 1.0 if side == "left" else -1.0
        x = np.linspace(-0.0105, 0.0125, LASH_COLUMNS) * mirror
        margin = _lid_margin(skin, middle, radius, x)
        wide = 0.0016 * np.sin(np.linspace(0.12, 0.88, LASH_COLUMNS) * np.pi)
        rows = np.array([-0.0004, 0.0, 1.0])
        y = margin[:, None] + np.where(rows > 0, rows * wide[:, None], rows)
        points = np.stack([np.repeat(middle[0] + x, len(rows)), (middle[1] + y).ravel()], 1)
        depth = front_depth(skin, points).reshape(-1, len(rows))
        # The lowest row hangs free before the eye, where the lid's own skin has ended.
        depth = depth[:, 1:].max(1, keepdims=True) + np.array([0.0012, 0.0010, 0.0004])
        depth[:, 2] = front_depth(skin, points).reshape(-1, len(rows))[:, 2] + 0.0005
        at = np.concatenate([points, depth.reshape(-1, 1)], 1)
        triangles = _sheet(LASH_COLUMNS, len(rows), turned=side == "right")
        colour = 0.55 * np.tile(linear(figure.hair.brow), (len(at), 1))
        parts.append(_of_head(at, triangles, colour))
    return joined(parts)


def _lid_margin(skin: Surface, middle: Floats, radius: float, x: Floats) -> Floats:
    """How far above the eye's middle the upper lid begins, for each `x` from it, (n,) metres."""
    heights = np.arange(-0.002, 0.012, 0.0004)
    grid = np.stack(np.meshgrid(middle[0] + x, middle[1] + heights, indexing="ij"), -1)
    depth = front_depth(skin, grid.reshape(-1, 2)).reshape(len(x), -1)
    off = x[:, None] ** 2 + heights**2
    ball = middle[2] + np.sqrt(np.maximum(radius**2 - off, 0))
    margin = heights[(depth > ball).argmax(1)]
    for _ in range(2):
        margin[1:-1] = (margin[:-2] + 2 * margin[1:-1] + margin[2:]) / 4
    return np.asarray(margin, np.float64)


def brows(skin: Surface, rest: Rest, figure: Figure) -> Surface:
    """Two brows, thin shells that rise from the skin and sink into it at their edges."""
    along = np.linspace(0, 1, len(BROW))
    steps = np.linspace(0, 1, BROW_COLUMNS)
    line = np.array(BROW)
    x, y = (np.interp(steps, along, _softened(line[:, k])) for k in range(2))
    half = np.interp(steps, along, BROW_HALF) * (1.15 if figure.stubble else 1.0)
    across = np.linspace(-1, 1, BROW_ROWS)
    high = 0.0014 * (1 - across**2) + 0.0003
    parts = []
    for side, letter in SIDES.items():
        mirror = 1.0 if side == "left" else -1.0
        eye = rest.head_of(f"eye.{letter}")
        points = np.stack(
            [
                np.repeat(eye[0] + mirror * x, BROW_ROWS),
                (eye[1] + y[:, None] + across * half[:, None]).ravel(),
            ],
            1,
        )
        depth = front_depth(skin, points) + np.tile(high, BROW_COLUMNS)
        at = np.concatenate([points, depth[:, None]], 1)
        triangles = _sheet(BROW_COLUMNS, BROW_ROWS, turned=side == "right")
        colour = np.tile(linear(figure.hair.brow), (len(at), 1))
        parts.append(_of_head(at, triangles, colour))
    return joined(parts)


def dark_between_lips(skin: Surface, lips: Floats) -> Surface:
    """A dark sheet behind the lips, so that nobody sees through the head between them."""
    mouth = skin.at[lips > OF_LIPS]
    middle = mouth.mean(0)
    wide = (mouth[:, 0].max() - mouth[:, 0].min()) * 0.5
    columns, rows = 9, 3
    x = np.repeat(np.linspace(-wide, wide, columns), rows)
    corner = mouth[np.abs(mouth[:, 0]) > 0.8 * mouth[:, 0].max()].mean(0)
    rise = (x / wide) ** 2
    y = middle[1] + np.tile(np.linspace(-0.008, 0.008, rows), columns) + rise * (corner - middle)[1]
    z = middle[2] - 0.011 + rise * (corner - middle)[2]
    at = np.stack([x, y, z], 1)
    return _of_head(at, _sheet(columns, rows, turned=False), np.tile(linear("#5a2c28"), (27, 1)))


def lip_and_lash_colour(
    colours: Floats, at: Floats, lips: Floats, rest: Rest, figure: Figure
) -> Floats:
    """Skin colours (n, 3) with lips and the dark line of the lashes painted in."""
    colours = mixed(colours, linear(figure.lips), np.clip(lips * 1.15, 0, 1) * 0.85)
    for letter in SIDES.values():
        eye = rest.head_of(f"eye.{letter}")
        far = np.linalg.norm(at - eye, axis=1)
        _, ball = _ball(rest, letter)
        close = np.clip(1 - (far - ball) / LASHES, 0, 1) * (at[:, 2] > eye[2] + 0.002)
        upper = np.clip(0.45 + (at[:, 1] - eye[1]) / 0.006, 0.15, 1)
        colours = mixed(colours, linear(figure.hair.brow), 0.75 * close * upper)
    return colours


def front_depth(skin: Surface, points: Floats) -> Floats:
    """Z of the foremost skin of the head at each point (n, 2) of X and Y."""
    triangles = skin.triangles[(skin.weights[skin.triangles, HEAD] > OF_LIPS).all(1)]
    a, b, c = (skin.at[triangles[:, k]] for k in range(3))
    area = _cross(b - a, c - a)
    depth = np.full(len(points), -np.inf)
    for i, point in enumerate(points):
        w_b = _cross(point - a[:, :2], c - a) / area
        w_c = _cross(b - a, point - a[:, :2]) / area
        hit = (area > 0) & (w_b >= 0) & (w_c >= 0) & (w_b + w_c <= 1)
        z = a[:, 2] + w_b * (b - a)[:, 2] + w_c * (c - a)[:, 2]
        depth[i] = z[hit].max(initial=-np.inf)
    return depth


def _cross(first: Floats, second: Floats) -> Floats:
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0], np.float64)


def _softened(values: Floats) -> Floats:
    inner = (values[:-2] + 6 * values[1:-1] + values[2:]) / 8
    return np.concatenate([values[:1], inner, values[-1:]])


def _sheet(columns: int, rows: int, *, turned: bool) -> Ints:
    """Triangles of a sheet of columns x rows points that looks to the front."""
    first = (np.arange(columns - 1)[:, None] * rows + np.arange(rows - 1)).ravel()
    quads = np.stack([first, first + rows, first + rows + 1, first + 1], 1)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return triangles[:, ::-1] if turned else triangles


def _of_head(at: Floats, triangles: Ints, colour: Floats) -> Surface:
    weights = np.zeros((len(at), len(NAMES)))
    weights[:, HEAD] = 1
    more = {"colour": colour, "normal": normals(at, triangles), "kept": np.ones(len(at))}
    return Surface(at, triangles, weights, more)


def finely_drawn(at: Floats, lips: Floats, rest: Rest) -> Floats:
    """1 for skin whose triangles must stay: at the lips, the eyes and under the brows, (n,)."""
    fine = lips > OF_LIPS
    for letter in SIDES.values():
        eye = rest.head_of(f"eye.{letter}")
        fine |= np.linalg.norm(at - eye, axis=1) < _ball(rest, letter)[1] + 0.004
        fine |= (
            (np.abs(at[:, 0] - eye[0]) < 0.032)
            & (np.abs(at[:, 1] - eye[1] - 0.02) < 0.011)
            & (at[:, 2] > eye[2] - 0.02)
        )
    return fine.astype(float)
