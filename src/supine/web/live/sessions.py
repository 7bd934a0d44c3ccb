"""The sets that are watched, kept for a while when a connection drops, so that no count is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from supine.web.live.watched import SetKey, WatchedSet

KEPT_SECONDS = 600.0


class Holder(Protocol):
    """A connection, as far as its sets know it."""

    def give_up(self) -> None:
        """End, since another connection goes on with the set."""


@dataclass
class _Place:
    """A set's place. holder: who watches it; released_at: when the last one went."""

    watched: WatchedSet
    holder: Holder | None = None
    released_at: float = 0.0


class KeptSets:
    """All sets that are watched, and those that may go on: the newest last."""

    def __init__(self, most: int) -> None:
        """Keep at most so many; what nobody watches goes first, the oldest before the others."""
        self._most = most
        self._places: dict[SetKey, _Place] = {}

    def __len__(self) -> int:
        """Count them."""
        return len(self._places)

    def find(self, key: SetKey, now: float) -> WatchedSet | None:
        """Give the set, None where there is none or it was let go too long ago."""
        self._forget(now)
        place = self._places.get(key)
        return place.watched if place else None

    def take(self, watched: WatchedSet, holder: Holder) -> None:
        """Keep a set for a connection; another one that still watches it is told to give up."""
        place = self._places.pop(watched.key, None)
        if place is not None and place.holder is not None and place.holder is not holder:
            place.holder.give_up()
        self._places[watched.key] = _Place(watched, holder)
        self._make_room()

    def release(self, watched: WatchedSet, holder: Holder, now: float) -> None:
        """Let go of a set, which is kept for a while; nothing where another one watches it."""
        place = self._places.get(watched.key)
        if place is not None and place.holder is holder:
            place.holder = None
            place.released_at = now

    def clear(self) -> None:
        """Forget everything."""
        self._places.clear()

    def _forget(self, now: float) -> None:
        past = [
            key
            for key, place in self._places.items()
            if place.holder is None and now - place.released_at > KEPT_SECONDS
        ]
        for key in past:
            del self._places[key]

    def _make_room(self) -> None:
        unheld = [key for key, place in self._places.items() if place.holder is None]
        for key in unheld[: max(0, len(self._places) - self._most)]:
            del self._places[key]
