"""The person in a running session: the drawn pose is that of the voice, whatever happens."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.serving import Server
from tests.browser.stage import assert_drawn, drawn_now, pose_at, seek
from tests.browser.test_accessibility import overflow, violations
from tests.browser.visitor import EASY, Player
from tests.web.pictures import HASH, KEYS, PICTURE

pytestmark = [pytest.mark.browser, pytest.mark.webgl, begins(CHECKED_IN)]

FETCHED_LATE = re.compile(r"/(stage|figure)\.[0-9a-f]+\.js|\.glb|\.wasm|/motions/|/stills/")
HIDE = """(state) => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
ALL_READY = """(movements) => {
  const stage = document.querySelector("#person").stage;
  return stage !== undefined && movements.every((movement) => stage.ready(movement));
}"""
INSTANTS = 12
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null;"


@pytest.fixture
def player(clocked_page: Page, server: Server) -> Player:
    """Give somebody who can press Start."""
    # Small, since every frame is drawn in software.
    clocked_page.set_viewport_size({"width": 640, "height": 480})
    clocked_page.goto(server.landing)
    return Player.prepare(clocked_page, EASY)


def start_and_wait(player: Player) -> None:
    """Start, hear the first words, and wait until everybody's movements are there."""
    player.start()
    player.advance_to(first_words_over(player) + 0.5)
    movements = [each["movement"] for each in player.timeline["sets"]]
    player.page.wait_for_function(ALL_READY, arg=movements, timeout=60_000)


def first_words_over(player: Player) -> float:
    first = next(cue for cue in player.timeline["cues"] if cue["kind"] == "say")
    return float(first["at"] + first["seconds"])


def moving_seconds(timeline: dict[str, Any], set_index: int, share: float) -> float:
    """Give a second in the moving part of a set."""
    chosen = timeline["sets"][set_index]
    return float(chosen["moving_at"] + share * (chosen["ends_at"] - chosen["moving_at"]))


def test_at_any_instant_of_a_session_the_drawn_pose_is_the_phases(player: Player) -> None:
    start_and_wait(player)
    chance = random.Random(4)  # noqa: S311 - the same instants every time
    seen = set()

    for number in range(INSTANTS):
        second = moving_seconds(player.timeline, number % 3, chance.uniform(0.01, 0.97))
        while pose_at(player.timeline, second) is None:
            second += 0.5
        seek(player.page, second)
        pose = assert_drawn(player.page, player.timeline)
        seen.add((pose.movement, pose.side))

    assert len({movement for movement, _ in seen}) == 3
    assert {side for _, side in seen} == {"left", "right", None}


def test_the_pose_stays_that_of_the_voice_through_pause_skip_back_and_side(player: Player) -> None:
    page, timeline = player.page, player.timeline
    start_and_wait(player)
    seek(player.page, timeline["sets"][0]["moving_at"] + 1.3)
    first = assert_drawn(page, timeline)

    page.keyboard.press("Space")
    expect(page.locator("#paused")).to_be_visible()
    paused_at, _ = drawn_now(page)
    player.advance(3)
    assert drawn_now(page)[0] == paused_at
    assert_drawn(page, timeline)
    page.keyboard.press("Space")
    player.sit_out_the_count_in()
    while (pose := pose_at(timeline, player.seconds)) is None or pose.side == first.side:
        player.advance(0.4)
    assert assert_drawn(page, timeline).side != first.side

    page.keyboard.press("s")
    player.advance_to(timeline["sets"][1]["moving_at"] + 2.2)
    assert assert_drawn(page, timeline).movement == timeline["sets"][1]["movement"]
    page.keyboard.press("b")
    page.keyboard.press("b")
    player.advance_to(timeline["sets"][0]["moving_at"] + 2.9)
    assert assert_drawn(page, timeline).movement == first.movement


def test_a_hidden_tab_draws_nothing_and_is_exact_when_seen_again(player: Player) -> None:
    page, timeline = player.page, player.timeline
    start_and_wait(player)
    seek(player.page, timeline["sets"][0]["moving_at"] + 1)
    _, before = drawn_now(page)

    page.evaluate(HIDE, "hidden")
    seek(player.page, timeline["sets"][2]["moving_at"] + 1.5)
    assert drawn_now(page)[1] == before
    page.evaluate(HIDE, "visible")

    assert assert_drawn(page, timeline).movement == timeline["sets"][2]["movement"]


def test_nothing_of_the_stage_is_fetched_before_the_first_words_are_over(player: Player) -> None:
    fetched: list[str] = []
    player.page.on("request", lambda request: fetched.append(request.url))
    player.start()
    player.advance_to(first_words_over(player) - 0.3)
    player.page.wait_for_timeout(500)
    assert [address for address in fetched if FETCHED_LATE.search(address)] == []
    expect(player.page.locator("#person-room")).to_be_hidden()

    player.advance(0.6)

    expect(player.page.locator("#person-room")).to_be_visible(timeout=60_000)
    assert any("/motions/knee-wags.json?figure=woman" in address for address in fetched)


def test_looking_from_elsewhere_changes_neither_the_pose_nor_the_session(player: Player) -> None:
    page, timeline = player.page, player.timeline
    start_and_wait(player)
    seek(player.page, timeline["sets"][2]["moving_at"] + 1.5)

    page.keyboard.press("2")
    expect(page.locator("#person-room [data-view=feet]")).to_have_attribute("aria-pressed", "true")
    page.locator("#person-room [data-view=side]").click()
    box = page.locator("#person").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 100, steps=4)
    page.mouse.up()
    page.keyboard.press("0")

    assert assert_drawn(page, timeline).movement == timeline["sets"][2]["movement"]
    expect(page.locator("#paused")).to_be_hidden()
    page.locator("#person").click(position={"x": 60, "y": 90})
    expect(page.locator("#paused")).to_be_visible()


def test_the_page_with_a_person_has_no_violation_and_fits(player: Player) -> None:
    start_and_wait(player)
    seek(player.page, player.timeline["sets"][0]["moving_at"] + 1)
    expect(player.page.locator("#person-room")).to_be_visible()

    for width, height in ((1280, 800), (390, 844), (320, 640)):
        player.page.set_viewport_size({"width": width, "height": height})
        assert violations(player.page) == [], width
        assert overflow(player.page) <= 0, width


def test_somebody_else_can_show_it(player: Player) -> None:
    player.page.locator("label:has(input[name=figure][value=man])").click()
    start_and_wait(player)

    seek(player.page, player.timeline["sets"][0]["moving_at"] + 1.2)

    assert_drawn(player.page, player.timeline, "man")


def ready_with(page: Page, server: Server, stills: dict[str, Any]) -> Player:
    """Give somebody who can press Start, whose server says that it has these pictures."""

    def with_pictures(route: Route) -> None:
        answer = route.fetch()
        begin, data, end = re.split(
            r'(?s)(?<=<script id="player-data" type="application/json">)(.*?)(?=</script>)',
            answer.text(),
            maxsplit=1,
        )
        body = begin + json.dumps({**json.loads(data), "stills": stills}) + end
        route.fulfill(response=answer, body=body)

    page.route("**/play/three-minute/**", with_pictures)
    page.route("**/stills/**", lambda route: route.fulfill(body=PICTURE, content_type="image/webp"))
    # A page that was redirected to could not be changed on its way.
    page.goto(server.landing)
    return Player.prepare(page, EASY)


def plays_in_pictures(page: Page, server: Server) -> Player:
    """Play until the knees are over to the left, and see the picture of it."""
    drawn = {"woman": list(KEYS), "man": list(KEYS)}
    wags = {"version": HASH, "widths": [320, 800], "pictures": drawn}
    player = ready_with(page, server, {"knee-wags": wags})
    player.start()
    player.advance_to(player.timeline["sets"][0]["moving_at"] + 0.5)
    still = page.locator("#person-still")
    expect(still).to_be_visible()
    expect(still).to_have_attribute("src", re.compile(r"woman-over-left-800\.webp"))
    expect(page.locator("#person")).to_be_hidden()
    expect(page.locator("#person-room .views")).to_be_hidden()
    return player


def test_without_motion_there_are_pictures_with_the_same_timing(
    clocked_page: Page, server: Server
) -> None:
    fetched: list[str] = []
    clocked_page.emulate_media(reduced_motion="reduce")
    clocked_page.on("request", lambda request: fetched.append(request.url))

    player = plays_in_pictures(clocked_page, server)

    still = clocked_page.locator("#person-still")
    player.advance(2)
    expect(still).to_have_attribute("src", re.compile(r"woman-start-800\.webp"))
    player.advance(2)
    expect(still).to_have_attribute("src", re.compile(r"woman-over-right-800\.webp"))
    assert not any("stage." in address or ".glb" in address for address in fetched)


def test_without_webgl_there_are_pictures_and_the_session_goes_on(
    clocked_page: Page, server: Server
) -> None:
    clocked_page.add_init_script(NO_WEBGL)

    player = plays_in_pictures(clocked_page, server)

    player.advance_to(player.timeline["seconds"] + 1)
    clocked_page.wait_for_url(re.compile("/after/"))


def test_without_webgl_and_without_pictures_the_ring_keeps_the_room(
    clocked_page: Page, server: Server
) -> None:
    clocked_page.add_init_script(NO_WEBGL)
    player = ready_with(clocked_page, server, {})
    with clocked_page.expect_response("**/stage.*.js"):
        player.start()
        player.advance_to(player.timeline["sets"][0]["moving_at"] + 1)
    player.advance(1)

    expect(clocked_page.locator("#count")).to_have_text("1")
    expect(clocked_page.locator("#person-room")).to_be_hidden()
