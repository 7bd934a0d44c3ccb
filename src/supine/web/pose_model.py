"""The model that finds a body in a picture, for the browser: one file of some six megabytes.

Its address carries the hash of what it holds (`v`), so that a browser fetches it once and keeps it
for good. Asked for without, or with another one, it is given but not kept.
"""

from __future__ import annotations

import hashlib
from functools import cache

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from supine.footage import POSE_BUNDLE

ADDRESS = "/pose/lite.task"
KEPT_FOR_GOOD = "private, max-age=31536000, immutable"
ASKED_EACH_TIME = "private, no-cache"


def pose_address() -> str:
    """Give the address under which a browser may keep the model."""
    return f"{ADDRESS}?v={_hash()}"


async def pose_model(request: Request) -> Response:
    """Answer `/pose/lite.task`."""
    is_this_one = request.query_params.get("v") == _hash()
    return FileResponse(
        POSE_BUNDLE,
        media_type="application/octet-stream",
        headers={"Cache-Control": KEPT_FOR_GOOD if is_this_one else ASKED_EACH_TIME},
    )


@cache
def _hash() -> str:
    return hashlib.sha256(POSE_BUNDLE.read_bytes()).hexdigest()[:20]
