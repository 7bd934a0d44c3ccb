"""Between one side and the other the page says so, and the person is on the other side in time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.serving import Server
from tests.browser.stage import (
    DEGREES,
    METRES,
    READY,
    Pose,
    assert_drawn,
    differences,
    drawn_now,
    seek,
)
from tests.browser.visitor import EASY, Player, choose, go_on

pytestmark = [pytest.mark.browser, pytest.mark.webgl, begins(CHECKED_IN)]

LYING_ON_THE_SIDE = "clamshell"


@pytest.fixture
def player(clocked_page: Page, server: Server) -> Player:
    """Give somebody who can start a routine with a movement on the side."""
    clocked_page.set_viewport_size({"width": 640, "height": 480})
    clocked_page.goto(f"{server.address}/before/hip-strength/")
    if clocked_page.locator("input[name=daily]").count():
        choose(clocked_page, "daily", "none")
        go_on(clocked_page)
    if clocked_page.locator("input[name=back]").count():
        for name in ("back", "leg", "reach"):
            choose(clocked_page, name, "2")
        go_on(clocked_page)
    return Player.prepare(clocked_page, EASY)


def test_the_body_turns_over_and_the_page_counts_until_it_moves_again(player: Player) -> None:
    page = player.page
    phases = player.timeline["phases"]
    change = next(
        one for one in phases if one["name"] == "change" and one["movement"] == LYING_ON_THE_SIDE
    )
    before, after = (phases[phases.index(change) + step] for step in (-1, 1))
    player.start()
    # The person is fetched once the first words are over.
    player.advance_to(phases[1]["at"] + 0.5)
    page.wait_for_function(READY, arg=LYING_ON_THE_SIDE, timeout=60_000)

    seek(page, before["at"] + before["seconds"] - 0.2)
    assert assert_drawn(page, player.timeline).side == "left"

    seek(page, change["at"] + change["seconds"] / 2)
    seconds, drawn = drawn_now(page)
    start = Pose(LYING_ON_THE_SIDE, "right", after["range"], None, 0.0)
    metres, degrees = differences(drawn, start, "woman")
    assert (metres < METRES, degrees < DEGREES) == (True, True), (seconds, metres, degrees)
    expect(page.locator("#phase-word")).to_have_text("Change sides")
    left = change["at"] + change["seconds"] - seconds
    assert float(page.locator("#count").inner_text()) == pytest.approx(left, abs=1)

    seek(page, after["at"] + 0.5)
    assert assert_drawn(page, player.timeline).side == "right"
