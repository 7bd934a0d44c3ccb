"""Asking the whole application as the server does, without a server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message

PORT = 8707
HERE = f"127.0.0.1:{PORT}"
PATIENCE_SECONDS = 20


@dataclass
class Answer:
    """What came back; header names are in small letters."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(app: ASGIApp, path: str, *, method: str = "GET", **headers: str) -> Answer:
    """Send one request. Header names are written with underscores; host is this server's own."""
    path, _, query = path.partition("?")
    sent = {"host": HERE, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", PORT),
    }
    return asyncio.run(_request(app, scope))


def knock(app: ASGIApp, path: str, **headers: str) -> Message:
    """Try to open a socket; give the first message that comes back."""
    sent = {"host": HERE, **headers}
    scope = {
        "type": "websocket",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "subprotocols": [],
        "server": ("127.0.0.1", PORT),
    }
    return asyncio.run(_knock(app, scope))


async def _request(app: ASGIApp, scope: dict[str, Any]) -> Answer:
    start, *parts = await _talk(app, scope, {"type": "http.request", "body": b""})
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(part.get("body", b"") for part in parts))


async def _knock(app: ASGIApp, scope: dict[str, Any]) -> Message:
    return (await _talk(app, scope, {"type": "websocket.connect"}))[0]


async def _talk(app: ASGIApp, scope: dict[str, Any], first: Message) -> list[Message]:
    """Send one message, and give all that came back when the application had finished."""
    incoming, sent = [first], []

    async def receive() -> Message:
        if not incoming:
            # The one who asks stays on the line.
            await asyncio.Event().wait()
        return incoming.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await asyncio.wait_for(app(scope, receive, send), PATIENCE_SECONDS)
    return sent
