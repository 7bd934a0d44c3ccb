"""How many people one core can watch at once, and what a frame costs, coach included.

script/bench live [MOST]: pages are added until one answer in a hundred takes longer than 50 ms, or
there are MOST. Each sends 30 frames a second in batches of three, of people who exercise: landmarks
from recordings where there are any, else of a body as a camera would see it. The server is the
app's own, on one core; the pages are on another. Then the same with a socket that does nothing.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import random
import socket
import struct
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from supine.footage.recording import read_recording

FRAMES_A_SECOND, BATCH = 30, 3
PERIOD = BATCH / FRAMES_A_SECOND
# One batch in so many is followed by a ping, whose answer is timed.
PINGED = 5
MOST_MILLISECONDS = 50.0
AIM_PAGES = 150
STEP, MOST = 75, 300
ADDED_SECONDS, WARM_SECONDS, MEASURED_SECONDS = 2.5, 2.0, 4.0
# Pages that are late themselves say nothing of the server.
LATE_MILLISECONDS = 20.0
TRIES = 2
RECORDINGS = Path(__file__).parents[1] / "tests/recordings"
FLOOR = Path(__file__).parents[2] / "shared/data/floor"
# The floor recordings that show a movement of ours.
FLOOR_MOVEMENTS = {"bridge": "glute-bridge", "bridging": "glute-bridge", "bird-dog": "bird-dog"}


@dataclass(frozen=True)
class Somebody:
    """Who exercises. frames: (T, 132) float32 at 30 a second; aspect: width by height."""

    movement: str
    aspect: float
    frames: NDArray[np.float32]


@dataclass(frozen=True)
class Point:
    """One measurement: milliseconds, shares of a core, microseconds."""

    pages: int
    median: float
    slowest: float
    late: float
    busy: float
    a_frame: float
    reps: int

    @property
    def disturbed(self) -> bool:
        """Whether the pages themselves could not keep up."""
        return self.late > LATE_MILLISECONDS

    @property
    def passes(self) -> bool:
        """Whether the server kept up."""
        return self.slowest <= MOST_MILLISECONDS

    @property
    def as_result(self) -> str:
        """What this says as the last point of a search."""
        cost = f"{self.a_frame:.0f} us of processor a frame"
        if self.passes:
            return f"at least {self.pages} pages at p99 <= {MOST_MILLISECONDS:.0f} ms, {cost}"
        because = ", since this machine had other things to do" if self.disturbed else ""
        return f"not even {self.pages} pages{because}; {cost}"

    def __str__(self) -> str:
        return (
            f"{self.pages:6} {self.median:8.1f} {self.slowest:8.1f} {self.busy:7.0%}"
            f" {self.a_frame:9.0f} {self.late:8.1f} {self.reps:6}"
        )


def main() -> None:
    """Print the figures."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else MOST
    people, source = everybody()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[-1:])
    print(f"{len(people)} recordings: {source}. Server on core {cores[0]}, pages on {cores[-1]}.")
    print(" pages  p50 ms   p99 ms    busy  us/frame  late ms   reps")
    with tempfile.TemporaryDirectory() as folder:
        held = {name: measure(name, people, most, folder, cores[0]) for name in ("coach", "empty")}
    print(f"coach included: {held['coach'].as_result} (aim: {AIM_PAGES})")
    print(f"empty handler: {held['empty'].as_result}")


def measure(name: str, people: Sequence[Somebody], most: int, folder: str, core: int) -> Point:
    """Add pages until the server is too slow; give the last point at which it was not."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(there, folder, core, name == "empty"), daemon=True
    )
    server.start()
    try:
        print(f"-- {name}")
        return asyncio.run(Crowd(here, people).grow(most))
    finally:
        here.send("stop")
        server.join(10)
        server.kill()


class Crowd:
    """All pages that are open."""

    def __init__(self, server: Connection, people: Sequence[Somebody]) -> None:
        """Begin with nobody. server: tells its port, its tickets and its processor's seconds."""
        self.server = server
        self.people = people
        self.port = int(server.recv())
        self.pages: list[Page] = []

    async def grow(self, most: int) -> Point:
        """Add pages, step by step. Give the last point that passes, or the first one."""
        best: Point | None = None
        while len(self.pages) < most:
            await self._add(min(STEP, most - len(self.pages)))
            point = await self._point()
            for _ in range(TRIES - 1):
                if point.disturbed or not point.passes:
                    point = min(point, await self._point(), key=lambda each: each.slowest)
            print(point)
            best = point if point.passes or best is None else best
            if not point.passes:
                break
        await asyncio.gather(*(page.close() for page in self.pages))
        if best is None:
            raise SystemExit("script/bench live MOST: use 1 or more.")
        return best

    async def _add(self, more: int) -> None:
        for _ in range(more):
            page = Page(self.people[len(self.pages) % len(self.people)])
            self.server.send("ticket")
            await page.open(self.port, str(self.server.recv()))
            self.pages.append(page)
            # People do not all lie down at the same moment.
            await asyncio.sleep(ADDED_SECONDS / more)

    async def _point(self) -> Point:
        await asyncio.sleep(WARM_SECONDS)
        for page in self.pages:
            page.forget()
        began, busy = time.perf_counter(), self._processor_seconds()
        await asyncio.sleep(MEASURED_SECONDS)
        busy = self._processor_seconds() - busy
        passed = time.perf_counter() - began
        answered = [1000 * each for page in self.pages for each in page.answered]
        late = [1000 * each for page in self.pages for each in page.late]
        # An answer that is not there yet is a late one, or a page that was closed.
        waiting = [1000 * page.waiting_seconds for page in self.pages]
        slow = answered + [each for each in waiting if each > MOST_MILLISECONDS]
        return Point(
            len(self.pages),
            float(np.median(slow)),
            float(np.percentile(slow, 99)),
            float(np.percentile(late, 99)),
            busy / passed,
            1e6 * busy / (sum(page.batches for page in self.pages) * BATCH),
            sum(page.reps for page in self.pages),
        )

    def _processor_seconds(self) -> float:
        self.server.send("processor")
        return float(self.server.recv())


class Page:
    """One page that sends what its camera sees, whatever comes back."""

    def __init__(self, person: Somebody) -> None:
        """Begin somewhere in what the person does."""
        self.person = person
        self.socket: ClientConnection | None = None
        self.tasks: list[asyncio.Task[None]] = []
        self.begun = asyncio.Event()
        self.asked: dict[int, float] = {}
        self.forget()

    def forget(self) -> None:
        """Begin a measurement."""
        self.answered: list[float] = []
        self.late: list[float] = []
        self.batches = self.reps = 0

    @property
    def waiting_seconds(self) -> float:
        """How long the oldest ping has been waiting for its answer."""
        return time.perf_counter() - min(self.asked.values(), default=time.perf_counter())

    async def open(self, port: int, ticket: str) -> None:
        """Open the socket and begin a set; wait until it is watched."""
        self.socket = await connect(
            f"ws://127.0.0.1:{port}/live/?ticket={quote(ticket)}",
            origin=Origin(f"http://127.0.0.1:{port}"),
            compression=None,
            ping_interval=None,
            proxy=None,
        )
        begin = {"kind": "set", "set": "1/0", "movement": self.person.movement}
        await self.socket.send(json.dumps({**begin, "aspect": self.person.aspect}))
        self.tasks.append(asyncio.create_task(self._listen(self.socket)))
        await self.begun.wait()
        self.tasks.append(asyncio.create_task(self._show(self.socket)))

    async def close(self) -> None:
        """Close the socket."""
        for task in self.tasks:
            task.cancel()
        if self.socket is not None:
            await self.socket.close()

    async def _listen(self, own: ClientConnection) -> None:
        async for text in own:
            told = json.loads(text)
            if told["kind"] == "pong":
                self.answered.append(time.perf_counter() - self.asked.pop(told["n"]))
            elif told["kind"] == "rep":
                self.reps += 1
            elif told["kind"] == "set":
                self.begun.set()
            elif told["kind"] == "fault":
                raise SystemExit(f"{self.person.movement}: {told['why']}")

    async def _show(self, own: ClientConnection) -> None:
        chance = random.Random(len(self.person.frames))  # noqa: S311 - spreads the pages out
        number, due = 0, time.perf_counter() + chance.random() * PERIOD
        try:
            while True:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                now = time.perf_counter()
                self.late.append(now - due)
                number, due = number + 1, due + PERIOD
                await own.send(self._batch(number))
                self.batches += 1
                if number % PINGED == 0:
                    self.asked[number] = now
                    await own.send(f'{{"kind":"ping","n":{number}}}')
        except ConnectionClosed as closed:
            self.asked[-1] = 0.0
            print(f"closed: {closed}")

    def _batch(self, number: int) -> bytes:
        frames = self.person.frames
        parts = [struct.pack("<II", number, BATCH)]
        for each in range(number * BATCH, (number + 1) * BATCH):
            parts += [
                struct.pack("<d", each / FRAMES_A_SECOND),
                frames[each % len(frames)].tobytes(),
            ]
        return b"".join(parts)


def everybody() -> tuple[list[Somebody], str]:
    """Give those who exercise, and where they are from."""
    if (RECORDINGS / "truth.json").is_file():
        told = json.loads((RECORDINGS / "truth.json").read_text())
        reps = [each for each in told if each["kind"] == "reps"]
        chosen = reps[:: max(1, len(reps) // 24)]
        return [
            recorded(RECORDINGS / each["file"], each["movement"]) for each in chosen
        ], "rendered"
    found = [
        recorded(path, movement)
        for path in sorted(FLOOR.glob("*.npz"))
        for ending, movement in FLOOR_MOVEMENTS.items()
        if path.stem.endswith(ending)
    ]
    if not found:
        raise SystemExit("There are no recordings. script/assets film makes some.")
    return found, "people on a floor"


def recorded(path: Path, movement: str) -> Somebody:
    """Read a recording, as often a second as a page sends; what lies between frames is guessed."""
    recording = read_recording(path)
    times = recording.at_seconds
    wanted = np.arange(times[0], times[-1], 1 / FRAMES_A_SECOND)
    before = np.searchsorted(times, wanted, side="right") - 1
    after = np.minimum(before + 1, len(times) - 1)
    share = (wanted - times[before]) / np.maximum(times[after] - times[before], 1e-6)
    first, second = recording.landmarks[before], recording.landmarks[after]
    frames = first + (second - first) * share[:, None, None]
    return Somebody(
        movement, round(recording.aspect, 4), frames.reshape(len(wanted), -1).astype("<f4")
    )


def serve(pipe: Connection, folder: str, core: int, empty: bool) -> None:  # noqa: FBT001 - crosses a process by position
    """Be the server: the app's own, in a process and a data folder of its own."""
    os.sched_setaffinity(0, [core])
    os.environ |= {"SUPINE_DATA": folder, "DJANGO_SETTINGS_MODULE": "supine.web.settings"}
    import django  # noqa: PLC0415 - needs to know the folder
    import uvicorn  # noqa: PLC0415 - only the server

    django.setup()
    from starlette.websockets import WebSocket, WebSocketDisconnect  # noqa: PLC0415

    from supine.web.asgi import build_application  # noqa: PLC0415 - needs the settings
    from supine.web.live import Limits, Live, make_ticket  # noqa: PLC0415
    from supine.web.serving import server_config  # noqa: PLC0415

    class Nothing(Live):
        """Answers pings, and looks at no frame."""

        async def answer(self, websocket: WebSocket) -> None:
            await websocket.accept()
            try:
                while True:
                    message: dict[str, Any] = dict(await websocket.receive())
                    if message["type"] == "websocket.disconnect":
                        return
                    if message.get("text"):
                        told = json.loads(message["text"])
                        kind = "pong" if told["kind"] == "ping" else "set"
                        await websocket.send_text(json.dumps({**told, "kind": kind}))
            except WebSocketDisconnect:
                return

    limits = Limits(most_connections=100_000, most_sets=100_000)
    server = uvicorn.Server(server_config(build_application((Nothing if empty else Live)(limits))))
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)

    def answer() -> None:
        while (asked := pipe.recv()) != "stop":
            ticket = asked == "ticket"
            pipe.send(make_ticket(uuid.uuid4()) if ticket else time.process_time())
        server.should_exit = True

    threading.Thread(target=answer, daemon=True).start()
    pipe.send(listening.getsockname()[1])
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
