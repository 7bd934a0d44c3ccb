"""What somebody does in the browser, in their own words."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from supine.timeline import Options

EASY = {"words": "counts"}


def answer_first_questions(page: Page, emergency: str = "none", urgent: str = "none") -> None:
    """Answer the full list as somebody new, and confirm the limits where they follow."""
    page.goto("/")
    choose(page, "leg_side", "left")
    answer_the_list(page, emergency, urgent)
    if "/limits/" in page.url:
        go_on(page)


def answer_the_list(page: Page, emergency: str = "none", urgent: str = "none") -> None:
    """Answer the full list on its page; with nothing to be careful with, unless it is ticked."""
    choose(page, "emergency", emergency)
    choose(page, "urgent", urgent)
    if page.locator("input[name=cautions]:checked").count() == 0:
        choose(page, "cautions", "none")
    go_on(page)


def check_in(page: Page, back: str = "3", leg: str = "4", reach: str = "2") -> None:
    """Go from the home page through the questions before a session; "" skips a score."""
    page.goto("/before/three-minute/")
    choose(page, "daily", "none")
    go_on(page)
    choose(page, "back", back)
    choose(page, "leg", leg)
    choose(page, "reach", reach)
    go_on(page)


def choose(page: Page, name: str, value: str) -> None:
    """Pick one radio button, or tick one box, by the label that shows it."""
    page.locator(f"label:has(input[name={name}][value='{value}'])").click()


def go_on(page: Page) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def end_early(page: Page) -> None:
    """Play the first three quarters of a minute, and end because of being tired."""
    Player.prepare(page, EASY).start()
    page.evaluate("mediaClock.advance(45)")
    page.keyboard.press("Space")
    page.locator("#end").click()
    page.locator("[data-why=tired]").click()
    page.wait_for_url("**/after/**")


@dataclass
class Player:
    """Somebody at the player, with the timeline beside them and the media clock in hand."""

    page: Page
    timeline: dict[str, Any]

    @classmethod
    def prepare(cls, page: Page, choices: dict[str, str]) -> Player:
        """Choose on the start page, and wait until Start can be pressed."""
        for name, value in choices.items():
            choose(page, name, value)
        page.wait_for_timeout(500)
        # A server that has only just come up reads every card and clip first.
        expect(page.locator("#start")).to_be_enabled(timeout=20_000)
        player = cls(page, fetch_timeline(page, choices))
        player.know_the_length()
        return player

    def know_the_length(self) -> None:
        self.page.evaluate("(seconds) => mediaClock.setSession(seconds)", self.timeline["seconds"])

    def start(self) -> None:
        self.page.locator("#start").click()
        expect(self.page.locator("#running")).to_be_visible()

    @property
    def seconds(self) -> float:
        return float(self.page.evaluate("document.querySelector('#track').currentTime"))

    def advance(self, seconds: float) -> None:
        self.page.evaluate("(seconds) => mediaClock.advance(seconds)", seconds)

    def advance_to(self, second: float) -> None:
        self.advance(max(0.0, second - self.seconds))

    def sit_out_the_count_in(self) -> None:
        """Let "three, two, one" pass."""
        self.advance(3.2)
        expect(self.page.locator("#count-in")).to_be_hidden()
        self.page.wait_for_function("() => !document.querySelector('#track').paused")

    def set(self, index: int) -> dict[str, Any]:
        made: dict[str, Any] = self.timeline["sets"][index]
        return made

    def reps_between(self, begin: float, end: float) -> int:
        """Count the repetitions (on one side) whose last step ends in this time."""
        phases = self.timeline["phases"]
        ends = [
            phase["at"] + phase["seconds"]
            for phase, following in zip(phases, [*phases[1:], None], strict=True)
            if phase["rep"] is not None and _is_last_of_rep(phase, following)
        ]
        return sum(begin < second <= end for second in ends)


def _is_last_of_rep(phase: dict[str, Any], following: dict[str, Any] | None) -> bool:
    if following is None:
        return True
    return [following[k] for k in ("rep", "side", "movement")] != [
        phase[k] for k in ("rep", "side", "movement")
    ]


def fetch_timeline(page: Page, choices: dict[str, str]) -> dict[str, Any]:
    """Ask the server for what the player asks for."""
    told = json.loads(page.locator("#player-data").text_content() or "{}")
    chosen = Options().as_mapping() | {"items": told["options"]["items"]} | choices
    query = "&".join(f"{k}={v}" for k, v in chosen.items())
    address, path = "/".join(page.url.split("/")[:3]), told["urls"]["timeline"]
    with urllib.request.urlopen(f"{address}{path}?{query}") as answer:  # noqa: S310
        timeline: dict[str, Any] = json.load(answer)
    return timeline
