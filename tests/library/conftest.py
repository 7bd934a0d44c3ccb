"""Copies of the shipped cards that a test may break."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.breaking import copy_cards


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of every card that needs no other folder beside it."""
    copy_cards("movements", "positions", "equipment", "routines", "session", "care", to=tmp_path)
    return tmp_path


@pytest.fixture
def care_folder(tmp_path: Path) -> Path:
    """Give a copy of the care cards alone."""
    copy_cards("care", to=tmp_path)
    return tmp_path / "care"
