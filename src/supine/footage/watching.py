"""One video from its file to a count, picture by picture: it is never held in memory as a whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from supine.coach.frames import Array, Frame
from supine.footage.counting import Coaching, Count, count_of
from supine.footage.finder import BodyFinder
from supine.footage.outputs import Outputs, annotate
from supine.footage.spool import Spool
from supine.footage.video import Shot, Video, ahead

# Told what is being done, how many seconds of the video are, of how many (None: not known), and
# how many pictures a second that makes.
Telling: TypeAlias = "Callable[[str, float, float | None, float], None]"


def watch_video(
    path: Path,
    movement: str,
    coach_for: Coaching,
    outputs: Outputs | None = None,
    tell: Telling | None = None,
) -> Count:
    """Count what is done in a video. Raises VideoError, OutputError and FinderMissingError."""
    outputs = outputs or Outputs()
    outputs.refuse_faults(path)
    with Spool() as spool:
        with Video(path) as video:
            coach = coach_for(video.size[0] / video.size[1])
            pictures = with_somebody = 0
            pace = Pace("watching", video.seconds, tell)
            for sight in sights(video):
                at = sight.shot.at_seconds
                coach.see(Frame(at, sight.landmarks))
                pictures += 1
                with_somebody += sight.landmarks is not None
                if outputs.wanted:
                    spool.add(at, sight.landmarks, sight.world)
                pace.step(at)
            count = count_of(movement, coach.tally(), with_somebody / pictures, video.notes)
            outputs.write_data(spool, coach, count, video)
        if outputs.annotate is not None:
            # Read a second time, since a repetition may only be known for one later on.
            with Video(path) as video:
                pace = Pace("drawing", video.seconds, tell)
                annotate(video, spool, count, outputs.annotate, pace.step)
    return count


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One picture and the body in it. landmarks: (33, 4), world: (33, 3) metres, None: nobody."""

    shot: Shot
    landmarks: Array | None
    world: Array | None


def sights(video: Video) -> Iterator[Sight]:
    """Find the body in each picture of a video, which is decoded ahead meanwhile."""
    with BodyFinder() as finder, closing(ahead(video.shots())) as shots:
        for shot in shots:
            yield Sight(shot, *finder.find(shot.picture, shot.at_seconds))


class Pace:
    """Tells how far through a video something has got, and how fast."""

    def __init__(self, what: str, whole: float | None, tell: Telling | None) -> None:
        """Begin now. whole: seconds of the video."""
        self._what, self._whole, self._tell = what, whole, tell
        self._began, self._pictures = time.monotonic(), 0

    def step(self, at_seconds: float) -> None:
        """Take note of one more picture."""
        self._pictures += 1
        if self._tell is not None:
            rate = self._pictures / max(time.monotonic() - self._began, 1e-6)
            self._tell(self._what, at_seconds, self._whole, rate)
