"""The library, a routine, and the builder in a real browser: live lists, and a keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.beginnings import ANSWERED, begins
from tests.browser.serving import Server
from tests.browser.test_accessibility import assert_fits_without_violation

pytestmark = [pytest.mark.browser, begins(ANSWERED)]

Visit = Callable[[Page], None]


def library(page: Page) -> None:
    page.goto("/library/")


def nothing_found(page: Page) -> None:
    page.goto("/library/?q=knee+wags&position=on-front&have=nothing")


def movement(page: Page) -> None:
    page.goto("/movements/single-knee-to-chest/")


def routine(page: Page) -> None:
    page.goto("/routines/three-minute/")


def builder(page: Page) -> None:
    page.goto("/routines/new/?from=three-minute-plus")
    page.get_by_text("What is said").click()


def builder_with_mistakes(page: Page) -> None:
    builder(page)
    page.get_by_label("Times each side, Knee wags").fill("99")
    page.get_by_role("button", name="Save").click()


def taking(page: Page) -> None:
    page.goto("/routines/take/")
    page.get_by_role("button", name="Take it over").click()


@pytest.mark.parametrize(
    "visit", [taking, library, nothing_found, movement, routine, builder, builder_with_mistakes]
)
def test_a_page_has_no_violation_and_fits_from_320_pixels(
    page: Page, server: Server, visit: Visit
) -> None:
    page.goto(server.landing)
    visit(page)

    assert_fits_without_violation(page)


def test_the_list_follows_what_is_typed_and_chosen_and_the_address_too(page: Page) -> None:
    library(page)
    movements = page.locator("#movements + ul > li")
    every = movements.count()

    page.get_by_label("Search for a name").press_sequentially("knee wgas")

    expect(movements).to_have_count(1)
    expect(movements.get_by_role("link")).to_have_text("Knee wags")
    expect(page.get_by_label("Search for a name")).to_be_focused()
    expect(page.locator("#count")).to_contain_text("1 movement")
    expect(page).to_have_url(re.compile(r"/library/\?q=knee(%20|\+)wgas$"))

    page.get_by_label("Position").select_option("on-front")
    expect(page.get_by_text("Nothing fits all of that")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Search for a name")).to_have_value("knee wgas")
    page.get_by_role("link", name="without the words").click()
    expect(page.get_by_label("Position")).to_have_value("on-front")
    assert 0 < movements.count() < every


@pytest.fixture
def bare(page: Page, server: Server) -> Iterator[Page]:
    """Give a page in which no script runs."""
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(base_url=server.address, java_script_enabled=False)
    yield plain.new_page()
    plain.close()


def test_the_list_can_be_narrowed_without_scripts(bare: Page) -> None:
    library(bare)
    bare.get_by_label("Search for a name").fill("flexion drill")
    bare.get_by_role("button", name="Show").click()

    expect(bare.locator("#movements + ul > li")).to_have_count(1)


def test_a_routine_is_built_without_scripts(bare: Page) -> None:
    bare.goto("/routines/new/")
    bare.get_by_label("Name", exact=True).fill("Plain")
    bare.get_by_label("What is it for?").fill("For an old machine.")
    bare.get_by_label("Search for a movement").fill("wags")
    bare.get_by_role("button", name="Search").click()
    bare.get_by_role("button", name="Add Knee wags").click()
    expect(rows(bare)).to_have_count(1)
    expect(bare.get_by_role("button", name="Add Knee wags")).to_be_focused()
    bare.get_by_role("button", name="Save").click()

    expect(bare.get_by_role("heading", level=1)).to_have_text("Plain")


def test_a_routine_is_built_and_saved_by_the_keyboard_alone(page: Page) -> None:
    page.goto("/routines/new/")
    type_into(page, "Name", "By hand")
    type_into(page, "What is it for?", "For a quiet hour.")
    type_into(page, "Search for a movement", "knee wags")
    press(page, page.get_by_role("button", name="Add Knee wags"))
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("button", name="Add Knee wags")).to_be_focused()
    type_into(page, "Search for a movement", "towel squeeze")
    press(page, page.get_by_role("button", name="Add Lying adductor squeeze"))
    expect(rows(page)).to_have_count(2)
    expect(page.locator("#told")).to_have_text("Added: Lying adductor squeeze, number 2.")

    up = page.get_by_role("button", name="Move Lying adductor squeeze up")
    press(page, up)
    expect(rows(page).first).to_contain_text("Lying adductor squeeze")
    expect(up).to_be_focused()

    before = length(page)
    reps = page.get_by_label("Times each side, Knee wags")
    type_into(page, "Times each side, Knee wags", "15")
    expect(page.locator("#outcome .length")).not_to_have_text(before)
    expect(reps).to_be_focused()
    type_into(page, "Times each side, Knee wags", "150")
    expect(page.get_by_text("Choose a whole number from 1 to 15.")).to_be_visible()
    expect(reps).to_have_attribute("aria-invalid", "true")
    type_into(page, "Times each side, Knee wags", "12")
    expect(reps).not_to_have_attribute("aria-invalid", "true")

    press(page, page.get_by_role("button", name="Save"))

    expect(page.get_by_role("heading", level=1)).to_have_text("By hand")
    expect(page.locator(".parts")).to_contain_text("12 each side")
    expect(page.get_by_role("link", name="Change it")).to_be_visible()


def test_what_was_opened_stays_open_while_it_changes(page: Page) -> None:
    builder(page)
    before = length(page)
    type_into(page, "Times each side, Knee wags", "5")

    expect(page.locator("#outcome .length")).not_to_have_text(before)
    expect(page.locator("#said")).to_have_attribute("open", "")


def test_enter_in_a_field_neither_saves_nor_loses_anything(page: Page) -> None:
    builder(page)
    type_into(page, "Name", "Not yet")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Not yet")
    expect(rows(page)).to_have_count(4)


def test_what_cannot_be_saved_takes_the_focus_to_its_field(page: Page) -> None:
    builder(page)
    type_into(page, "Name", "The three minutes")
    press(page, page.get_by_role("button", name="Save"))

    expect(page.get_by_text("There is a routine of this name.")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()


def test_an_own_routine_can_be_downloaded_and_deleted(page: Page) -> None:
    builder(page)
    type_into(page, "Name", "Short stay")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download as a file").click()
    assert downloading.value.suggested_filename == "short-stay.zip"

    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Delete it").click()
    page.get_by_role("button", name="Delete it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Library")
    expect(page.get_by_text("Short stay")).to_have_count(0)


def rows(page: Page) -> Locator:
    return page.locator(".build-row")


def length(page: Page) -> str:
    return page.locator("#outcome .length").inner_text()


def type_into(page: Page, label: str, text: str) -> None:
    """Go to a field with the Tab key, and write into it."""
    field = page.get_by_label(label, exact=True)
    reach(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def press(page: Page, button: Locator) -> None:
    reach(page, button)
    page.keyboard.press("Enter")


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _ in range(200):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the Tab key does not reach it")
