"""The project's files as git sees them: tracked, or new and not ignored."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    """List every file that is in the repository or about to be, sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def relative(path: Path) -> str:
    """Give the path as a reader of the repository would write it."""
    return path.relative_to(ROOT).as_posix()


def is_binary(path: Path) -> bool:
    """Judge as git does: a file with a zero byte near its start is no text."""
    with path.open("rb") as file:
        return b"\0" in file.read(8000)
