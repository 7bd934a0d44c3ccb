"""A folder of videos: in parallel, going on where it stopped, none lost for another's fault.

Each video's count is written as `VIDEO.json`, with what it was made from. A video whose result is
there, made from the same file, movement and version, is not watched again.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import supine
from supine.footage.counting import Count, coaching
from supine.footage.faults import FootageError, OutputError
from supine.footage.watching import watch_video
from supine.library import Library

ENDINGS = frozenset(
    (
        *(".3gp", ".asf", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg"),
        *(".mpg", ".mts", ".ogv", ".ts", ".webm", ".wmv", ".y4m"),
    )
)
LOST = "the program that watched it ended without an answer, perhaps for want of memory"

# Reads the library; called in each process anew, which is quicker than sending it there.
LibraryMaking: TypeAlias = "Callable[[], Library]"


@dataclass(frozen=True, slots=True)
class Job:
    """One video and where its count goes."""

    video: Path
    result: Path
    movement: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one video: its count as in the file, or a sentence on what was wrong."""

    job: Job
    told: Mapping[str, Any] | None = None
    fault: str = ""
    kept: bool = False


def jobs_in(folder: Path, out: Path, movement: str) -> list[Job]:
    """List the videos of `folder`, by name. Raises OutputError where there are none."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as fault:
        remedy = "Change who may read it, or give another"
        raise OutputError(folder, fault.strerror or str(fault), remedy) from None
    videos = [path for path in inside if path.is_file() and path.suffix.lower() in ENDINGS]
    if not videos:
        raise OutputError(folder, "there are no videos in this folder", "Give another")
    return [Job(video, out / f"{video.name}.json", movement) for video in videos]


def watch_folder(jobs: Sequence[Job], library: LibraryMaking, processes: int) -> Iterator[Done]:
    """Watch all, `processes` at a time; give each as it is done, those from before first."""
    waiting = []
    for job in jobs:
        told = result_of(job)
        if told is None:
            waiting.append(job)
        else:
            yield Done(job, told, kept=True)
    left = dict.fromkeys(waiting)
    try:
        for done in _together(waiting, library, processes):
            del left[done.job]
            yield done
    except BrokenProcessPool:
        # One process died and took the others' work with it. Alone, each answers for itself.
        for job in left:
            yield _alone(job, library)


def result_of(job: Job) -> Mapping[str, Any] | None:
    """Read the result from an earlier run; None where there is none, or of something else."""
    try:
        told = json.loads(job.result.read_text(encoding="utf-8"))
        is_of_this = told["movement"] == job.movement and told["source"] == source_of(job.video)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told if is_of_this else None


def source_of(video: Path) -> dict[str, Any]:
    """Say what a result is made from: the file as it is now, and the version that reads it."""
    found = video.stat()
    return {
        "file": video.name,
        "bytes": found.st_size,
        "modified_ns": found.st_mtime_ns,
        "supine": supine.__version__,
    }


def _together(jobs: Sequence[Job], library: LibraryMaking, processes: int) -> Iterator[Done]:
    with _pool(min(processes, len(jobs)) or 1) as pool:
        running: dict[Future[Done], Job] = {
            pool.submit(watch_one, job, library): job for job in jobs
        }
        try:
            while running:
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    done = future.result()
                    del running[future]
                    yield done
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(job: Job, library: LibraryMaking) -> Done:
    try:
        with _pool(1) as pool:
            return pool.submit(watch_one, job, library).result()
    except BrokenProcessPool:
        return Done(job, fault=f"{job.video}: {LOST}.")


def _pool(processes: int) -> ProcessPoolExecutor:
    # A fresh process each: MediaPipe's threads do not survive being copied. Stopped by the
    # keyboard, each ends at once and without a word, which is left to whoever asked for it.
    context = multiprocessing.get_context("spawn")
    ends_at_once = (signal.SIGINT, signal.SIG_DFL)
    return ProcessPoolExecutor(processes, context, signal.signal, ends_at_once)


def watch_one(job: Job, library: LibraryMaking) -> Done:
    """Watch one video and write its result, whole or not at all."""
    try:
        source = source_of(job.video)
        count = watch_video(job.video, job.movement, coaching(library(), job.movement))
        return Done(job, _written(job, count, source))
    except FootageError as fault:
        return Done(job, fault=str(fault))
    except OSError as fault:
        return Done(job, fault=f"{fault.filename or job.video}: {fault.strerror or fault}.")
    except Exception as fault:  # noqa: BLE001 - one video must not end the others
        return Done(job, fault=f"{job.video}: {type(fault).__name__}: {fault}")


def _written(job: Job, count: Count, source: Mapping[str, Any]) -> Mapping[str, Any]:
    told = {**count.as_json(), "source": source}
    part = job.result.with_name(f"{job.result.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        part.replace(job.result)
    finally:
        part.unlink(missing_ok=True)
    return told
