"""Takes the pictures in docs/pictures from the real app: `script/assets pictures`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import LAPTOP, PHONE, Server, free_port, running_chromium
from tests.browser.stage import WITH_WEBGL
from tests.browser.visitor import Player, answer_first_questions, check_in, choose, go_on

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/pictures"
MEDIA_CLOCK = ROOT / "tests/browser/media_clock.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "laptop": LAPTOP}
# Twice the pixels, as a phone of today has.
SHARPNESS = 2
SETTLES = 2500
PERSON_IS_THERE = "() => document.querySelector('#stage').stage?.ready('lying-psoas-march')"


def main() -> None:
    """Walk through the app once for each size and scheme, and keep what a person sees."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_chromium(*WITH_WEBGL) as browser:
        for scheme in SCHEMES:
            for size in SIZES:
                with tempfile.TemporaryDirectory() as folder:
                    walk(browser, Path(folder), size, scheme)
                    month(browser, Path(folder), size, scheme)


def walk(browser: Browser, folder: Path, size: str, scheme: Literal["light", "dark"]) -> None:
    """Take every picture of one size and scheme."""
    server = Server(folder / "data", free_port())
    server.start()
    context = browser.new_context(
        base_url=server.address,
        viewport=SIZES[size],
        color_scheme=scheme,
        device_scale_factor=SHARPNESS if size == "phone" else 1,
    )
    context.add_init_script(path=MEDIA_CLOCK)
    page = context.new_page()
    name = size if scheme == "light" else f"{size}-dark"

    page.goto("/")
    keep(page, f"first-start-{name}")
    answer_first_questions(page)
    keep(page, f"home-{name}")
    page.goto("/movements/lying-psoas-march/")
    page.locator("#stage").wait_for()
    page.wait_for_function(
        "() => document.querySelector('#stage').stage?.ready('lying-psoas-march')"
    )
    page.locator("#watch-play").click()
    page.locator("#watch-progress").fill("480")
    keep(page, f"movement-{name}")
    page.goto("/before/three-minute/")
    choose(page, "daily", "none")
    go_on(page)
    for score, value in {"back": "4", "leg": "4", "reach": "2"}.items():
        choose(page, score, value)
    keep(page, f"check-in-{name}")
    check_in(page, "4", "4", "2")
    session(page, name)
    for score, value in {"worst-back": "5", "worst-leg": "5", "now-back": "3"}.items():
        choose(page, score, value)
    keep(page, f"after-{name}")
    for score, value in {"now-leg": "4", "now-reach": "1"}.items():
        choose(page, score, value)
    go_on(page)
    page.goto("/diary/")
    keep(page, f"diary-{name}")
    context.close()
    server.stop()


def month(browser: Browser, folder: Path, size: str, scheme: Literal["light", "dark"]) -> None:
    """Take the pictures of somebody who has kept a diary for thirty days."""
    server = Server(folder / "month", free_port())
    subprocess.run(
        [sys.executable, "-m", "tests.browser.write_month"],
        env={**os.environ, "SUPINE_DATA": str(server.data)},
        check=True,
    )
    server.start()
    context = browser.new_context(
        base_url=server.address,
        viewport=SIZES[size],
        color_scheme=scheme,
        device_scale_factor=SHARPNESS if size == "phone" else 1,
    )
    page = context.new_page()
    name = size if scheme == "light" else f"{size}-dark"
    for address, what in (("/", "today"), ("/progress/", "progress")):
        page.goto(address)
        keep(page, f"{what}-{name}")
    context.close()
    server.stop()


def session(page: Page, name: str) -> None:
    """Take the pictures of the player, and leave it on the page for afterwards."""
    player = Player.prepare(page, {"words": "full"})
    keep(page, f"start-{name}")
    player.start()
    player.advance_to(player.set(0)["moving_at"] - 5)
    page.locator("#person-room:not([hidden])").wait_for(timeout=60_000)
    player.advance_to(player.set(0)["moving_at"] + 13)
    # What moves softly on the page needs a moment of its own time to get there.
    page.wait_for_timeout(SETTLES)
    keep(page, f"player-{name}")
    player.advance_to(player.set(1)["moving_at"] + 14)
    page.wait_for_timeout(SETTLES)
    keep(page, f"player-squeeze-{name}")
    page.keyboard.press("Space")
    page.wait_for_timeout(400)
    keep(page, f"paused-{name}")
    page.keyboard.press("Space")
    player.sit_out_the_count_in()
    # Nobody looks at the rest, and in software every frame of it would cost.
    page.evaluate("() => document.querySelector('#person').stage?.close()")
    player.advance_to(player.timeline["seconds"] + 1)
    page.wait_for_url("**/after/**")


def keep(page: Page, name: str) -> None:
    """Keep what is in the window, from the top of the page."""
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(250)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
