"""Serve the built front end: compressed where it can be, cached for ever by its hash.

WhiteNoise decides (type, encoding, caching, 304, ranges); this carries its answer into ASGI.
Its Django middleware is not used: it hands Django a plain file to iterate, which Django under
ASGI must read whole in a thread, and warns about on every request.
"""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from whitenoise import WhiteNoise  # type: ignore[import-untyped]
from whitenoise.responders import Redirect, StaticFile  # type: ignore[import-untyped]

PREFIX = "/built/"
# Vite writes every file but its manifest under a name that carries a hash of the content.
_HASHED_NAME = r"^.+\.[0-9a-f]{12}\.[0-9a-z.]+$"


class BuiltFiles:
    """The files of one build, known from the start; a new build needs a new start."""

    def __init__(self, folder: Path) -> None:
        """Read the list of files under `folder`; a missing folder is an empty one."""
        self._noise = WhiteNoise(
            None,
            root=folder,
            prefix=PREFIX,
            allow_all_origins=False,
            immutable_file_test=_HASHED_NAME,
            mimetypes={".glb": "model/gltf-binary"},
        )

    async def answer(self, request: Request) -> Response:
        """Answer one request under PREFIX."""
        found = self._noise.files.get(request.url.path)
        if found is None:
            return PlainTextResponse("There is no such file in this build.", status_code=404)
        environ = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in request.headers.items()
        }
        return await run_in_threadpool(_read, found, request.method, environ)


def _read(found: StaticFile | Redirect, method: str, environ: dict[str, str]) -> Response:
    answer = found.get_response(method, environ)
    body = b""
    if answer.file is not None:
        with answer.file as file:
            body = file.read()
    response = Response(body, status_code=int(answer.status))
    # HEAD has a length but no body, so the headers are taken over as they are.
    response.raw_headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers
    ]
    return response
