"""A real server in a process of its own, a real Chromium, and somebody who uses them."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from tests.browser.beginnings import NOBODY, Beginnings
from tests.browser.serving import LAPTOP, PHONE, Server, free_port
from tests.browser.watched import Watched

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
__all__ = ["LAPTOP", "PHONE", "Server", "Watched", "free_port"]
WITHOUT_WEBGL = ("--disable-3d-apis",)
# Chromium draws WebGL in software, and leaves it out without these.
WITH_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")

CLOSING_SECONDS = 30
Chromiums = Callable[[tuple[str, ...]], Browser]


@pytest.fixture(scope="session")
def beginnings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beginnings]:
    made = Beginnings(tmp_path_factory.mktemp("beginnings"))
    yield made
    made.close()


@pytest.fixture
def begun() -> str:
    """Give what was done before the test, where `begins` says nothing else."""
    return NOBODY


@pytest.fixture
def server(beginnings: Beginnings, browser: Browser, begun: str) -> Iterator[Server]:
    with beginnings.server(begun, browser) as running:
        yield running


def chromium() -> str:
    found = os.environ.get("SUPINE_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        pytest.fail("There is no Chromium here. Run the tests with script/test, which brings one.")
    return found


@contextmanager
def running_chromium(*more: str) -> Iterator[Browser]:
    """Give a Chromium that was started with `more` arguments."""
    with sync_playwright() as playwright:
        running = launched(playwright, *more)
        yield running
        running.close()


def launched(playwright: Playwright, *more: str) -> Browser:
    """Start a Chromium with `more` arguments; whoever asks closes it."""
    arguments = ["--disable-background-networking", "--disable-component-update", *more]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=chromium(), args=arguments)


# No longer than a module: while it runs, no other test can run an event loop of its own.
@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Give a Chromium without WebGL, unless the module is marked with `webgl`."""
    drawing = request.node.get_closest_marker("webgl") is not None
    with running_chromium(*(WITH_WEBGL if drawing else WITHOUT_WEBGL)) as running:
        yield running


@pytest.fixture(scope="module")
def chromiums() -> Iterator[Chromiums]:
    """Give browsers by their arguments; each is started once, and again only if it was ended."""
    with sync_playwright() as playwright:
        started: dict[tuple[str, ...], Browser] = {}

        def with_arguments(arguments: tuple[str, ...]) -> Browser:
            if arguments not in started or not started[arguments].is_connected():
                started[arguments] = launched(playwright, *WITHOUT_WEBGL, *arguments)
            return started[arguments]

        yield with_arguments
        for browser in started.values():
            browser.close()


def close(context: BrowserContext) -> None:
    """Close a profile; end its Chromium where that never answers.

    With a camera, Chromium now and then waits for ever for a page that it has left already, and
    Playwright for Chromium.
    """
    assert context.browser is not None
    end = threading.Timer(CLOSING_SECONDS, os.kill, (process_of(context.browser), signal.SIGKILL))
    end.start()
    try:
        context.close()
    except Error:
        if end.is_alive():
            raise
    finally:
        end.cancel()


def process_of(browser: Browser) -> int:
    """Give the number of Chromium's first process."""
    asked = browser.new_browser_cdp_session()
    told = asked.send("SystemInfo.getProcessInfo")["processInfo"]
    asked.detach()
    return next(int(process["id"]) for process in told if process["type"] == "browser")


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Give a fresh browser profile, and check at the end that it talked to nobody else."""
    made = browser.new_context(base_url=server.address, viewport=LAPTOP)
    watched = Watched(server.address)
    made.on("page", watched.watch)
    yield made
    close(made)
    watched.assert_clean()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def clocked_page(context: BrowserContext) -> Page:
    """Give a page whose media time the test moves."""
    context.add_init_script(path=HERE / "media_clock.js")
    return context.new_page()
