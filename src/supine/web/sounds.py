"""The sound tracks and the three short sounds, as files a browser can play, seek in, and keep.

They stand before Django, since a media element asks for byte ranges, which Starlette's file answer
serves without reading the whole file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from supine.timeline import (
    SOUNDS,
    Options,
    OptionsError,
    Timeline,
    UnknownRoutineError,
    build_sound,
    build_timeline,
)
from supine.voice import ClipStore, LayeredClips, TrackError, installed_speaker, track_file
from supine.web import shelf
from supine.web.asked import AskedError, asked_options, asked_volumes

MEDIA_TYPES = {"webm": "audio/webm", "mp4": "audio/mp4", "mp3": "audio/mpeg"}
# The track and its timeline must come from one library, so a kept copy is asked about each time.
CACHING = "private, no-cache"


async def track(request: Request) -> Response:
    """Answer `/tracks/ROUTINE.CONTAINER`: the whole session as one sound file."""

    def build() -> Timeline:
        options = asked_options(request.query_params)
        routine = request.path_params["name"]
        return timeline_here(routine, options)

    return await sound_file(request, build)


async def sound(request: Request) -> Response:
    """Answer `/sounds/NAME.CONTAINER`: the sound check, the count-in, or "stopped"."""
    name = request.path_params["name"]
    if name not in SOUNDS:
        return PlainTextResponse(f"There is no sound {name}.", status_code=404)
    return await sound_file(
        request,
        lambda: build_sound(shelf.library(), name, clips().seconds),
    )


def timeline_here(routine_id: str, options: Options) -> Timeline:
    """Lay a routine out with the voice there is. Raises UnknownRoutineError and OptionsError."""
    voice = clips()
    return build_timeline(shelf.library(), routine_id, options, voice.seconds, voice.has)


def clips() -> LayeredClips:
    """Give the clips that come with Supine, and those made of the person's own words."""
    return _layered(Path(settings.CLIPS_FOLDER))


@cache
def _layered(folder: Path) -> LayeredClips:
    return LayeredClips(ClipStore.shipped(), folder, installed_speaker)


async def sound_file(request: Request, build: Callable[[], Timeline], folder: str = "") -> Response:
    """Answer with what `build` lays out, as the file that the address names.

    folder: inside that of the tracks, for sounds that must not push tracks out.
    """
    container = request.path_params["container"]
    if container not in MEDIA_TYPES:
        sentence = f"There is no .{container} file. There are .webm, .mp4 and .mp3."
        return PlainTextResponse(sentence, status_code=404)
    try:
        volumes = asked_volumes(request.query_params)
        # A minute of sound takes a good part of a second: never on the loop.
        timeline = await run_in_threadpool(build)
        path = await run_in_threadpool(
            track_file, timeline, clips(), volumes, container, Path(settings.TRACKS_FOLDER, folder)
        )
    except UnknownRoutineError as error:
        return PlainTextResponse(str(error), status_code=404)
    except (OptionsError, AskedError) as error:
        return PlainTextResponse(str(error), status_code=400)
    except TrackError:
        return PlainTextResponse("The sound could not be kept: is the disk full?", status_code=507)
    download = request.query_params.get("download") == "1"
    return FileResponse(
        path,
        media_type=MEDIA_TYPES[container],
        headers={"Cache-Control": CACHING},
        filename=f"supine-{request.path_params['name']}.{container}" if download else None,
    )
