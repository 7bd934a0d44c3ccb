"""The pictures of the movements, as files that a browser may keep for good.

Their addresses carry the hash of what they show (`v`). Asked for with another one, as by a page
that is older than the picture, they are given but not kept.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from supine.web import shelf

KEPT_FOR_GOOD = "private, max-age=31536000, immutable"
ASKED_EACH_TIME = "private, no-cache"


async def still(request: Request) -> Response:
    """Answer `/stills/MOVEMENT/FIGURE-KEY-WIDTH.webp`: a picture that the library lists."""
    movement = shelf.library().movements.get(request.path_params["movement"])
    stills = movement.stills if movement else None
    name = request.path_params["name"]
    if stills is None or name not in stills.names():
        return PlainTextResponse("There is no such picture.", status_code=404)
    is_this_one = request.query_params.get("v") == stills.hash
    return FileResponse(
        stills.folder / name,
        media_type="image/webp",
        headers={"Cache-Control": KEPT_FOR_GOOD if is_this_one else ASKED_EACH_TIME},
    )
