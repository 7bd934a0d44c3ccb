"""The live socket through the server that ships: what only a real connection shows."""

from __future__ import annotations

import json
import logging
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from supine.web.asgi import build_application
from supine.web.live import Live, make_ticket
from supine.web.live.patterns import Patterns
from supine.web.serving import server_config, without_traceback_of_broken_text
from tests.web.live.pages import LEFT_REP, SESSION, STILL, LedCoaches, batch

PATIENCE_SECONDS = 20


@dataclass
class Running:
    """A server in a thread of its own."""

    server: uvicorn.Server
    thread: threading.Thread
    port: int

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(PATIENCE_SECONDS)
        assert not self.thread.is_alive()

    @contextmanager
    def opened(self, origin: str = "", host: str = "127.0.0.1") -> Iterator[ClientConnection]:
        ticket = quote(make_ticket(SESSION))
        with connect(
            f"ws://{host}:{self.port}/live/?ticket={ticket}",
            sock=socket.create_connection(("127.0.0.1", self.port)),
            origin=Origin(origin or f"http://{host}:{self.port}"),
            proxy=None,
            open_timeout=PATIENCE_SECONDS,
        ) as page:
            yield page


@pytest.fixture
def running() -> Iterator[Running]:
    logger = logging.getLogger("uvicorn.error")
    logger.addFilter(without_traceback_of_broken_text)
    application = build_application(Live(None, Patterns(LedCoaches().prepare)))
    server = uvicorn.Server(server_config(application))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until = time.monotonic() + PATIENCE_SECONDS
        while not server.started:
            assert time.monotonic() < until
            time.sleep(0.01)
        started = Running(server, thread, port)
        yield started
        started.stop()
    logger.removeFilter(without_traceback_of_broken_text)


def begin(page: ClientConnection) -> dict[str, Any]:
    page.send('{"kind":"set","set":"1/0","movement":"knee-wags","aspect":1.5}')
    return heard(page)


def heard(page: ClientConnection) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page.recv(PATIENCE_SECONDS))
    return told


def code_of(page: ClientConnection) -> tuple[int, str]:
    with pytest.raises(ConnectionClosed) as closed:
        page.recv(PATIENCE_SECONDS)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason


def test_it_counts_uncompressed_and_goes_on_after_a_drop(running: Running) -> None:
    with running.opened() as page:
        assert page.protocol.extensions == []
        assert begin(page)["counted"]["left"] == 0
        page.send(batch(1, [(1.0, STILL), (1.1, LEFT_REP)]))
        assert heard(page)["kind"] == "settled"
        assert heard(page)["counted"]["left"] == 1
        # No goodbye: what a lid that is shut looks like.
        page.socket.shutdown(socket.SHUT_RDWR)
    with running.opened() as again:
        assert begin(again)["counted"]["left"] == 1


def test_a_socket_that_only_seems_open_is_closed_once_the_page_is_back(running: Running) -> None:
    with running.opened() as old:
        begin(old)
        with running.opened() as new:
            assert begin(new)["kind"] == "set"
            assert code_of(old)[0] == 4001


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost"])
def test_another_site_is_refused_before_it_is_open(running: Running, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, running.opened(origin):
        pass
    assert refused.value.response.status_code == 403


def test_another_name_for_this_machine_is_refused_before_it_is_open(running: Running) -> None:
    with pytest.raises(InvalidStatus) as refused, running.opened(host="evil.example"):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"\0" * 20_000, 1009),
        (b"\0" * 6_000, 1009),
        ("x" * 20_000, 1009),
        (struct.pack("<II", 1, 9), 1003),
        ("not JSON", 1003),
    ],
)
def test_a_broken_message_ends_it_without_a_word_in_the_log(
    running: Running, caplog: pytest.LogCaptureFixture, message: bytes | str, code: int
) -> None:
    with running.opened() as page:
        begin(page)
        page.send(message)

        assert code_of(page)[0] == code
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_text_that_is_none_leaves_one_line_in_the_log(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    with running.opened() as page:
        page.send(b"\xff\xfe", text=True)

        assert code_of(page)[0] == 1007
    (record,) = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert record.exc_info is None


def test_stopping_says_goodbye_and_waits_for_nobody(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    with running.opened() as page, running.opened() as quiet:
        begin(page)
        running.stop()

        assert code_of(page)[0] == 1012
        assert code_of(quiet)[0] == 1012
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
