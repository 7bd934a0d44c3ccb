"""Answer only requests made to this machine's own address, by pages that came from it.

Another site open in the same browser can send requests to 127.0.0.1, and can point a name of its
own at it. The first is told by its Origin, the second by its Host. This stands in front of
everything, since Django's own checks see neither the sound files nor a socket.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY_VIOLATION = 1008
_HTTP_PORT = 80

WRONG_HOST = "Supine answers only at its own address on this computer, such as {example}"
WRONG_ORIGIN = "Supine takes no entries from other sites."


class OwnAddressOnly:
    """ASGI middleware: refuse every request whose Host or Origin is not this server's own."""

    def __init__(self, app: ASGIApp) -> None:
        """Guard `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with the reason why not."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        hosts = _own_hosts(scope)
        headers = Headers(scope=scope)
        if headers.get("host", "") not in hosts:
            sentence = WRONG_HOST.format(example=f"http://{hosts[0]}/")
            await _refuse(scope, 421, sentence)(scope, receive, send)
        elif not _from_own_page(scope, headers, hosts):
            await _refuse(scope, 403, WRONG_ORIGIN)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _own_hosts(scope: Scope) -> tuple[str, ...]:
    """Give every Host header value that means this server, by the port it really listens on."""
    _, port = scope.get("server") or ("127.0.0.1", _HTTP_PORT)
    with_port = tuple(f"{name}:{port}" for name in OWN_NAMES)
    return with_port + OWN_NAMES if port == _HTTP_PORT else with_port


def _from_own_page(scope: Scope, headers: Headers, hosts: tuple[str, ...]) -> bool:
    origin = headers.get("origin")
    if scope["type"] == "websocket":
        # Browsers always name the origin of a socket, and no token guards one.
        return origin == f"http://{headers['host']}"
    if scope["method"] in _SAFE_METHODS:
        return True
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    # Without an Origin it is no modern browser; Django's token still guards every entry.
    return origin is None or origin in {f"http://{host}" for host in hosts}


def _refuse(scope: Scope, status: int, sentence: str) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(code=_POLICY_VIOLATION, reason=sentence)
    return PlainTextResponse(sentence, status_code=status)
