"""What the browser draws of every movement, beside what the body does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from supine.library import shipped_library
from supine.web.figures import FIGURES
from tests.browser.beginnings import ANSWERED, Beginnings
from tests.browser.stage import DEGREES, METRES, Pose, clips_by_range, differences
from tests.browser.test_accessibility import overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.webgl]

INSTANTS = 20
# Drawing every instant of the whole library would take minutes; a seed keeps the same ones.
SAMPLED = 8
DAILY = {item.movement for item in shipped_library().routines["three-minute-plus"].card.items}
# Shows pose after pose, and gives what was drawn of each.
DRAW_ALL = """async (poses) => {
  const stage = document.querySelector("#stage").stage;
  await stage.load([...new Set(poses.map((pose) => pose.movement))]);
  const still = { from: null, blend: 1, fade: 0, breath: 0.5, side: null, equipment: [] };
  return poses.map((pose) => {
    stage.show({ pose, ...still });
    return stage.readBack();
  });
}"""

READY = """() => {
  const { stage } = document.querySelector("#stage");
  return stage !== undefined && stage !== window.before && stage.ready("knee-wags");
}"""


@pytest.fixture(scope="module")
def watching(browser: Browser, beginnings: Beginnings) -> Iterator[Page]:
    """Give a small window of somebody who may look at the movements."""
    with beginnings.server(ANSWERED, browser) as server:
        page = browser.new_page(base_url=server.address, viewport={"width": 320, "height": 480})
        yield page
        page.context.close()


def movements_of(figure: str) -> list[str]:
    """Give the daily movements, and every second other one; the other person has the rest."""
    others = sorted(set(shipped_library().movements) - DAILY)
    return [*sorted(DAILY), *others[FIGURES.index(figure) :: len(FIGURES)]]


def poses_of(movement: str, figure: str) -> list[Pose]:
    """Give many instants of every clip of the daily movements, and some of every other one."""
    every = every_pose(movement, figure)
    if movement in DAILY:
        return every
    return random.Random(movement).sample(every, SAMPLED)  # noqa: S311 - it is no secret


def every_pose(movement: str, figure: str) -> list[Pose]:
    """Give so many instants of every clip, through all its steps."""
    return [
        Pose(movement, side, share, steps[int(place)], place % 1)
        for (side, share), clip in clips_by_range(movement, figure).items()
        for steps in [list(clip.steps)]
        for place in (number * len(steps) / INSTANTS for number in range(INSTANTS))
    ]


@pytest.mark.parametrize("figure", FIGURES)
def test_the_browsers_joints_are_where_the_body_has_them(watching: Page, figure: str) -> None:
    watching.goto("/movements/knee-wags/")
    choice = watching.locator(f"input[name=figure][value={figure}]")
    watching.wait_for_function(READY)
    if not choice.is_checked():
        watching.evaluate("() => { window.before = document.querySelector('#stage').stage; }")
        watching.locator(f"label:has(input[name=figure][value={figure}])").click()
        watching.wait_for_function(READY)
    watching.locator("#watch-play[aria-pressed=true]").click()

    for movement in movements_of(figure):
        poses = poses_of(movement, figure)
        drawn = watching.evaluate(DRAW_ALL, [asdict(pose) for pose in poses])
        assert len(drawn) == len(poses) >= SAMPLED
        assert wrong(poses, drawn, figure) == []


def test_the_page_shows_what_its_slider_and_its_sides_say(watching: Page) -> None:
    watching.goto("/movements/knee-wags/")
    watching.wait_for_function(READY)
    watching.locator("#watch-progress").fill("500")
    expect(watching.locator("#watch-play")).to_have_attribute("aria-pressed", "false")

    # The choice is kept from test to test, as it is from visit to visit.
    figure = watching.locator("input[name=figure]:checked").input_value()

    for side in ("left", "right"):
        watching.locator(f"[data-side={side}]").click()
        drawn = watching.evaluate("() => document.querySelector('#stage').stage.readBack()")
        half_way = Pose("knee-wags", side, 1.0, "over", 1.0)
        assert wrong([half_way], [drawn], figure) == []


def test_the_page_with_a_person_has_no_violation(watching: Page) -> None:
    watching.goto("/movements/knee-wags/")
    watching.wait_for_function(READY)

    assert violations(watching) == []
    assert overflow(watching) <= 0


def wrong(poses: list[Pose], drawn: list[dict[str, Any]], figure: str) -> list[str]:
    """Give every pose whose joints or rotations are elsewhere, with by how much."""
    found = []
    for pose, one in zip(poses, drawn, strict=True):
        metres, degrees = differences(one, pose, figure)
        if metres > METRES or degrees > DEGREES:
            found.append(f"{pose}: {metres * 1000:.1f} mm, {degrees:.2f} degrees")
    return found
