"""Talking to the live socket as a page does, without a server; and a coach that is easily led."""

from __future__ import annotations

import asyncio
import json
import struct
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import numpy as np
from starlette.types import ASGIApp, Message

from supine.coach import (
    CannotSee,
    Cue,
    Event,
    Frame,
    Left,
    Rep,
    Seen,
    Settled,
    SideTally,
    Tally,
    Tired,
    Unseen,
)
from supine.library import Library
from supine.library.words import CameraWords
from supine.web.asgi import build_application
from supine.web.live import Limits, Live
from supine.web.live.patterns import Patterns, Ready
from tests.web.asgi_call import HERE, PORT

PATIENCE_SECONDS = 20
SESSION = uuid.UUID("11111111-2222-4333-8444-555555555555")
WORDS = CameraWords(
    cues={"slower": "Slower."}, unseen={"knees": "Where are your knees?"}, tired="Let it rest."
)
# What the coach below makes of the first landmark's x; anything else means nothing to it.
STILL, LEFT_REP, RIGHT_REP, GONE, UNSEEN, SEEN, CUE, TIRED, TWO_REPS = (
    n / 32 for n in range(1, 10)
)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class LedCoach:
    """Says what the frames tell it to, and remembers them."""

    def __init__(self, aspect: float) -> None:
        self.aspect = aspect
        self.frames: list[Frame] = []
        self.reps: list[Rep] = []

    def see(self, frame: Frame) -> tuple[Event, ...]:
        self.frames.append(frame)
        at = frame.at_seconds
        if frame.landmarks is None:
            return (CannotSee(at, Unseen.NOBODY),)
        told = float(frame.landmarks[0, 0])
        sides = {LEFT_REP: ("left",), RIGHT_REP: ("right",), TWO_REPS: ("left", "right")}
        reps = [Rep(at, side, 0.8, 1.0, 1.25, 1.5) for side in sides.get(told, ())]
        self.reps += reps
        said: dict[float, Event] = {
            STILL: Settled(at),
            GONE: Left(at),
            UNSEEN: CannotSee(at, Unseen.KNEES),
            SEEN: Seen(at),
            CUE: Cue(at, "slower"),
            TIRED: Tired(at, "range"),
        }
        return (*reps, *((said[told],) if told in said else ()))

    def tally(self) -> Tally:
        sides = Counter(rep.side for rep in self.reps)
        return Tally(
            reps=tuple(self.reps),
            sides={side: SideTally(n, 0.8, float("nan"), 1.25, 1.5) for side, n in sides.items()},
            seen_share=0.98765,
            notes=("noted",),
        )


class LedCoaches:
    """Makes them, for every movement of the library, and keeps them at hand."""

    def __init__(self) -> None:
        self.made: list[LedCoach] = []
        self.asked: list[str] = []

    def prepare(self, _library: Library, movement: str) -> Ready:
        self.asked.append(movement)
        timed = movement == "lying-adductor-squeeze"
        return Ready(timed, not timed, self._make, WORDS)

    def _make(self, aspect: float) -> LedCoach:
        coach = LedCoach(aspect)
        self.made.append(coach)
        return coach


class Page:
    """One open socket, from the page's side."""

    def __init__(self) -> None:
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        self._came: asyncio.Queue[Message] = asyncio.Queue()
        self._sequence = 0

    async def says(self, kind: str, **more: object) -> None:
        await self.sends(text=json.dumps({"kind": kind, **more}))

    async def begins(
        self, name: str = "3/0", movement: str = "knee-wags", aspect: float = 1.5
    ) -> dict[str, Any]:
        await self.says("set", set=name, movement=movement, aspect=aspect)
        return await self.hears()

    async def shows(self, *told: float | None, at: float, apart: float = 0.1) -> int:
        """Send one batch; give its number. None: nobody is there."""
        self._sequence += 1
        frames = [(at + place * apart, each) for place, each in enumerate(told)]
        await self.sends(data=batch(self._sequence, frames))
        return self._sequence

    async def sends(self, text: str | None = None, data: bytes | None = None) -> None:
        await self._sent.put({"type": "websocket.receive", "text": text, "bytes": data})

    async def hears(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self._came.get(), PATIENCE_SECONDS)
        assert message["type"] == "websocket.send", message
        told: dict[str, Any] = json.loads(message["text"], parse_constant=_no_constant)
        return told

    async def hears_all(self) -> list[dict[str, Any]]:
        """Give everything up to the answer to a ping that is sent now."""
        await self.says("ping", n=1)
        heard = []
        while (told := await self.hears())["kind"] != "pong":
            heard.append(told)
        return heard

    async def is_closed(self) -> tuple[int, str]:
        """Give code and reason of the close, which has to be the next that comes."""
        message = await asyncio.wait_for(self._came.get(), PATIENCE_SECONDS)
        assert message["type"] == "websocket.close", message
        return message["code"], message["reason"]


def _no_constant(name: str) -> float:
    raise AssertionError(f"{name} is not JSON")


@asynccontextmanager
async def opened(app: ASGIApp, ticket: str, **headers: str) -> AsyncIterator[Page]:
    """Open the socket; at the end the page is closed, as by its person."""
    page = Page()
    sent = {"host": HERE, "origin": f"http://{HERE}", **headers}
    scope = {
        "type": "websocket",
        "path": "/live/",
        "raw_path": b"/live/",
        "query_string": urlencode({"ticket": ticket}).encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "subprotocols": [],
        "server": ("127.0.0.1", PORT),
    }
    await page._sent.put({"type": "websocket.connect"})
    serving = asyncio.create_task(_serve(app, scope, page))
    first = await asyncio.wait_for(page._came.get(), PATIENCE_SECONDS)
    if first["type"] != "websocket.accept":
        await page._came.put(first)
    try:
        yield page
    finally:
        await page._sent.put({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait_for(serving, PATIENCE_SECONDS)


async def _serve(app: ASGIApp, scope: dict[str, Any], page: Page) -> None:
    await app(scope, page._sent.get, page._came.put)


def batch(sequence: int, frames: Sequence[tuple[float, float | None]]) -> bytes:
    """Give a message of frames: of each its time, and the x of its first landmark."""
    packed = [struct.pack("<II", sequence, len(frames))]
    for at, told in frames:
        landmarks = np.full(132, np.nan if told is None else 0.5, "<f4")
        if told is not None:
            landmarks[0] = told
        packed.append(struct.pack("<d", at) + landmarks.tobytes())
    return b"".join(packed)


def application(coaches: LedCoaches, clock: Clock, limits: Limits | None = None) -> ASGIApp:
    return build_application(Live(limits, Patterns(coaches.prepare), clock))
