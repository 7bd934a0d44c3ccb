"""The pure parts of the player, tested in their own language against a timeline of ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from frontend.build import FRONTEND, find_node
from supine.library import shipped_library
from supine.timeline import Options, build_timeline

TESTS = sorted((FRONTEND / "tests").glob("*.test.ts"))


@pytest.fixture(scope="module")
def timeline_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a timeline as the server sends it, spoken by a voice of even pace."""

    def clip_seconds(text: str) -> float:
        return 0.4 + 0.055 * len(text)

    timeline = build_timeline(shipped_library(), "whole-hip-15", Options(), clip_seconds)
    file = tmp_path_factory.mktemp("timeline") / "whole-hip-15.json"
    file.write_text(json.dumps(timeline.as_json()), encoding="utf-8")
    return file


@pytest.mark.parametrize("script", TESTS, ids=lambda script: str(script.name))
def test_the_player_keeps_its_word(script: Path, timeline_file: Path) -> None:
    node = find_node()

    arguments = ["--experimental-strip-types", "--test", "--test-reporter=tap", str(script)]
    ran = subprocess.run(  # noqa: S603 - our own tests, under the Node that builds the pages
        [str(node.program), *arguments],
        env={**os.environ, "SUPINE_TIMELINE": str(timeline_file)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"^# pass [1-9]", ran.stdout, re.MULTILINE)
