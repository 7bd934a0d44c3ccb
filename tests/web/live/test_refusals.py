"""Who may not open the live socket, and what ends it."""

from __future__ import annotations

import pytest
from starlette.types import ASGIApp

from supine.web.asgi import build_application
from supine.web.live import Limits, Live
from supine.web.live.patterns import Patterns
from tests.web.asgi_call import HERE
from tests.web.live.pages import (
    LEFT_REP,
    Clock,
    LedCoaches,
    Page,
    application,
    batch,
    opened,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HERE}"},
        {"origin": "http://127.0.0.1:9999"},
        {"host": "evil.example:8707"},
        {"host": "evil.example:8707", "origin": "http://evil.example:8707"},
    ],
)
async def test_another_site_gets_nowhere_even_with_a_ticket(
    app: ASGIApp, ticket: str, headers: dict[str, str]
) -> None:
    async with opened(app, ticket, **headers) as page:
        assert (await page.is_closed())[0] == 1008


async def broken_close(page: Page, text: str | None, data: bytes | None) -> tuple[int, str]:
    await page.begins()
    await page.sends(text, data)
    return await page.is_closed()


@pytest.mark.parametrize(
    ("text", "data", "code"),
    [
        ("{", None, 1003),
        ('{"kind":"dance"}', None, 1003),
        ("x" * 2000, None, 1009),
        (None, b"", 1003),
        (None, b"\0" * 8, 1003),
        (None, b"\0" * 5000, 1009),
        (None, batch(1, [(1.0, 0.5)])[:-1], 1003),
        (None, None, 1003),
    ],
)
async def test_a_broken_message_ends_the_socket_with_a_reason_and_nothing_in_the_log(
    app: ASGIApp,
    ticket: str,
    caplog: pytest.LogCaptureFixture,
    text: str | None,
    data: bytes | None,
    code: int,
) -> None:
    async with opened(app, ticket) as page:
        closed, reason = await broken_close(page, text, data)

    assert closed == code
    assert reason.endswith(".")
    assert caplog.records == []


async def test_more_frames_than_a_camera_takes_end_the_socket(
    coaches: LedCoaches, clock: Clock, ticket: str
) -> None:
    app = application(coaches, clock, Limits(frames_a_second=60, at_once=16))
    async with opened(app, ticket) as page:
        await page.begins()
        await page.shows(*[0.5] * 8, at=1)
        await page.hears_all()
        clock.now += 0.1
        await page.shows(*[0.5] * 8, at=2)
        await page.hears_all()
        await page.shows(*[0.5] * 8, at=3)

        assert await page.is_closed() == (1008, "Too much at once.")


async def test_no_more_pages_than_it_bears(coaches: LedCoaches, clock: Clock, ticket: str) -> None:
    app = application(coaches, clock, Limits(most_connections=1))
    async with opened(app, ticket), opened(app, ticket) as second:
        assert (await second.is_closed())[0] == 1013
    async with opened(app, ticket) as third:
        assert (await third.begins())["kind"] == "set"


async def test_no_more_sets_are_kept_than_it_bears_and_the_oldest_goes_first(
    coaches: LedCoaches, clock: Clock, ticket: str
) -> None:
    app = application(coaches, clock, Limits(most_sets=2))
    async with opened(app, ticket) as page:
        for name in ("1/0", "2/0", "3/0"):
            await page.begins(name)
            await page.shows(LEFT_REP, at=1)
            await page.hears_all()
        counted = [(await page.begins(name))["counted"]["left"] for name in ("3/0", "2/0", "1/0")]

    assert counted == [1, 1, 0]


async def test_a_socket_through_which_nothing_comes_is_closed(
    coaches: LedCoaches, ticket: str
) -> None:
    app = build_application(Live(Limits(idle_seconds=0.01), Patterns(coaches.prepare)))
    async with opened(app, ticket) as page:
        assert await page.is_closed() == (1001, "Nothing came for a long time.")


async def test_the_end_of_the_server_ends_every_socket(
    coaches: LedCoaches, clock: Clock, ticket: str
) -> None:
    live = Live(None, Patterns(coaches.prepare), clock)
    async with opened(build_application(live), ticket) as page:
        await page.begins()
        live.close()

        assert await page.is_closed() == (1001, "Supine has stopped.")
    assert len(live.kept) == 0
