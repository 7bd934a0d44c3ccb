"""What can go wrong with footage, in sentences for whoever typed the command."""

from __future__ import annotations

from pathlib import Path


class FootageError(Exception):
    """Anything of this room that ends a command: its text says what is wrong and what to do."""


class OutputError(FootageError):
    """A file that cannot be written: which, what is wrong, and what to do."""

    def __init__(self, path: Path, fault: str, remedy: str) -> None:
        super().__init__(f"{path}: {fault}. {remedy}.")
