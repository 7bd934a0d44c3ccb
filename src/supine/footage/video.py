"""Videos as pictures with their times: whatever container, format, pace and way up they have."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from supine.footage.faults import FootageError

Picture = NDArray[np.uint8]
T = TypeVar("T")

# The models look at a few hundred pixels; more than this only takes time and memory.
LONGEST_SIDE = 1920
SHORTEST_SIDE = 16
# Pictures that may wait for whoever takes them: enough to even out the decoder's pace.
WAITING = 8
# A video that ends so much before its own length was cut off, as by a full card.
SECONDS_MISSING = 1.5
CUT_SHORT = "cut-short"
DAMAGED = "damaged"
QUARTER_TURN = 90


class VideoError(FootageError):
    """A video that cannot be read: the file, what is wrong, and what to do."""

    def __init__(self, path: Path, fault: str, remedy: str) -> None:
        super().__init__(f"{path}: {fault}. {remedy}.")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture. at_seconds: from the first; picture: (height, width, 3), RGB, right way up."""

    at_seconds: float
    picture: Picture


class Video:
    """An open video: `size`, `fps`, `seconds`, and `shots()`, which reads it through once.

    A context manager. Raises VideoError for a file that holds no pictures.
    """

    def __init__(self, path: Path) -> None:
        """Open `path` and read as far as its first picture."""
        self.path = path
        self.notes: list[str] = []
        self._container = _opened(path)
        try:
            self._stream = _film(path, self._container)
            self._decoded = self._decode()
            first = _begun(path, self._decoded)
        except BaseException:
            self._container.close()
            raise
        self._first: VideoFrame | None = first
        self._turns = round(first.rotation / QUARTER_TURN) % 4
        self._upright = _fitted(first, self._stream)
        wide, high = self._upright
        self.size = (high, wide) if self._turns % 2 else (wide, high)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._container.close()

    @property
    def fps(self) -> float:
        """Pictures a second as the file says, 30 where it does not."""
        return float(self._stream.average_rate or self._stream.guessed_rate or 30)

    @property
    def seconds(self) -> float | None:
        """How long the file says it is; None where it does not."""
        stream = self._stream
        if stream.duration is not None and stream.time_base is not None:
            return float(stream.duration * stream.time_base)
        if self._container.duration is not None:
            return self._container.duration / av.time_base
        return None

    def shots(self) -> Generator[Shot]:
        """Give every picture with its time; what was wrong on the way is in `notes` afterwards."""
        # Times come from the file, so a pace that varies does no harm; they rise, always.
        began: float | None = None
        last, step = -1.0, 1 / self.fps
        for frame in self._pictures():
            if frame.pts is None:
                at = last + step
            else:
                began = frame.time if began is None else began
                at = frame.time - began
            at = 0.0 if last < 0 else max(at, last + step / 100)
            last = at
            yield Shot(at, self._right_way_up(frame))
        whole = self.seconds
        if whole is not None and last + step < whole - SECONDS_MISSING:
            self.notes.append(CUT_SHORT)

    def _pictures(self) -> Iterator[VideoFrame]:
        if self._first is not None:
            yield self._first
            self._first = None
        yield from self._decoded

    def _decode(self) -> Iterator[VideoFrame]:
        """Decode what can be decoded; a damaged part is left out, a broken end is the end."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError):
                self._note(DAMAGED)
                return
            try:
                yield from packet.decode()
            except (av.FFmpegError, OSError):
                self._note(DAMAGED)

    def _note(self, what: str) -> None:
        if what not in self.notes:
            self.notes.append(what)

    def _right_way_up(self, frame: VideoFrame) -> Picture:
        wide, high = self._upright
        picture = np.asarray(frame.to_ndarray(format="rgb24", width=wide, height=high), np.uint8)
        return np.ascontiguousarray(np.rot90(picture, self._turns)) if self._turns else picture


def ahead(items: Iterator[T]) -> Generator[T]:
    """Give `items` while a thread already makes the next ones; its faults are raised here."""
    made: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(maxsize=WAITING)
    nobody_waits = threading.Event()

    def put(what: tuple[T] | BaseException | None) -> None:
        while not nobody_waits.is_set():
            with contextlib.suppress(queue.Full):
                made.put(what, timeout=0.1)
                return

    def make() -> None:
        try:
            for item in items:
                put((item,))
                if nobody_waits.is_set():
                    return
            put(None)
        except BaseException as fault:  # noqa: BLE001 - raised again by who takes
            put(fault)

    thread = threading.Thread(target=make, name="decoding", daemon=True)
    thread.start()
    try:
        while (taken := made.get()) is not None:
            if isinstance(taken, BaseException):
                raise taken
            yield taken[0]
    finally:
        nobody_waits.set()
        thread.join()


def _opened(path: Path) -> av.container.InputContainer:
    remedy = "Give a video, as a camera or a phone makes it"
    try:
        if path.stat().st_size == 0:
            raise VideoError(path, "the file is empty", remedy)
        return av.open(str(path))
    except FileNotFoundError:
        raise VideoError(path, "there is no such file", remedy) from None
    except PermissionError:
        raise VideoError(path, "it may not be read", "Change who may read it") from None
    except IsADirectoryError:
        raise VideoError(path, "this is a folder", remedy) from None
    except (av.FFmpegError, OSError, ValueError):
        fault = "this is no video, or it is damaged or incomplete"
        raise VideoError(path, fault, "Copy or export it again") from None


def _film(path: Path, container: av.container.InputContainer) -> VideoStream:
    # Some sound files carry a picture, as a cover does: that is no film.
    cover = av.stream.Disposition.attached_pic
    films = [stream for stream in container.streams.video if not stream.disposition & cover]
    if not films:
        raise VideoError(path, "there is no film in it, only sound or text", "Give another file")
    film = films[0]
    film.thread_type = "AUTO"
    return film


def _begun(path: Path, decoded: Iterator[VideoFrame]) -> VideoFrame:
    first = next(decoded, None)
    if first is None:
        raise VideoError(path, "there is no picture in it", "Give another file")
    return first


def _fitted(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Width and height to decode to: square pixels, no side longer than LONGEST_SIDE."""
    shape = float(stream.sample_aspect_ratio or 1)
    wide, high = frame.width * shape, float(frame.height)
    scale = min(1.0, LONGEST_SIDE / max(wide, high))
    return max(SHORTEST_SIDE, round(wide * scale)), max(SHORTEST_SIDE, round(high * scale))
