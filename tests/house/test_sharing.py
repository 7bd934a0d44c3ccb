"""Where two processes share the tests, what fills a small machine is never run twice at once."""

from __future__ import annotations

import re

from tests.conftest import BESIDE, BROWSER, unit
from tests.house.tree import ROOT

BY_ITSELF = re.compile(r"mark\.webgl|fake-device-for-media-stream|_real_minute")
FILES = sorted((ROOT / BROWSER).glob("test_*.py"))


def test_what_may_run_beside_a_browser_is_there() -> None:
    names = {path.stem.removeprefix("test_") for path in FILES}

    assert names >= set(BESIDE)


def test_what_draws_films_or_takes_a_real_minute_is_one_unit() -> None:
    found = [path for path in FILES if BY_ITSELF.search(path.read_text(encoding="utf-8"))]

    assert len(found) >= 5
    assert {unit(f"{BROWSER}{path.name}::test_it") for path in found} == {BROWSER}


def test_other_files_are_units_of_their_own() -> None:
    for file in ("tests/web/test_events.py", f"{BROWSER}test_care.py"):
        assert unit(f"{file}::test_it[some::where]") == file
