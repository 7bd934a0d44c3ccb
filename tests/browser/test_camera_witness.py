"""The running page under a camera, with a coach of the test's own: what it shows and keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, WebSocketRoute, expect

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.conftest import HERE, Chromiums, close
from tests.browser.serving import LAPTOP, Server
from tests.browser.test_accessibility import assert_fits_without_violation
from tests.browser.visitor import EASY, Player
from tests.browser.watched import Watched

pytestmark = [pytest.mark.browser, begins(CHECKED_IN)]

CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
PICTURE = "() => (document.querySelector('#camera-picture video')?.readyState ?? 0) >= 2"
FRAME_BYTES, HEAD_BYTES = 536, 8
# Stands in for what finds the body, which would take all of a small machine.
SAME_BODY = """addEventListener("message", ({ data }) => {
  if (data.kind === "open") postMessage({ kind: "ready" });
  else if (data.kind === "wake") setTimeout(() => postMessage({ kind: "tick" }), data.milliseconds);
  else {
    data.picture.close();
    const landmarks = new Float32Array(132).fill(0.5);
    postMessage({ kind: "seen", atSeconds: data.atSeconds, landmarks, brightness: 0.5 });
  }
});"""
MEASURED = {"reach": 0.9, "best_reach": 1.0, "out_seconds": 2.0, "back_seconds": 1.5}


class Coach:
    """Answers in the place of the live socket, and counts what the test says."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.frames = 0
        self.away = False
        self._counts = {"left": 0, "right": 0, "none": 0}
        self._sockets: list[WebSocketRoute] = []

    def serve(self, socket: WebSocketRoute) -> None:
        if self.away:
            socket.close(code=1013)
            return
        self._sockets.append(socket)
        socket.on_message(self._hear)

    def say(self, kind: str, **more: object) -> None:
        self._sockets[-1].send(json.dumps({"kind": kind, **more}))

    def count(self, side: str) -> None:
        self._counts[side] += 1
        self.say("rep", **self._set, side=side, range_share=1, **MEASURED, counted=self._counts)

    def leave(self) -> None:
        self.away = True
        self._sockets[-1].close(code=1011)

    def is_asked(self, page: Page, **words: object) -> None:
        """Wait until the page has said this."""
        for _ in range(100):
            if any(words.items() <= told.items() for told in self.told):
                return
            page.wait_for_timeout(100)
        pytest.fail(f"the page did not say {words}, but {self.told}")

    @property
    def _set(self) -> dict[str, object]:
        return {"set": self.told[-1]["set"]}

    def _hear(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            self.frames += (len(message) - HEAD_BYTES) // FRAME_BYTES
            return
        self.told.append(json.loads(message))
        if self.told[-1]["kind"] == "set":
            movement = self.told[-1]["movement"]
            self._counts = dict.fromkeys(self._counts, 0)
            self.say("set", **self._set, movement=movement, timed=False, counted={}, settled=True)
        else:
            sides = {
                side: {"reps": reps, **MEASURED} for side, reps in self._counts.items() if reps
            }
            self.say("summary", **self._set, seen_share=0.9, notes=[], sides=sides)


@pytest.fixture
def browser(chromiums: Chromiums) -> Browser:
    """Give a Chromium with a camera that it may use."""
    return chromiums(CAMERA)


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Give a profile in which the test moves the track, and nobody looks for a body."""
    made = browser.new_context(
        base_url=server.address, viewport=LAPTOP, permissions=["camera"], reduced_motion="reduce"
    )
    watched = Watched(server.address)
    made.on("page", watched.watch)
    made.add_init_script(path=HERE / "media_clock.js")
    made.route("**/built/pose.worker*.js", find_nobody)
    yield made
    close(made)
    watched.assert_clean()


@pytest.fixture
def coach(page: Page) -> Coach:
    made = Coach()
    page.route_web_socket(re.compile("/live/"), made.serve)
    return made


@pytest.fixture
def player(page: Page, server: Server, coach: Coach) -> Player:
    """Give somebody who has started, with the camera on, and has just begun to move."""
    page.goto(server.landing)
    player = Player.prepare(page, EASY)
    page.locator("#camera-on").click()
    page.wait_for_function(PICTURE)
    player.start()
    expect(page.locator("#witness")).to_be_visible()
    player.advance_to(player.set(0)["moving_at"] + 1)
    coach.is_asked(page, kind="set", set="0/0", movement="knee-wags")
    return player


def find_nobody(route: Route) -> None:
    route.fulfill(body=SAME_BODY, content_type="text/javascript")


def line(page: Page, words: str) -> None:
    expect(page.locator("#witness-line")).to_have_text(words)


def counts(page: Page, left: int, right: int) -> None:
    expect(page.locator("#witness-left-count")).to_have_text(str(left))
    expect(page.locator("#witness-right-count")).to_have_text(str(right))


def stored(page: Page, server: Server, kind: str, count: int) -> list[tuple[str, dict[str, Any]]]:
    """Wait until the diary holds as many events of a kind; give their sides and details."""
    query = "SELECT side, detail FROM diary_sessionevent WHERE kind = ? ORDER BY at_seconds, side"
    for _ in range(100):
        rows = server.rows(query, kind)
        if len(rows) >= count:
            break
        page.wait_for_timeout(100)
    assert len(rows) == count
    return [(side, json.loads(detail)) for side, detail in rows]


def test_counted_stands_beside_called_and_goes_into_the_diary(
    player: Player, server: Server, coach: Coach
) -> None:
    page = player.page
    line(page, "Watching.")
    for side in ("left", "right", "left"):
        coach.count(side)
    counts(page, 2, 1)
    player.advance_to(player.set(1)["at"] + 3)
    coach.is_asked(page, kind="over", set="0/0")

    seen = stored(page, server, "seen", 2)
    assert [(side, told["counted"], told["called"]) for side, told in seen] == [
        ("left", 2, 8),
        ("right", 1, 8),
    ]
    assert seen[0][1] == {"set": "0/0", "counted": 2, "called": 8, **MEASURED} | {
        "seen_share": 0.9,
        "notes": [],
    }
    assert coach.frames > 0


def test_a_hint_is_shown_and_read_out_and_watching_is_not(player: Player, coach: Coach) -> None:
    page = player.page
    aloud = page.locator("#witness-aloud")
    line(page, "Watching.")
    expect(aloud).to_be_empty()

    coach.say("cue", key="slower", text="A little slower.")
    line(page, "A little slower.")
    expect(aloud).to_have_text("A little slower.")
    player.advance(9)

    line(page, "Watching.")
    expect(aloud).to_be_empty()


def test_tiring_ends_the_march_kindly_and_back_takes_it_up_again(
    player: Player, server: Server, coach: Coach
) -> None:
    page, march = player.page, player.set(2)
    coach.say("tired", what="range")
    player.advance_to(march["moving_at"] + 4)
    assert stored(page, server, "enough", 0) == []
    coach.is_asked(page, kind="set", set="2/0")

    coach.say("tired", what="range")
    line(page, "That is enough. Let it rest.")
    # It waits six seconds for a gap of the voice, and then says it.
    player.advance(14)

    assert player.seconds >= march["ends_at"]
    assert stored(page, server, "enough", 1)[0][1] == {"by": "camera"}


def test_a_skipped_set_keeps_its_count_and_going_back_is_a_pass_of_its_own(
    player: Player, server: Server, coach: Coach
) -> None:
    page = player.page
    coach.count("left")
    counts(page, 1, 0)
    page.keyboard.press("b")
    player.advance(0.5)
    coach.is_asked(page, kind="set", set="0/1")
    counts(page, 0, 0)
    coach.count("right")
    counts(page, 0, 1)
    page.keyboard.press("s")
    player.advance(0.5)

    seen = stored(page, server, "seen", 4)
    told = {(each["set"], side): each["counted"] for side, each in seen}
    expected = {("0/0", "left"): 1, ("0/0", "right"): 0, ("0/1", "left"): 0, ("0/1", "right"): 1}
    assert told == expected


def test_a_reload_goes_on_with_the_count(player: Player, coach: Coach) -> None:
    page = player.page
    for side in ("left", "right", "left"):
        coach.count(side)
    counts(page, 2, 1)
    heard = len(coach.told)

    page.reload()
    expect(page.locator("#go-on")).to_be_enabled(timeout=20_000)
    player.know_the_length()
    page.wait_for_function(PICTURE)
    page.locator("#go-on").click()
    player.sit_out_the_count_in()
    for _ in range(100):
        if len(coach.told) > heard:
            break
        page.wait_for_timeout(100)
    assert coach.told[-1]["set"] == "0/0"
    counts(page, 2, 1)
    coach.count("right")

    counts(page, 2, 2)


def test_without_the_coach_the_session_goes_on_and_says_so_once_quietly(
    player: Player, server: Server, coach: Coach
) -> None:
    page = player.page
    coach.count("left")
    counts(page, 1, 0)
    coach.leave()

    line(page, "Nothing is counted just now. The voice goes on.")
    player.advance_to(player.timeline["seconds"] + 1)
    page.wait_for_url(re.compile("/after/"))
    seen = stored(page, server, "seen", 2)
    assert [(side, told["counted"]) for side, told in seen] == [("left", 1), ("right", 0)]


def test_the_camera_turned_off_leaves_the_page_as_without(
    player: Player, server: Server, coach: Coach
) -> None:
    page = player.page
    coach.count("left")
    counts(page, 1, 0)
    page.keyboard.press("Space")
    page.locator("#camera-off").click()

    expect(page.locator("#witness")).to_be_hidden()
    stored(page, server, "seen", 2)
    page.keyboard.press("Space")
    player.sit_out_the_count_in()
    player.advance_to(player.timeline["seconds"] + 1)
    page.wait_for_url(re.compile("/after/"))


def test_the_running_page_fits_and_axe_finds_nothing(player: Player, coach: Coach) -> None:
    coach.count("left")
    coach.say("cannot_see", why="moved")
    line(player.page, "The camera has moved. It counts again once you are still.")

    assert_fits_without_violation(player.page)


def test_without_a_camera_nothing_of_it_is_fetched(page: Page, server: Server) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(server.landing)
    player = Player.prepare(page, EASY)
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 9)
    stored(page, server, "rep_done", 2)

    of_camera = re.compile(r"/(witness|live|phrases|pose|camera)/|/built/(open|setup|pose)\.")
    assert [address for address in fetched if of_camera.search(address)] == []
