"""Why Supine did not start: one sentence each, and what to do next. Nobody sees a traceback."""

from __future__ import annotations

from pathlib import Path


class StartError(Exception):
    """A start that could not be. Its text is for the person who started it."""


class OtherAddressError(StartError):
    """Somebody asked to serve beyond this computer, where no login guards the diary."""

    def __init__(self, host: str) -> None:
        """Name the address that was asked for."""
        super().__init__(
            f"Supine serves only this computer, at 127.0.0.1, not {host}: there is no login that "
            "could guard your diary. Start it without --host."
        )


class PortTakenError(StartError):
    """Another program listens there."""

    def __init__(self, port: int, free_port: int) -> None:
        """Name the port, and one that is free."""
        super().__init__(
            f"Port {port} is in use by another program. "
            f"Start Supine on another one: supine --port {free_port}"
        )


class PortForbiddenError(StartError):
    """The system does not let this user listen there, or there is no such port."""

    def __init__(self, port: int) -> None:
        """Name the port."""
        super().__init__(
            f"Port {port} cannot be used. Choose one from 1024 to 65535: supine --port 8708"
        )


class ProfileNameError(StartError):
    """A profile's name becomes a folder's name, so it must be a plain one."""

    def __init__(self, name: str) -> None:
        """Show the name."""
        super().__init__(
            f"The profile name {name!r} cannot be used. Take letters, digits, - and _, 40 at most: "
            "supine --profile anna"
        )


class FolderIsFileError(StartError):
    """A file is where the data folder should be."""

    def __init__(self, folder: Path) -> None:
        """Name the place."""
        super().__init__(
            f"{folder} is a file, but Supine needs a folder there for your diary. "
            "Move the file away, or choose another folder: SUPINE_DATA=/path/to/folder supine"
        )


class FolderNotWritableError(StartError):
    """The data folder cannot be made, or nothing can be written into it."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(
            f"Supine cannot write into {folder}, where your diary belongs. Give yourself the right "
            "to write there, or choose another folder: SUPINE_DATA=/path/to/folder supine"
        )


class DiskFullError(StartError):
    """There is no room for what is about to be entered."""

    def __init__(self, folder: Path, needed_megabytes: int) -> None:
        """Name the folder, and how much room is needed."""
        super().__init__(
            f"The disk that holds {folder} is full. Make at least {needed_megabytes} MB free, "
            "then start Supine again. Your diary was not changed."
        )


class NewerDiaryError(StartError):
    """A newer version has changed the diary, and this one could spoil it."""

    def __init__(self, database: Path, backups: Path) -> None:
        """Name the diary, and the folder with earlier copies."""
        super().__init__(
            f"The diary {database} was written by a newer version of Supine, so this one leaves it "
            f"alone. Install the newer version again. Copies from before are in {backups}"
        )


class DamagedDiaryError(StartError):
    """The file cannot be read as a diary."""

    def __init__(self, database: Path, backups: Path) -> None:
        """Name the diary, and the folder with earlier copies."""
        super().__init__(
            f"The diary {database} cannot be read. Move that file aside, put the newest copy from "
            f"{backups} in its place if there is one, then start Supine again."
        )


class BackupFailedError(StartError):
    """The diary could not be copied before an update, so it was not touched."""


class DiaryBusyError(StartError):
    """Another program holds the diary."""

    def __init__(self, database: Path) -> None:
        """Name the diary."""
        super().__init__(
            f"The diary {database} is in use by another program. Close it, then start Supine again."
        )
