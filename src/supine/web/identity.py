"""How a second start finds out that Supine already runs, for the same diary."""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.request
from pathlib import Path

from django.conf import settings
from starlette.requests import Request
from starlette.responses import JSONResponse

from supine import __version__

PATIENCE_SECONDS = 1.0


async def alive(_request: Request) -> JSONResponse:
    """Answer `/alive.json`: who runs here, and a mark of the data folder (never its name)."""
    return JSONResponse(
        {"supine": __version__, "diary": folder_mark(settings.DATA_FOLDER)},
        headers={"Cache-Control": "no-store"},
    )


def folder_mark(folder: Path) -> str:
    """Give a short mark that is the same for the same folder, and does not tell its name."""
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def runs_already(port: int, folder: Path) -> bool:
    """Ask whoever listens on `port` of this machine whether it is Supine with this folder."""
    address = f"http://127.0.0.1:{port}/alive.json"
    # A proxy set for the web at large must not be asked about this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=PATIENCE_SECONDS) as answer:
            told = json.loads(answer.read(4096))
    except (OSError, ValueError, http.client.HTTPException):
        return False
    return isinstance(told, dict) and told.get("diary") == folder_mark(folder)
