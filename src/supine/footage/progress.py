"""How far it has got, in one line that is written over; nothing where nobody looks on."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self

EVERY_SECONDS = 0.1
WIDEST_BAR = 30
MINUTE = 60


class Progress:
    """A line on standard error, if that is a terminal. A context manager, which wipes it away."""

    def __init__(self, title: str) -> None:
        """`title` stands before everything else."""
        self._title = title
        self._began = time.monotonic()
        self._shown = self._began - EVERY_SECONDS
        self._before = 0.0
        self._is_seen = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._is_seen:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, done: float, whole: float | None, words: str) -> None:
        """Say how much is done of how much (None: not known), and `words` on it.

        Less than before is a new beginning. More often than can be read costs nothing.
        """
        now = time.monotonic()
        if done < self._before:
            self._began = now
        self._before = done
        if not self._is_seen or now - self._shown < EVERY_SECONDS:
            return
        self._shown = now
        columns = shutil.get_terminal_size().columns
        line = bar(self._title, (done, whole), words, now - self._began)
        sys.stderr.write(f"\r\x1b[K{line[: columns - 1]}")
        sys.stderr.flush()


def bar(title: str, done_of: tuple[float, float | None], words: str, seconds: float) -> str:
    """Draw the line; seconds: how long it has taken so far."""
    done, whole = done_of
    if not whole:
        return f"{title}  {words}"
    share = min(1.0, done / whole)
    full = round(share * WIDEST_BAR)
    left = seconds / share - seconds if share > 0 else 0.0
    minutes, rest = divmod(round(left), MINUTE)
    drawn = "#" * full + "." * (WIDEST_BAR - full)
    return f"{title}  {drawn}  {share:4.0%}  {words}, {minutes}:{rest:02} left"
