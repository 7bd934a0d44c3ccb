"""One real minute of a real track: what the page shows is what the track is saying."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.serving import Server
from tests.browser.visitor import EASY, choose, fetch_timeline

pytestmark = pytest.mark.browser

WATCHED_SECONDS = 60
TOLERANCE_SECONDS = 0.1
WATCH = """(milliseconds) => new Promise((resolve) => {
  const seen = [];
  const track = document.querySelector("#track");
  const text = (id) => document.querySelector("#" + id).textContent;
  const begun = performance.now();
  const look = (now) => {
    const seconds = track.currentTime;
    const stage = document.querySelector("#running").dataset;
    seen.push([seconds, stage.stage, stage.side, text("breath-word"), text("set-words")]);
    now - begun < milliseconds ? requestAnimationFrame(look) : resolve(seen);
  };
  requestAnimationFrame(look);
})"""


@begins(CHECKED_IN)
def test_the_page_is_within_100_ms_of_the_track_for_a_real_minute(
    page: Page, server: Server
) -> None:
    page.goto(server.landing)
    for name, value in (EASY | {"down": "10"}).items():
        if name != "down":
            choose(page, name, value)
    page.locator("#down").fill("10")
    timeline = fetch_timeline(page, EASY | {"down": "10"})
    page.wait_for_timeout(1000)
    page.locator("#start").click()

    seen = page.evaluate(WATCH, WATCHED_SECONDS * 1000)

    played = seen[-1][0] - seen[0][0]
    assert played == pytest.approx(WATCHED_SECONDS, abs=3)
    moved = [shown for shown in seen if shown[1] == "moving"]
    assert len({shown[4] for shown in moved}) >= 5, "the minute showed no repetitions"
    wrong = [shown for shown in seen if not is_near(shown, timeline)]
    assert wrong == []


def is_near(shown: list[Any], timeline: dict[str, Any]) -> bool:
    """Tell whether what was shown is right for some moment within the tolerance."""
    seconds, stage, side, breath, words = shown
    return any(
        matches(phase, stage, side, breath, words)
        for phase in timeline["phases"]
        if phase["at"] - TOLERANCE_SECONDS
        <= seconds
        <= phase["at"] + phase["seconds"] + TOLERANCE_SECONDS
    )


def matches(phase: dict[str, Any], stage: str, side: str, breath: str, words: str) -> bool:
    """Compare what is shown with one phase: whether and how it moves, on which side."""
    if (stage == "moving") != (phase["rep"] is not None):
        return False
    if stage != "moving":
        return True
    expected_breath = f"Breathe {phase['breath']}" if phase["breath"] else ""
    return (
        side == (phase["side"] or "none")
        and breath == expected_breath
        and words.startswith(f"{phase['rep']} of ")
    )
