"""What `supine watch` writes beside the count: an annotated video, a plot, a recording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from supine.footage.colours import OF_SIDE
from supine.footage.counting import Count, Watcher
from supine.footage.drawing import Film, Painter
from supine.footage.faults import OutputError
from supine.footage.lettering import Caption
from supine.footage.plotting import plot
from supine.footage.recording import write_recording
from supine.footage.spool import Spool
from supine.footage.video import Video, ahead

# The number in the corner of an annotated video lights up so long after a repetition.
LIT_SECONDS = 0.6
ENDINGS = {"annotate": ".mp4", "plot": ".png", "save": ".npz"}


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files to write; None for what is not wanted."""

    annotate: Path | None = None
    plot: Path | None = None
    save: Path | None = None

    @property
    def wanted(self) -> bool:
        """Whether anything is."""
        return any((self.annotate, self.plot, self.save))

    def refuse_faults(self, video: Path) -> None:
        """Raise OutputError for a file that could not be written in the end."""
        for name, ending in ENDINGS.items():
            path: Path | None = getattr(self, name)
            if path is None:
                continue
            if path.suffix.lower() != ending:
                raise OutputError(path, f"its name should end in {ending}", "Give another name")
            if not path.parent.is_dir():
                fault = f"there is no folder {path.parent}"
                raise OutputError(path, fault, "Make it first, or give another")
            if path.is_dir():
                raise OutputError(path, "this is a folder", "Give the name of a file")
            if path.exists() and video.exists() and path.samefile(video):
                raise OutputError(path, "this is the video itself", "Give another name")

    def write_data(self, spool: Spool, coach: Watcher, count: Count, video: Video) -> None:
        """Write the recording and the plot. Raises OutputError and RecordingError."""
        if self.save is not None:
            write_recording(self.save, spool.recording(video.size, video.fps))
        if self.plot is not None:
            try:
                frames = list(spool.frames())
                at = np.array([frame.at_seconds for frame in frames])
                phases = [np.nan if one is None else one for one in coach.followed(frames)]
                plot(self.plot, at, np.array(phases), count)
            except OSError as fault:
                remedy = "Choose another folder and try again"
                raise OutputError(self.plot, fault.strerror or str(fault), remedy) from None


def annotate(
    video: Video, spool: Spool, count: Count, path: Path, step: Callable[[float], None]
) -> None:
    """Write the annotated video; `step` is told the second of each picture that is done.

    video: the same that the count was made from, opened again. Raises OutputError.
    """
    painter = Painter(video.size)
    with Film(path, video.fps) as film, closing(ahead(video.shots())) as shots:
        for shot, frame in zip(shots, spool.frames(), strict=False):
            caption = caption_at(count, shot.at_seconds, nobody=frame.landmarks is None)
            film.add(painter.paint(shot.picture, frame.landmarks, caption), shot.at_seconds)
            step(shot.at_seconds)


def caption_at(count: Count, at_seconds: float, *, nobody: bool) -> Caption:
    """Say what had been counted by then."""
    done = [rep for rep in count.reps if rep.at <= at_seconds]
    sides = Counter(rep.side for rep in done)
    # Every side that comes stands there from the start, so that the panel keeps its size.
    coming = sorted({rep.side for rep in count.reps}, key=str)
    lit = bool(done) and at_seconds - done[-1].at < LIT_SECONDS
    return Caption(
        title=count.movement.replace("-", " "),
        counted=tuple((side, sides[side]) for side in coming),
        lit=OF_SIDE[done[-1].side] if lit else None,
        nobody=nobody,
    )
