"""The ticket that opens the live socket."""

from __future__ import annotations

import json

import pytest
from django.core import signing
from django.test import Client
from starlette.types import ASGIApp

from supine.web.live import tickets as live_tickets
from tests.web.live.pages import (
    SESSION,
    opened,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("broken", ["", "x", "{ticket}x", "x{ticket}", "{forged}", "{other_use}"])
async def test_a_ticket_that_is_not_ours_opens_nothing(
    app: ASGIApp, ticket: str, broken: str
) -> None:
    forged = signing.TimestampSigner(key="guessed", salt=live_tickets.SALT).sign(SESSION.hex)
    other_use = signing.TimestampSigner().sign(SESSION.hex)

    shown = broken.format(ticket=ticket, forged=forged, other_use=other_use)
    async with opened(app, shown) as page:
        code, reason = await page.is_closed()

    assert code == 1008
    assert "ticket" in reason


async def test_a_ticket_is_good_for_a_minute_and_what_it_opened_lives_on(
    app: ASGIApp, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(app, ticket) as page:
        real = signing.time.time  # type: ignore[attr-defined]
        monkeypatch.setattr(signing.time, "time", lambda: real() + 61)  # type: ignore[attr-defined]
        async with opened(app, ticket) as late:
            assert (await late.is_closed())[0] == 1008

        assert (await page.begins())["kind"] == "set"


def test_a_page_of_ours_gets_a_ticket_for_its_session(client: Client) -> None:
    answer = client.post(
        "/live/ticket/", json.dumps({"session": str(SESSION)}), content_type="application/json"
    )

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert live_tickets.session_of(answer.json()["ticket"]) == SESSION


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"session": 3}', '{"session": "me"}', '"x"'])
def test_a_ticket_is_for_a_session(client: Client, body: str) -> None:
    answer = client.post("/live/ticket/", body, content_type="application/json")

    assert answer.status_code == 400
    assert "session" in answer.json()["fault"]


def test_a_ticket_needs_the_token_of_the_page() -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/live/ticket/", json.dumps({"session": str(SESSION)}), content_type="application/json"
    )

    assert answer.status_code == 403


def test_a_ticket_is_not_to_be_read() -> None:
    assert Client().get("/live/ticket/").status_code == 405
