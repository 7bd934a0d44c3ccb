"""What a figure does in a movement, as data for the stage.

It stands before Django, as sound does, and is worked out in a thread of its own: the first time
takes a moment, and no page may wait for it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from supine.body import motion_json
from supine.web import shelf
from supine.web.figures import FIGURES

# A kept copy is asked about each time, since an address stays the same when a card changes.
CACHING = "private, no-cache"
# Every movement that comes with Supine on every figure, and as many of one's own.
KEPT_MOTIONS = 160
# Two at a time would only keep each other, and the pages, from the processor.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Made:
    """One answer, ready to be sent as often as it is asked for."""

    body: bytes
    tag: str


async def motion(request: Request) -> Response:
    """Answer `/motions/MOVEMENT.json?figure=FIGURE`."""
    movement = request.path_params["movement"]
    figure = request.query_params.get("figure", FIGURES[0])
    if movement not in shelf.library().movements:
        return PlainTextResponse(f"There is no movement {movement}.", status_code=404)
    if figure not in FIGURES:
        sentence = f"There is no figure {figure}. There are {' and '.join(FIGURES)}."
        return PlainTextResponse(sentence, status_code=404)
    ready = await run_in_threadpool(_made_once, movement, figure)
    headers = {"Cache-Control": CACHING, "ETag": ready.tag}
    if ready.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(ready.body, media_type="application/json", headers=headers)


def _made_once(movement: str, figure: str) -> Made:
    with _one_at_a_time:
        return made(movement, figure, _cards(movement))


@lru_cache(maxsize=KEPT_MOTIONS)
def made(movement: str, figure: str, _cards: str) -> Made:
    """Work out an answer, the first time, and again for other cards.

    Raises KeyError for what the library does not have.
    """
    told = motion_json(shelf.library(), movement, figure)
    body = json.dumps(told, separators=(",", ":")).encode()
    return Made(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


def _cards(movement: str) -> str:
    """Write all that a motion is worked out from and that a person can change under the same id."""
    library = shelf.library()
    card = library.movements[movement].card
    used = [library.equipment[use.id].card for use in card.equipment]
    return "".join(
        each.model_dump_json() for each in (card, library.positions[card.position].card, *used)
    )
