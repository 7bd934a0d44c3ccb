"""One set and its coach: on the event loop while that is quick, in a thread while it is not.

A frame costs a coach a tenth of a millisecond, less than handing it to a thread. But finding out
from where the camera looks takes it several, and in somebody who lies as no card says it may try
that again and again; in the meantime nobody else would be answered.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from supine.coach import CannotSee, Event, Frame, Left, Rep, Seen, Settled, Tally, Unseen
from supine.web.live.patterns import Ready

# What lies between two frames where the page's clock cannot say it.
BETWEEN_FRAMES_SECONDS = 1 / 30
# A pause is no longer than this to a coach: long enough to notice, and not held against anybody.
LONGEST_GAP_SECONDS = 5.0
# A batch that took longer would soon be noticed by others; the next ones are then seen in a thread.
QUICK_SECONDS = 0.005
CAREFUL_BATCHES = 30


@dataclass(frozen=True, slots=True)
class SetKey:
    """Which set: of one session, by the page's name for it, such as "3/0"."""

    session: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the coach said. counted: all repetitions by side, with this one."""

    event: Event
    at_page_seconds: float
    counted: dict[str | None, int]


@dataclass(frozen=True, eq=False)
class View:
    """The frames of one page, from when it begins or resumes a set. aspect: width by height."""

    aspect: float


class WatchedSet:
    """One set: what the coach has seen of it, and what there is to say.

    settled: whether somebody lies ready, or need not; unseen: why nothing can be counted just now,
    None where something can.
    """

    def __init__(self, key: SetKey, movement: str, view: View, ready: Ready) -> None:
        """Begin a set. view: the first; its picture is the coach's."""
        self.key = key
        self.movement = movement
        self.ready = ready
        self.counted: dict[str | None, int] = dict.fromkeys(("left", "right", None), 0)
        self.settled = not ready.settles
        self.unseen: Unseen | None = None
        self._coach = ready.coach(view.aspect)
        self._aspect = view.aspect
        self._view = view
        # What makes the page's clock, which begins anew with the page, the coach's.
        self._shift = 0.0
        self._last_at: float | None = None
        self._resumed = False
        self._careful = 0
        self._one_at_a_time = asyncio.Lock()

    async def see(self, frames: Iterable[Frame], view: View, slowly: Executor) -> list[Told]:
        """Show the coach some frames, and give all it says. slowly: a thread for what may last."""
        if not self._careful and not self._one_at_a_time.locked():
            return self._timed(frames, view)
        # Should the page go meanwhile, the next one must not get in between.
        seeing = asyncio.create_task(self._see_in_thread(frames, view, slowly))
        return await asyncio.shield(seeing)

    async def tally(self, slowly: Executor) -> Tally:
        """Give what the set has come to."""
        async with self._one_at_a_time:
            return await asyncio.get_running_loop().run_in_executor(slowly, self._coach.tally)

    async def _see_in_thread(
        self, frames: Iterable[Frame], view: View, slowly: Executor
    ) -> list[Told]:
        async with self._one_at_a_time:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(slowly, self._timed, frames, view)

    def _timed(self, frames: Iterable[Frame], view: View) -> list[Told]:
        # Of the processor's time, since on a busy machine everything takes long by the clock.
        began = time.thread_time()
        if view is not self._view:
            self._view, self._resumed = view, True
        told = [each for frame in frames for each in self._see(frame)]
        if time.thread_time() - began > QUICK_SECONDS:
            self._careful = CAREFUL_BATCHES
        elif self._careful:
            self._careful -= 1
        return told

    def _see(self, frame: Frame) -> Iterator[Told]:
        """Give what the coach says of one frame; one from the past is passed over."""
        at = self._on_its_clock(frame.at_seconds)
        if at is None:
            return
        self._last_at = at
        for event in self._coach.see(self._as_first_seen(frame, at)):
            self._note(event)
            yield Told(event, event.at_seconds - self._shift, self.counted.copy())

    def _on_its_clock(self, page_seconds: float) -> float | None:
        """Give the coach's time, None for one that it has seen already."""
        at, last = page_seconds + self._shift, self._last_at
        if last is not None:
            if at <= last and not self._resumed:
                return None
            if at <= last:
                at = last + BETWEEN_FRAMES_SECONDS
                self._shift = at - page_seconds
            elif at > last + LONGEST_GAP_SECONDS:
                at = last + LONGEST_GAP_SECONDS
                self._shift = at - page_seconds
        self._resumed = False
        return at

    def _as_first_seen(self, frame: Frame, at: float) -> Frame:
        """Give the frame on the coach's clock, and as a picture of the coach's aspect shows it."""
        points = frame.landmarks
        widened = self._view.aspect / self._aspect
        if points is not None and widened != 1:
            points = points * np.array([widened, 1, widened, 1])
        if points is frame.landmarks and not self._shift:
            return frame
        return Frame(at, points)

    def _note(self, event: Event) -> None:
        if isinstance(event, Rep):
            self.counted[event.side] = self.counted.get(event.side, 0) + 1
        elif isinstance(event, Settled):
            self.settled = True
        elif isinstance(event, Left):
            self.settled = False
        elif isinstance(event, CannotSee):
            self.unseen = event.why
        elif isinstance(event, Seen):
            self.unseen = None
