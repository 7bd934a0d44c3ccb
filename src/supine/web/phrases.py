"""The short sentences that a camera's coach may say, and their sounds.

They are spoken beside the track, where the voice leaves room, so each is a file of its own. The
address of a sentence follows from its words; only what the library itself says has one.
"""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from supine.library import Library
from supine.timeline import Cue, Phase, Timeline
from supine.voice import ClipStore
from supine.web import shelf
from supine.web.sounds import clips, sound_file

PREFIX = "/phrases/"
KEY_LETTERS = 16
FOLDER = "phrases"


async def phrase(request: Request) -> Response:
    """Answer `/phrases/KEY.CONTAINER`: one sentence as a sound file."""
    key = request.path_params["name"]
    text = next((each for each in with_clips(shelf.library()) if key_of(each) == key), None)
    if text is None:
        return PlainTextResponse("There is no such sentence.", status_code=404)
    return await sound_file(request, lambda: _spoken(text), FOLDER)


def with_clips(library: Library) -> dict[str, dict[str, str | float]]:
    """Give the sentences that come with a clip, each with its address and its length in seconds."""
    shipped = ClipStore.shipped().clips
    return {
        text: {"url": PREFIX + key_of(text), "seconds": shipped[text].seconds}
        for text in sentences(library)
        if text in shipped
    }


def sentences(library: Library) -> tuple[str, ...]:
    """List every sentence of the coach, general ones first, each once."""
    general = library.camera_words
    own = [text for each in library.movements.values() for text in each.words.cues.values()]
    return tuple(
        dict.fromkeys([*general.unseen.values(), *general.cues.values(), general.tired, *own])
    )


def key_of(text: str) -> str:
    """Name a sentence in an address."""
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_LETTERS]


def _spoken(text: str) -> Timeline:
    seconds = clips().seconds(text)
    cue = Cue(at=0.0, seconds=seconds, kind="say", text=text)
    return Timeline("phrase", seconds, 0.0, (cue,), (Phase(name="ready", seconds=seconds),), ())
