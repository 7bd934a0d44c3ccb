"""A real server in a process of its own, a real Chromium, and somebody who uses them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE_SECONDS = 30
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Server:
    """Supine as a person starts it, on a port and a data folder of its own."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "supine", "--no-browser", "--port", str(self.port)],
            env={**os.environ, "SUPINE_DATA": str(self.data)},
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                pytest.fail(f"the server stopped with {self.process.returncode}")
            try:
                urllib.request.urlopen(f"{self.address}/about/", timeout=2).close()  # noqa: S310
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail("the server did not answer")

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE_SECONDS)
            self.process = None

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the diary's file from outside."""
        connection = sqlite3.connect(self.data / "diary.sqlite3")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "data", free_port())
    running.start()
    yield running
    running.stop()


def chromium() -> str:
    found = os.environ.get("SUPINE_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        pytest.fail("There is no Chromium here. Run the tests with script/test, which brings one.")
    return found


@contextmanager
def running_chromium(*more: str) -> Iterator[Browser]:
    """Give a Chromium without WebGL, unless `more` arguments say otherwise."""
    with sync_playwright() as playwright:
        arguments = ["--disable-background-networking", "--disable-component-update", *more]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            arguments.append("--no-sandbox")
        running = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield running
        running.close()


# No longer than a module: while it runs, no other test can run an event loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_chromium("--disable-3d-apis") as running:
        yield running


@dataclass
class Watched:
    """What a context did that it never should: requests to others, faults, blocked content."""

    address: str
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._look_at(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _look_at(self, address: str) -> None:
        if not address.startswith((self.address, "data:", "blob:", "about:")):
            self.elsewhere.append(address)


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Give a fresh browser profile, and check at the end that it talked to nobody else."""
    made = browser.new_context(base_url=server.address, viewport=LAPTOP)
    watched = Watched(server.address)
    made.on("page", watched.watch)
    yield made
    made.close()
    assert watched.elsewhere == []
    assert watched.faults == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def clocked_page(context: BrowserContext) -> Page:
    """Give a page whose media time the test moves."""
    context.add_init_script(path=HERE / "media_clock.js")
    return context.new_page()
