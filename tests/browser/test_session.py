"""A whole session, with everything that can happen on the floor."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beginnings import CHECKED_IN, begins
from tests.browser.serving import Server
from tests.browser.visitor import EASY, Player

pytestmark = [pytest.mark.browser, begins(CHECKED_IN)]

# The first dose: eight wags and eight marches on each side, and eight squeezes.
ALL_REPS = 8 * 5


@pytest.fixture
def player(clocked_page: Page, server: Server) -> Player:
    """Give somebody who has answered everything and can press Start."""
    clocked_page.goto(server.landing)
    return Player.prepare(clocked_page, EASY)


def stored(server: Server, kind: str) -> int:
    return int(server.rows("SELECT count(*) FROM diary_sessionevent WHERE kind = ?", kind)[0][0])


def wait_until_stored(page: Page, server: Server, kind: str, count: int) -> None:
    """Wait until the diary holds as many events of a kind, and see that it holds no more."""
    for _ in range(100):
        if stored(server, kind) >= count:
            break
        page.wait_for_timeout(100)
    assert stored(server, kind) == count


def finish_without_a_server(player: Player, server: Server) -> None:
    """Play a session whose server dies on the way, to its end."""
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 5)
    wait_until_stored(player.page, server, "rep_done", 1)
    server.kill()
    player.advance_to(player.timeline["seconds"] + 1)
    over = player.page.locator("#over-words")
    expect(over).to_contain_text("Saved on this device", timeout=15_000)


def test_one_press_and_nothing_more_leads_from_start_to_diary(
    player: Player, server: Server
) -> None:
    player.start()
    player.advance_to(player.timeline["seconds"] + 1)

    player.page.wait_for_url(re.compile("/after/"))
    wait_until_stored(player.page, server, "rep_done", ALL_REPS)
    assert stored(server, "set_done") == 3
    assert stored(server, "finished") == 1
    player.page.goto("/diary/")
    expect(player.page.locator("main")).to_contain_text("The three minutes")


def test_a_pause_stops_the_time_and_resume_counts_three_two_one(player: Player) -> None:
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 5)
    player.page.keyboard.press("Space")
    expect(player.page.locator("#paused")).to_be_visible()
    stopped_at = player.seconds
    player.advance(5)
    assert player.seconds == stopped_at

    player.page.keyboard.press("Space")
    expect(player.page.locator("#count-in")).to_be_visible()
    assert player.seconds == stopped_at
    player.sit_out_the_count_in()
    resumed_at = player.seconds
    assert resumed_at == pytest.approx(stopped_at, abs=0.3)
    player.advance(1)
    assert player.seconds == pytest.approx(resumed_at + 1, abs=0.01)


def test_a_tap_anywhere_pauses(player: Player) -> None:
    player.start()
    player.advance(3)

    player.page.mouse.click(640, 300)

    expect(player.page.locator("#paused")).to_be_visible()


def test_back_skip_enough_and_that_hurts_do_what_they_say(player: Player, server: Server) -> None:
    page, wags, squeeze, march = player.page, player.set(0), player.set(1), player.set(2)
    player.start()
    player.advance_to(wags["moving_at"] + 8.5)
    before_going_back = player.reps_between(0, player.seconds)

    page.keyboard.press("b")
    assert player.seconds == pytest.approx(wags["at"], abs=0.3)
    player.advance_to(squeeze["moving_at"] + 6)
    page.keyboard.press("s")
    assert player.seconds == pytest.approx(march["at"], abs=0.3)

    player.advance_to(march["moving_at"] + 4)
    page.keyboard.press("h")
    expect(page.locator("#where")).to_be_visible()
    page.locator("[data-where=leg_further]").click()
    expect(page.locator("#then-words")).to_contain_text("further down")
    page.locator("#then-skip").click()
    expect(page.locator("#then")).to_be_hidden()
    page.wait_for_function("() => !document.querySelector('#track').paused")
    assert player.seconds >= march["ends_at"] - 0.3

    player.advance_to(player.timeline["seconds"] + 1)
    page.wait_for_url(re.compile("/after/"))
    done = before_going_back + 16 + 1 + player.reps_between(march["at"], march["moving_at"] + 4)
    wait_until_stored(page, server, "rep_done", done)
    assert [stored(server, kind) for kind in ("went_back", "skipped", "hurts")] == [1, 1, 1]
    expect(page.locator("main")).to_contain_text("further down")


def test_in_the_march_any_key_says_enough_and_space_still_pauses(
    player: Player, server: Server
) -> None:
    page, march = player.page, player.set(2)
    player.start()
    page.keyboard.press("s")
    page.keyboard.press("s")
    page.keyboard.press("s")
    player.advance_to(march["moving_at"] + 4)
    page.keyboard.press("Space")
    expect(page.locator("#paused")).to_be_visible()
    page.keyboard.press("Space")
    player.sit_out_the_count_in()

    page.keyboard.press("x")
    assert player.seconds == pytest.approx(march["ends_at"], abs=0.3)
    player.advance_to(player.timeline["seconds"] + 1)
    page.wait_for_url(re.compile("/after/"))
    wait_until_stored(page, server, "enough", 1)


def test_a_pause_in_a_movement_offers_enough_as_well(player: Player, server: Server) -> None:
    page, wags, squeeze = player.page, player.set(0), player.set(1)
    player.start()
    page.keyboard.press("Space")
    expect(page.locator("#paused-enough")).to_be_hidden()
    page.keyboard.press("Space")
    player.sit_out_the_count_in()
    player.advance_to(wags["moving_at"] + 9)
    page.keyboard.press("Space")
    page.locator("#paused-enough").click()

    assert player.seconds == pytest.approx(squeeze["at"], abs=0.3)
    wait_until_stored(page, server, "enough", 1)


def test_the_list_of_things_is_that_of_todays_dose(player: Player) -> None:
    expect(player.page.locator("[data-equipment=rolled-towel]")).to_be_visible()
    expect(player.page.locator("[data-equipment=resistance-band]")).to_be_hidden()


def test_ending_early_asks_why_and_keeps_what_was_done(player: Player, server: Server) -> None:
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 4.2)
    player.page.keyboard.press("Escape")
    player.page.locator("#end").click()
    player.page.locator("[data-why=tired]").click()

    player.page.wait_for_url(re.compile("/after/"))
    wait_until_stored(player.page, server, "rep_done", 1)
    ((state, why),) = server.rows("SELECT state, stop_reason FROM diary_session")
    assert (state, why) == ("ended", "tired")


def test_a_reload_in_the_middle_offers_to_go_on_and_loses_nothing(
    player: Player, server: Server
) -> None:
    page = player.page
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 9)
    done = player.reps_between(0, player.seconds)
    page.reload()

    expect(page.locator("#interrupted")).to_be_visible()
    expect(page.locator("#go-on")).to_be_enabled()
    player.know_the_length()
    page.locator("#go-on").click()
    player.sit_out_the_count_in()
    assert player.seconds == pytest.approx(player.set(0)["moving_at"] + 8, abs=0.5)
    player.advance_to(player.timeline["seconds"] + 1)

    page.wait_for_url(re.compile("/after/"))
    assert done == 2
    wait_until_stored(page, server, "rep_done", ALL_REPS)
    assert len(server.rows("SELECT id FROM diary_session")) == 1


def test_a_reload_can_close_the_session_and_keep_what_was_done(
    player: Player, server: Server
) -> None:
    page = player.page
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 9)
    wait_until_stored(page, server, "rep_done", 2)
    page.reload()
    page.locator("#close-session").click()

    page.wait_for_url(re.compile("/(after|diary)/|/$"))
    ((state,),) = server.rows("SELECT state FROM diary_session")
    assert state == "closed"
    assert stored(server, "rep_done") == 2


def test_a_server_killed_in_the_middle_loses_nothing_and_stores_nothing_twice(
    player: Player, server: Server
) -> None:
    page = player.page
    player.start()
    player.advance_to(player.set(0)["moving_at"] + 5)
    wait_until_stored(page, server, "rep_done", 1)
    server.kill()
    player.advance_to(player.set(1)["moving_at"] + 6)
    expect(page.locator("#run-note")).to_contain_text("Not saved yet")
    server.start()
    player.advance_to(player.timeline["seconds"] + 1)

    page.wait_for_url(re.compile("/after/"), timeout=60_000)
    wait_until_stored(page, server, "rep_done", ALL_REPS)
    ids = [row[0] for row in server.rows("SELECT id FROM diary_sessionevent")]
    assert len(ids) == len(set(ids))
    assert stored(server, "started") == 1


def test_what_could_not_be_sent_is_sent_from_the_home_page(player: Player, server: Server) -> None:
    page = player.page
    finish_without_a_server(player, server)
    page.goto("about:blank")
    server.start()

    page.goto("/")

    wait_until_stored(page, server, "rep_done", ALL_REPS)
    assert stored(server, "finished") == 1


def test_a_server_gone_at_the_end_is_said_and_the_rest_sent_when_it_is_back(
    player: Player, server: Server
) -> None:
    page = player.page
    finish_without_a_server(player, server)
    server.start()

    page.wait_for_url(re.compile("/after/"), timeout=60_000)
    wait_until_stored(page, server, "rep_done", ALL_REPS)
    assert stored(server, "finished") == 1
