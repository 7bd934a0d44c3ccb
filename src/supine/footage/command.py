"""The commands `supine count` and `supine watch`, once their arguments are read."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TypeAlias

from supine.footage.counting import MOSTLY_NOBODY, NOBODY, Count, coaching, count_recording
from supine.footage.faults import FootageError, OutputError
from supine.footage.finder import refuse_without_finder
from supine.footage.folder import Done, LibraryMaking, jobs_in, watch_folder
from supine.footage.outputs import Outputs
from supine.footage.progress import Progress
from supine.footage.recording import read_recording
from supine.footage.video import CUT_SHORT, DAMAGED
from supine.footage.watching import watch_video

Run: TypeAlias = "Callable[[argparse.Namespace, LibraryMaking], int]"

NOTES = {
    NOBODY: "Nobody was to be seen.",
    MOSTLY_NOBODY: "For most of the time nobody was to be seen.",
    CUT_SHORT: "The video breaks off before its end; what there is was counted.",
    DAMAGED: "Parts of the video are damaged and were left out.",
    "timed": "This movement cannot be counted by a camera; it is done by the clock.",
    "view": "From where the camera stood, this movement cannot be seen.",
    "view-cannot-tell-sides": "From where the camera stood, left and right look the same.",
    "never-settled": "The movement's starting position was not recognised.",
}


def said_in_a_sentence(run: Run) -> Run:
    """Print a fault of this room as a sentence, and end with 1."""

    @wraps(run)
    def said_or_done(asked: argparse.Namespace, library: LibraryMaking) -> int:
        try:
            return run(asked, library)
        except FootageError as fault:
            return _say_faults([str(fault)])
        except KeyboardInterrupt:
            return _say_faults(["Stopped. Of a folder, what is done is kept: run the same again."])

    return said_or_done


@said_in_a_sentence
def count(asked: argparse.Namespace, library: LibraryMaking) -> int:
    """Run `supine count`; 1 where a recording could not be read."""
    coach_for = coaching(library(), asked.movement)
    counted: list[tuple[Path, Count]] = []
    faults = []
    for path in asked.recordings:
        try:
            counted.append((path, count_recording(read_recording(path), asked.movement, coach_for)))
        except FootageError as fault:
            faults.append(str(fault))
    if asked.json:
        _print_json(counted, is_one=len(asked.recordings) == 1)
    else:
        for path, one in counted:
            _print_plain(path, one, is_one=len(asked.recordings) == 1)
    return _say_faults(faults)


@said_in_a_sentence
def watch(asked: argparse.Namespace, library: LibraryMaking) -> int:
    """Run `supine watch`; 1 where a video could not be watched."""
    refuse_without_finder()
    if asked.video.is_dir():
        return _watch_folder(asked, library)
    if asked.out or asked.processes is not None:
        raise FootageError("--out and --processes are for a folder; this is one video.")
    outputs = Outputs(asked.annotate, asked.plot, asked.save)
    coach_for = coaching(library(), asked.movement)
    with Progress(asked.video.name) as progress:

        def tell(what: str, at: float, whole: float | None, rate: float) -> None:
            progress.show(at, whole, f"{what}, {rate:.0f} pictures a second")

        one = watch_video(asked.video, asked.movement, coach_for, outputs, tell)
    if asked.json:
        _print_json([(asked.video, one)], is_one=True)
    else:
        _print_plain(asked.video, one, is_one=True)
        for path in (asked.annotate, asked.plot, asked.save):
            if path is not None:
                print(f"Written: {path}")
    return 0


def _watch_folder(asked: argparse.Namespace, library: LibraryMaking) -> int:
    if asked.annotate or asked.plot or asked.save:
        raise FootageError("--annotate, --plot and --save are for one video; this is a folder.")
    out = asked.out or asked.video
    if not out.is_dir():
        raise OutputError(out, "there is no such folder", "Make it first, or give another")
    if asked.processes is not None and asked.processes < 1:
        raise FootageError("--processes: give 1 or more.")
    # An unknown movement is said once and at once, not by each video.
    coaching(library(), asked.movement)
    jobs = jobs_in(asked.video, out, asked.movement)
    all_done: list[Done] = []
    with Progress(str(asked.video)) as progress:
        progress.show(0, len(jobs), f"0 of {len(jobs)} videos")
        for done in watch_folder(jobs, library, asked.processes or _cores()):
            all_done.append(done)
            progress.show(len(all_done), len(jobs), f"{len(all_done)} of {len(jobs)} videos")
    all_done.sort(key=lambda done: done.job.video.name)
    _print_folder([done for done in all_done if done.told is not None], len(jobs), out, asked.json)
    return _say_faults([done.fault for done in all_done if done.told is None])


def _print_folder(well: Sequence[Done], videos: int, out: Path, as_json: bool) -> None:  # noqa: FBT001 - as it was asked for
    if as_json:
        print(json.dumps([{"file": str(done.job.video), **(done.told or {})} for done in well]))
        return
    for done in well:
        told = done.told or {}
        counted = _repetitions(told["total"], told["by_side"])
        print(f"{done.job.video.name}: {counted} {said(told['notes'])}".rstrip())
    kept = sum(done.kept for done in well)
    earlier = f", {kept} of them in an earlier run" if kept else ""
    print(f"{len(well)} of {videos} videos counted{earlier}; the counts are in {out}.")


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _print_json(counted: Sequence[tuple[Path, Count]], *, is_one: bool) -> None:
    if is_one:
        for _, one in counted:
            print(json.dumps(one.as_json()))
    else:
        print(json.dumps([{"file": str(path), **one.as_json()} for path, one in counted]))


def _print_plain(path: Path, one: Count, *, is_one: bool) -> None:
    print(f"{path}: {summary(one)}")
    if is_one:
        for number, rep in enumerate(one.reps, start=1):
            print(
                f"  {number:3}  at {rep.at:6.1f} s  {rep.side or '':5}  "
                f"{rep.seconds:4.1f} s  {rep.range:4.0%} of the best"
            )


def summary(one: Count) -> str:
    """Say in a line or two what was counted, and what is worth knowing."""
    seen = f" It could be followed for {one.seen:.0%} of the time." if one.reps else ""
    sides = {side: one.of_side(side) for side in ("left", "right")}
    return f"{_repetitions(len(one.reps), sides)}{seen} {said(one.notes)}".rstrip()


def said(notes: Sequence[str]) -> str:
    """Put notes as sentences."""
    return " ".join(NOTES.get(note, f"Note: {note}.") for note in notes)


def _repetitions(total: int, sides: Mapping[str, int]) -> str:
    noun = "repetition" if total == 1 else "repetitions"
    parts = [f"{count} {side}" for side, count in sides.items() if any(sides.values())]
    of_sides = f" ({', '.join(parts)})" if parts else ""
    return f"{total or 'no'} {noun}{of_sides}."


def _say_faults(faults: Sequence[str]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0
