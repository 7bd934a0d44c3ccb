"""The one application that the server runs: Starlette in front, Django's pages behind it.

Django's handler knows neither `lifespan` nor `websocket`, and its middleware never sees what is
answered in front of it; so both stop here, and Host and Origin are checked here for everything.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supine.web.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from supine.web.built_files import PREFIX, BuiltFiles
from supine.web.identity import alive
from supine.web.live import Live
from supine.web.motions import motion
from supine.web.own_address import OwnAddressOnly
from supine.web.phrases import phrase
from supine.web.pose_model import ADDRESS as POSE_ADDRESS
from supine.web.pose_model import pose_model
from supine.web.sounds import sound, track
from supine.web.stills import still

KEPT_HERE = (
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    # The camera only for these pages themselves; the rest for nobody.
    (b"permissions-policy", b"camera=(self), microphone=(), geolocation=(), display-capture=()"),
)


def build_application(live: Live | None = None) -> Starlette:
    """Put the parts together. live: the camera's socket; the usual one where it is None."""
    watching = live or Live()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        watching.close()

    # Django's own types name its messages more narrowly than ASGI does.
    pages = cast("ASGIApp", get_asgi_application())
    app = Starlette(
        routes=[
            Route("/tracks/{name}.{container}", track),
            Route("/sounds/{name}.{container}", sound),
            Route("/phrases/{name}.{container}", phrase),
            Route("/motions/{movement}.json", motion),
            Route("/stills/{movement}/{name}", still),
            Route(POSE_ADDRESS, pose_model),
            Route(PREFIX + "{path:path}", BuiltFiles(Path(settings.BUILT_FOLDER)).answer),
            Route("/alive.json", alive),
            WebSocketRoute("/live/", watching.answer),
        ],
        middleware=[Middleware(OwnAddressOnly), Middleware(KeptToThisSite)],
        lifespan=lifespan,
    )
    app.router.default = _Pages(pages)
    return app


class KeptToThisSite:
    """ASGI middleware: no other site may read an answer, and no browser may guess its type."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what is missing of these headers to every answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Django writes its header names in capitals, so they are compared without.
                there = {name.lower() for name, _ in message["headers"]}
                missing = [header for header in KEPT_HERE if header[0] not in there]
                message = {**message, "headers": [*message["headers"], *missing]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


class _Pages:
    """Everything that no route took: Django's for a page, closed at once for a socket."""

    def __init__(self, pages: ASGIApp) -> None:
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self.pages(scope, receive, send)
        else:
            await WebSocketClose()(scope, receive, send)


application = build_application()
