"""The two people that are shipped: what the page draws and what Python knows are one body."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from supine.library import shipped_library
from supine.library.figures import JOINT_PARENTS, POINTS, Body
from tests.house.tree import ROOT

PEOPLE = ("woman", "man")
BREATH = {"belly": "spine_2", "chest": "spine_4"}
MOST_BYTES = 220_000
MOST_TRIANGLES = 16_000


def glb_path(person: str) -> Path:
    return ROOT / "frontend/src/stage/people" / f"{person}.glb"


def document(person: str) -> dict[str, Any]:
    """Read the description inside a GLB file; its numbers stay packed."""
    content = glb_path(person).read_bytes()
    magic, version, length, size, kind = struct.unpack_from("<4sIII4s", content)
    assert (magic, version, length, kind) == (b"glTF", 2, len(content), b"JSON")
    read: dict[str, Any] = json.loads(content[20 : 20 + size])
    return read


def bones(person: str) -> dict[str, tuple[str | None, NDArray[np.float64]]]:
    """Find each bone's parent and its place at rest in the GLB."""
    nodes = document(person)["nodes"]
    numbers = document(person)["skins"][0]["joints"]
    above = {child: i for i in numbers for child in nodes[i].get("children", ())}

    def place(number: int) -> NDArray[np.float64]:
        start = place(above[number]) if number in above else np.zeros(3)
        return np.asarray(start + nodes[number].get("translation", (0, 0, 0)))

    return {
        nodes[i]["name"]: (nodes[above[i]]["name"] if i in above else None, place(i))
        for i in numbers
    }


def body(person: str) -> Body:
    return shipped_library().figures[person].body


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_is_light_enough_to_send_and_to_draw(person: str) -> None:
    read = document(person)
    primitives = read["meshes"][0]["primitives"]
    corners = sum(read["accessors"][part["indices"]]["count"] for part in primitives)

    assert glb_path(person).stat().st_size <= MOST_BYTES
    assert corners // 3 <= MOST_TRIANGLES
    assert len(read["meshes"]) == 1


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_is_packed_as_the_page_unpacks_it(person: str) -> None:
    read = document(person)

    assert sorted(read["extensionsRequired"]) == [
        "EXT_meshopt_compression",
        "KHR_mesh_quantization",
    ]
    assert [material["name"] for material in read["materials"]] == [
        "skin",
        "top",
        "bottom",
        "hair",
        "eyes",
    ]
    assert "textures" not in read
    assert "animations" not in read


@pytest.mark.parametrize("person", PEOPLE)
def test_every_part_is_coloured_and_follows_the_bones(person: str) -> None:
    wanted = {"POSITION", "NORMAL", "COLOR_0", "JOINTS_0", "WEIGHTS_0"}

    for part in document(person)["meshes"][0]["primitives"]:
        assert set(part["attributes"]) == wanted


@pytest.mark.parametrize("person", PEOPLE)
def test_the_bones_are_the_joints_and_two_that_breathe(person: str) -> None:
    parents = {name: parent for name, (parent, _) in bones(person).items()}

    assert parents == {**JOINT_PARENTS, **BREATH}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_bone_rests_without_a_turn(person: str) -> None:
    read = document(person)

    for number in read["skins"][0]["joints"]:
        assert {"rotation", "scale", "matrix"}.isdisjoint(read["nodes"][number])


@pytest.mark.parametrize("person", PEOPLE)
def test_python_and_the_page_have_the_joints_in_one_place(person: str) -> None:
    drawn = bones(person)

    for name, joint in body(person).joints.items():
        assert drawn[name][1] == pytest.approx(joint.at, abs=0.0005), name


@pytest.mark.parametrize("person", PEOPLE)
def test_the_right_side_mirrors_the_left(person: str) -> None:
    known = body(person)
    places = {name: joint.at for name, joint in known.joints.items()}
    places |= {f"point {name}": point.at for name, point in known.points.items()}

    for name, (x, y, z) in places.items():
        if name.endswith("_left"):
            assert places[name.removesuffix("_left") + "_right"] == (-x, y, z)
        elif not name.endswith("_right"):
            assert x == 0


@pytest.mark.parametrize("person", PEOPLE)
def test_all_points_lie_on_the_outside_of_the_body(person: str) -> None:
    known = body(person)
    skin = np.array([sample.at for sample in known.skin])
    away = {
        name: float(np.linalg.norm(skin - point.at, axis=1).min())
        for name, point in known.points.items()
    }

    assert set(away) == set(POINTS)
    # Samples lie some 5 cm apart; the sitting bones lie inside.
    assert {name: far for name, far in away.items() if far > 0.06 and "seat" not in name} == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_the_weights_of_each_sample_add_up(person: str) -> None:
    for sample in body(person).skin:
        assert sum(sample.weights.values()) == pytest.approx(1, abs=0.004)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_person_is_as_tall_as_the_card_says(person: str) -> None:
    figure = shipped_library().figures[person]
    heights = [sample.at[1] for sample in figure.body.skin]

    assert max(heights) - min(heights) == pytest.approx(figure.card.height_metres, abs=0.01)


@pytest.mark.parametrize("person", PEOPLE)
def test_breathing_bones_lie_on_the_front_of_the_trunk(person: str) -> None:
    drawn = bones(person)

    for name, parent in BREATH.items():
        x, y, z = drawn[name][1] - drawn[parent][1]
        assert x == pytest.approx(0)
        assert abs(y) < 0.08
        assert 0.04 < z < 0.25
