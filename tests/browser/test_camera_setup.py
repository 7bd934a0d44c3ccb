"""Placing the camera before a session: what is said and fetched, and when its light goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.beginnings import CHECKED_IN, ROOT, Beginnings, begins
from tests.browser.conftest import HERE, Chromiums, close
from tests.browser.serving import LAPTOP
from tests.browser.test_accessibility import assert_fits_without_violation
from tests.browser.visitor import EASY, Player
from tests.browser.watched import Watched

pytestmark = [pytest.mark.browser, begins(CHECKED_IN)]

PEOPLE = ROOT.parent / "shared/data/rendered"
FAKE_CAMERA = "--use-fake-device-for-media-stream"
ALLOWED = "--use-fake-ui-for-media-stream"
PATIENCE_MILLISECONDS = 30_000
GOOD = "Good: head to feet in view."
# Remembers every camera that was opened, so that a test can see it stop or pull its plug.
REMEMBER = """(() => {
  window.cameras = [];
  if (navigator.mediaDevices === undefined) return;
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish);
    window.cameras.push(...stream.getTracks());
    return stream;
  };
})()"""
UNPLUG = """() => cameras.forEach((camera) => {
  camera.stop();
  camera.dispatchEvent(new Event("ended"));
})"""
WATCH_LEAVING = """() => window.addEventListener("pagehide", () => {
  localStorage.setItem("left", cameras.map((camera) => camera.readyState).join());
})"""
AROUND = "#movement, .time-left, .ring, .side, #person-room, .progress, #caption, .controls"
NOTHING_COVERED = """(around) => {
  const mine = document.querySelector("#self-view").getBoundingClientRect();
  return [...document.querySelectorAll(around)]
    .map((each) => each.getBoundingClientRect())
    .every((box) => box.width === 0 || box.right <= mine.left || mine.right <= box.left ||
      box.bottom <= mine.top || mine.bottom <= box.top);
}"""
Opening = Callable[..., Page]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give somebody on a mat, seen from the foot end, as a film for Chromium's camera."""
    source = PEOPLE / "psoas_march_foot34.mp4"
    if not source.is_file():
        pytest.skip("the rendered people are not on this machine")
    made = tmp_path_factory.mktemp("films") / "film.y4m"
    with av.open(str(source)) as container, made.open("wb") as file:
        for index, frame in enumerate(container.decode(video=0)):
            if index == 0:
                file.write(f"YUV4MPEG2 W{frame.width} H{frame.height} F15:1 C420jpeg\n".encode())
            if index % 2 == 0:
                file.write(b"FRAME\n")
                file.write(frame.reformat(format="yuvj420p").to_ndarray().tobytes())
            if index > 120:
                break
    return made


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a film in which it is all but black."""
    made = tmp_path_factory.mktemp("films") / "night.y4m"
    picture = np.full(640 * 480 * 3 // 2, 128, np.uint8)
    picture[: 640 * 480] = 8
    with made.open("wb") as file:
        file.write(b"YUV4MPEG2 W640 H480 F15:1 C420jpeg\n")
        file.writelines(b"FRAME\n" + picture.tobytes() for _ in range(4))
    return made


@pytest.fixture
def opening(chromiums: Chromiums, beginnings: Beginnings, begun: str) -> Iterator[Opening]:
    """Give what opens the player in a browser with this camera, or with none."""
    with ExitStack() as closing:

        def open_with(*arguments: str, permissions: tuple[str, ...] = ("camera",)) -> Page:
            browser = chromiums(arguments)
            server = closing.enter_context(beginnings.server(begun, browser))
            context = browser.new_context(
                base_url=server.address, viewport=LAPTOP, permissions=permissions
            )
            watched = Watched(server.address)
            context.on("page", watched.watch)
            context.add_init_script(path=HERE / "media_clock.js")
            context.add_init_script(REMEMBER)
            closing.callback(watched.assert_clean)
            closing.callback(close, context)
            page = context.new_page()
            page.goto(server.landing)
            expect(page.locator("#start")).to_be_enabled(timeout=PATIENCE_MILLISECONDS)
            return page

        yield open_with


def says(page: Page, words: str) -> None:
    expect(page.locator("#camera-says")).to_contain_text(words, timeout=PATIENCE_MILLISECONDS)


def is_running(page: Page) -> bool:
    return bool(page.evaluate("() => cameras.some((camera) => camera.readyState === 'live')"))


def film_of(path: Path) -> tuple[str, ...]:
    return FAKE_CAMERA, ALLOWED, f"--use-file-for-fake-video-capture={path}"


def test_nothing_of_the_camera_comes_before_it_is_wanted_and_it_turns_green(
    opening: Opening, film: Path
) -> None:
    page = opening(*film_of(film))
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    expect(page.locator("#start")).to_be_enabled(timeout=PATIENCE_MILLISECONDS)
    assert not [each for each in fetched if "camera" in each or "wasm" in each or "pose" in each]

    page.locator("#camera-on").click()

    expect(page.locator("#camera-setup[data-tone=good]")).to_be_visible(
        timeout=PATIENCE_MILLISECONDS
    )
    says(page, GOOD)
    assert sum(".wasm" in each for each in fetched) == 1
    assert sum("/pose/lite.task" in each for each in fetched) == 1
    assert_fits_without_violation(page)


def test_by_keyboard_alone_it_goes_on_and_off_and_its_light_goes_out(opening: Opening) -> None:
    page = opening(FAKE_CAMERA, ALLOWED)
    page.locator("#sound-check").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "I can't see anybody yet")
    assert is_running(page)
    expect(page.locator("#camera-on")).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Enter")

    expect(page.locator("#camera-setup")).to_be_hidden()
    assert not is_running(page)


def test_it_opens_by_itself_next_time_and_not_once_it_was_turned_off(opening: Opening) -> None:
    page = opening(FAKE_CAMERA, ALLOWED)
    expect(page.locator("#camera-setup")).to_have_count(0)
    page.locator("#camera-on").click()
    says(page, "I can't see anybody yet")

    page.reload()
    says(page, "I can't see anybody yet")
    page.locator("#camera-on").click()
    page.reload()

    expect(page.locator("#start")).to_be_enabled(timeout=PATIENCE_MILLISECONDS)
    expect(page.locator("#camera-setup")).to_have_count(0)
    assert not is_running(page)


def test_a_refusal_is_one_sentence_and_the_session_begins_without(opening: Opening) -> None:
    page = opening(FAKE_CAMERA, permissions=())
    page.locator("#camera-on").click()
    says(page, "was not allowed")
    expect(page.locator("#camera-picture")).to_be_hidden()

    Player.prepare(page, EASY).start()

    expect(page.locator("#self-view")).to_be_hidden()


def test_without_a_camera_it_says_so(opening: Opening) -> None:
    page = opening(ALLOWED)
    page.locator("#camera-on").click()

    says(page, "No camera was found")


def test_a_room_too_dark_is_said(opening: Opening, night: Path) -> None:
    page = opening(*film_of(night))
    page.locator("#camera-on").click()

    says(page, "It is too dark")


def test_a_camera_that_is_pulled_out_is_said_and_taken_up_again(opening: Opening) -> None:
    page = opening(FAKE_CAMERA, ALLOWED)
    page.locator("#camera-on").click()
    says(page, "I can't see anybody yet")

    page.evaluate(UNPLUG)

    says(page, "The camera is gone")
    page.evaluate('() => navigator.mediaDevices.dispatchEvent(new Event("devicechange"))')
    says(page, "I can't see anybody yet")


def test_of_two_cameras_the_chosen_one_is_kept(opening: Opening) -> None:
    page = opening(f"{FAKE_CAMERA}=device-count=2", ALLOWED)
    page.locator("#camera-on").click()
    says(page, "I can't see anybody yet")
    which = page.get_by_label("Which camera")
    assert which.locator("option").count() == 2

    which.select_option(index=1)

    says(page, "Getting ready")
    says(page, "I can't see anybody yet")
    page.reload()
    says(page, "I can't see anybody yet")
    assert which.evaluate("(select) => select.selectedIndex") == 1


def test_a_model_that_does_not_come_is_said(opening: Opening) -> None:
    page = opening(FAKE_CAMERA, ALLOWED)
    page.context.route("**/pose/**", lambda route: route.abort())
    page.locator("#camera-on").click()

    says(page, "did not load")
    assert not is_running(page)


def test_the_small_picture_can_be_hidden_and_the_pause_can_turn_the_camera_off(
    opening: Opening,
) -> None:
    page = opening(FAKE_CAMERA, ALLOWED)
    page.locator("#camera-on").click()
    says(page, "I can't see anybody yet")
    player = Player.prepare(page, EASY)
    player.start()
    player.advance(45)
    shown = page.locator("#self-view-shown")
    expect(shown).to_have_attribute("aria-pressed", "true")
    assert_fits_without_violation(page)
    assert_covers_nothing(page)

    shown.click()
    expect(shown).to_have_attribute("aria-pressed", "false")
    assert is_running(page)
    page.keyboard.press("Space")
    page.locator("#camera-off").click()

    expect(page.locator("#self-view")).to_be_hidden()
    expect(page.locator("#camera-off")).to_be_hidden()
    assert not is_running(page)


def assert_covers_nothing(page: Page) -> None:
    """See that nothing of the session comes to lie under the small picture, at any size."""
    for width, height in ((1280, 800), (390, 844), (844, 390), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(NOTHING_COVERED, arg=AROUND)


def test_leaving_the_page_stops_the_camera(opening: Opening) -> None:
    page = opening(FAKE_CAMERA, ALLOWED)
    page.locator("#camera-on").click()
    says(page, "I can't see anybody yet")
    page.evaluate(WATCH_LEAVING)

    page.goto("/")

    assert page.evaluate("() => localStorage.getItem('left')") == "ended"
