"""How much the person on the mat costs: bytes, triangles, draw calls, and pictures a second.

Chromium draws in software (SwiftShader) on this machine's processor, so the pictures a second are
a lower bound for old machines, and say nothing of a real graphics chip.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.page import Received, served
from tests.browser.conftest import chromium
from tests.browser.visitor import answer_first_questions

MOVEMENTS = ("knee-wags", "lying-adductor-squeeze", "lying-psoas-march", "spinal-flexion-drill")
PICTURE: ViewportSize = {"width": 640, "height": 480}
SECONDS = 5
RUNS = 3
MOST_TRIANGLES = 25_000
MOST_CALLS = 60
AIM_PICTURES = 14.0
LEVELS = ("shadow, smooth edges", "no shadow", "neither", "fewer pixels")
# The trial before this stage: the same browser, size and software drawing, a room of one mat and
# three walls, a mesh of 8.2 thousand triangles, and one of 28.8 thousand. Pictures a second.
TRIAL_SMALL = (7.6, 13.0, 15.7, None)
TRIAL_LARGE = (4.9, None, 13.0, None)
TRIAL_MESH_BYTES = 75_522

LOADED = """() => document.querySelector("#stage").stage?.readBack().root.length === 3
  && document.querySelector("#watch-play").getAttribute("aria-pressed") === "true\""""
# A fixed size, whatever the page gives it; the page's own playing would draw in between.
AT_SIZE = """([width, height]) => {
  const canvas = document.querySelector("#stage");
  Object.assign(canvas.style, {
    position: "fixed", inset: "0", width: `${width}px`, height: `${height}px`,
  });
  document.querySelector("#watch-play").click();
}"""
# Reading one pixel back waits until the picture is really drawn.
DRAW = """async ([movement, step, level, seconds]) => {
  const { stage } = document.querySelector("#stage");
  stage.keepQuality(level);
  const gl = stage.canvas.getContext("webgl2");
  const pixel = new Uint8Array(4);
  const side = movement.includes("squeeze") || movement.includes("flexion") ? null : "left";
  const draw = (progress) => {
    stage.show({
      pose: { movement, side, range: 1, step, progress }, from: null, blend: 1, fade: 0,
      breath: progress, side, equipment: ["rolled-towel", "resistance-band", "strap"],
    });
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  };
  const soon = () => new Promise((done) => setTimeout(done, 0));
  for (let picture = 0; picture < 8; picture += 1) { draw(picture / 8); await soon(); }
  await new Promise((done) => setTimeout(done, 500));
  for (let picture = 0; picture < 4; picture += 1) { draw(picture / 4); await soon(); }
  const began = performance.now();
  let drawn = 0;
  while (performance.now() - began < seconds * 1000) {
    draw((drawn % 40) / 40);
    drawn += 1;
    await soon();
  }
  return { rate: drawn / ((performance.now() - began) / 1000), ...stage.stats() };
}"""


def main() -> None:
    """Print the figures."""
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as server,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--use-angle=swiftshader",
                "--enable-unsafe-swiftshader",
            ],
        )
        context = browser.new_context(base_url=server.address)
        answer_first_questions(context.new_page())
        state = context.storage_state()
        load(browser, server.address, state)
        for movement in MOVEMENTS:
            cost(browser, server.address, state, movement)
        pace(browser, server.address, state)
        browser.close()


def opened(browser: Browser, address: str, state: Any, movement: str) -> tuple[Page, Received]:  # noqa: ANN401 - Playwright's own
    """Open a movement's page and wait until the person moves."""
    context = browser.new_context(base_url=address, storage_state=state, viewport=PICTURE)
    page = context.new_page()
    received = Received(page)
    page.goto(f"/movements/{movement}/")
    for _ in range(600):
        if page.evaluate(LOADED):
            return page, received
        page.wait_for_timeout(20)
    message = f"Nobody moved on the page of {movement} within 12 seconds."
    raise TimeoutError(message)


def load(browser: Browser, address: str, state: Any) -> None:  # noqa: ANN401 - Playwright's own
    """Print what comes over the wire for the first movement, and how long until it moves."""
    times = []
    for _ in range(RUNS):
        page, received = opened(browser, address, state, MOVEMENTS[0])
        times.append(float(page.evaluate("() => performance.now()")))
        page.wait_for_timeout(300)
        sizes = received.sizes
        page.context.close()
    print("as sent, cold cache:")
    for name, ending, beside in (
        ("person (GLB)", ".glb", f"the trial's 8.2k mesh: {TRIAL_MESH_BYTES:,} bytes"),
        ("stage (script)", ".js", ""),
        ("motion", ".json", ""),
    ):
        found = [size for url, size in sizes.items() if url.split("?")[0].endswith(ending)]
        print(f"  {name:16}{sum(found):10,.0f} bytes  {beside}")
    print(f"page opened to person moving: median {statistics.median(times):.0f} ms of {RUNS}")


def cost(browser: Browser, address: str, state: Any, movement: str) -> None:  # noqa: ANN401 - Playwright's own
    """Print triangles and draw calls of one movement, with everything it uses, all passes."""
    page, _ = opened(browser, address, state, movement)
    page.evaluate(AT_SIZE, [PICTURE["width"], PICTURE["height"]])
    step = page.locator("[data-step]").first.get_attribute("data-step")
    found = page.evaluate(DRAW, [movement, step, 0, 0.5])
    print(
        f"{movement}: {found['triangles']:,} triangles (at most {MOST_TRIANGLES:,}), "
        f"{found['calls']} draw calls (at most {MOST_CALLS})"
    )
    page.context.close()


def pace(browser: Browser, address: str, state: Any) -> None:  # noqa: ANN401 - Playwright's own
    """Print pictures a second at each level of quality, with the trial's beside."""
    page, _ = opened(browser, address, state, MOVEMENTS[0])
    page.evaluate(AT_SIZE, [PICTURE["width"], PICTURE["height"]])
    step = page.locator("[data-step]").first.get_attribute("data-step")
    print(f"pictures a second, {PICTURE['width']}x{PICTURE['height']}, in software:")
    print(f"  {'':24}{'here':>8}{'trial 8.2k':>14}{'trial 28.8k':>14}")
    best = 0.0
    for level, name in enumerate(LEVELS):
        rate = page.evaluate(DRAW, [MOVEMENTS[0], step, level, SECONDS])["rate"]
        small, large = TRIAL_SMALL[level], TRIAL_LARGE[level]
        print(f"  {name:24}{rate:8.1f}{small or '-':>14}{large or '-':>14}")
        best = max(best, rate)
    print(f"after leaving out what it must: {best:.1f} (aim: {AIM_PICTURES:.0f})")
    page.context.close()


if __name__ == "__main__":
    main()
