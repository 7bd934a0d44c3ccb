"""The person when something goes wrong: another movement than the one called is never shown."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.serving import Server
from tests.browser.stage import READY, assert_drawn
from tests.browser.visitor import EASY, Player

pytestmark = [pytest.mark.browser, pytest.mark.webgl, begins(CHECKED_IN)]

PATIENCE = 60_000
LOSE = """() => {
  const gl = document.querySelector("#person").getContext("webgl2");
  window.taken = gl.getExtension("WEBGL_lose_context");
  window.taken.loseContext();
}"""
WATCHED = "() => document.querySelector('#stage').stage?.stats().triangles > 0"
DRAWN = "(id) => document.querySelector(id).stage.stats().triangles"
LOST = "() => document.querySelector('#stage').getContext('webgl2').isContextLost()"


@pytest.fixture
def player(clocked_page: Page, server: Server) -> Player:
    """Give somebody who can press Start, in a window that is small, since software draws it."""
    clocked_page.set_viewport_size({"width": 480, "height": 400})
    clocked_page.goto(server.landing)
    return Player.prepare(clocked_page, EASY)


def move_in(player: Player, index: int, seconds: float = 1.3) -> None:
    player.advance_to(player.set(index)["moving_at"] + seconds)


def start_and_see(player: Player) -> None:
    player.start()
    move_in(player, 0)
    player.page.wait_for_function(READY, arg=player.set(0)["movement"], timeout=PATIENCE)
    expect(player.page.locator("#person")).to_be_visible(timeout=PATIENCE)


def test_a_movement_that_does_not_arrive_shows_nobody_and_is_asked_for_again(
    player: Player,
) -> None:
    second = player.set(1)["movement"]
    asked: list[str] = []

    def fail_once(route: Route) -> None:
        asked.append(route.request.url)
        route.abort() if len(asked) == 1 else route.continue_()

    player.page.route(f"**/motions/{second}.json*", fail_once)
    start_and_see(player)
    assert_drawn(player.page, player.timeline)
    move_in(player, 1)
    player.page.wait_for_function(READY, arg=second, timeout=PATIENCE)

    assert assert_drawn(player.page, player.timeline).movement == second
    assert len(asked) == 2
    expect(player.page.locator("#person")).to_have_css("opacity", "1")


def test_while_a_movement_is_on_its_way_the_one_before_is_not_shown(player: Player) -> None:
    second = player.set(1)["movement"]
    player.page.route(f"**/motions/{second}.json*", lambda route: route.abort())
    start_and_see(player)

    move_in(player, 1)

    expect(player.page.locator("#person")).to_have_css("opacity", "0")
    move_in(player, 2)
    expect(player.page.locator("#person")).to_have_css("opacity", "1")
    assert_drawn(player.page, player.timeline)


def test_webgl_taken_away_and_given_back_draws_on(player: Player) -> None:
    start_and_see(player)

    player.page.evaluate(LOSE)
    player.page.wait_for_timeout(300)
    player.page.evaluate("() => window.taken.restoreContext()")
    player.page.wait_for_timeout(4000)

    assert player.page.evaluate(DRAWN, "#person") > 0
    expect(player.page.locator("#person")).to_be_visible()
    expect(player.page.locator("#person-still")).to_be_hidden()
    assert_drawn(player.page, player.timeline)


def test_webgl_taken_away_for_good_gives_way_to_pictures(player: Player) -> None:
    start_and_see(player)

    player.page.evaluate(LOSE)

    still = player.page.locator("#person-still")
    expect(still).to_be_visible()
    expect(player.page.locator("#person")).to_be_hidden()
    expect(still).to_have_attribute("src", re.compile(r"/stills/knee-wags/woman-over-left-"))
    player.page.keyboard.press("s")
    move_in(player, 1)
    expect(still).to_have_attribute("src", re.compile(f"/stills/{player.set(1)['movement']}/"))


def test_motion_switched_off_on_the_device_gives_way_to_pictures(player: Player) -> None:
    start_and_see(player)

    player.page.emulate_media(reduced_motion="reduce")

    expect(player.page.locator("#person-still")).to_be_visible()
    expect(player.page.locator("#person")).to_be_hidden()


def test_the_newest_of_quick_choices_stays_and_is_remembered(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto("/movements/knee-wags/")
    # Only the last of them is still wanted when the canvas is free.
    with page.expect_response("**/motions/knee-wags.json?figure=man", timeout=PATIENCE):
        for figure in ("man", "woman", "man"):
            page.locator(f"label:has(input[name=figure][value={figure}])").click()
    page.wait_for_function(WATCHED, timeout=PATIENCE)

    assert page.evaluate(LOST) is False
    page.goto("/movements/lying-psoas-march/")
    expect(page.locator("input[name=figure][value=man]")).to_be_checked()
    page.goto(server.landing)
    expect(page.locator("input[name=figure][value=man]")).to_be_checked()
