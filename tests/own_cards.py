"""Cards of somebody's own: shipped ones, copied under another name."""

from __future__ import annotations

import shutil
from pathlib import Path

from supine.library import SHIPPED


def copied(library: Path, kind: str, shipped: str, new: str) -> Path:
    """Copy a shipped card, without pictures, into a library folder; give the new card's folder."""
    folder = library / kind / new
    shutil.copytree(SHIPPED / kind / shipped, folder, ignore=shutil.ignore_patterns("stills"))
    rewrite(folder / "card.yaml", f"id: {shipped}\n", f"id: {new}\n")
    return folder


def rewrite(path: Path, old: str, new: str) -> None:
    """Put other words into a card, in the place of some that are there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
