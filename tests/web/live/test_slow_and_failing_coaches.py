"""A coach that takes long, or fails, harms no other."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import uuid
from collections.abc import Callable

import pytest
from starlette.types import ASGIApp

from supine.coach import Event, Frame, Left, Rep
from supine.web.live import make_ticket
from supine.web.live.watched import QUICK_SECONDS
from tests.web.asgi_call import PATIENCE_SECONDS
from tests.web.live.pages import (
    GONE,
    LEFT_REP,
    RIGHT_REP,
    STILL,
    LedCoach,
    LedCoaches,
    opened,
)

pytestmark = pytest.mark.anyio


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():  # noqa: ASYNC110 - a thread tells no event of the loop
            await asyncio.sleep(0.01)


async def test_a_coach_that_fails_is_told_once_logged_and_the_socket_stays(
    app: ASGIApp, ticket: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_self: LedCoach, _frame: Frame) -> tuple[Event, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(LedCoach, "see", fails)
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(0.5, 0.5, at=1)
        await page.shows(0.5, 0.5, at=2)

        assert await page.hears_all() == [{"kind": "fault", "set": "3/0", "why": "cannot-watch"}]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


class SlowCoach(LedCoach):
    """Thinks about a left repetition until it may go on, and notices who speaks in between.

    Before that it thinks for a moment about somebody who left, by which it is known as slow.
    """

    def __init__(self, aspect: float) -> None:
        super().__init__(aspect)
        self.may_go_on = threading.Event()
        self.busy = self.was_interrupted = False

    def see(self, frame: Frame) -> tuple[Event, ...]:
        self.was_interrupted |= self.busy
        self.busy = True
        told = super().see(frame)
        if any(isinstance(event, Left) for event in told):
            began = time.thread_time()
            while time.thread_time() - began < 2 * QUICK_SECONDS:
                pass
        if any(isinstance(event, Rep) and event.side == "left" for event in told):
            assert self.may_go_on.wait(PATIENCE_SECONDS)
        self.busy = False
        return told


@pytest.fixture
def slow(coaches: LedCoaches, monkeypatch: pytest.MonkeyPatch) -> list[SlowCoach]:
    made: list[SlowCoach] = []

    def make(aspect: float) -> SlowCoach:
        made.append(SlowCoach(aspect))
        return made[-1]

    monkeypatch.setattr(coaches, "_make", make)
    return made


async def test_a_coach_that_thinks_holds_up_nobody_else(
    app: ASGIApp, ticket: str, slow: list[SlowCoach]
) -> None:
    async with opened(app, ticket) as page, opened(app, make_ticket(uuid.uuid4())) as other:
        await other.begins()
        await other.shows(STILL, at=1)
        assert await other.hears_all() == [{"kind": "settled"}]
        await page.begins()
        await page.shows(GONE, at=0)
        await page.hears()
        await page.shows(LEFT_REP, at=1)
        await other.shows(RIGHT_REP, at=2)
        assert [told["side"] for told in await other.hears_all()] == ["right"]
        slow[1].may_go_on.set()
        assert (await page.hears())["counted"]["left"] == 1


async def test_a_set_taken_over_while_its_coach_thinks_loses_nothing(
    app: ASGIApp, ticket: str, slow: list[SlowCoach]
) -> None:
    async with opened(app, ticket) as old, opened(app, ticket) as new:
        await old.begins()
        await old.shows(GONE, at=0)
        await old.hears()
        await old.shows(LEFT_REP, RIGHT_REP, at=1)
        await old.says("ping", n=2)
        await until(lambda: bool(slow) and slow[0].busy)
        begun = await new.begins()
        assert (await old.is_closed())[0] == 4001
        # It was loaded again, so its clock has begun anew.
        await new.shows(RIGHT_REP, at=0.1)
        slow[0].may_go_on.set()
        rep = await new.hears()

    assert begun["counted"] == {"left": 0, "right": 0, "none": 0}
    assert rep["counted"] == {"left": 1, "right": 2, "none": 0}
    assert not slow[0].was_interrupted
