"""What a coach needs to know of a movement, worked out once and never on the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from supine.coach import Coach, Event, Frame, FreeCoach, Tally, pattern_of
from supine.library import Library
from supine.library.words import CameraWords
from supine.web import shelf

# No card: whatever comes round again is counted.
ANY = "any"


class UnknownMovementError(KeyError):
    """A movement that the library does not have."""


class Watcher(Protocol):
    """What watches one set."""

    def see(self, frame: Frame) -> tuple[Event, ...]:
        """Take the next frame, and give what there is to say."""

    def tally(self) -> Tally:
        """Give what the set has come to so far."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A movement that can be watched.

    timed: whether it is only timed, since it cannot be seen. settles: whether the coach first waits
    for somebody to lie still. coach: makes one for a picture of this aspect, width by height.
    words: what is said while it watches, with the movement's own sentences.
    """

    timed: bool
    settles: bool
    coach: Callable[[float], Watcher]
    words: CameraWords


Prepare = Callable[[Library, str], Ready]


def prepare(library: Library, movement: str) -> Ready:
    """Work out all that is needed to watch a movement; this takes up to two seconds."""
    words = library.camera_words
    if movement == ANY:
        return Ready(timed=False, settles=False, coach=FreeCoach, words=words)
    pattern = pattern_of(library, movement)
    own = library.movements[movement].words.cues
    return Ready(
        timed=pattern.timed,
        settles=not pattern.timed,
        coach=partial(Coach, pattern),
        words=words.model_copy(update={"cues": {**words.cues, **own}}),
    )


class Patterns:
    """Keeps what was worked out for as long as the cards stay the same."""

    def __init__(self, prepare: Prepare = prepare) -> None:
        """Begin with nothing. prepare: works one movement out, in a thread."""
        self._prepare = prepare
        self._edition = 0
        self._kept: dict[str, asyncio.Task[Ready]] = {}
        # Two at a time would only keep each other, and the frames of others, from the processor.
        self._one_at_a_time = asyncio.Lock()

    async def ready(self, movement: str) -> Ready:
        """Give what is needed to watch a movement.

        Raises UnknownMovementError, and whatever working it out raises.
        """
        edition, library = await asyncio.to_thread(_cards)
        if movement != ANY and movement not in library.movements:
            raise UnknownMovementError(movement)
        if edition > self._edition:
            self._kept.clear()
            self._edition = edition
        task = self._kept.get(movement)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._work_out(library, movement))
            self._kept[movement] = task
        # One who stops waiting must not take it away from the others.
        return await asyncio.shield(task)

    async def _work_out(self, library: Library, movement: str) -> Ready:
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._prepare, library, movement)


def _cards() -> tuple[int, Library]:
    # In this order: a card that changes in between is then worked out once too often, never not.
    edition = shelf.edition()
    return edition, shelf.library()
