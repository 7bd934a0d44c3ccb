"""Progress after thirty days: on a phone, in the dark, for a screen reader, and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.beginnings import A_MONTH, begins
from tests.browser.serving import PHONE
from tests.browser.test_accessibility import assert_fits_without_violation
from tests.web.month import CAMERA_DAYS

pytestmark = [pytest.mark.browser, begins(A_MONTH)]

PAGES = ("progress", "see-somebody", "summary", "goals", "wellbeing", "reminders")


def test_every_page_has_no_violation_and_fits_from_320_pixels(page: Page) -> None:
    for name in PAGES:
        page.goto(f"/{name}/")
        assert_fits_without_violation(page)


def test_a_phone_and_a_laptop_each_get_one_picture_of_their_own_size(page: Page) -> None:
    page.goto("/progress/")
    phone, wide = days_chart(page, "phone"), days_chart(page, "wide")

    expect(wide).to_be_visible()
    expect(phone).to_be_hidden()
    page.set_viewport_size(PHONE)
    expect(phone).to_be_visible()
    expect(wide).to_be_hidden()
    smallest = phone.locator(".dates text").first.bounding_box()
    assert smallest is not None
    assert smallest["height"] >= 11


def test_the_chart_is_drawn_in_two_lines_with_its_flare_and_its_gaps(page: Page) -> None:
    page.goto("/progress/")
    chart = days_chart(page, "wide")

    assert chart.locator(".line.back .days").count() == 3
    assert chart.locator(".line.leg .days").count() == 3
    assert chart.locator(".gaps rect").count() == 2
    assert chart.locator(".flares text").text_content() == "Flare-up"
    back, leg = (
        chart.locator(f".line.{site} .days").first.evaluate("line => getComputedStyle(line).stroke")
        for site in ("back", "leg")
    )
    assert back != leg


def test_every_day_can_be_read_as_a_table(page: Page) -> None:
    page.goto("/progress/")
    page.get_by_text("Every day as a table").click()

    table = page.get_by_role("table", name=re.compile("Day by day"))
    told = re.search(r"scores on \d+ of (\d+) days", page.locator(".lead").inner_text())
    assert told is not None
    assert int(told[1]) >= 30
    expect(table.get_by_role("row")).to_have_count(int(told[1]) + 1)


def test_what_the_camera_saw_has_sides_by_shape_and_its_numbers_in_a_table(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.goto("/progress/")
    camera = page.get_by_role("region", name="What the camera saw")
    camera.get_by_text("Knee wags in numbers").click()
    chart = camera.locator("svg.chart.phone").first

    assert chart.locator(".left circle").count() == chart.locator(".right path.dot").count() > 10
    left, right = (
        chart.locator(f".{side} .days").first.evaluate("line => getComputedStyle(line).stroke")
        for side in ("left", "right")
    )
    assert left != right
    table = camera.get_by_role("table", name=re.compile("Knee wags, day by day"))
    expect(table.get_by_role("row")).to_have_count(2 * len(CAMERA_DAYS) + 1)
    assert_fits_without_violation(page)


def test_on_paper_there_is_the_chart_and_no_buttons_in_the_dark_too(page: Page) -> None:
    page.goto("/progress/")
    page.emulate_media(media="print", color_scheme="dark")

    expect(days_chart(page, "wide")).to_be_visible()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.get_by_text("Every day as a table")).to_be_hidden()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_the_summary_fits_on_one_sheet_even_with_every_reason_that_can_be_said(page: Page) -> None:
    page.goto("/see-somebody/")
    for button in ("Pain has kept me", "Feeling low"):
        page.get_by_role("button", name=re.compile(button)).click()
    page.goto("/summary/")

    expect(page.get_by_role("heading", name="Reasons from the diary")).to_be_visible()
    assert sheets(page) == 1


def test_a_goal_gets_a_number_and_shows_it(page: Page) -> None:
    page.goto("/goals/")
    page.locator("fieldset", has_text="Sit through a film").locator("label", has_text="8").click()
    page.get_by_role("button", name="Keep the numbers").click()
    page.goto("/progress/")

    expect(page.get_by_text("Sit through a film: 4 of 10 at first, 8 now")).to_be_visible()


def test_reminders_come_as_a_file(page: Page) -> None:
    page.goto("/reminders/")
    page.get_by_label("Time 1").fill("19:30")
    page.get_by_role("button", name="Keep the times").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the file").click()

    assert waiting.value.suggested_filename == "reminders.ics"
    assert "T193000" in Path(waiting.value.path()).read_text(encoding="utf-8")


def days_chart(page: Page, size: str) -> Locator:
    """Give the chart of the scores, not the camera's."""
    return page.locator(f".figure-of-days svg.chart.{size}")


def sheets(page: Page) -> int:
    """Print on A4, and count the pages."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
