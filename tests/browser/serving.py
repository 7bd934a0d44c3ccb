"""A real server in a process of its own, on a port and a data folder of its own."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ViewportSize

PATIENCE_SECONDS = 30
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Server:
    """Supine as a person starts it, on a port and a data folder of its own."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    # Where in it somebody stands who did something before the test.
    landing: str = "/"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.launch()
        self.wait_until_it_answers()

    def launch(self) -> None:
        """Start the process, and do not wait for it."""
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "supine", "--no-browser", "--port", str(self.port)],
            env={**os.environ, "SUPINE_DATA": str(self.data)},
            stdout=subprocess.DEVNULL,
        )

    def wait_until_it_answers(self) -> None:
        assert self.process is not None
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                pytest.fail(f"the server stopped with {self.process.returncode}")
            try:
                urllib.request.urlopen(f"{self.address}/about/", timeout=2).close()  # noqa: S310
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("the server did not answer")

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def leave(self) -> None:
        """Ask it to end, and do not wait for it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)

    def wait_until_it_ends(self) -> None:
        if self.process is not None:
            self.process.wait(PATIENCE_SECONDS)
            self.process = None

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.wait_until_it_ends()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the diary's file from outside."""
        connection = sqlite3.connect(self.data / "diary.sqlite3")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def free_port() -> int:
    """Give a port that nobody listens on, and that no outgoing connection will be given."""
    # Systems take those from 32768 on; one of them could be gone before the server is up.
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as listening:
            try:
                listening.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    pytest.fail("there is no free port")
