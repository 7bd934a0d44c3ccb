"""Small films to watch: noise with nobody in it, and somebody made of the app's own pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from supine.library import shipped_library

Picture = NDArray[np.uint8]
FPS = 15
FLOOR = (226, 219, 207)


def room(frames: int, size: tuple[int, int] = (96, 64)) -> Iterator[Picture]:
    """Give pictures (height, width, 3) of a room with nobody in it, its light moving a little."""
    wide, high = size
    down = np.linspace(90, 160, high)[:, None, None]
    for number in range(frames):
        picture = down + np.linspace(0, 30, wide)[None, :, None] + 10 * np.sin(number / 3)
        yield np.broadcast_to(picture, (high, wide, 3)).astype(np.uint8)


def somebody(movement: str = "glute-bridge", key: str = "lift", reps: int = 3) -> list[Picture]:
    """Give pictures of somebody who goes from the start of a movement to `key` and back."""
    start, far = _still(movement, "start"), _still(movement, key)
    there = [_blend(start, far, share) for share in np.linspace(0, 1, 8)[1:-1]]
    rest, hold = [start] * FPS, [far] * (FPS // 2)
    return [*rest, *((*there, *hold, *there[::-1], *rest) * reps)]


def write_film(
    path: Path,
    pictures: Iterable[Picture],
    *,
    codec: str = "libx264",
    form: str = "yuv420p",
    at_seconds: Iterable[float] | None = None,
    turned: int = 0,
) -> Path:
    """Write a film. turned: how far, in degrees counter-clockwise, it says it is to be turned."""
    times = iter(at_seconds) if at_seconds is not None else None
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=FPS)
        assert isinstance(stream, av.VideoStream)
        stream.pix_fmt = form
        if turned:
            stream.set_display_rotation(turned)
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
                stream.codec_context.time_base = Fraction(1, 1000)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
            at = next(times) if times is not None else number / FPS
            frame.pts, frame.time_base = round(at * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def _still(movement: str, key: str) -> Picture:
    stills = shipped_library().movements[movement].stills
    assert stills is not None
    with Image.open(stills.folder / f"woman-{key}-320.webp") as file:
        drawn = file.convert("RGBA")
    picture = Image.new("RGBA", drawn.size, (*FLOOR, 255))
    picture.alpha_composite(drawn)
    return np.asarray(picture.convert("RGB"))


def _blend(one: Picture, other: Picture, share: float) -> Picture:
    return np.round(one * (1 - share) + other * share).astype(np.uint8)
