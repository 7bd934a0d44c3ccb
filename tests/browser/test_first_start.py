"""Before anything else, the questions; and the exercises stay closed where they must."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beginnings import ANSWERED, begins
from tests.browser.visitor import (
    answer_first_questions,
    answer_the_list,
    check_in,
    choose,
    go_on,
)

pytestmark = pytest.mark.browser


def test_somebody_new_is_asked_before_anything_else(page: Page) -> None:
    for address in ("/", "/before/three-minute/", "/play/three-minute/"):
        page.goto(address)
        expect(page).to_have_url(re.compile("/first/"))


@pytest.mark.parametrize(
    ("emergency", "urgent"),
    [("some", "none"), ("unsure", "none"), ("none", "some"), ("none", "unsure")],
)
def test_anything_but_none_closes_the_exercises_and_says_what_to_do(
    page: Page, emergency: str, urgent: str
) -> None:
    answer_first_questions(page, emergency, urgent)

    expect(page).to_have_url(re.compile("/closed/"))
    for address in ("/before/three-minute/", "/play/three-minute/"):
        page.goto(address)
        expect(page).to_have_url(re.compile("/closed/"))
    if emergency != "none":
        expect(page.locator("main")).to_contain_text("112, 999 or 911")


@begins(ANSWERED)
@pytest.mark.parametrize("answer", ["some", "unsure"])
def test_a_daily_sign_closes_the_exercises(page: Page, answer: str) -> None:
    page.goto("/before/three-minute/")
    choose(page, "daily", answer)
    go_on(page)

    expect(page).to_have_url(re.compile("/closed/"))


@begins(ANSWERED)
@pytest.mark.parametrize(("back", "leg"), [("7", "0"), ("0", "7"), ("10", "")])
def test_seven_or_more_is_a_day_to_settle(page: Page, back: str, leg: str) -> None:
    check_in(page, back, leg)

    expect(page.locator("main")).to_contain_text("Today is a day to settle")
    expect(page.locator("#start")).to_have_count(0)


@begins(ANSWERED)
def test_every_score_can_be_skipped(page: Page) -> None:
    check_in(page, "", "", "")

    expect(page.locator("main")).to_contain_text("No colour today")
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page).to_have_url(re.compile("/play/"))


def test_a_clinicians_word_opens_an_urgent_lock(page: Page) -> None:
    answer_first_questions(page, "none", "some")
    page.locator("main input[type=checkbox]").check()
    go_on(page)
    page.goto("/limits/")
    go_on(page)
    page.goto("/before/three-minute/")

    expect(page).to_have_url(re.compile("/before/three-minute/"))


def test_an_emergency_opens_only_after_the_whole_list_again(page: Page) -> None:
    answer_first_questions(page, "some", "none")
    page.locator("main input[type=checkbox]").check()
    go_on(page)
    page.goto("/before/three-minute/")
    expect(page).not_to_have_url(re.compile("/before/"))

    page.goto("/first/")
    answer_the_list(page)
    go_on(page)
    page.goto("/before/three-minute/")
    expect(page).to_have_url(re.compile("/before/three-minute/"))
