"""One map of the rooms, and it is true: in the checker, in ARCHITECTURE.md, in the rooms."""

from __future__ import annotations

import ast
import configparser
import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.house.tree import ROOT, project_files, relative

SOURCE = ROOT / "src" / "supine"
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "core"}
OF_THE_WEB = ("http", "shortcuts", "urls", "views", "middleware", "forms", "template", "test")


def layers() -> list[str]:
    """Read the lines of the layers contract, top room first; rooms of one line are `a | b`."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    return contracts["importlinter:contract:rooms"]["layers"].strip().splitlines()


ROOMS = [room.strip() for layer in layers() for room in layer.split("|")]
PACKAGES = [room for room in ROOMS if (SOURCE / room).is_dir()]
DJANGO_APPS = [room for room in PACKAGES if f"supine.{room}" in settings.INSTALLED_APPS]


def test_architecture_shows_the_rooms_in_the_order_that_is_checked() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)

    assert [layer.strip() for layer in layers()] in [
        [line.strip() for line in block.splitlines()] for block in blocks
    ]


def test_every_folder_of_the_source_is_a_room() -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}

    assert folders == set(PACKAGES)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_is_for(room: str) -> None:
    docstring = importlib.import_module(f"supine.{room}").__doc__ or ""

    assert len(docstring.split()) >= 8
    assert docstring.strip().endswith(".")


@pytest.mark.parametrize("room", [room for room in PACKAGES if room not in DJANGO_APPS])
def test_a_room_lists_its_public_names(room: str) -> None:
    package = importlib.import_module(f"supine.{room}")

    assert package.__all__
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


@pytest.mark.parametrize("room", DJANGO_APPS)
def test_a_room_that_django_loads_names_its_modules_instead(room: str) -> None:
    named = re.findall(r"`(\w+)`", importlib.import_module(f"supine.{room}").__doc__ or "")

    assert named
    assert [name for name in named if not any((SOURCE / room).glob(f"{name}*"))] == []


def test_no_file_hides_behind_a_vague_name() -> None:
    vague = [relative(path) for path in project_files() if path.stem.lower() in VAGUE]

    assert [path for path in vague if path.endswith((".py", ".ts", ".css"))] == []


def test_the_diary_knows_no_requests_and_no_pages() -> None:
    web_imports = {
        f"{relative(path)}: {name}"
        for path in project_files()
        if path.is_relative_to(SOURCE / "diary") and path.suffix == ".py"
        for name in imported_names(path)
        if name.startswith(tuple(f"django.{part}" for part in OF_THE_WEB))
    }

    assert web_imports == set()


def imported_names(path: Path) -> set[str]:
    """Give the full name of every import in the file: `from a import b` counts as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names
