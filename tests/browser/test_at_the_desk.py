"""A routine that nobody lies down for, on a phone held upright: standing, whole, with its words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.beginnings import CHECKED_IN
from tests.browser.serving import PHONE, Server
from tests.browser.stage import READY, seek
from tests.browser.visitor import Player

pytestmark = [pytest.mark.browser, pytest.mark.webgl]

STANDING = "standing-back-bend"
FULL = {"words": "full"}


@pytest.fixture
def begun() -> str:
    return CHECKED_IN


@pytest.fixture
def player(clocked_page: Page, server: Server) -> Player:
    """Give somebody who can start a routine on a chair and standing."""
    clocked_page.set_viewport_size(PHONE)
    clocked_page.goto(f"{server.address}/play/desk-break/")
    return Player.prepare(clocked_page, FULL)


def test_nobody_is_asked_for_time_to_get_down(player: Player) -> None:
    page = player.page
    expect(page.locator("#down-slider")).to_be_hidden()

    page.goto("/play/three-minute/")

    expect(page.locator("#down-slider")).to_be_visible()


def test_what_is_said_before_the_first_movement_stands_there_whole(player: Player) -> None:
    player.start()
    caption = player.page.locator("#caption")

    expect(caption).to_contain_text("Stop whenever it feels wrong.")
    expect(player.page.locator("#movement")).to_have_text("Before you begin")
    assert caption.evaluate("caption => caption.scrollHeight <= caption.clientHeight")


def test_the_views_stand_below_the_feet(player: Player) -> None:
    page = player.page
    player.start()
    standing = next(one for one in player.timeline["phases"] if one["movement"] == STANDING)
    player.advance_to(player.timeline["sets"][0]["at"] + 0.5)
    page.wait_for_function(READY, arg=STANDING, timeout=60_000)
    seek(page, standing["at"] + 1)

    expect(page.locator("#person-room .views")).to_be_visible()
    assert bottom(page.locator("#person")) <= top(page.locator("#person-room .views"))


def top(piece: Locator) -> float:
    box = piece.bounding_box()
    assert box is not None
    return box["y"]


def bottom(piece: Locator) -> float:
    box = piece.bounding_box()
    assert box is not None
    return box["y"] + box["height"]
