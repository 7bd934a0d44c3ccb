"""What is installed is pinned, by hash, and said once."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from supine.voice.synthesis import SYNTHESISER, SYNTHESISER_VERSION
from tests.house.tree import ROOT

PINNED = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; (.+?))? \\$", flags=re.MULTILINE)


def project() -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(told["project"])


def listed(name: str) -> list[str]:
    """Give what a .in file asks for, without its comments."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if not line.startswith("#")]


def test_the_package_asks_for_what_base_in_lists() -> None:
    assert project()["dependencies"] == listed("base.in")


def test_the_extra_voice_is_the_version_that_the_clips_are_made_with() -> None:
    of_voice = [line for line in listed("voice.in") if not line.startswith("-c")]

    assert project()["optional-dependencies"]["voice"] == of_voice
    assert of_voice == [f"{SYNTHESISER}=={SYNTHESISER_VERSION}"]


@pytest.mark.parametrize("pinned", PINNED, ids=lambda path: path.stem)
def test_every_pin_carries_a_hash(pinned: Path) -> None:
    text = pinned.read_text(encoding="utf-8")
    named = re.findall(r"^[a-z][\w.-]*", text, flags=re.MULTILINE)

    assert named == [name for name, _, _ in PIN.findall(text)]
    assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(named) > 0


def test_all_files_pin_one_version_of_a_package() -> None:
    versions: dict[tuple[str, str], set[str]] = {}
    for pinned in PINNED:
        for name, version, condition in PIN.findall(pinned.read_text(encoding="utf-8")):
            versions.setdefault((name, condition), set()).add(version)

    assert versions
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_front_end_packages_are_pinned_exactly_and_by_hash() -> None:
    asked = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in locked["packages"].items() if name}

    assert all(re.fullmatch(r"[\d.]+", version) for version in asked["devDependencies"].values())
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
