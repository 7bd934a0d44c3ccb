"""The annotated video: what the pose model found, drawn into each picture, and the count so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import av
import numpy as np

from supine.coach.frames import Array
from supine.footage.colours import GROUND, INK, LEFT, RIGHT, Colour
from supine.footage.faults import OutputError
from supine.footage.lettering import Caption, Lettering
from supine.footage.video import Picture

# Pairs of BlazePose landmarks: odd ones are the person's left, even ones the right.
_ARM = ((11, 13), (13, 15), (15, 19))
_LEG = ((11, 23), (23, 25), (25, 27), (27, 29), (27, 31), (29, 31))
BONES = (
    *(((11, 12), INK), ((23, 24), INK)),
    *((pair, LEFT) for pair in (*_ARM, *_LEG)),
    *(((a + 1, b + 1), RIGHT) for a, b in (*_ARM, *_LEG)),
)
JOINTS = (11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28)
EARS, NOSE = (7, 8), 0
# OpenCV takes places in sixteenths of a pixel.
SHIFT = 4
# The width of a bone, as a share of the picture's shorter side.
BONE = 1 / 110
ENCODERS = ("libx264", "libopenh264", "mpeg4")
TICKS = 90_000


class Painter:
    """Draws into the pictures of one video. size: width and height in pixels."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Load what draws; it comes with the extra `footage`, as what finds the body does."""
        import cv2  # noqa: PLC0415

        self._cv2 = cv2
        self._bone = max(2, round(min(size) * BONE))
        self._lettering = Lettering(size)

    def paint(self, picture: Picture, landmarks: Array | None, caption: Caption) -> Picture:
        """Give a copy of `picture`, drawn upon. landmarks: (33, 4), None for nobody."""
        drawn = picture.copy()
        if landmarks is not None:
            self._skeleton(drawn, landmarks)
        self._lettering.write(drawn, caption)
        return drawn

    def _skeleton(self, picture: Picture, landmarks: Array) -> None:
        high, wide = picture.shape[:2]
        places = np.clip(landmarks[:, :2] * (wide, high), -4 * wide, 4 * wide)
        points = np.round(places * 2**SHIFT).astype(int)
        self._head(picture, places)
        for (a, b), _ in BONES:
            self._line(picture, points[a], points[b], GROUND, self._bone + 2)
        for (a, b), colour in BONES:
            self._line(picture, points[a], points[b], colour, self._bone)
        for joint in JOINTS:
            self._dot(picture, points[joint], self._bone * 1.15, GROUND)
            self._dot(picture, points[joint], self._bone * 0.8, INK)

    def _head(self, picture: Picture, places: Array) -> None:
        ears = places[list(EARS)].mean(axis=0)
        shoulders = places[[11, 12]].mean(axis=0)
        radius = max(
            float(np.linalg.norm(places[NOSE] - ears)),
            0.35 * float(np.linalg.norm(shoulders - ears)),
        )
        middle = np.round(ears * 2**SHIFT).astype(int)
        for colour, more in ((GROUND, 2), (INK, 0)):
            self._cv2.circle(
                picture,
                tuple(map(int, middle)),
                round(radius * 2**SHIFT),
                colour,
                max(1, self._bone // 2) + more,
                self._cv2.LINE_AA,
                SHIFT,
            )

    def _line(self, picture: Picture, a: Array, b: Array, colour: Colour, width: int) -> None:
        start, end = tuple(map(int, a)), tuple(map(int, b))
        self._cv2.line(picture, start, end, colour, width, self._cv2.LINE_AA, SHIFT)

    def _dot(self, picture: Picture, place: Array, radius: float, colour: Colour) -> None:
        middle, size = tuple(map(int, place)), round(radius * 2**SHIFT)
        self._cv2.circle(picture, middle, size, colour, -1, self._cv2.LINE_AA, SHIFT)


class Film:
    """Writes pictures as a video (H.264 in MP4), whole or not at all. A context manager."""

    def __init__(self, path: Path, fps: float) -> None:
        """`fps` is a hint: each picture keeps its own time."""
        self._path = path
        self._part = path.with_name(path.name + ".part")
        with self._faults():
            self._container = av.open(str(self._part), "w", format="mp4")
        self._fps = Fraction(fps).limit_denominator(1001)
        self._stream: av.VideoStream | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            with self._faults():
                if kind is None and self._stream is not None:
                    for packet in self._stream.encode():
                        self._container.mux(packet)
                self._container.close()
                if kind is None:
                    self._part.replace(self._path)
        finally:
            self._part.unlink(missing_ok=True)

    def add(self, picture: Picture, at_seconds: float) -> None:
        """Write the next picture."""
        # H.264 halves the colour's width and height, so both must be even.
        high, wide = (side // 2 * 2 for side in picture.shape[:2])
        if self._stream is None:
            self._stream = self._begin(wide, high)
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture[:high, :wide]), "rgb24")
        frame.pts = round(at_seconds * TICKS)
        frame.time_base = Fraction(1, TICKS)
        with self._faults():
            for packet in self._stream.encode(frame):
                self._container.mux(packet)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Say in a sentence why the film cannot be written."""
        try:
            yield
        except (av.FFmpegError, OSError) as fault:
            remedy = "Choose another folder and try again"
            raise OutputError(self._path, f"{fault.strerror or fault}", remedy) from None

    def _begin(self, wide: int, high: int) -> av.VideoStream:
        encoder = next(name for name in ENCODERS if name in av.codecs_available)
        stream = cast("av.VideoStream", self._container.add_stream(encoder, rate=self._fps))
        stream.width, stream.height, stream.pix_fmt = wide, high, "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS)
        if encoder == "libx264":
            stream.options = {"crf": "20", "preset": "veryfast"}
        return stream
