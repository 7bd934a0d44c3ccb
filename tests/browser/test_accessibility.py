"""Every page and every state of the player: no violation that axe can find, at phone width too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.beginnings import ANSWERED, CHECKED_IN, ENDED, NOBODY, ROOT
from tests.browser.serving import LAPTOP, PHONE, Server
from tests.browser.visitor import (
    EASY,
    Player,
    answer_first_questions,
    answer_the_list,
    check_in,
    choose,
    end_early,
    go_on,
)

pytestmark = pytest.mark.browser

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only violations are told in full, which is less work.
FIND = """(rules) => axe.run({ runOnly: rules, resultTypes: ["violations"] })
  .then((result) => result.violations)"""
NARROWEST: ViewportSize = {"width": 320, "height": 640}

Visit = Callable[[Page], None]


def first(page: Page) -> None:
    page.goto("/first/")


def closed(page: Page) -> None:
    answer_first_questions(page, "some", "none")


def home(page: Page) -> None:
    page.goto("/")


def signs(page: Page) -> None:
    page.goto("/before/three-minute/")


def scores(page: Page) -> None:
    signs(page)
    choose(page, "daily", "none")
    go_on(page)


def limits(page: Page) -> None:
    page.goto("/limits/")


def changes(page: Page) -> None:
    page.goto("/first/")
    choose(page, "cautions", "C4")
    answer_the_list(page)


def red(page: Page) -> None:
    check_in(page, "8", "2")


def amber(page: Page) -> None:
    check_in(page, "5", "2")


def flare(page: Page) -> None:
    home(page)
    page.locator(".statements summary").click()
    page.locator("button[value=flare]").click()


def movement(page: Page) -> None:
    page.goto("/movements/knee-wags/")


def play(page: Page) -> None:
    Player.prepare(page, EASY)


def running(page: Page) -> None:
    play(page)
    page.locator("#start").click()
    # The click only begins the session: until it runs, this would still be the page before it.
    expect(page.locator("#running")).to_be_visible()
    page.evaluate("mediaClock.advance(45)")


def paused(page: Page) -> None:
    running(page)
    page.keyboard.press("Space")


def hurting(page: Page) -> None:
    running(page)
    page.keyboard.press("h")


def after(page: Page) -> None:
    end_early(page)


def light(page: Page) -> None:
    choose(page, "worst-back", "5")
    go_on(page)


def ten_minutes(page: Page) -> None:
    page.goto(page.url.replace("/after/", "/ten-minutes/"))


def diary(page: Page) -> None:
    page.goto("/diary/")


def session(page: Page) -> None:
    diary(page)
    page.locator("main a[href^='/diary/']").first.click()


def correction(page: Page) -> None:
    session(page)
    page.locator("main a[href^='/check-ins/']").first.click()


def about(page: Page) -> None:
    page.goto("/about/")


FROM: dict[str, tuple[Visit, ...]] = {
    NOBODY: (first, closed, changes, about),
    ANSWERED: (home, signs, scores, limits, red, amber, flare, movement),
    CHECKED_IN: (play, running, paused, hurting, after),
    ENDED: (light, ten_minutes, diary, session, correction),
}
VISITS = tuple((begun, visit) for begun, visits in FROM.items() for visit in visits)


@pytest.mark.parametrize(("begun", "visit"), VISITS)
def test_a_page_has_no_violation_and_fits_from_320_pixels(
    clocked_page: Page, server: Server, visit: Visit
) -> None:
    clocked_page.goto(server.landing)
    visit(clocked_page)

    assert_fits_without_violation(clocked_page)


def assert_fits_without_violation(page: Page) -> None:
    """See that what is shown fits every size by day and by night, and that axe finds no fault."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for size in (LAPTOP, PHONE, NARROWEST):
            page.set_viewport_size(size)
            assert violations(page) == [], (page.url, scheme, size)
            assert overflow(page) <= 0, (page.url, scheme, size)


def violations(page: Page) -> list[str]:
    """Give what axe finds, with the element it finds it in."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(AXE).read_text())
    found = page.evaluate(FIND, RULES)
    return [
        f"{rule['id']}: {rule['help']} ({node['html'][:120]})"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """Give how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
