"""The diary's file: copied whole before a change, and left alone when a newer version wrote it."""

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from supine.diary.storage import (
    KEPT_BACKUPS,
    BackupError,
    safe_backup,
    schema_is_newer,
    unknown_migrations,
)
from tests.diary.cast import EVENING


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """Give a small diary in WAL mode."""
    path = tmp_path / "diary.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE said (word TEXT)")
        database.execute("INSERT INTO said VALUES ('old')")
        database.commit()
    return path


def words(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [word for (word,) in database.execute("SELECT word FROM said ORDER BY rowid")]


def test_the_copy_has_what_still_waits_in_the_wal_file(diary: Path) -> None:
    with closing(sqlite3.connect(diary)) as in_use:
        in_use.execute("INSERT INTO said VALUES ('new')")
        in_use.commit()
        assert diary.with_name("diary.sqlite3-wal").stat().st_size > 0

        copy = safe_backup(diary, diary.parent / "backups", EVENING)

    assert copy is not None
    assert words(copy) == ["old", "new"]


def test_the_copy_is_named_by_its_time_and_readable_by_its_owner_only(diary: Path) -> None:
    copy = safe_backup(diary, diary.parent / "backups", EVENING)

    assert copy is not None
    assert copy.name == "diary-20261122T183000000000Z.sqlite3"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_only_the_newest_ten_copies_are_kept(diary: Path) -> None:
    backups = diary.parent / "backups"
    foreign = backups / "my own copy.sqlite3"
    copies = [safe_backup(diary, backups, EVENING + timedelta(days=day)) for day in range(13)]
    foreign.touch()

    last = safe_backup(diary, backups, EVENING + timedelta(days=13))

    kept = sorted(backups.glob("diary-*"))
    assert kept == [*copies[-(KEPT_BACKUPS - 1) :], last]
    assert foreign.exists()


def test_without_a_diary_there_is_nothing_to_copy(tmp_path: Path) -> None:
    assert safe_backup(tmp_path / "diary.sqlite3", tmp_path / "backups", EVENING) is None
    assert not (tmp_path / "backups").exists()


def test_a_folder_that_cannot_be_made_is_said_with_what_to_do(diary: Path) -> None:
    in_the_way = diary.parent / "backups"
    in_the_way.touch()

    with pytest.raises(BackupError, match=r"could not be copied .* Make room"):
        safe_backup(diary, in_the_way, EVENING)


def test_a_damaged_diary_leaves_no_half_copy(diary: Path) -> None:
    diary.write_bytes(b"this is no database at all, whatever its name says" * 50)

    with pytest.raises(BackupError, match="not a database"):
        safe_backup(diary, diary.parent / "backups", EVENING)

    assert list((diary.parent / "backups").iterdir()) == []


@pytest.mark.django_db
def test_a_database_of_this_version_is_not_newer() -> None:
    assert not schema_is_newer()


@pytest.mark.django_db
def test_a_migration_nobody_knows_means_a_newer_version() -> None:
    MigrationRecorder(connection).record_applied("diary", "0099_from_the_future")

    assert schema_is_newer()
    assert unknown_migrations() == ("diary.0099_from_the_future",)
