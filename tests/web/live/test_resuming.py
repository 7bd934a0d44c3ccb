"""A count outlives its connection, and goes to nobody else."""

from __future__ import annotations

import uuid

import pytest
from starlette.types import ASGIApp

from supine.web.live import make_ticket
from supine.web.live.sessions import KEPT_SECONDS
from tests.web.live.pages import (
    LEFT_REP,
    RIGHT_REP,
    SESSION,
    STILL,
    UNSEEN,
    Clock,
    LedCoaches,
    opened,
)

pytestmark = pytest.mark.anyio


async def test_two_sets_of_a_session_are_counted_apart(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        await page.begins("3/0")
        await page.shows(LEFT_REP, at=1)
        await page.hears_all()
        second = await page.begins("4/0", "lying-psoas-march")
        await page.shows(RIGHT_REP, RIGHT_REP, at=2)
        await page.hears_all()
        first_again = await page.begins("3/0")

    assert second["counted"] == {"left": 0, "right": 0, "none": 0}
    assert first_again["counted"] == {"left": 1, "right": 0, "none": 0}


async def test_two_tabs_do_not_mix(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as one, opened(app, make_ticket(uuid.uuid4())) as two:
        await one.begins()
        await two.begins()
        await one.shows(LEFT_REP, at=1)
        await two.shows(RIGHT_REP, at=1)
        (left,), (right,) = await one.hears_all(), await two.hears_all()

    assert left["counted"] == {"left": 1, "right": 0, "none": 0}
    assert right["counted"] == {"left": 0, "right": 1, "none": 0}


async def test_a_dropped_connection_goes_on_counting(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(STILL, LEFT_REP, UNSEEN, at=1)
        await page.hears_all()
    async with opened(app, make_ticket(SESSION)) as again:
        begun = await again.begins()
        unseen = await again.hears()
        await again.shows(LEFT_REP, at=20)
        rep = await again.hears()

    assert begun["counted"] == {"left": 1, "right": 0, "none": 0}
    assert begun["settled"] is True
    assert unseen["why"] == "knees"
    assert rep["counted"]["left"] == 2


async def test_a_summary_that_was_lost_on_the_way_can_be_asked_for_again(
    app: ASGIApp, ticket: str
) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(LEFT_REP, at=1)
        await page.says("over", set="3/0")
        first = (await page.hears_all())[-1]
    async with opened(app, make_ticket(SESSION)) as again:
        await again.says("over", set="3/0")

        assert await again.hears() == first


async def test_a_set_is_kept_for_ten_minutes_and_no_longer(
    app: ASGIApp, ticket: str, clock: Clock
) -> None:
    for passed, counted in ((0, 0), (KEPT_SECONDS - 1, 1), (KEPT_SECONDS + 1, 0)):
        clock.now += passed
        async with opened(app, ticket) as page:
            assert (await page.begins())["counted"]["left"] == counted
            if not passed:
                await page.shows(LEFT_REP, at=1)
                await page.hears_all()


async def test_the_newest_connection_takes_a_set_over_from_one_that_seems_open(
    app: ASGIApp, ticket: str
) -> None:
    async with opened(app, ticket) as old:
        await old.begins()
        await old.shows(LEFT_REP, at=1)
        await old.hears_all()
        async with opened(app, make_ticket(SESSION)) as new:
            begun = await new.begins()
            closed = await old.is_closed()
            await new.shows(LEFT_REP, at=2)
            rep = await new.hears()

    assert begun["counted"]["left"] == 1
    assert closed == (4001, "This set goes on in another place.")
    assert rep["counted"]["left"] == 2


async def test_a_ticket_of_another_session_does_not_reach_a_set(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page, opened(app, make_ticket(uuid.uuid4())) as other:
        await page.begins()
        await page.shows(LEFT_REP, at=1)
        await page.hears_all()

        assert (await other.begins())["counted"]["left"] == 0
        await other.says("over", set="3/0")
        assert (await other.hears())["sides"] == {}
        assert await page.hears_all() == []


async def test_another_movement_under_the_same_name_begins_anew(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(LEFT_REP, at=1)
        await page.hears_all()

        assert (await page.begins(movement="glute-bridge"))["counted"]["left"] == 0


async def test_a_page_loaded_again_whose_clock_begins_anew_goes_on_counting(
    app: ASGIApp, ticket: str, coaches: LedCoaches
) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(0.5, LEFT_REP, at=100)
        await page.hears_all()
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(0.5, LEFT_REP, at=2)
        rep = await page.hears()

    times = [frame.at_seconds for frame in coaches.made[0].frames]
    assert times == sorted(set(times))
    assert len(times) == 4
    assert (rep["counted"]["left"], rep["at_seconds"]) == (2, 2.1)


async def test_a_pause_is_short_to_the_coach_and_real_to_the_page(
    app: ASGIApp, ticket: str, coaches: LedCoaches
) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(0.5, at=10)
        await page.shows(0.5, LEFT_REP, at=1000)
        rep = await page.hears()

    first, second, third = (frame.at_seconds for frame in coaches.made[0].frames)
    assert 0 < second - first <= 5
    assert third - second == pytest.approx(0.1)
    assert rep["at_seconds"] == 1000.1


async def test_a_frame_from_the_past_is_passed_over(
    app: ASGIApp, ticket: str, coaches: LedCoaches
) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(0.5, 0.5, at=2)
        await page.shows(LEFT_REP, at=2.1)
        await page.shows(LEFT_REP, at=1.9)

        assert await page.hears_all() == []
    assert len(coaches.made[0].frames) == 2


async def test_a_camera_of_another_shape_goes_on_with_the_same_coach(
    app: ASGIApp, ticket: str, coaches: LedCoaches
) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(0.5, at=1)
        await page.begins(aspect=0.75)
        await page.shows(0.5, at=2)
        await page.hears_all()

    (coach,) = coaches.made
    wide, narrow = (frame.landmarks for frame in coach.frames)
    assert wide is not None
    assert narrow is not None
    # Half as wide a picture: what lies in its middle lies within half of the first.
    assert wide[1].tolist() == [0.5, 0.5, 0.5, 0.5]
    assert narrow[1].tolist() == [0.25, 0.5, 0.25, 0.5]
