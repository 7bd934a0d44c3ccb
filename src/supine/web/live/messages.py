"""What a page may send through the socket, read strictly.

Bytes are frames (little-endian): a sequence number and a count as u32, then for each frame the
seconds on the page's own clock as f64 and 33 landmarks of x, y, z, visibility as f32. Text is JSON:
`{"kind":"set","set":"3/0","movement":"knee-wags","aspect":1.333}` begins or resumes a set,
`{"kind":"over","set":"3/0"}` asks what it came to, and `{"kind":"ping","n":7}` is answered once all
that was sent before it has been seen.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from supine.coach import Frame
from supine.coach.frames import LANDMARKS, VALUES

# Close codes of RFC 6455, section 7.4.1.
UNSUPPORTED, POLICY, TOO_BIG = 1003, 1008, 1009

MOST_FRAMES = 8
MOST_LETTERS = 1024
NARROWEST, WIDEST = 0.3, 4.0
# Four months: no page stays open so long, and a float still tells milliseconds there.
LATEST_SECONDS = 1e7
LARGEST_NUMBER = 2**53
# In shares of the picture; the model guesses what lies outside, but never so far outside.
FARTHEST = 50.0

_HEADER = struct.Struct("<II")
_FRAME = np.dtype([("at", "<f8"), ("landmarks", "<f4", (LANDMARKS, VALUES))])
MOST_BYTES = _HEADER.size + MOST_FRAMES * _FRAME.itemsize

_SET = re.compile(r"[0-9]{1,4}/[0-9]{1,4}")
_MOVEMENT = re.compile(r"[a-z][a-z0-9_-]{0,99}")


class ProtocolError(ValueError):
    """A message that no page of ours sends. code: what the socket is closed with."""

    def __init__(self, reason: str, code: int = UNSUPPORTED) -> None:
        """Keep the reason short: a close frame holds 123 bytes."""
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Frames:
    """Some frames running, with their number in the page's count of batches."""

    sequence: int
    frames: Sequence[Frame]


@dataclass(frozen=True, slots=True)
class Begin:
    """Watch this set from here on. aspect: the picture's width as a share of its height."""

    name: str
    movement: str
    aspect: float


@dataclass(frozen=True, slots=True)
class Over:
    """The set has ended; the page asks what it came to."""

    name: str


@dataclass(frozen=True, slots=True)
class Ping:
    """Say when everything before this has been seen."""

    number: int


Words: TypeAlias = "Begin | Over | Ping"


def read_frames(data: bytes) -> Frames:
    """Read one message of frames. Raises ProtocolError.

    Where a frame's landmarks are not all numbers (a page sends NaN where it found nobody), or lie
    out of all reason, the frame says that nobody is there.
    """
    if len(data) > MOST_BYTES:
        raise ProtocolError(f"A message has at most {MOST_BYTES} bytes.", TOO_BIG)
    if len(data) < _HEADER.size:
        raise ProtocolError("A message of frames begins with their number and count.")
    sequence, count = _HEADER.unpack_from(data)
    if not 1 <= count <= MOST_FRAMES:
        raise ProtocolError(f"A message has 1 to {MOST_FRAMES} frames.")
    if len(data) != _HEADER.size + count * _FRAME.itemsize:
        raise ProtocolError("The message is not as long as its count of frames.")
    rows = np.frombuffer(data, dtype=_FRAME, offset=_HEADER.size)
    times: list[float] = rows["at"].tolist()
    if not all(0 <= at <= LATEST_SECONDS for at in times):
        raise ProtocolError("A frame has no time that a page's clock can show.")
    return Frames(
        sequence,
        [Frame(at, _body(points)) for at, points in zip(times, rows["landmarks"], strict=True)],
    )


def _body(points: NDArray[np.float32]) -> NDArray[np.float64] | None:
    # NaN is neither more nor less than anything, so it is told here as well.
    return points.astype(np.float64) if np.abs(points).max() <= FARTHEST else None


def read_words(text: str) -> Words:
    """Read one JSON message. Raises ProtocolError."""
    if len(text) > MOST_LETTERS:
        raise ProtocolError(f"A JSON message has at most {MOST_LETTERS} letters.", TOO_BIG)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise ProtocolError("The message is not JSON.") from None
    if not isinstance(told, dict):
        raise ProtocolError("The message is not a JSON object.")
    kind = told.get("kind")
    if kind == "set":
        _has_only(told, {"kind", "set", "movement", "aspect"})
        return Begin(_name(told), _movement(told), _aspect(told))
    if kind == "over":
        _has_only(told, {"kind", "set"})
        return Over(_name(told))
    if kind == "ping":
        _has_only(told, {"kind", "n"})
        return Ping(_number(told))
    raise ProtocolError("kind: use set, over or ping.")


def _has_only(told: Mapping[str, Any], known: set[str]) -> None:
    if told.keys() - known:
        raise ProtocolError(f"The message has more than {', '.join(sorted(known))}.")


def _name(told: Mapping[str, Any]) -> str:
    name = told.get("set")
    if isinstance(name, str) and _SET.fullmatch(name):
        return name
    raise ProtocolError("set: use its number and its pass, such as 3/0.")


def _movement(told: Mapping[str, Any]) -> str:
    movement = told.get("movement")
    if isinstance(movement, str) and _MOVEMENT.fullmatch(movement):
        return movement
    raise ProtocolError("movement: use its id, such as knee-wags.")


def _aspect(told: Mapping[str, Any]) -> float:
    aspect: Any = told.get("aspect")
    # True is an int to Python, but no number to anybody else.
    if type(aspect) in {int, float} and NARROWEST <= aspect <= WIDEST:
        return float(aspect)
    raise ProtocolError(f"aspect: use width by height, {NARROWEST} to {WIDEST}.")


def _number(told: Mapping[str, Any]) -> int:
    number = told.get("n")
    if type(number) is int and 0 <= number <= LARGEST_NUMBER:
        return number
    raise ProtocolError("n: use a whole number.")
