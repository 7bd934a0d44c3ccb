"""The library that the pages work with: what comes with Supine, and the person's own cards.

The own cards lie in the data folder (`LIBRARY_FOLDER`), laid out as the shipped ones. They are read
once, and again when one of their files has changed, so somebody who edits a card only has to look
at the page again. A card that is wrong is left out and told (`problems`); nothing else stops.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from time import monotonic

from django.conf import settings

from supine.library import (
    OWN_KINDS,
    Library,
    LibraryError,
    Problem,
    Routine,
    drop_routine,
    read_own,
    shipped_library,
    write_routine,
)
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords

# A page asks for the cards a hundred times; nobody edits one and looks sooner than this.
LOOK_AGAIN_SECONDS = 0.25
# Of the pictures of a movement, only their list: it names what they show by a hash.
PICTURES, LIST_OF_PICTURES = "stills", "stills.json"
# No deeper than movements/ID/stills/stills.json, since a link may lead round in a circle.
DEPTH = 4


@dataclass(frozen=True)
class Shelf:
    """One reading. edition: another one after each reading that found something else."""

    library: Library
    problems: tuple[Problem, ...]
    edition: int


def library() -> Library:
    """Give all cards that are right. Raises LibraryError if those that come with Supine are not."""
    return _shelves.now().library


def problems() -> tuple[Problem, ...]:
    """Give everything that is wrong with the own cards."""
    return _shelves.now().problems


def edition() -> int:
    """Give a number that is another one as soon as any card is; for what is kept of cards."""
    return _shelves.now().edition


def own_ids(kind: str = "routines") -> frozenset[str]:
    """Give the ids of the own cards of a kind (one of OWN_KINDS) that are right."""
    cards = {name: getattr(library(), name) for name in OWN_KINDS}[kind]
    return frozenset(cards) - frozenset(getattr(shipped_library(), kind))


def save_routine(card: RoutineCard, words: RoutineWords) -> Routine:
    """Keep an own routine, new or changed, and give it as it will be read.

    Raises LibraryError with every problem where it could not be read (a shipped routine's id, a
    movement that is not there), and OSError where the folder cannot be written; then nothing is
    changed.
    """
    folder = Path(settings.LIBRARY_FOLDER)
    with _shelves.changing():
        read = _read_trial(card, words, folder)
        write_routine(folder, card, words, shipped_library().language)
    return read


def remove_routine(routine_id: str) -> bool:
    """Throw an own routine away; False where there is none of this id. Raises OSError."""
    with _shelves.changing():
        return drop_routine(Path(settings.LIBRARY_FOLDER), routine_id)


def _read_trial(card: RoutineCard, words: RoutineWords, folder: Path) -> Routine:
    """Write the routine elsewhere and read it, so that only what can be read is ever kept."""
    known = library()
    if card.id not in shipped_library().routines:
        others = {name: each for name, each in known.routines.items() if name != card.id}
        known = replace(known, routines=others)
    with tempfile.TemporaryDirectory() as trial:
        write_routine(Path(trial), card, words, known.language)
        read, found = read_own(Path(trial), known)
    if found:
        moved = (replace(each, file=each.file.replace(trial, str(folder))) for each in found)
        raise LibraryError(tuple(moved))
    return read.routines[card.id]


Stamp = tuple[object, ...]


class _Shelves:
    """The newest reading. One thread at a time reads or changes the folder; the others wait."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: Shelf | None = None
        self._stamp: Stamp = ()
        self._looked_at: tuple[Path, float] | None = None

    def now(self) -> Shelf:
        """Give the newest reading, after reading again if anything in the folder has changed."""
        folder = Path(settings.LIBRARY_FOLDER)
        with self._lock:
            if self._kept is not None and self._has_just_looked(folder):
                return self._kept
            # Before the reading: what changes while it goes on is read the next time.
            stamp: Stamp = (folder, *_stamp(folder))
            if self._kept is None or stamp != self._stamp:
                read, found = read_own(folder, shipped_library())
                edition = self._kept.edition + 1 if self._kept else 1
                self._kept, self._stamp = Shelf(read, found, edition), stamp
            self._looked_at = (folder, monotonic())
            return self._kept

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep every reader away while the folder is being changed, and let it be read after."""
        with self._lock:
            try:
                yield
            finally:
                self._looked_at = None

    def _has_just_looked(self, folder: Path) -> bool:
        if self._looked_at is None:
            return False
        where, when = self._looked_at
        return where == folder and monotonic() - when < LOOK_AGAIN_SECONDS


_shelves = _Shelves()


def _stamp(folder: Path, depth: int = DEPTH) -> Iterator[tuple[object, ...]]:
    """Give what changes whenever a card in the folder does; hidden files are no cards."""
    try:
        with os.scandir(folder) as entries:
            visible = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as fault:
        yield (folder, fault.errno)
        return
    if folder.name == PICTURES:
        visible = [entry for entry in visible if entry.name == LIST_OF_PICTURES]
    for entry in sorted(visible, key=lambda each: each.name):
        try:
            found = entry.stat()
            within = entry.is_dir()
        except OSError as fault:
            yield (entry.path, fault.errno)
            continue
        # A file put in the place of another within one tick of the clock has another number.
        yield (entry.path, found.st_mtime_ns, found.st_size, found.st_ino)
        if within and depth > 1:
            yield from _stamp(Path(entry.path), depth - 1)
