"""A folder of videos: each is counted once, and none is lost for another's fault."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from supine.footage.faults import OutputError
from supine.footage.folder import Done, Job, jobs_in, result_of, source_of, watch_folder, watch_one
from tests.footage.films import room, somebody, write_film
from tests.footage.libraries import DEATHS, deadly, deadly_at_first, shipped

MOVEMENT = "glute-bridge"


@pytest.fixture
def videos(tmp_path: Path) -> Path:
    """Give a folder with a film of a room, one that is none, and something else."""
    folder = tmp_path / "videos"
    folder.mkdir()
    write_film(folder / "a room.mp4", room(4))
    (folder / "broken.mov").write_bytes(b"not a film")
    (folder / "notes.txt").write_text("Bring the mat.")
    return folder


def refuse() -> None:
    """Stand for a library where none may be asked for."""
    pytest.fail("a video was watched")


def run(jobs: list[Job], processes: int = 1) -> dict[str, Done]:
    return {done.job.video.name: done for done in watch_folder(jobs, shipped, processes)}


def test_only_videos_are_taken_in_order(videos: Path, tmp_path: Path) -> None:
    write_film(videos / "B.webm", room(2), codec="libvpx-vp9")

    jobs = jobs_in(videos, tmp_path, MOVEMENT)

    assert [job.video.name for job in jobs] == ["B.webm", "a room.mp4", "broken.mov"]
    assert [job.result.name for job in jobs][1] == "a room.mp4.json"


def test_a_folder_without_videos_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no videos in this folder"):
        jobs_in(tmp_path, tmp_path, MOVEMENT)


def test_a_broken_video_is_told_of_and_the_others_are_counted(videos: Path, tmp_path: Path) -> None:
    write_film(videos / "somebody.mp4", somebody(MOVEMENT, "lift", reps=1))

    done = run(jobs_in(videos, tmp_path, MOVEMENT), processes=2)

    assert "this is no video" in done["broken.mov"].fault
    told = json.loads((tmp_path / "somebody.mp4.json").read_text(encoding="utf-8"))
    assert told == done["somebody.mp4"].told
    assert (told["movement"], told["total"], told["notes"]) == (MOVEMENT, 1, [])
    assert told["source"] == source_of(videos / "somebody.mp4")
    assert json.loads((tmp_path / "a room.mp4.json").read_text(encoding="utf-8"))["notes"] == [
        "nobody"
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a room.mp4.json",
        "somebody.mp4.json",
        "videos",
    ]


def test_what_is_done_is_not_done_again(videos: Path, tmp_path: Path) -> None:
    (job, _) = jobs_in(videos, tmp_path, MOVEMENT)
    first = watch_one(job, shipped)
    (again,) = watch_folder([job], refuse, 1)  # type: ignore[arg-type]  # it is never asked

    assert first.told is not None
    assert again == Done(job, first.told, kept=True)


def test_what_has_changed_since_is_done_again(videos: Path, tmp_path: Path) -> None:
    (job, _) = jobs_in(videos, tmp_path, MOVEMENT)
    watch_one(job, shipped)
    other = Job(job.video, job.result, "knee-wags")
    assert result_of(job) is not None

    os.utime(job.video, ns=(1, 1))

    assert result_of(job) is None
    assert result_of(other) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"movement": "glute-bridge"}', "\udcff"])
def test_a_result_that_is_none_is_done_again(videos: Path, tmp_path: Path, text: str) -> None:
    (job, _) = jobs_in(videos, tmp_path, MOVEMENT)
    job.result.write_text(text, encoding="utf-8", errors="surrogateescape")

    assert result_of(job) is None


def test_a_process_that_dies_loses_only_its_own_video(
    videos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEATHS, str(tmp_path / "died"))
    jobs = jobs_in(videos, tmp_path, MOVEMENT)

    done = {one.job.video.name: one for one in watch_folder(jobs, deadly_at_first, 1)}

    assert (tmp_path / "died").exists()
    assert done["a room.mp4"].told is not None
    assert "this is no video" in done["broken.mov"].fault


def test_a_video_that_always_ends_its_process_is_told_of(videos: Path, tmp_path: Path) -> None:
    (job, _) = jobs_in(videos, tmp_path, MOVEMENT)

    (done,) = watch_folder([job], deadly, 1)

    assert done.told is None
    assert done.fault.startswith(f"{job.video}: the program that watched it ended")


def test_a_result_that_cannot_be_written_is_told_of(videos: Path, tmp_path: Path) -> None:
    (job, _) = jobs_in(videos, tmp_path / "gone", MOVEMENT)

    done = watch_one(job, shipped)

    assert done.told is None
    assert "No such file or directory" in done.fault
