"""Somebody at the live socket, with coaches that say what they are told to."""

from __future__ import annotations

import pytest
from starlette.types import ASGIApp

from supine.web.live import make_ticket
from tests.web.live.pages import SESSION, Clock, LedCoaches, application


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def coaches() -> LedCoaches:
    return LedCoaches()


@pytest.fixture
def app(coaches: LedCoaches, clock: Clock) -> ASGIApp:
    return application(coaches, clock)


@pytest.fixture
def ticket() -> str:
    return make_ticket(SESSION)
