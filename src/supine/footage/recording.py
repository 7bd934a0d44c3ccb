"""Recordings of landmarks, as files: what a pose model said of each frame of a video.

A recording is a NumPy archive (`.npz`) with

    landmarks   (T, 33, 4)  x and y as shares of the picture's width and height (y down), z
                            towards the camera in the unit of x, visibility 0 to 1; NaN where
                            nobody was seen
    world       (T, 33, 3)  metres from the middle of the hips; may be missing
    fps         ()          frames a second
    size        (2,)        width and height of the picture, in pixels
    at_seconds  (T,)        when each frame was taken; where it is missing, they came evenly

all of them numbers of any precision.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from supine.coach.frames import LANDMARKS, VALUES, Array, Frame
from supine.footage.faults import FootageError

# Some ten hours at 30 frames a second. What claims to be longer is no recording of an exercise,
# and reading it could take all memory.
MOST_FRAMES = 1_100_000
MOST_FPS = 1000.0
MOST_PIXELS = 100_000
REMEDY = "Make it again with supine watch VIDEO --save"
WORLD_VALUES = 3
NUMBERS = "fiu"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class RecordingError(FootageError):
    """A recording that cannot be read or written: the file, the place in it, what is wrong."""

    def __init__(self, path: Path, place: str, fault: str, remedy: str = REMEDY) -> None:
        where = f"{path}, {place}" if place else str(path)
        super().__init__(f"{where}: {fault}. {remedy}.")


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What a pose model said of a whole video.

    landmarks: (T, 33, 4), world: (T, 33, 3) or None, as in the file; at_seconds: (T,), rising;
    fps: frames a second, on average; size: width and height in pixels.
    """

    landmarks: Array
    world: Array | None
    at_seconds: NDArray[np.float64]
    fps: float
    size: tuple[int, int]

    @property
    def aspect(self) -> float:
        """Width of the picture over its height."""
        return self.size[0] / self.size[1]

    @property
    def frames(self) -> list[Frame]:
        """Every instant, as the coach takes them."""
        somebody: NDArray[np.bool_] = np.all(np.isfinite(self.landmarks), axis=(1, 2))
        return [
            Frame(float(at), landmarks if there else None)
            for at, landmarks, there in zip(self.at_seconds, self.landmarks, somebody, strict=True)
        ]


def read_recording(path: Path) -> Recording:
    """Read a recording. Raises RecordingError for anything that is not one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _recording(path, _arrays(path, archive))
    except FileNotFoundError:
        raise RecordingError(path, "", "there is no such file", "Give a recording") from None
    except IsADirectoryError:
        raise RecordingError(path, "", "this is a folder", "Give one recording") from None
    except OSError as fault:
        raise RecordingError(path, "", f"{fault.strerror or fault}") from None
    except _DAMAGED:
        raise RecordingError(path, "", "this is no recording, or it is damaged") from None


def write_recording(path: Path, recording: Recording) -> None:
    """Write a recording, whole or not at all. Raises RecordingError."""
    arrays: dict[str, NDArray[Any]] = {
        "landmarks": recording.landmarks.astype(np.float32, copy=False),
        "fps": np.array(recording.fps),
        "size": np.array(recording.size, dtype=np.int32),
        "at_seconds": recording.at_seconds,
    }
    if recording.world is not None:
        arrays["world"] = recording.world.astype(np.float32, copy=False)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            kept = Path(file.name)
            try:
                np.savez_compressed(file, allow_pickle=False, **arrays)
                file.close()
                kept.replace(path)
            finally:
                kept.unlink(missing_ok=True)
    except OSError as fault:
        remedy = "Give a file in a folder that is there"
        raise RecordingError(path, "", os.strerror(fault.errno or 0), remedy) from None


def _arrays(path: Path, archive: zipfile.ZipFile) -> dict[str, NDArray[Any]]:
    """Read what a recording consists of, and nothing else that may be in the file."""
    there = {name.removesuffix(".npy"): name for name in archive.namelist()}
    missing = [name for name in ("landmarks", "fps", "size") if name not in there]
    if missing:
        raise RecordingError(path, missing[0], "it is missing")
    known = ("landmarks", "world", "fps", "size", "at_seconds")
    return {name: _array(path, archive, there[name]) for name in known if name in there}


def _array(path: Path, archive: zipfile.ZipFile, entry: str) -> NDArray[Any]:
    """Read one array, after a look at what it says of itself: NumPy would believe any size."""
    name = entry.removesuffix(".npy")
    with archive.open(entry) as file:
        shape, kind = _head(file)
        bytes_left = archive.getinfo(entry).file_size - file.tell()
    if kind.kind not in NUMBERS:
        raise RecordingError(path, name, "it holds no numbers")
    if shape and shape[0] > MOST_FRAMES:
        raise RecordingError(path, name, f"{shape[0]:,} frames are too many", "Give it in parts")
    if int(np.prod(shape[1:], dtype=object)) > LANDMARKS * VALUES:
        raise RecordingError(path, name, f"its shape is {_written(shape)}")
    if int(np.prod(shape, dtype=object)) * kind.itemsize > bytes_left:
        raise RecordingError(path, name, "it ends too early")
    with archive.open(entry) as file:
        return np.asarray(np.lib.format.read_array(file, allow_pickle=False))


def _head(file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0
    if version > (1, 0):
        read = np.lib.format.read_array_header_2_0
    shape, _, kind = read(file)
    return shape, kind


def _recording(path: Path, arrays: Mapping[str, NDArray[Any]]) -> Recording:
    landmarks = arrays["landmarks"]
    frames = len(landmarks) if landmarks.ndim else 0
    _check(path, "landmarks", landmarks, (frames, LANDMARKS, VALUES))
    if not frames:
        raise RecordingError(path, "landmarks", "it has no frames")
    world = arrays.get("world")
    if world is not None:
        _check(path, "world", world, (frames, LANDMARKS, WORLD_VALUES))
    fps = _fps(path, arrays["fps"])
    return Recording(
        landmarks=_numbers(landmarks),
        world=None if world is None else _numbers(world),
        at_seconds=_times(path, arrays.get("at_seconds"), frames, fps),
        fps=fps,
        size=_size(path, arrays["size"]),
    )


def _check(path: Path, name: str, array: NDArray[Any], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        wanted = f"({'T' if name == 'landmarks' else shape[0]}, {shape[1]}, {shape[2]})"
        fault = f"its shape is {_written(array.shape)}; it should be {wanted}"
        raise RecordingError(path, name, fault)


def _numbers(array: NDArray[Any]) -> Array:
    """Give half precision more room: what is worked out from it would lose its last digits."""
    return array.astype(np.float64 if array.dtype.itemsize > 4 else np.float32)  # noqa: PLR2004


def _fps(path: Path, array: NDArray[Any]) -> float:
    fps = float(array.reshape(-1)[0]) if array.size == 1 else float("nan")
    if not 0 < fps <= MOST_FPS:
        fault = "it should be one number, the frames a second, above 0 and at most 1000"
        raise RecordingError(path, "fps", fault)
    return fps


def _size(path: Path, array: NDArray[Any]) -> tuple[int, int]:
    sides = [float(side) for side in array.reshape(-1)]
    if len(sides) != 2 or not all(1 <= side <= MOST_PIXELS for side in sides):  # noqa: PLR2004
        fault = "it should be two numbers, the picture's width and height in pixels"
        raise RecordingError(path, "size", fault)
    return int(sides[0]), int(sides[1])


def _times(path: Path, array: NDArray[Any] | None, frames: int, fps: float) -> NDArray[np.float64]:
    if array is None:
        return np.arange(frames, dtype=np.float64) / fps
    times = array.astype(np.float64)
    if times.shape != (frames,) or not np.isfinite(times).all() or (np.diff(times) <= 0).any():
        fault = "it should be one rising time for each frame, in seconds"
        raise RecordingError(path, "at_seconds", fault)
    return times


def _written(shape: tuple[int, ...]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
