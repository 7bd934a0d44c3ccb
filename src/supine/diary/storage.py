"""The diary's file: copied before it is changed, and never opened by an older version."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader

KEPT_BACKUPS = 10
NAME_PATTERN = "diary-*.sqlite3"


class BackupError(Exception):
    """The diary could not be copied, so it must not be changed."""

    def __init__(self, place: Path, fault: str) -> None:
        """Name the place and the fault."""
        super().__init__(
            f"{place}: the diary could not be copied ({fault}). "
            "Make room on the disk, check the folder's permissions, then start again."
        )


def safe_backup(database_path: Path, backups_folder: Path, at: datetime) -> Path | None:
    """Copy the diary as it is now, also while it is in use, and keep the newest ten copies.

    Give the copy's path, or None where there is no diary yet. at: aware; it names the copy.
    Raises BackupError, and then leaves no half copy behind.
    """
    if not database_path.exists():
        return None
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    copy = backups_folder / f"diary-{stamp}.sqlite3"
    unfinished = copy.with_suffix(".unfinished")
    try:
        backups_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(database_path, unfinished)
        unfinished.replace(copy)
        _forget_old(backups_folder)
    except (OSError, sqlite3.Error) as fault:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise BackupError(copy, str(fault)) from fault
    return copy


def unknown_migrations(alias: str = "default") -> tuple[str, ...]:
    """Give the migrations that the database has and this version does not know, as app.name."""
    loader = MigrationLoader(connections[alias])
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    known = set(loader.disk_migrations) | replaced
    return tuple(sorted(f"{app}.{name}" for app, name in set(loader.applied_migrations) - known))


def schema_is_newer(alias: str = "default") -> bool:
    """Tell whether a newer version has changed the database; then this one must not touch it."""
    return bool(unknown_migrations(alias))


def _copy(database_path: Path, copy: Path) -> None:
    """Copy page by page through SQLite: a plain copy would miss what is still in the WAL file."""
    # The file holds what people tell a doctor, so nobody else on the machine may read it.
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with (
        closing(sqlite3.connect(database_path)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        verdict = target.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def _forget_old(backups_folder: Path) -> None:
    """Delete all but the newest copies; their names sort by time."""
    for old in sorted(backups_folder.glob(NAME_PATTERN))[:-KEPT_BACKUPS]:
        old.unlink()
