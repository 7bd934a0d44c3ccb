"""Where a test begins: data folders in which something was done already, by a real walk.

The walk is made once, in a real browser; every test that begins there gets a copy of the folder,
and a server and a browser profile of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import LAPTOP, Server, free_port
from tests.browser.visitor import answer_first_questions, check_in, end_early
from tests.browser.watched import Watched

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOBODY, ANSWERED, CHECKED_IN, ENDED = "nobody", "answered", "checked-in", "ended"
A_MONTH = "a month"
# What was done before each beginning, after the beginning that stands before it.
WALKS: dict[str, tuple[str, Callable[[Page], None]]] = {
    ANSWERED: (NOBODY, answer_first_questions),
    CHECKED_IN: (ANSWERED, check_in),
    ENDED: (CHECKED_IN, end_early),
}


def begins(*names: str) -> pytest.MarkDecorator:
    """Let a test, or all of a module, begin elsewhere than with nobody."""
    return pytest.mark.parametrize("begun", names)


@dataclass
class Beginnings:
    """Every beginning that was asked for so far, and a server for the next test that asks again."""

    folder: Path
    _spare: dict[str, Server] = field(default_factory=dict)
    _leaving: list[Server] = field(default_factory=list)
    _count: int = 0

    @contextmanager
    def server(self, name: str, browser: Browser) -> Iterator[Server]:
        """Give a running server of one test's own."""
        running = self._spare.pop(self._key(name), None) or self._launched(name, browser)
        running.wait_until_it_answers()
        # It comes up while the test runs.
        self._spare[self._key(name)] = self._launched(name, browser)
        yield running
        running.leave()
        self._leaving.append(running)

    def close(self) -> None:
        """End every server, and see that each ends when it is asked to."""
        for spare in self._spare.values():
            spare.wait_until_it_answers()
            spare.leave()
        for server in (*self._spare.values(), *self._leaving):
            server.wait_until_it_ends()

    def _launched(self, name: str, browser: Browser) -> Server:
        server = self._laid(name, browser)
        server.launch()
        return server

    def _laid(self, name: str, browser: Browser) -> Server:
        """Give a server that is yet to start, on a copy of the beginning's folder."""
        self._count += 1
        data = self.folder / f"data-{self._count}"
        if name == NOBODY:
            return Server(data, free_port())
        made = self.folder / self._key(name)
        if not made.exists():
            landing = (
                _write_month(made / "data") if name == A_MONTH else self._walk(name, browser, made)
            )
            (made / "landing.json").write_text(json.dumps(landing))
        shutil.copytree(made / "data", data)
        return Server(data, free_port(), landing=json.loads((made / "landing.json").read_text()))

    def _walk(self, name: str, browser: Browser, made: Path) -> str:
        """Make a beginning's folder; give the address at which the walk to it ends."""
        before, walk = WALKS[name]
        server = self._laid(before, browser)
        server.start()
        context = browser.new_context(base_url=server.address, viewport=LAPTOP)
        context.add_init_script(path=HERE / "media_clock.js")
        watched = Watched(server.address)
        context.on("page", watched.watch)
        page = context.new_page()
        try:
            page.goto(server.landing)
            walk(page)
            landing = page.url.removeprefix(server.address)
        finally:
            context.close()
            server.stop()
        watched.assert_clean()
        shutil.copytree(server.data, made / "data")
        return landing

    @staticmethod
    def _key(name: str) -> str:
        # What was said yesterday is not said of today.
        return f"{name}-{date.today():%Y-%m-%d}"  # noqa: DTZ011 - the day of this machine, as the app's


def _write_month(data: Path) -> str:
    """Write a diary of thirty days; give the address at which to begin."""
    subprocess.run(
        [sys.executable, "-m", "tests.browser.write_month"],
        cwd=ROOT,
        env={**os.environ, "SUPINE_DATA": str(data)},
        check=True,
    )
    return "/"
