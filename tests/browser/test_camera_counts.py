"""A whole session under a camera: what our own person does before it, on the page and in the diary.

Chromium's fake camera plays a film of our own person, made from the very timeline that is played.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from studio.film import film_timeline
from tests.browser.beginnings import CHECKED_IN, Beginnings, begins
from tests.browser.conftest import WITH_WEBGL, WITHOUT_WEBGL, running_chromium
from tests.browser.serving import Server
from tests.browser.visitor import choose
from tests.own_cards import copied, rewrite

pytestmark = [pytest.mark.browser, begins(CHECKED_IN)]

ROUTINE, MOVEMENT, REPS = "only-the-march", "lying-psoas-march", 4
CHOICES = {"words": "counts", "down": "10"}
FILM_RATE = 15
PICTURE = "() => (document.querySelector('#camera-picture video')?.readyState ?? 0) >= 2"
AT_THE_END = "() => document.querySelector('#running').dataset.stage === 'end'"
SEEN = "SELECT side, detail FROM diary_sessionevent WHERE kind = 'seen' ORDER BY side"
# The track has ended by then, on a machine that plays sound in its own time.
SESSION_MILLISECONDS = 120_000


@dataclass(frozen=True)
class Film:
    """A session of one movement, and a film of somebody who does it with the voice."""

    path: Path
    timeline: dict[str, Any]


def write_routine(data: Path) -> None:
    """Put a routine of one's own into a data folder: one march, four times on each side."""
    card = copied(data / "library", "routines", "three-minute", ROUTINE) / "card.yaml"
    rewrite(card, "minutes: 5\n", "")
    rewrite(card, "  - {movement: knee-wags}\n  - {movement: lying-adductor-squeeze}\n", "")
    rewrite(card, "{movement: lying-psoas-march}", f"{{movement: {MOVEMENT}, reps: {REPS}}}")


@pytest.fixture(scope="module")
def film(beginnings: Beginnings, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Film the session; its Chromium has gone before the one that plays the session comes."""
    path = tmp_path_factory.mktemp("film") / "march.y4m"
    with (
        running_chromium(*WITH_WEBGL) as drawing,
        beginnings.server(CHECKED_IN, drawing) as server,
    ):
        write_routine(server.data)
        context = drawing.new_context(base_url=server.address)
        page = context.new_page()
        timeline = page.request.get(f"/timelines/{ROUTINE}.json?{urlencode(CHOICES)}").json()
        film_timeline(page, timeline, "woman", "foot-end-three-quarter", FILM_RATE, path)
        context.close()
    return Film(path, timeline)


@pytest.fixture(scope="module")
def browser(film: Film) -> Iterator[Browser]:
    """Give a Chromium whose camera plays the film, from its beginning, whenever it is opened."""
    camera = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film.path}",
    )
    # Without the stage, two cores are enough for what looks at the pictures.
    with running_chromium(*WITHOUT_WEBGL, *camera) as running:
        yield running


@pytest.fixture
def faults(page: Page, server: Server) -> list[str]:
    """Listen for what a page should not say, and for whom else it talks to."""
    heard: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # What finds the body tells of itself on the channel of errors.
        if message.type == "error" and not message.text.startswith("INFO:"):
            heard.append(message.text)

    def look(address: str) -> None:
        if not address.startswith(server.address.replace("http", "ws")):
            heard.append(address)

    page.on("console", listen)
    page.on("websocket", lambda socket: look(socket.url))
    return heard


def start_under_the_camera(page: Page) -> None:
    """Choose short words, let the camera watch, and start as soon as the film has begun."""
    page.goto(f"/play/{ROUTINE}/")
    choose(page, "words", CHOICES["words"])
    page.locator("#down").fill(CHOICES["down"])
    page.wait_for_timeout(500)
    expect(page.locator("#start")).to_be_enabled(timeout=20_000)
    page.locator("#camera-on").click()
    page.wait_for_function(PICTURE)
    page.locator("#start").click()
    expect(page.locator("#running")).to_be_visible()


def test_every_repetition_is_counted_on_the_page_and_in_the_diary(
    page: Page, server: Server, faults: list[str], film: Film
) -> None:
    assert film.timeline["sets"][0]["movement"] == MOVEMENT
    write_routine(server.data)
    start_under_the_camera(page)

    # The count stays while the last words are said.
    page.wait_for_function(AT_THE_END, timeout=SESSION_MILLISECONDS)
    for side in ("left", "right"):
        expect(page.locator(f"#witness-{side}-count")).to_have_text(str(REPS))
    page.wait_for_url(re.compile("/after/"), timeout=SESSION_MILLISECONDS)

    seen = [(side, json.loads(detail)) for side, detail in server.rows(SEEN)]
    assert [(side, told["called"], told["counted"]) for side, told in seen] == [
        ("left", REPS, REPS),
        ("right", REPS, REPS),
    ]
    assert all(told["set"] == "0/0" and told["seen_share"] > 0.5 for _, told in seen)
    expect(page.locator("main")).to_contain_text(re.compile(r"camera", re.IGNORECASE))
    assert server.rows("SELECT count(*) FROM diary_sessionevent WHERE kind = 'enough'") == [(0,)]
    assert faults == []
