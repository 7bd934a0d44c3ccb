"""Coaches that follow a plain rule, for what is around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supine.coach.events import Event, Rep, Tally
from supine.coach.frames import Frame


class EverySecond:
    """Counts one repetition at each full second, left and right by turns."""

    def __init__(self, aspect: float) -> None:
        self.aspect = aspect
        self.seen: list[Frame] = []

    def see(self, frame: Frame) -> tuple[Event, ...]:
        self.seen.append(frame)
        return ()

    def tally(self) -> Tally:
        seconds = int(self.seen[-1].at_seconds)
        reps = tuple(
            Rep(
                at_seconds=float(second),
                side=("left", "right")[second % 2],
                reach=0.5 + 0.1 * second,
                range_share=1.0,
                out_seconds=0.25,
                back_seconds=0.5,
            )
            for second in range(1, seconds + 1)
        )
        return Tally(reps=reps, seen_share=0.9, notes=("view",))

    def followed(self, frames: Iterable[Frame]) -> Iterator[float | None]:
        for frame in frames:
            yield None if frame.landmarks is None else frame.at_seconds % 1.0
