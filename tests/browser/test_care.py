"""What today is for, walked through: the list, the lights, a flare, offers."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beginnings import ANSWERED, ROOT, begins
from tests.browser.serving import Server
from tests.browser.visitor import (
    Player,
    answer_the_list,
    check_in,
    choose,
    go_on,
)

pytestmark = pytest.mark.browser

REMEMBER = """
import django
django.setup()
from tests.past_days import remember_days
remember_days({days})
"""


def remember_days(server: Server, days: int) -> None:
    """Let the diary hold that many days with a green session, the last one yesterday."""
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", REMEMBER.format(days=days)],
        cwd=ROOT,
        env={
            **os.environ,
            "SUPINE_DATA": str(server.data),
            "DJANGO_SETTINGS_MODULE": "supine.web.settings",
        },
        check=True,
    )


def start(page: Page) -> None:
    page.get_by_role("link", name="Start", exact=True).click()


def test_from_the_first_start_to_the_end_of_the_first_session(clocked_page: Page) -> None:
    page = clocked_page
    page.goto("/")
    choose(page, "leg_side", "left")
    choose(page, "cautions", "C4")
    page.locator("select[name=country]").select_option("GB")
    answer_the_list(page, emergency="none", urgent="none")
    expect(page.locator("main")).to_contain_text("You said: bending or sitting makes it worse")
    expect(page.locator("main")).to_contain_text("Spinal flexion drill left out for now")
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("main")).to_contain_text("Your rule: leg over 4 means stop.")
    choose(page, "leg_amber", "3")
    go_on(page)

    expect(page.locator("main")).to_contain_text("Today's light")
    expect(page.locator("main")).to_contain_text("Knee wags 5 each side")
    start(page)
    choose(page, "daily", "none")
    go_on(page)
    for name, value in {"back": "3", "leg": "2", "reach": "2", "strong_painkillers": "no"}.items():
        choose(page, name, value)
    go_on(page)
    expect(page).to_have_url(re.compile("/play/three-minute/"))
    player = Player.prepare(page, {"words": "counts"})
    player.start()
    player.advance_to(player.timeline["seconds"] + 1)
    page.wait_for_url(re.compile("/after/"))
    answers = {"worst-back": "3", "worst-leg": "4", "worst-reach": "2", "effort": "4"}
    for name, value in {**answers, "now-back": "2", "now-leg": "3", "now-reach": "2"}.items():
        choose(page, name, value)
    go_on(page)

    expect(page.locator("main")).to_contain_text("a leg score over 3 means stop")
    page.get_by_role("link", name="To the start").click()
    expect(page.locator("main")).to_contain_text("Red today")
    expect(page.locator("main")).to_contain_text("Today is a day to settle")


def test_an_emergency_names_the_number_of_the_country_and_opens_after_a_check_and_the_list(
    page: Page,
) -> None:
    page.goto("/")
    choose(page, "emergency", "some")
    choose(page, "urgent", "none")
    page.locator("select[name=country]").select_option("GB")
    go_on(page)

    expect(page).to_have_url(re.compile("/closed/"))
    expect(page.locator("main")).to_contain_text("Call 999")
    expect(page.locator("main")).not_to_contain_text("911")
    for address in ("/before/three-minute/", "/play/three-minute/", "/play/settle/"):
        page.goto(address)
        expect(page).to_have_url(re.compile("/closed/"))
    page.locator("main input[type=checkbox]").check()
    go_on(page)
    expect(page).to_have_url(re.compile("/first/"))
    answer_the_list(page)
    go_on(page)
    start(page)
    expect(page).to_have_url(re.compile("/before/three-minute/"))


@begins(ANSWERED)
def test_an_amber_day_plays_half_of_it_in_the_smallest_range(clocked_page: Page) -> None:
    page = clocked_page
    check_in(page, "5", "2", "1")

    expect(page.locator("main")).to_contain_text("Amber today")
    expect(page.locator("main")).to_contain_text("Smallest range.")
    start(page)
    player = Player.prepare(page, {"words": "counts"})
    assert {each["reps"] for each in player.timeline["sets"]} == {5}


@begins(ANSWERED)
def test_a_red_day_is_for_settling_and_can_be_played(clocked_page: Page, server: Server) -> None:
    page = clocked_page
    check_in(page, "3", "8", "2")

    expect(page.locator("main")).to_contain_text("Red today")
    expect(page.get_by_role("link", name="Start", exact=True)).to_have_count(0)
    page.get_by_role("link", name=re.compile("Rest and breathe")).click()
    player = Player.prepare(page, {"words": "counts"})
    player.start()
    player.advance_to(player.timeline["seconds"] + 1)

    page.wait_for_url(server.address + "/")
    expect(page.locator(".week .today")).to_contain_text("rest and breathe")


@begins(ANSWERED)
def test_a_flare_up_is_said_with_one_press_and_lowers_the_doses(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Say something about these days").click()
    page.get_by_role("button", name=re.compile("This is a flare-up")).click()

    expect(page.locator("main")).to_contain_text("Flare-up, day 1.")
    expect(page.locator("main")).to_contain_text("Today is a day to settle")
    expect(page.locator("main")).to_contain_text("Knee wags: from 8 to 5 each side")
    page.goto("/play/three-minute/")
    expect(page).to_have_url(re.compile("/$"))


def test_an_offer_is_taken_with_its_reason_and_changes_the_dose(page: Page, server: Server) -> None:
    remember_days(server, 3)
    check_in(page, "2", "2", "1")
    page.goto("/")
    offer = page.locator("form.offer", has_text="Knee wags: from 8 to 10 each side")
    page.get_by_text("Why this is offered").click()
    expect(page.locator("main")).to_contain_text("were green, and settled by the next day")
    offer.get_by_role("button", name="Take it").click()

    expect(page.locator(".doses")).to_contain_text("Knee wags 10 each side")
    expect(page.locator("form.offer")).to_have_count(0)


def test_a_declined_offer_changes_nothing_and_is_gone(page: Page, server: Server) -> None:
    remember_days(server, 3)
    check_in(page, "2", "2", "1")
    page.goto("/")
    offers = page.locator("form.offer")
    count = offers.count()
    assert count > 1
    offers.first.get_by_role("button", name="Not now").click()

    expect(page.locator(".doses")).to_contain_text("Knee wags 8 each side")
    expect(offers).to_have_count(count - 1)
