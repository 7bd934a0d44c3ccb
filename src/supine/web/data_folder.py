"""Where a person's diary lives on this machine, made ready before anything reads it."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.core.management.utils import get_random_secret_key
from platformdirs import user_data_path

from supine.web.faults import (
    DiskFullError,
    FolderIsFileError,
    FolderNotWritableError,
    ProfileNameError,
)

# A diary of years is a few megabytes; the sound tracks beside it need the most.
NEEDED_MEGABYTES = 50
# Where the person's own cards are, inside the data folder.
LIBRARY_NAME = "library"
# Clips of the words on them.
CLIPS_NAME = "voice"
_PROFILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def data_folder(profile: str, environ: Mapping[str, str]) -> Path:
    """Give the folder: SUPINE_DATA, or this platform's place for data; a profile's lies inside.

    Raises ProfileNameError.
    """
    given = environ.get("SUPINE_DATA")
    folder = Path(given).expanduser() if given else user_data_path("supine", appauthor=False)
    if not profile:
        return folder.absolute()
    if not _PROFILE_NAME.fullmatch(profile):
        raise ProfileNameError(profile)
    return folder.absolute() / "profiles" / profile


def make_ready(folder: Path) -> None:
    """Make the folder for this user alone, and see that it can be written.

    Raises FolderIsFileError, FolderNotWritableError and DiskFullError.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"Supine")
    except (FileExistsError, NotADirectoryError):
        raise FolderIsFileError(_file_in_the_way(folder)) from None
    except OSError as fault:
        if fault.errno in _NO_ROOM:
            raise DiskFullError(folder, NEEDED_MEGABYTES) from None
        raise FolderNotWritableError(folder) from None
    if shutil.disk_usage(folder).free < NEEDED_MEGABYTES * 1_000_000:
        raise DiskFullError(folder, NEEDED_MEGABYTES)


def make_secret_key(folder: Path) -> None:
    """Make the key that signs this diary's forms, once, readable by this user alone."""
    try:
        file = os.open(folder / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "w", encoding="ascii") as opened:
        opened.write(get_random_secret_key())


def _file_in_the_way(folder: Path) -> Path:
    """Give the part of the path that is a file."""
    return next((part for part in (folder, *folder.parents) if part.is_file()), folder)
