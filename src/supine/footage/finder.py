"""Finds the body in each picture of a video, with MediaPipe and the bundle POSE_BUNDLE."""

from __future__ import annotations

import contextlib
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Any, Self

import numpy as np

from supine.coach.frames import LANDMARKS, VALUES, Array
from supine.footage.bundle import POSE_BUNDLE
from supine.footage.faults import FootageError
from supine.footage.hushing import hushed
from supine.footage.video import Picture

MEDIAPIPE = "mediapipe"
# Later ones send usage figures to their maker.
MEDIAPIPE_VERSION = "0.10.35"
MILLISECONDS = 1000


class FinderMissingError(FootageError):
    """What finds a body in a picture is not installed, or not the version that keeps to itself."""

    def __init__(self, installed: str | None) -> None:
        here = f"here it is {installed}" if installed else "it is not installed"
        super().__init__(
            f"Watching a video needs {MEDIAPIPE} {MEDIAPIPE_VERSION}; {here}. "
            "Run: script/setup footage"
        )


class FinderBrokenError(FootageError):
    """What finds a body in a picture is installed, but cannot be loaded on this machine."""

    def __init__(self, fault: Exception) -> None:
        super().__init__(
            f"{MEDIAPIPE} {MEDIAPIPE_VERSION} is installed but does not load: {fault}. "
            "It may want libraries of the system (on Debian or Ubuntu: libgl1, libglib2.0-0)."
        )


class BodyFinder:
    """Finds one body in pictures that follow each other. A context manager.

    Raises FinderMissingError and FinderBrokenError. MediaPipe writes notes of its own to standard
    error, past Python; they are dropped where they arise, so that only what is meant for people
    is read there.
    """

    def __init__(self) -> None:
        """Load the models."""
        refuse_without_finder()
        with hushed():
            try:
                # It is large, and slow to load.
                import mediapipe  # noqa: PLC0415
                from mediapipe.tasks.python import BaseOptions, vision  # noqa: PLC0415
            except (ImportError, OSError) as fault:
                raise FinderBrokenError(fault) from None
            self._image, self._format = mediapipe.Image, mediapipe.ImageFormat.SRGB
            options = vision.PoseLandmarkerOptions(
                base_options=BaseOptions(model_asset_path=str(POSE_BUNDLE)),
                running_mode=vision.RunningMode.VIDEO,
            )
            self._models = vision.PoseLandmarker.create_from_options(options)
        self._last = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with hushed():
            self._models.close()

    def find(self, picture: Picture, at_seconds: float) -> tuple[Array | None, Array | None]:
        """Give the landmarks (33, 4) and those in metres (33, 3); None and None for nobody."""
        # MediaPipe refuses a time that does not rise, in whole milliseconds.
        is_first = self._last < 0
        self._last = max(self._last + 1, round(at_seconds * MILLISECONDS))
        image = self._image(image_format=self._format, data=picture)
        with hushed() if is_first else contextlib.nullcontext():
            found = self._models.detect_for_video(image, self._last)
        if not found.pose_landmarks:
            return None, None
        return _numbers(found.pose_landmarks[0]), _numbers(found.pose_world_landmarks[0])[:, :3]


def refuse_without_finder() -> None:
    """Raise FinderMissingError unless MediaPipe is here in the version that is wanted."""
    try:
        installed = version(MEDIAPIPE)
    except PackageNotFoundError:
        raise FinderMissingError(None) from None
    if installed != MEDIAPIPE_VERSION:
        raise FinderMissingError(installed)


def _numbers(landmarks: list[Any]) -> Array:
    values = [value for one in landmarks for value in (one.x, one.y, one.z, one.visibility)]
    return np.array(values, dtype=np.float32).reshape(LANDMARKS, VALUES)
