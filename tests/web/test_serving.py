"""Starting: each fault in a sentence of its own, and a server that ends cleanly."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError

from supine.web import data_folder as folders
from supine.web import identity, opening, serving
from supine.web.data_folder import data_folder, make_ready, make_secret_key
from supine.web.faults import (
    DamagedDiaryError,
    DiaryBusyError,
    DiskFullError,
    FolderIsFileError,
    FolderNotWritableError,
    OtherAddressError,
    PortForbiddenError,
    PortTakenError,
    ProfileNameError,
    StartError,
)

START = "import sys; from supine.web.serving import serve; sys.exit(serve({}))"
PATIENCE_SECONDS = 30


def started(folder: Path, arguments: str) -> subprocess.Popen[str]:
    """Start Supine in a process of its own."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", START.format(arguments)],
        env={**os.environ, "SUPINE_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answered(address: str) -> bytes:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_it_serves_its_own_folder_ends_on_ctrl_c_and_leaves_a_newer_diary_alone(
    tmp_path: Path,
) -> None:
    folder, port = tmp_path / "data", free_port()
    running = started(folder, f"port={port}, open_browser=False")
    try:
        alive = answered(f"http://127.0.0.1:{port}/alive.json")
        assert identity.folder_mark(folder).encode() in alive
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=PATIENCE_SECONDS)
    finally:
        running.kill()

    assert running.returncode == 0
    assert err == ""
    assert out.splitlines() == [
        f"Supine is at http://127.0.0.1:{port}/",
        f"Your diary is in {folder}",
        "Press Ctrl-C to stop.",
        "Supine has stopped. Your diary is kept.",
    ]
    for name in ("", "diary.sqlite3", "secret.key"):
        assert stat.S_IMODE((folder / name).stat().st_mode) & 0o077 == 0
    assert not (folder / "backups").exists()

    with sqlite3.connect(folder / "diary.sqlite3") as diary:
        diary.execute(
            "insert into django_migrations (app, name, applied) values ('diary', '9999_x', '2040')"
        )
    diary.close()
    again = started(folder, f"port={port}, open_browser=False")
    out, err = again.communicate(timeout=PATIENCE_SECONDS)
    assert (again.returncode, out) == (1, "")
    assert "was written by a newer version of Supine" in err
    assert err.count("\n") == 1


def test_a_fault_is_one_line_and_exit_code_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("SUPINE_DATA", str(file))

    code = serving.serve(open_browser=False)

    assert code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"{file} is a file, but Supine needs a folder there for your diary. "
        "Move the file away, or choose another folder: SUPINE_DATA=/path/to/folder supine\n"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])  # noqa: S104
def test_it_refuses_every_other_address(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("SUPINE_DATA", str(tmp_path / "data"))

    assert serving.serve(host=host) == 1
    assert host in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_taken_port_is_named_with_a_free_one(taken_port: int) -> None:
    with pytest.raises(PortTakenError) as refused:
        serving._listen(taken_port)

    sentence = str(refused.value)
    assert str(taken_port) in sentence
    suggested = int(sentence.rpartition(" ")[2])
    assert suggested != taken_port
    serving._listen(suggested).close()


@pytest.mark.parametrize("port", [-1, 65_536, 1_000_000])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(PortForbiddenError, match=str(port)):
        serving._listen(port)


@pytest.fixture
def usual_port_is_taken(monkeypatch: pytest.MonkeyPatch, taken_port: int, tmp_path: Path) -> Path:
    """Give the data folder of a start that finds its usual port taken, and changes nothing else."""
    monkeypatch.setenv("SUPINE_DATA", str(tmp_path))
    monkeypatch.setattr(serving, "PORT", taken_port)
    monkeypatch.setattr(serving, "_configure", lambda _folder: None)
    return tmp_path


def test_a_second_start_opens_the_one_that_runs(
    usual_port_is_taken: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(identity, "runs_already", lambda _port, found: found == usual_port_is_taken)
    monkeypatch.setattr(serving, "_show", lambda address, **_: shown.append(address))

    assert serving.serve() == 0
    address = f"http://127.0.0.1:{serving.PORT}/"
    assert capsys.readouterr().out == f"Supine is already running, at {address}\n"
    assert shown == [address]


@pytest.mark.usefixtures("usual_port_is_taken")
def test_the_usual_port_taken_by_another_program_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(identity, "PATIENCE_SECONDS", 0.2)

    assert serving.serve(open_browser=False) == 1
    assert "in use by another program" in capsys.readouterr().err


def test_a_profile_lies_inside_the_folder(tmp_path: Path) -> None:
    environ = {"SUPINE_DATA": str(tmp_path)}

    assert data_folder("", environ) == tmp_path
    assert data_folder("Bob-2", environ) == tmp_path / "profiles" / "Bob-2"


@pytest.mark.parametrize("name", ["../x", "a/b", ".", "a b", "-x", "x" * 41, "é", "x\n"])
def test_a_profile_that_names_no_plain_folder_is_refused(name: str) -> None:
    with pytest.raises(ProfileNameError):
        data_folder(name, {})


def test_a_new_folder_is_for_this_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"

    make_ready(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    for folder in (file, file / "data"):
        with pytest.raises(FolderIsFileError, match=f"^{file} is a file"):
            make_ready(folder)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (errno.EACCES, FolderNotWritableError),
        (errno.EROFS, FolderNotWritableError),
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
    ],
)
def test_a_folder_that_takes_nothing_is_refused_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int, refusal: type[StartError]
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)

    with pytest.raises(refusal, match=str(tmp_path)):
        make_ready(tmp_path)


def test_too_little_room_is_refused_before_anything_is_entered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(folders, "NEEDED_MEGABYTES", 10**12)

    with pytest.raises(DiskFullError):
        make_ready(tmp_path)


def test_the_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    make_secret_key(tmp_path)
    first = (tmp_path / "secret.key").read_text()
    make_secret_key(tmp_path)

    assert (tmp_path / "secret.key").read_text() == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("database or disk is full", DiskFullError),
        ("attempt to write a readonly database", FolderNotWritableError),
        ("unable to open database file", FolderNotWritableError),
        ("database is locked", DiaryBusyError),
        ("database disk image is malformed", DamagedDiaryError),
        ("file is not a database", DamagedDiaryError),
    ],
)
def test_what_sqlite_says_is_put_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, refusal: type[StartError]
) -> None:
    def refuse() -> bool:
        raise (DatabaseError if "not a" in said else OperationalError)(said)

    monkeypatch.setattr(opening, "schema_is_newer", refuse)
    monkeypatch.setattr("supine.web.opening.connection.close", lambda: None)

    with pytest.raises(refusal, match=str(tmp_path)) as refused:
        opening.open_diary(tmp_path / "diary.sqlite3", tmp_path / "backups", datetime.now(UTC))

    assert said not in str(refused.value)


def test_a_diary_is_copied_before_it_is_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database, done = tmp_path / "diary.sqlite3", []
    sqlite3.connect(database).close()
    monkeypatch.setattr(opening, "schema_is_newer", lambda: False)
    monkeypatch.setattr(opening, "_is_out_of_date", lambda: True)
    monkeypatch.setattr(opening, "safe_backup", lambda *_: done.append("copy"))
    monkeypatch.setattr(opening, "call_command", lambda *_, **__: done.append("change"))
    monkeypatch.setattr("supine.web.opening.connection.close", lambda: None)

    opening.open_diary(database, tmp_path / "backups", datetime.now(UTC))

    assert done == ["copy", "change"]


def test_every_fault_says_what_to_do_next(tmp_path: Path) -> None:
    faults: list[StartError] = [
        OtherAddressError("0.0.0.0"),  # noqa: S104
        PortTakenError(8707, 8708),
        PortForbiddenError(80),
        ProfileNameError("a b"),
        FolderIsFileError(tmp_path),
        FolderNotWritableError(tmp_path),
        DiskFullError(tmp_path, 50),
        DamagedDiaryError(tmp_path, tmp_path),
        DiaryBusyError(tmp_path),
    ]

    sentences = [str(fault) for fault in faults]
    assert len(set(sentences)) == len(faults)
    for sentence in sentences:
        assert ". " in sentence or ": " in sentence
        assert "\n" not in sentence
