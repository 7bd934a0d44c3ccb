"""What is said through the live socket while a set is counted."""

from __future__ import annotations

import uuid

import pytest
from starlette.types import ASGIApp

from supine.web.asgi import build_application
from supine.web.live import Live, make_ticket
from supine.web.live.patterns import Patterns
from tests.web.live.pages import (
    CUE,
    GONE,
    LEFT_REP,
    RIGHT_REP,
    SEEN,
    STILL,
    TIRED,
    TWO_REPS,
    UNSEEN,
    Clock,
    LedCoaches,
    opened,
)

pytestmark = pytest.mark.anyio


async def test_a_set_is_counted_from_its_frames(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        begun = await page.begins()
        await page.shows(0.5, STILL, at=1)
        number = await page.shows(0.5, LEFT_REP, RIGHT_REP, at=2)
        settled, left, right = await page.hears_all()

    none = {"left": 0, "right": 0, "none": 0}
    assert begun == {
        "kind": "set",
        "set": "3/0",
        "movement": "knee-wags",
        "timed": False,
        "counted": none,
        "settled": False,
    }
    assert settled == {"kind": "settled"}
    assert left == {
        "kind": "rep",
        "set": "3/0",
        "side": "left",
        "reach": 0.8,
        "range_share": 1.0,
        "out_seconds": 1.25,
        "back_seconds": 1.5,
        "at_seconds": 2.1,
        "sequence": number,
        "counted": {**none, "left": 1},
    }
    assert right["counted"] == {"left": 1, "right": 1, "none": 0}


async def test_whatever_the_coach_says_is_passed_on(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(None, UNSEEN, SEEN, CUE, TIRED, GONE, at=1)

        assert await page.hears_all() == [
            {"kind": "cannot_see", "why": "nobody", "text": None},
            {"kind": "cannot_see", "why": "knees", "text": "Where are your knees?"},
            {"kind": "seen"},
            {"kind": "cue", "key": "slower", "text": "Slower."},
            {"kind": "tired", "what": "range", "text": "Let it rest."},
            {"kind": "left"},
        ]


async def test_the_summary_tells_the_sides_that_occurred_and_no_number_that_is_none(
    app: ASGIApp, ticket: str
) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(LEFT_REP, LEFT_REP, at=1)
        await page.says("over", set="3/0")
        *_, told = await page.hears_all()

    side = {"reps": 2, "reach": 0.8, "best_reach": None, "out_seconds": 1.25, "back_seconds": 1.5}
    assert told == {
        "kind": "summary",
        "set": "3/0",
        "movement": "knee-wags",
        "seen_share": 0.9877,
        "notes": ["noted"],
        "sides": {"left": side},
    }


async def test_frames_before_a_set_and_after_its_end_mean_nothing(
    app: ASGIApp, ticket: str, coaches: LedCoaches
) -> None:
    async with opened(app, ticket) as page:
        await page.shows(LEFT_REP, at=1)
        await page.begins()
        await page.says("over", set="3/0")
        await page.shows(LEFT_REP, at=2)
        (told,) = await page.hears_all()

    assert told["sides"] == {}
    assert coaches.made[0].frames == []


async def test_a_movement_that_is_only_timed_says_so(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        assert (await page.begins(movement="lying-adductor-squeeze"))["timed"] is True


async def test_what_is_not_there_is_a_fault_and_no_close(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        unknown = await page.begins(movement="cartwheel")
        await page.says("over", set="3/0")
        never_begun = await page.hears()
        begun = await page.begins()

    assert unknown == {"kind": "fault", "set": "3/0", "why": "unknown-movement"}
    assert never_begun == {"kind": "fault", "set": "3/0", "why": "unknown-set"}
    assert begun["kind"] == "set"


async def test_a_movement_is_worked_out_once(
    app: ASGIApp, ticket: str, coaches: LedCoaches
) -> None:
    async with opened(app, ticket) as page, opened(app, make_ticket(uuid.uuid4())) as other:
        await page.says("set", set="1/0", movement="knee-wags", aspect=1)
        await other.says("set", set="1/0", movement="knee-wags", aspect=1)
        await page.hears()
        await other.hears()
        await page.begins("2/0")

    assert coaches.asked == ["knee-wags"]
    assert len(coaches.made) == 3


async def test_frames_that_come_before_a_set_is_ready_are_dropped(
    ticket: str, clock: Clock, coaches: LedCoaches
) -> None:
    patterns = Patterns(coaches.prepare)
    app = build_application(Live(None, patterns, clock))
    async with opened(app, ticket) as page:
        async with patterns._one_at_a_time:
            await page.says("set", set="3/0", movement="knee-wags", aspect=1)
            await page.shows(LEFT_REP, at=1)
            assert await page.hears_all() == []
        assert (await page.hears())["counted"]["left"] == 0
        await page.shows(LEFT_REP, at=2)
        assert (await page.hears())["counted"]["left"] == 1


async def test_two_repetitions_in_one_frame_are_both_told(app: ASGIApp, ticket: str) -> None:
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(TWO_REPS, at=1)

        assert [told["side"] for told in await page.hears_all()] == ["left", "right"]
