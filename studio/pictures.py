"""Takes the pictures in docs/pictures from the real app: `script/assets pictures`.

`script/assets pictures library` takes only those of one part: walk, library, month or camera.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, ViewportSize

from studio.film import film_timeline
from tests.browser.conftest import (
    LAPTOP,
    PHONE,
    WITH_WEBGL,
    WITHOUT_WEBGL,
    Server,
    free_port,
    running_chromium,
)
from tests.browser.visitor import Player, answer_first_questions, check_in, choose, go_on

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/pictures"
MEDIA_CLOCK = ROOT / "tests/browser/media_clock.js"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SIZES: dict[str, ViewportSize] = {"phone": PHONE, "laptop": LAPTOP}
# Twice the pixels, as a phone of today has.
SHARPNESS = 2
SETTLES = 2500
LIBRARY = {
    "/library/": "library",
    "/routines/hip-mobility-10/": "routine",
    "/routines/new/?from=hip-mobility-4": "builder",
}
CAMERA = "camera"
FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
PLAYS = "--use-file-for-fake-video-capture="
PICTURE_IS_THERE = "() => (document.querySelector('#camera-picture video')?.readyState ?? 0) >= 2"
FILM_SECONDS, FILM_RATE = 80, 15
# Enough for some repetitions on either side.
COUNTS_AFTER_SECONDS = 14
PERSON_IS_THERE = "() => document.querySelector('#stage').stage?.ready('lying-psoas-march')"


def main(names: list[str]) -> int:
    """Walk through the app once for each size and scheme, and keep what a person sees."""
    parts = {"walk": walk, "library": library, "month": month}
    unknown = [name for name in names if name not in (*parts, CAMERA)]
    if unknown:
        known = ", ".join((*parts, CAMERA))
        print(f"There is no part {unknown[0]!r}. There are: {known}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in names or parts if name != CAMERA]
    with running_chromium(*WITH_WEBGL) as browser:
        for scheme in SCHEMES if wanted else ():
            for size in SIZES:
                for name in wanted:
                    with tempfile.TemporaryDirectory() as folder:
                        parts[name](browser, Path(folder), size, scheme)
    if CAMERA in names or not names:
        with tempfile.TemporaryDirectory() as folder:
            under_the_camera(Path(folder))
    return 0


def walk(browser: Browser, folder: Path, size: str, scheme: Scheme) -> None:
    """Take every picture of one size and scheme."""
    with window(browser, folder, size, scheme) as page:
        page.context.add_init_script(path=MEDIA_CLOCK)
        walked(page, called(size, scheme))


def walked(page: Page, name: str) -> None:
    """Take the pictures from the first start to the diary."""
    page.goto("/")
    keep(page, f"first-start-{name}")
    answer_first_questions(page)
    keep(page, f"home-{name}")
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


def library(browser: Browser, folder: Path, size: str, scheme: Scheme) -> None:
    """Take the pictures of somebody who looks round in the library."""
    name = called(size, scheme)
    with window(browser, folder, size, scheme) as page:
        answer_first_questions(page)
        page.goto("/movements/lying-psoas-march/")
        page.locator("#stage").wait_for()
        page.wait_for_function(PERSON_IS_THERE)
        page.locator("#watch-play").click()
        page.locator("#watch-progress").fill("480")
        keep(page, f"movement-{name}")
        for address, what in LIBRARY.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            keep(page, f"{what}-{name}")


def month(browser: Browser, folder: Path, size: str, scheme: Scheme) -> None:
    """Take the pictures of somebody who has kept a diary for thirty days."""
    subprocess.run(
        [sys.executable, "-m", "tests.browser.write_month"],
        env={**os.environ, "SUPINE_DATA": str(folder)},
        check=True,
    )
    with window(browser, folder, size, scheme) as page:
        for address, what in (("/", "today"), ("/progress/", "progress")):
            page.goto(address)
            keep(page, f"{what}-{called(size, scheme)}")
        keep(page, f"camera-{called(size, scheme)}", page.locator("#camera"))


def under_the_camera(folder: Path) -> None:
    """Take the pictures of somebody whom a camera watches: our own person, on a film."""
    film = folder / "film.y4m"
    with running_chromium(*WITH_WEBGL) as browser, window(browser, folder / "film") as page:
        answer_first_questions(page)
        timeline = page.request.get("/timelines/three-minute.json?items=knee-wags.5").json()
        told = {**timeline, "seconds": FILM_SECONDS}
        film_timeline(page, told, "woman", "foot-end-three-quarter", FILM_RATE, film)
    # Without the stage, two cores are enough for what looks at the pictures.
    with running_chromium(*WITHOUT_WEBGL, *FAKE_CAMERA, f"{PLAYS}{film}") as browser:
        for scheme in SCHEMES:
            for size in SIZES:
                name = called(size, scheme)
                with window(browser, folder / name, size, scheme) as page:
                    watched(page, name, timeline["sets"][0]["moving_at"])


def watched(page: Page, name: str, moving_at: float) -> None:
    """Take the pictures of placing a camera, and of its count a while after the first movement."""
    answer_first_questions(page)
    check_in(page)
    page.locator("#start:enabled").wait_for()
    page.locator("#camera-on").click()
    page.wait_for_function(PICTURE_IS_THERE)
    begun = time.monotonic()
    page.locator("#camera-setup[data-tone=good]").wait_for(timeout=60_000)
    keep(page, f"camera-place-{name}", page.locator("#camera-setup"))
    # The film shows a whole session, so that it has to begin with it.
    page.locator("#camera-on").click()
    page.wait_for_timeout(1000)
    page.locator("#camera-on").click()
    page.wait_for_function(PICTURE_IS_THERE)
    page.locator("#start").click()
    print(f"{name}: placed within {time.monotonic() - begun:.0f} s")
    page.wait_for_timeout((moving_at + COUNTS_AFTER_SECONDS) * 1000)
    keep(page, f"camera-player-{name}")


@contextmanager
def window(
    browser: Browser, data: Path, size: str = "laptop", scheme: Scheme = "light"
) -> Iterator[Page]:
    """Give a page of a Supine that serves this data folder."""
    server = Server(data, free_port())
    server.start()
    context = browser.new_context(
        base_url=server.address,
        viewport=SIZES[size],
        color_scheme=scheme,
        device_scale_factor=SHARPNESS if size == "phone" else 1,
    )
    try:
        yield context.new_page()
    finally:
        context.close()
        server.stop()


def called(size: str, scheme: Scheme) -> str:
    """Give what the pictures of a size and scheme are called."""
    return size if scheme == "light" else f"{size}-dark"


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


def keep(page: Page, name: str, top: Locator | None = None) -> None:
    """Keep what is in the window, from the top of the page or of a part of it."""
    page.evaluate("scrollTo(0, 0)")
    if top is not None:
        top.evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(250)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
