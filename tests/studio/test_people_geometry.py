"""The studio's geometry on surfaces small enough to see through."""

import json
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.people.body_file import write_body
from studio.people.colour import glow, hidden_light, linear, mixed
from studio.people.cutting import ON_LINE, cut
from studio.people.figures import FIGURES
from studio.people.glb import Material, write_glb
from studio.people.hair import hairline, spread
from studio.people.hands import turn_about
from studio.people.points import Point, samples
from studio.people.rest import FACE, PHENOTYPES, Floats
from studio.people.skeleton import JOINTS, NAMES, other_side
from studio.people.surface import (
    Surface,
    border_edges,
    edges,
    joined,
    normals,
    smoothed,
    smoothed_border,
)
from supine.library.figures import JOINT_PARENTS


def sheet(columns: int = 5, rows: int = 4, high: float = 0.0) -> Surface:
    """A flat sheet of unit squares that looks up along Z; shares run from one joint to another."""
    x, y = (grid.ravel() for grid in np.meshgrid(np.arange(columns), np.arange(rows)))
    at = np.stack([x, y, np.full(len(x), high)], 1).astype(float)
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    quads = np.stack([first, first + 1, first + columns + 1, first + columns], 1)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    share = x / (columns - 1)
    return Surface(at, triangles, np.stack([share, 1 - share], 1), {"height": at[:, 1]})


def area(surface: Surface) -> float:
    a, b, c = (surface.at[surface.triangles[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def slant(at: Floats) -> Floats:
    return np.asarray(at[:, 0] + 0.37 * at[:, 1] - 2.2)


def test_a_cut_leaves_no_triangle_on_both_sides_of_the_line() -> None:
    surface, value = cut(sheet(), slant(sheet().at))
    corners = value[surface.triangles]

    assert not ((corners.min(1) < 0) & (corners.max(1) > 0)).any()
    assert (corners > 0).any()
    assert (corners < 0).any()


def test_a_cut_runs_straight_along_the_line() -> None:
    surface, value = cut(sheet(), slant(sheet().at))

    assert np.abs(slant(surface.at)[value == 0]).max() < 1e-12
    assert (surface.more[ON_LINE] == (value == 0)).all()


def test_a_cut_changes_neither_weights_nor_values_of_the_surface() -> None:
    surface, _ = cut(sheet(), slant(sheet().at))

    assert surface.weights.sum(1) == pytest.approx(1)
    assert surface.weights[:, 0] == pytest.approx(surface.at[:, 0] / 4)
    assert surface.more["height"] == pytest.approx(surface.at[:, 1])


def test_a_cut_without_snapping_keeps_the_area() -> None:
    middle = sheet().at[:, 0] - 1.5
    surface, _ = cut(sheet(), middle)

    assert area(surface) == pytest.approx(area(sheet()))


def test_a_cut_leaves_no_slivers() -> None:
    nearly_on_a_row = sheet().at[:, 1] - 1.04
    surface, _ = cut(sheet(), nearly_on_a_row)
    a, b, c = (surface.at[surface.triangles[:, k]] for k in range(3))
    sizes = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2

    assert sizes.min() > 0.3


def test_a_second_cut_leaves_the_first_line_straight() -> None:
    once, _ = cut(sheet(), slant(sheet().at))
    on_first = once.more[ON_LINE] == 1
    twice, _ = cut(once, slant(once.at) - 0.2)

    assert twice.at[: len(once.at)][on_first] == pytest.approx(once.at[on_first])


def test_a_cut_touches_only_where_it_may() -> None:
    left = sheet().at[:, 0] < 2.5
    surface, _ = cut(sheet(), sheet().at[:, 1] - 1.5, left)

    assert (surface.at[len(sheet().at) :, 0] < 2.5).all()
    assert len(surface.at) > len(sheet().at)


def test_a_surface_looks_where_its_triangles_turn_left() -> None:
    assert normals(sheet().at, sheet().triangles) == pytest.approx(
        np.tile([0.0, 0.0, 1.0], (20, 1))
    )


def test_the_border_of_a_sheet_is_its_rim() -> None:
    border = border_edges(sheet().triangles)

    assert len(border) == 2 * (4 + 3)
    assert len(edges(sheet().triangles)) == 4 * 4 + 3 * 5 + 12


def test_smoothing_flattens_a_bump_and_keeps_what_is_even() -> None:
    bump = np.zeros(20)
    bump[7] = 1
    flat = smoothed(bump, sheet().triangles, 3)

    assert flat.max() < 0.5
    assert smoothed(np.ones(20), sheet().triangles, 3) == pytest.approx(1)


def test_a_share_of_nothing_is_not_smoothed() -> None:
    bump = np.arange(20.0) ** 2
    still = np.where(np.arange(20) < 10, 0.0, 0.5)

    assert (smoothed(bump, sheet().triangles, 2, still)[:10] == bump[:10]).all()


def test_a_border_is_smoothed_along_itself_alone() -> None:
    surface = sheet()
    dented = surface.at.copy()
    dented[2, 1] = -0.6
    eased = smoothed_border(dented, surface.triangles, 1)

    assert eased[2, 1] == pytest.approx(-0.3)
    assert (eased[7] == dented[7]).all()


def test_compact_keeps_only_what_is_used() -> None:
    kept = np.zeros(len(sheet().triangles), bool)
    kept[0] = True
    one = sheet().compact(kept)

    assert len(one.at) == len(one.weights) == len(one.more["height"]) == 3
    assert area(one) == pytest.approx(0.5)


def test_joined_surfaces_keep_their_triangles() -> None:
    both = joined([sheet(), sheet(high=1.0)])

    assert area(both) == pytest.approx(2 * area(sheet()))
    assert both.triangles.max() == len(both.at) - 1


def test_what_lies_under_a_roof_gets_less_light() -> None:
    ground = replace(sheet(9, 9), at=sheet(9, 9).at * [0.02, 0.02, 0])
    roof = replace(
        ground, at=ground.at + np.array([0, 0, 0.06]), triangles=ground.triangles[:, ::-1]
    )
    hidden = hidden_light({"ground": ground, "roof": roof})
    alone = hidden_light({"ground": ground})

    assert hidden["ground"][40] > 0.3
    assert alone["ground"].max() == 0


def test_colours_are_read_as_linear_light() -> None:
    assert linear("#ffffff") == pytest.approx(1)
    assert linear("#000000") == pytest.approx(0)
    # sRGB's middle grey reflects about a fifth of the light.
    assert linear("#808080") == pytest.approx(0.2159, abs=0.0001)


def test_mixing_takes_the_share_it_is_told() -> None:
    colours = mixed(np.zeros((3, 3)), np.ones(3), np.array([0.0, 0.25, 7.0]))

    assert colours[:, 0] == pytest.approx([0, 0.25, 1])


def test_a_glow_fades_from_its_middle() -> None:
    at = np.array([[0, 0, 0], [1, 0, 0], [3, 0, 0]], float)
    light = glow(at, np.zeros(3), 1.0)

    assert light[0] == 1
    assert light[0] > light[1] > light[2]


@pytest.mark.parametrize("person", sorted(FIGURES))
def test_the_hairline_leaves_the_face_free(person: str) -> None:
    hair = FIGURES[person].hair
    ahead, above, nape = hairline(hair, np.array([[0, 0, 1.0], [0, 1.0, 0], [0, -0.1, -1.0]]))

    assert ahead < 0 < nape < above


def test_thickness_of_hair_goes_from_front_to_back() -> None:
    given = {"front": 1.0, "top": 2.0, "side": 3.0, "back": 4.0}
    directions = np.array([[0, 0, 1.0], [0, 1.0, 0], [1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 1.0]])

    assert spread(given, directions) == pytest.approx([1, 2, 3, 4, 1.5])


def test_a_turn_about_an_axis_is_right_handed() -> None:
    turned = turn_about(np.array([0, 0, 1.0]), np.pi / 2) @ [1, 0, 0]

    assert turned == pytest.approx([0, 1, 0])


def test_the_studio_and_the_library_know_the_same_joints() -> None:
    assert {name: joint.parent for name, joint in JOINTS.items()} == JOINT_PARENTS
    assert list(NAMES) == list(JOINT_PARENTS)
    assert set(FIGURES) == set(PHENOTYPES)


def test_a_side_has_another_side() -> None:
    assert other_side("hand_left") == "hand_right"
    assert other_side("hand_right") == "hand_left"
    assert other_side("head") == "head"


def test_a_face_is_at_ease_on_both_sides_alike() -> None:
    lefts = {name.removesuffix("Left"): FACE[name] for name in FACE if name.endswith("Left")}
    rights = {name.removesuffix("Right"): FACE[name] for name in FACE if name.endswith("Right")}

    assert lefts == rights
    assert lefts["mouthSmile"] > 0


def test_samples_of_the_skin_come_in_mirrored_pairs() -> None:
    left = np.column_stack([np.linspace(0, 1, 30), np.zeros(30), np.zeros(30)])
    weights = np.zeros((30, len(NAMES)))
    weights[:, NAMES.index("hand_left")] = 0.75
    weights[:, NAMES.index("head")] = 0.25
    taken = samples(left, weights, half=6)

    assert len(taken) == 1 + 2 * 5
    assert [place[0] for place, _ in taken[1::2]] == [-place[0] for place, _ in taken[2::2]]
    assert taken[1][1] == {"hand_left": 0.75, "head": 0.25}
    assert taken[2][1] == {"hand_right": 0.75, "head": 0.25}


def test_a_body_file_is_written_to_a_tenth_of_a_millimetre(tmp_path: Path) -> None:
    path = tmp_path / "body.json"
    tip = Point("head", np.array([-0.00001, 0.123449, 2.0]))
    write_body(path, {"pelvis": np.zeros(3)}, {"tip": tip}, [(np.ones(3), {"head": 1.0})])

    assert json.loads(path.read_text(encoding="utf-8")) == {
        "joints": {"pelvis": {"parent": None, "at": [0, 0, 0]}},
        "points": {"tip": {"joint": "head", "at": [0, 0.1234, 2]}},
        "skin": [{"at": [1, 1, 1], "weights": {"head": 1}}],
    }
    assert "-0.0" not in path.read_text(encoding="utf-8")


def test_a_glb_holds_the_bones_where_the_joints_are(tmp_path: Path) -> None:
    path = tmp_path / "sheet.glb"
    bones = {"pelvis": (None, np.array([0, 1.0, 0])), "head": ("pelvis", np.array([0, 1.5, 0.1]))}
    part = sheet().with_more(colour=np.ones((20, 3)), kept=np.zeros(20))
    write_glb(path, bones, {"skin": part}, {"skin": Material(0.5)})
    content = path.read_bytes()
    size = struct.unpack_from("<I", content, 12)[0]
    document = json.loads(content[20 : 20 + size])

    assert struct.unpack_from("<4sII", content) == (b"glTF", 2, len(content))
    assert document["nodes"][1] == {"name": "head", "translation": pytest.approx([0, 0.5, 0.1])}
    assert document["nodes"][0]["children"] == [1]
    assert document["accessors"][-1]["count"] == 3 * len(part.triangles)
