"""Opening the diary: never an unknown newer one, and never changed without a copy."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from supine.diary.storage import BackupError, safe_backup, schema_is_newer
from supine.web.data_folder import NEEDED_MEGABYTES
from supine.web.faults import (
    BackupFailedError,
    DamagedDiaryError,
    DiaryBusyError,
    DiskFullError,
    FolderNotWritableError,
    NewerDiaryError,
    StartError,
)


def open_diary(database: Path, backups: Path, now: datetime) -> None:
    """Bring the diary's tables up to date, after a copy. Raises StartError, one of many kinds."""
    # Asking anything makes the file, so whether there is one to copy is asked first.
    is_there = database.exists()
    try:
        if schema_is_newer():
            raise NewerDiaryError(database, backups)
        if _is_out_of_date():
            if is_there:
                safe_backup(database, backups, now)
            call_command("migrate", interactive=False, verbosity=0)
    except BackupError as fault:
        raise BackupFailedError(str(fault)) from None
    except (DatabaseError, sqlite3.Error) as fault:
        raise _in_plain_words(fault, database, backups) from None
    finally:
        connection.close()


def _is_out_of_date() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _in_plain_words(fault: Exception, database: Path, backups: Path) -> StartError:
    """Tell the faults apart; SQLite's own sentences are all that Django passes on."""
    said = str(fault)
    if "disk is full" in said:
        return DiskFullError(database.parent, NEEDED_MEGABYTES)
    if "readonly" in said or "unable to open" in said:
        return FolderNotWritableError(database.parent)
    if "locked" in said:
        return DiaryBusyError(database)
    return DamagedDiaryError(database, backups)
