"""Films our own person as a webcam beside a mat would: a whole session, or poses of any kind.

`film_timeline` films a session for a browser's fake camera; `open_filming`, `in_parts` and `taken`
are for films of one's own.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import av
import numpy as np
from PIL import Image
from playwright.sync_api import Page

from studio.film_look import Pixels, Sensor
from studio.film_places import (
    DRAWN_HEIGHT,
    DRAWN_WIDTH,
    HEIGHT,
    USUAL_DISTANCE,
    USUAL_LENS,
    VIEWS,
    WIDTH,
    outline,
    place_for,
    room_for,
)
from supine.body import motion
from supine.library import Sides, shipped_library

Row = TypeVar("Row")
Made = TypeVar("Made")
# So many pictures are asked of the page in one go.
_AT_ONCE = 30
_READY_MILLISECONDS = 60_000
FILMING = "document.querySelector('#stage').filming"
STAND = f"([place, room]) => {FILMING}.stand(place, room)"
_TIMELINE = f"([timeline, seconds]) => {FILMING}.timeline(timeline, seconds)"
_JPEG_QUALITY = 88
# Chromium plays a file of pictures at this rate, whatever it was taken at.
_MJPEG_FPS = 30


def film_timeline(
    page: Page, timeline: dict[str, Any], figure: str, view: str, fps: int, out: Path
) -> None:
    """Film a session whose timeline is as the server sends it, for a browser's fake camera.

    The person does the repetitions with the voice, lies in the starting pose before and after,
    and does not join in what is only shown. page: of a Supine that it may leave, in a browser with
    WebGL; view: a card's word for a place of the camera; out: .y4m, which tells its rate, or
    .mjpeg, in which pictures are repeated up to the 30 a second that Chromium expects.
    """
    begins = [each["movement"] for each in timeline["sets"]]
    yaw, pitch = VIEWS[view]
    place = place_for(_reach(begins, figure), yaw, pitch, USUAL_LENS, USUAL_DISTANCE)
    open_filming(page, begins[0], figure)
    page.evaluate(STAND, [place.as_page(), room_for(np.random.default_rng(1), yaw)])
    told = {**timeline, "phases": [_own(phase) for phase in timeline["phases"]]}
    seconds = [frame / fps for frame in range(int(timeline["seconds"] * fps))]
    drawn = (page.evaluate(_TIMELINE, [told, some]) for some in in_parts(seconds))
    write = _write_mjpeg if out.suffix == ".mjpeg" else _write_y4m
    write(taken(drawn, Sensor(1).picture), fps, out)


def open_filming(page: Page, movement: str, figure: str) -> None:
    """Open a movement's page as a camera's stage."""
    wish = {"film": f"{DRAWN_WIDTH}x{DRAWN_HEIGHT}", "figure": figure}
    page.goto(f"/movements/{movement}/?{urlencode(wish)}")
    page.locator("html[data-film=ready]").wait_for(timeout=_READY_MILLISECONDS)


def taken(drawn: Iterable[list[str]], develop: Callable[[Image.Image], Made]) -> Iterator[Made]:
    """Give what is made of each picture, while the page draws the next ones."""
    with ThreadPoolExecutor(1) as darkroom:
        waiting: Future[list[Made]] | None = None
        for some in drawn:
            if waiting is not None:
                yield from waiting.result()
            waiting = darkroom.submit(_developed, some, develop)
        if waiting is not None:
            yield from waiting.result()


def _developed(some: list[str], develop: Callable[[Image.Image], Made]) -> list[Made]:
    return [develop(Image.open(io.BytesIO(base64.b64decode(each)))) for each in some]


def _own(phase: dict[str, Any]) -> dict[str, Any]:
    return phase if phase["rep"] is not None else {**phase, "step": None}


def in_parts(seconds: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Give the pictures to be asked for, a few at a time."""
    for begin in range(0, len(seconds), _AT_ONCE):
        yield seconds[begin : begin + _AT_ONCE]


def _reach(movements: Iterable[str], figure: str) -> np.ndarray:
    """Give where the ends of the body come in movements: (any, 3)."""
    library = shipped_library()
    found = []
    for name in dict.fromkeys(movements):
        movement = library.movements[name]
        side = None if movement.card.sides is Sides.NONE else "left"
        position = library.positions[movement.card.position]
        clip = motion(movement, position, library.figures[figure], side, 1.0)
        for each in [clip] if side is None else [clip, clip.mirrored()]:
            found += [outline(each, None, 0.0), *(outline(each, step, 1.0) for step in each.steps)]
    return np.concatenate(found)


def _write_y4m(pictures: Iterable[Pixels], fps: int, out: Path) -> None:
    with out.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{fps}:1 Ip A1:1 C420jpeg\n".encode())
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            file.write(b"FRAME\n" + frame.reformat(format="yuv420p").to_ndarray().tobytes())


def _write_mjpeg(pictures: Iterable[Pixels], fps: int, out: Path) -> None:
    with out.open("wb") as file:
        for picture in pictures:
            kept = io.BytesIO()
            Image.fromarray(picture).save(kept, "JPEG", quality=_JPEG_QUALITY)
            file.write(kept.getvalue() * round(_MJPEG_FPS / fps))
