"""How light and how quick the player is: bytes before the first word, and press to first word.

The server and Chromium run on this machine, so times hold for it and for no network.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.beginnings import Beginnings
from tests.browser.conftest import LAPTOP, Server, Watched, chromium, free_port
from tests.browser.test_accessibility import VISITS, violations
from tests.browser.visitor import answer_first_questions, check_in, fetch_timeline

RUNS = 5
AIM_KILOBYTES = 400
AIM_MILLISECONDS = 300
MEDIA_CLOCK = Path(__file__).parents[1] / "tests/browser/media_clock.js"
PRESS_AND_WAIT = """() => new Promise((resolve, reject) => {
  const track = document.querySelector("#track");
  const pressed = performance.now();
  document.querySelector("#start").click();
  const look = () => {
    track.currentTime > 0 ? resolve(performance.now() - pressed) : setTimeout(look, 1);
  };
  look();
  setTimeout(() => reject(new Error("no sound within ten seconds")), 10000);
})"""


def main() -> None:
    """Print the figures."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
            ],
        )
        size_and_speed(browser, Path(folder))
        rules(browser)
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Give a server with an empty diary."""
    server = Server(folder / "data", free_port())
    server.start()
    yield server
    server.stop()


def size_and_speed(browser: Browser, folder: Path) -> None:
    """Load the player with a cold cache, and press Start, several times."""
    milliseconds, kilobytes = [], []
    parts: dict[str, float] = {}
    for run in range(RUNS):
        with served(folder / str(run)) as server:
            parts, pressed = one_run(browser, server)
            kilobytes.append(sum(parts.values()))
            milliseconds.append(pressed)
    print("before the first word, cold cache:")
    for name, size in parts.items():
        print(f"  {name:28}{size:8.1f} kB")
    total = statistics.median(kilobytes)
    print(f"  {'all':28}{total:8.1f} kB (aim: under {AIM_KILOBYTES})")
    print(
        f"press to first word: median {statistics.median(milliseconds):.0f} ms, "
        f"worst of {RUNS} {max(milliseconds):.0f} ms (aim: under {AIM_MILLISECONDS})"
    )


def one_run(browser: Browser, server: Server) -> tuple[dict[str, float], float]:
    """Give the kilobytes of each kind, and the milliseconds from press to sound."""
    page = browser.new_page(base_url=server.address, viewport=LAPTOP)
    answer_first_questions(page)
    check_in(page)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    received = Received(page)
    page.reload()
    page.locator("#start:enabled").wait_for()
    page.wait_for_timeout(800)
    parts = received.parts(fetch_timeline(page, {})["seconds"])
    pressed = float(page.evaluate(PRESS_AND_WAIT))
    page.context.close()
    return parts, pressed


class Received:
    """Counts what comes over the wire, compressed as sent."""

    def __init__(self, page: Page) -> None:
        self.sizes: dict[str, float] = {}
        self.addresses: dict[str, str] = {}
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.requestWillBeSent", self._sent)
        client.on("Network.loadingFinished", self._finished)
        client.on("Network.dataReceived", self._data)

    def _sent(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _data(self, event: dict[str, Any]) -> None:
        address = self.addresses.get(event["requestId"], "")
        self.sizes[address] = self.sizes.get(address, 0) + event["encodedDataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self.addresses.get(event["requestId"], "")
        self.sizes[address] = max(self.sizes.get(address, 0), event["encodedDataLength"])

    def parts(self, seconds: float) -> dict[str, float]:
        """Give kilobytes by kind; of the track only its first minute is needed by then."""
        kinds: dict[str, float] = {}
        for address, size in self.sizes.items():
            kind = kind_of(address)
            share = min(1.0, 60 / seconds) if kind.startswith("sound") else 1.0
            kinds[kind] = kinds.get(kind, 0) + size * share / 1000
        return kinds


def kind_of(address: str) -> str:
    """Name what an address is for."""
    if "/tracks/" in address:
        return "sound (first minute)"
    if "/timelines/" in address:
        return "timeline"
    if "/sounds/" in address:
        return "short sounds"
    ending = address.split("?", maxsplit=1)[0].rsplit(".", 1)[-1]
    return {"js": "scripts", "css": "styles"}.get(ending, "page")


def rules(browser: Browser) -> None:
    """Visit everything once: accessibility violations, and requests to anybody else."""
    found, elsewhere = 0, []
    with tempfile.TemporaryDirectory() as folder, closing(Beginnings(Path(folder))) as beginnings:
        for begun, visit in VISITS:
            with beginnings.server(begun, browser) as server:
                context = browser.new_context(base_url=server.address, viewport=LAPTOP)
                context.add_init_script(path=MEDIA_CLOCK)
                page = context.new_page()
                watched = Watched(server.address)
                watched.watch(page)
                page.goto(server.landing)
                visit(page)
                found += len(violations(page))
                elsewhere += watched.elsewhere
                context.close()
    print(f"axe violations on {len(VISITS)} pages and states: {found}")
    print(f"requests to other hosts: {len(elsewhere)} {sorted(set(elsewhere)) or ''}")


if __name__ == "__main__":
    main()
