"""What must never be in the repository: secrets, addresses of registries, paths of one machine."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.house.tree import is_binary, project_files, relative

# The patterns are written so that they do not match themselves.
FORBIDDEN: Mapping[str, re.Pattern[str]] = {
    "a package registry's address": re.compile(
        r"registry\.(?:npmjs|yarnpkg)|\bpypi\.(?:org|python)|pythonhosted\.org"
        r"|index-url[ =]+\w+:|\"resolved\": *\"http|https?://\S+\.(?:whl|tgz)\b"
    ),
    "a path of one machine": re.compile(r"(?<![\w.~}-])/(?:home|root|Users|work)/[\w.]"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "an access token": re.compile(
        r"\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30}|\bglpat-[\w-]{20}|\bsk-[A-Za-z0-9_-]{32}"
    ),
    "a written-down secret": re.compile(
        r"(?i)\b\w*(?:secret|password|api_?key)\w*\s*[:=]\s*[\"'][^\"'{}\s]{16,}[\"']"
    ),
}
# "path" -> why it may be larger. An exception that is no longer needed fails.
LARGE: Mapping[str, str] = {
    "src/supine/footage/pose_landmarker_lite.task": "two models that find a body in a picture",
}
SAMPLES: Mapping[str, str] = {
    "a package registry's address": '"resolved": ' + '"http://localhost/"',
    "a path of one machine": "cd /ho" + "me/alice",
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "an access token": "ghp_" + "a" * 36,
    "a written-down secret": "SECRET_KEY = " + '"' + "x" * 20 + '"',
}


def test_there_is_something_to_look_at() -> None:
    assert len([path for path in project_files() if not is_binary(path)]) > 50


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{relative(path)}:{number}"
        for path in project_files()
        if not is_binary(path)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]

    assert found == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_search_would_find(what: str) -> None:
    assert FORBIDDEN[what].search(SAMPLES[what])


def test_nothing_that_is_made_anew_is_kept() -> None:
    made = re.compile(
        r"node_modules/|web/built/|__pycache__|\.sqlite3|(?:^|/)uv\.lock$|\.egg-info/"
    )

    assert [name for path in project_files() if made.search(name := relative(path))] == []


def test_no_file_is_larger_than_two_megabytes() -> None:
    large = {relative(path) for path in project_files() if path.stat().st_size > 2_000_000}

    assert large == set(LARGE)
