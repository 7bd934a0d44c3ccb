"""Words of which the voice has no clip: a voice of the browser speaks them, or they stand large."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.serving import Server
from tests.browser.visitor import Player

pytestmark = [pytest.mark.browser, begins(CHECKED_IN)]

OWN_VOICE = Path(__file__).parent / "own_voice.js"
SHORT = {"words": "short"}


@pytest.fixture
def player(clocked_page: Page, server: Server) -> Player:
    """Give somebody at a session whose first movement is set up in words without clips."""
    clocked_page.route("**/timelines/**", without_clips)
    clocked_page.goto(server.landing)
    return Player.prepare(clocked_page, SHORT)


@pytest.fixture
def speaking_player(clocked_page: Page, server: Server) -> Player:
    """Give the same in a browser with a voice."""
    clocked_page.add_init_script(path=OWN_VOICE)
    clocked_page.route("**/timelines/**", without_clips)
    clocked_page.goto(server.landing)
    return Player.prepare(clocked_page, SHORT)


def without_clips(route: Route) -> None:
    """Answer as a server without the extra voice does for a movement of one's own."""
    answer = route.fetch()
    timeline = answer.json()
    for cue in set_up_words(timeline):
        cue["kind"] = "read"
    route.fulfill(response=answer, json=timeline)


def set_up_words(timeline: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what is said before the first movement begins."""
    first = timeline["sets"][0]
    return [
        cue
        for cue in timeline["cues"]
        if cue["kind"] == "say" and first["at"] <= cue["at"] < first["moving_at"]
    ]


def spoken(page: Page) -> list[str]:
    said: list[str] = page.evaluate("ownVoice.spoken().map(([, text]) => text)")
    return said


def last_heard(page: Page) -> list[Any]:
    heard: list[Any] = page.evaluate("ownVoice.heard.at(-1)")
    return heard


def test_a_voice_of_the_browser_speaks_each_sentence_at_its_moment(
    speaking_player: Player,
) -> None:
    page, words = speaking_player.page, set_up_words(speaking_player.timeline)
    expect(page.locator("#own-words")).to_contain_text("This browser speaks them")
    speaking_player.start()
    speaking_player.advance_to(words[0]["at"] - 0.3)
    assert spoken(page) == []

    speaking_player.advance_to(words[0]["at"] + 0.3)
    assert spoken(page) == [words[0]["text"]]
    expect(page.locator("#caption")).to_have_text(words[0]["text"])
    expect(page.locator("#large-words")).to_be_hidden()

    speaking_player.advance_to(speaking_player.set(0)["moving_at"] + 3)
    assert spoken(page) == [each["text"] for each in words]


def test_a_pause_and_a_skip_silence_it_and_resume_says_it_whole(speaking_player: Player) -> None:
    page, words = speaking_player.page, set_up_words(speaking_player.timeline)
    speaking_player.start()
    speaking_player.advance_to(words[1]["at"] + 0.3)

    page.keyboard.press("Space")
    page.wait_for_function("ownVoice.heard.at(-1)[0] === 'cancel'")
    assert last_heard(page)[1] == words[1]["text"]
    speaking_player.advance(5)
    assert spoken(page)[-1] == words[1]["text"]
    again = len(spoken(page))
    page.keyboard.press("Space")
    speaking_player.sit_out_the_count_in()
    speaking_player.advance(0.2)
    assert spoken(page)[again:] == [words[1]["text"]]

    page.keyboard.press("s")
    assert last_heard(page)[:2] == ["cancel", words[1]["text"]]
    speaking_player.advance(3)
    assert len(spoken(page)) == again + 1


def test_without_a_voice_the_words_stand_large_while_they_are_due(player: Player) -> None:
    page, words = player.page, set_up_words(player.timeline)
    expect(page.locator("#own-words")).to_contain_text("they stand large on the page")
    player.start()
    large = page.locator("#large-words")
    expect(large).to_be_hidden()

    for cue in words:
        player.advance_to(cue["at"] + 0.3)
        expect(large).to_have_text(cue["text"])
        expect(large).to_be_in_viewport(ratio=1)
    player.advance_to(player.set(0)["moving_at"] + 1)
    expect(large).to_be_hidden()
