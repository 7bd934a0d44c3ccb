"""The socket itself: who may come in, what a connection does with what it hears, and how it ends.

Host and Origin have been checked in front of it (`own_address`), as for every other address.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from starlette.websockets import WebSocket, WebSocketDisconnect

from supine.web.live import answers
from supine.web.live.messages import (
    POLICY,
    Begin,
    Frames,
    Over,
    Ping,
    ProtocolError,
    read_frames,
    read_words,
)
from supine.web.live.pace import Pace
from supine.web.live.patterns import Patterns, UnknownMovementError
from supine.web.live.sessions import KeptSets
from supine.web.live.tickets import TicketError, session_of
from supine.web.live.watched import SetKey, View, WatchedSet

# Close codes: two of RFC 6455 and one of our own.
GOING_AWAY, TRY_AGAIN_LATER, TAKEN_OVER = 1001, 1013, 4001
LAST_WORD_SECONDS = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What the socket bears.

    frames_a_second: of one connection over time, at_once: in one go after a pause. A camera sends
    30 at most, but a page that stuck for some seconds sends them all when it goes on.
    """

    most_connections: int = 256
    most_sets: int = 512
    frames_a_second: float = 66.0
    at_once: float = 240.0
    # Longer than any rest; somebody who paused for longer opens it again by going on.
    idle_seconds: float = 900.0


class Live:
    """Answers `/live/?ticket=...` for every page that is open."""

    def __init__(
        self,
        limits: Limits | None = None,
        patterns: Patterns | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nobody there. clock: seconds that never go back."""
        self.limits = limits or Limits()
        self.patterns = patterns or Patterns()
        self.clock = clock
        self.kept = KeptSets(self.limits.most_sets)
        # One thread: several would keep the loop from the processor more than they help each other.
        self.slowly = ThreadPoolExecutor(1, "supine-live")
        self._connections: set[_Connection] = set()

    async def answer(self, websocket: WebSocket) -> None:
        """Let a page in that shows a ticket, and serve it until one of the two has enough."""
        try:
            session = session_of(websocket.query_params.get("ticket", ""))
        except TicketError as refusal:
            await _turn_away(websocket, POLICY, str(refusal))
            return
        if len(self._connections) >= self.limits.most_connections:
            await _turn_away(websocket, TRY_AGAIN_LATER, "Too many are watched already.")
            return
        connection = _Connection(self, websocket, session)
        self._connections.add(connection)
        try:
            await connection.serve()
        finally:
            self._connections.discard(connection)

    def close(self) -> None:
        """End every connection, and forget every set."""
        for connection in tuple(self._connections):
            connection.end(GOING_AWAY, "Supine has stopped.")
        self.kept.clear()
        self.slowly.shutdown(wait=False, cancel_futures=True)


async def _turn_away(websocket: WebSocket, code: int, reason: str) -> None:
    """Say why not. A browser learns neither code nor reason of a socket that was never opened."""
    with suppress(WebSocketDisconnect):
        await websocket.accept()
        await websocket.close(code, reason)


class _Connection:
    """One open socket. It watches at most one set, of the session that its ticket is for."""

    def __init__(self, live: Live, websocket: WebSocket, session: UUID) -> None:
        self._live = live
        self._websocket = websocket
        self._session = session
        self._heard_at = live.clock()
        limits = live.limits
        self._pace = Pace(limits.frames_a_second, limits.at_once, self._heard_at)
        self._watched: tuple[WatchedSet, View] | None = None
        self._beginning: asyncio.Task[None] | None = None
        self._serving: asyncio.Task[None] | None = None
        self._look_again: asyncio.TimerHandle | None = None
        self._ending: tuple[int, str] | None = None

    async def serve(self) -> None:
        """Listen until the page goes, or has to."""
        self._serving = asyncio.current_task()
        self._end_when_idle()
        try:
            await self._websocket.accept()
            await self._listen()
        except ProtocolError as refusal:
            await self._say_goodbye(refusal.code, str(refusal))
        except asyncio.CancelledError:
            if self._ending is None or self._serving is None:
                raise
            self._serving.uncancel()
            await self._say_goodbye(*self._ending)
        except WebSocketDisconnect:
            # It went while something was being said to it.
            pass
        finally:
            self._serving = None
            if self._look_again is not None:
                self._look_again.cancel()
            self._stop_watching()

    def give_up(self) -> None:
        """End, since another connection goes on with the set."""
        self.end(TAKEN_OVER, "This set goes on in another place.")

    def end(self, code: int, reason: str) -> None:
        """End from outside, even while the page takes nothing any more."""
        if self._serving is not None and self._ending is None:
            self._ending = (code, reason)
            self._serving.cancel()

    async def _listen(self) -> None:
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            self._heard_at = self._live.clock()
            data = message.get("bytes")
            if data is None:
                await self._hear(message.get("text") or "")
            else:
                await self._see(read_frames(data))

    async def _see(self, batch: Frames) -> None:
        self._keep_pace(len(batch.frames))
        # Before a set is ready, and after its end, the frames of nobody's set come and go.
        if self._watched is None:
            return
        watched, view = self._watched
        try:
            told = await watched.see(batch.frames, view, self._live.slowly)
        except Exception:
            log.exception("%s cannot be watched any more", watched.movement)
            self._stop_watching()
            await self._say(answers.fault(watched.key.name, answers.CANNOT_WATCH))
            return
        for each in told:
            await self._say(answers.event(watched, each, batch.sequence))

    async def _hear(self, text: str) -> None:
        self._keep_pace(1)
        match read_words(text):
            case Begin() as asked:
                self._stop_watching()
                self._beginning = asyncio.create_task(self._begin(asked))
            case Over(name):
                await self._sum_up(name)
            case Ping(number):
                await self._say(answers.pong(number))

    def _keep_pace(self, amount: int) -> None:
        if not self._pace.takes(amount, self._heard_at):
            raise ProtocolError("Too much at once.", POLICY)

    async def _begin(self, asked: Begin) -> None:
        """Watch a set from its beginning, or from where it was left, and say so."""
        view = View(asked.aspect)
        # Where the page goes meanwhile, whoever listens to it finds out.
        with suppress(WebSocketDisconnect):
            try:
                watched = await self._set_of(asked, view)
            except UnknownMovementError:
                await self._say(answers.fault(asked.name, answers.UNKNOWN_MOVEMENT))
                return
            except Exception:
                log.exception("%s cannot be watched", asked.movement)
                await self._say(answers.fault(asked.name, answers.CANNOT_WATCH))
                return
            self._watched = watched, view
            self._live.kept.take(watched, self)
            await self._say(answers.begun(watched))
            if watched.unseen is not None:
                await self._say(answers.cannot_see(watched, watched.unseen))

    async def _set_of(self, asked: Begin, view: View) -> WatchedSet:
        key = SetKey(self._session, asked.name)
        ready = await self._live.patterns.ready(asked.movement)
        kept = self._live.kept.find(key, self._live.clock())
        if kept is not None and kept.movement == asked.movement:
            return kept
        return WatchedSet(key, asked.movement, view, ready)

    async def _sum_up(self, name: str) -> None:
        """Say what a set came to; it is kept, should the connection drop before that arrives."""
        if self._beginning is not None:
            await self._beginning
        watched = self._live.kept.find(SetKey(self._session, name), self._live.clock())
        if watched is None:
            await self._say(answers.fault(name, answers.UNKNOWN_SET))
            return
        if self._watched is not None and watched is self._watched[0]:
            self._stop_watching()
        try:
            tally = await watched.tally(self._live.slowly)
        except Exception:
            log.exception("%s cannot be summed up", watched.movement)
            await self._say(answers.fault(name, answers.CANNOT_WATCH))
        else:
            await self._say(answers.summary(watched, tally))

    async def _say(self, text: str) -> None:
        await self._websocket.send_text(text)

    def _stop_watching(self) -> None:
        if self._beginning is not None:
            self._beginning.cancel()
            self._beginning = None
        if self._watched is not None:
            self._live.kept.release(self._watched[0], self, self._live.clock())
            self._watched = None

    def _end_when_idle(self) -> None:
        """Look when it may be so at the earliest, which costs nothing while frames come."""
        left = self._heard_at + self._live.limits.idle_seconds - self._live.clock()
        if left > 0:
            self._look_again = asyncio.get_running_loop().call_later(left, self._end_when_idle)
        else:
            self.end(GOING_AWAY, "Nothing came for a long time.")

    async def _say_goodbye(self, code: int, reason: str) -> None:
        # From here on nothing else is said, and nobody else ends it.
        self._ending = (code, reason)
        self._stop_watching()
        # One who takes nothing any more must not hold this up.
        with suppress(WebSocketDisconnect, TimeoutError):
            async with asyncio.timeout(LAST_WORD_SECONDS):
                await self._websocket.close(code, reason)
