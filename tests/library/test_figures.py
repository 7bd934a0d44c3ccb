"""The people who show movements come as joints, points and skin; a wrong body is named."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from supine.library import SHIPPED, Problem, read_library, shipped_library
from supine.library.figures import JOINT_PARENTS, POINTS, mirrored
from tests.library.breaking import Change, copy_cards

FIGURES = sorted(shipped_library().figures)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a library with one figure that a test may break."""
    copy_cards("session", "care", to=tmp_path)
    shutil.copytree(SHIPPED / "figures" / "woman", tmp_path / "figures" / "woman")
    return tmp_path


def broken(folder: Path, change: Change) -> tuple[Problem, ...]:
    path = folder / "figures" / "woman" / "body.json"
    body = json.loads(path.read_text())
    change(body)
    path.write_text(json.dumps(body))
    library, problems = read_library((folder,))
    assert not library.figures
    assert {problem.file for problem in problems} == {str(path)}
    return problems


def move(*keys: str) -> Change:
    def change(body: dict[str, Any]) -> None:
        place = body
        for key in keys:
            place = place[key]
        place["at"][0] += 0.01

    return change


def test_there_are_a_woman_and_a_man() -> None:
    figures = shipped_library().figures

    assert {"woman", "man"} <= set(figures)
    assert all(figure.name for figure in figures.values())


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_has_the_24_joints_and_every_point(figure: str) -> None:
    body = shipped_library().figures[figure].body

    assert list(body.joints) == list(JOINT_PARENTS)
    assert len(body.joints) == 24
    assert set(body.points) == set(POINTS)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_stands_as_tall_as_its_card_says(figure: str) -> None:
    shipped = shipped_library().figures[figure]
    heights = [sample.at[1] for sample in shipped.body.skin]

    assert max(heights) - min(heights) == pytest.approx(shipped.card.height_metres, abs=0.03)


def test_a_thing_in_the_middle_is_its_own_mirror_image() -> None:
    assert mirrored("spine_3") == "spine_3"
    assert mirrored("hand_left") == "hand_right"
    assert mirrored("knee_inner_right") == "knee_inner_left"


def test_a_missing_joint_is_named(folder: Path) -> None:
    (problem,) = broken(folder, lambda body: body["joints"].pop("neck") and None)

    assert problem.place == "joints"
    assert "24 joints" in problem.fault


def test_a_joint_on_the_wrong_bone_is_named(folder: Path) -> None:
    (problem,) = broken(folder, lambda body: body["joints"]["head"].update(parent="pelvis"))

    assert (problem.place, problem.remedy) == ("joints.head.parent", "Write 'neck'")


def test_a_missing_point_is_named(folder: Path) -> None:
    (problem,) = broken(folder, lambda body: body["points"].pop("sacrum") and None)

    assert (problem.place, problem.remedy) == ("points.sacrum", "Add the point")


def test_a_point_that_nobody_knows_is_named(folder: Path) -> None:
    (problem,) = broken(
        folder, lambda body: body["points"].update(nose={"joint": "head", "at": [0, 0, 0]})
    )

    assert problem.place == "points.nose"


def test_a_lopsided_body_is_refused_on_both_sides(folder: Path) -> None:
    problems = broken(folder, move("points", "heel_left"))

    assert [problem.place for problem in problems] == [
        "points.heel_left.at",
        "points.heel_right.at",
    ]


def test_a_middle_that_is_off_the_middle_is_refused(folder: Path) -> None:
    (problem,) = broken(folder, move("joints", "neck"))

    assert problem.place == "joints.neck.at"


def test_skin_weights_have_to_add_up(folder: Path) -> None:
    (problem,) = broken(folder, lambda body: body["skin"][3].update(weights={"head": 0.4}))

    assert (problem.place, problem.fault) == ("skin[3].weights", "they do not add up to 1")


def test_a_body_that_is_no_json_is_named_by_line(folder: Path) -> None:
    path = folder / "figures" / "woman" / "body.json"
    path.write_text('{\n  "joints": oops\n}\n')

    library, problems = read_library((folder,))

    assert not library.figures
    (problem,) = problems
    assert (problem.file, problem.place) == (str(path), "line 2")
    assert problem.fault.startswith("not JSON")


def test_a_figure_without_a_body_is_named(folder: Path) -> None:
    path = folder / "figures" / "woman" / "body.json"
    path.unlink()

    _, problems = read_library((folder,))

    assert [(problem.file, problem.fault) for problem in problems] == [
        (str(path), "it is not there")
    ]
