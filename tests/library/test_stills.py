"""The list of a movement's pictures, and what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

from supine.library.stills import read_stills
from tests.web.pictures import HASH, lay_out


def test_a_movement_without_the_list_has_no_pictures_and_no_problem(tmp_path: Path) -> None:
    assert read_stills(tmp_path) == (None, [])


def test_every_listed_picture_has_a_name_for_each_width(tmp_path: Path) -> None:
    lay_out(tmp_path)

    stills, problems = read_stills(tmp_path)

    assert problems == []
    assert stills is not None
    assert stills.hash == HASH
    assert "woman-over-left-320.webp" in stills.names()
    assert sorted(stills.names()) == sorted(path.name for path in stills.folder.glob("*.webp"))


def test_a_listed_picture_that_is_missing_is_named_with_its_remedy(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "stills" / "man-start-800.webp").unlink()

    stills, problems = read_stills(tmp_path)

    assert stills is None
    assert "man-start-800.webp is not there" in str(problems[0])
    assert "script/assets stills" in str(problems[0])


def test_a_list_without_a_hash_is_refused(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path = tmp_path / "stills" / "stills.json"
    told = json.loads(path.read_text())
    del told["hash"]
    path.write_text(json.dumps(told))

    stills, problems = read_stills(tmp_path)

    assert stills is None
    assert [problem.place for problem in problems] == ["hash"]
