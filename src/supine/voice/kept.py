"""Files that are kept only to save time: marked when used, and dropped when there are too many."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path


def mark_as_used(path: Path) -> None:
    """Count a file among the newest, so that it is dropped last."""
    # A folder that can only be read still serves what it holds.
    with suppress(OSError):
        os.utime(path)


def drop_oldest(folder: Path, endings: Collection[str], most: int) -> None:
    """Keep the newest `most` files with these endings (".opus") in a folder, and no others."""
    # Somebody else may be clearing the same folder, or still be playing what is dropped.
    with suppress(OSError):
        ours = [path for path in folder.iterdir() if path.suffix in endings]
        newest_first = sorted(ours, key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in newest_first[most:]:
            path.unlink(missing_ok=True)
