"""Cards to break: a copy of the shipped ones, one changed, and the problems that are then named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from supine.library import SHIPPED, Problem, read_library
from supine.library.care_reader import read_care

CARE = SHIPPED / "care"

Change: TypeAlias = Callable[[dict[str, Any]], object]


def copy_cards(*kinds: str, to: Path) -> None:
    """Copy these kinds of shipped cards without their pictures, which none of these tests sees."""
    for kind in kinds:
        shutil.copytree(SHIPPED / kind, to / kind, ignore=shutil.ignore_patterns("stills"))


def change_file(path: Path, change: Change) -> None:
    """Change what a YAML file holds."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    change(data)
    path.write_text(yaml.safe_dump(data), encoding="utf-8")


def setting(*keys: str | int, to: object) -> Change:
    """Give a change that sets one place of the file, and makes the keys on the way to it."""

    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for key in keys[:-1]:
            place = place.setdefault(key, {}) if isinstance(place, dict) else place[key]
        place[keys[-1]] = to

    return change


def broken(folder: Path, file: str, change: Change) -> tuple[Problem, ...]:
    """Change one file of a library folder, and give the problems that name it."""
    path = folder / file
    change_file(path, change)
    _, problems = read_library((folder,))
    return tuple(problem for problem in problems if problem.file == str(path))


def broken_care(folder: Path, file: str, change: Change) -> list[Problem]:
    """Change one file of a folder of care cards, and give every problem the reader then finds."""
    change_file(folder / file, change)
    cards, problems = read_care(folder)
    assert cards is None
    return problems
