"""What was found in each picture, kept in a temporary file: videos can be hours long."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from supine.coach.frames import LANDMARKS, VALUES, Array, Frame
from supine.footage.recording import WORLD_VALUES, Recording

ROW = np.dtype(
    [
        ("at_seconds", np.float64),
        ("landmarks", np.float32, (LANDMARKS, VALUES)),
        ("world", np.float32, (LANDMARKS, WORLD_VALUES)),
    ]
)


class Spool:
    """Rows of what was found, in order. A context manager."""

    def __init__(self) -> None:
        """Begin with none."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - this closes it in turn
        self._row = np.zeros((), dtype=ROW)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, at_seconds: float, landmarks: Array | None, world: Array | None) -> None:
        """Keep one picture's: (33, 4) and (33, 3), None and None for nobody."""
        self._row["at_seconds"] = at_seconds
        self._row["landmarks"] = np.nan if landmarks is None else landmarks
        self._row["world"] = np.nan if world is None else world
        self._file.write(self._row.tobytes())

    def frames(self) -> Iterator[Frame]:
        """Give all again, as the coach takes them."""
        for row in self._rows():
            landmarks: Array = np.array(row["landmarks"])
            somebody = bool(np.isfinite(landmarks).all())
            yield Frame(float(row["at_seconds"]), landmarks if somebody else None)

    def recording(self, size: tuple[int, int], fps: float) -> Recording:
        """Give all as a recording, which lives only as long as this; fps: where there is one."""
        rows = self._rows()
        at: NDArray[np.float64] = np.array(rows["at_seconds"])
        seconds = float(at[-1] - at[0])
        return Recording(
            landmarks=rows["landmarks"],
            world=rows["world"],
            at_seconds=at,
            fps=(len(at) - 1) / seconds if seconds > 0 else fps,
            size=size,
        )

    def _rows(self) -> NDArray[Any]:
        self._file.flush()
        return np.memmap(self._file, dtype=ROW, mode="r")
