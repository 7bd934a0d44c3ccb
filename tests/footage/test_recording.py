"""Recordings of landmarks are read back as they were written, and bad ones are refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.footage import Recording, RecordingError, read_recording, write_recording
from tests.house.tree import ROOT

RECORDED = sorted((ROOT / "../shared/data/floor").resolve().glob("*.npz"))
GOOD: dict[str, Any] = {
    "landmarks": np.full((4, 33, 4), 0.5, dtype=np.float32),
    "fps": 30.0,
    "size": np.array([640, 480]),
}


def written(folder: Path, **changed: object) -> Path:
    """Write a good recording with something changed; None leaves it out."""
    arrays = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    path = folder / "some.npz"
    np.savez_compressed(path, **arrays)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(RecordingError) as refused:
        read_recording(path)
    return str(refused.value)


def test_a_recording_is_read_as_frames(tmp_path: Path) -> None:
    landmarks = GOOD["landmarks"].copy()
    landmarks[2, 7, 0] = np.nan

    recording = read_recording(written(tmp_path, landmarks=landmarks))

    assert [frame.at_seconds for frame in recording.frames] == pytest.approx(
        [0, 1 / 30, 2 / 30, 3 / 30]
    )
    assert [frame.landmarks is None for frame in recording.frames] == [False, False, True, False]
    assert recording.aspect == pytest.approx(4 / 3)
    assert recording.world is None


@pytest.mark.parametrize("precision", ["f2", "f4", "f8", ">f4"])
def test_numbers_of_any_precision_are_read(tmp_path: Path, precision: str) -> None:
    recording = read_recording(written(tmp_path, landmarks=GOOD["landmarks"].astype(precision)))

    assert recording.landmarks.dtype in (np.float32, np.float64)
    assert (recording.landmarks == 0.5).all()


@given(
    frames=st.integers(1, 6),
    fps=st.floats(1, 240),
    size=st.tuples(st.integers(1, 8000), st.integers(1, 8000)),
    seed=st.integers(0, 99),
)
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    frames: int,
    fps: float,
    size: tuple[int, int],
    seed: int,
) -> None:
    chance = np.random.default_rng(seed)
    kept = Recording(
        landmarks=chance.random((frames, 33, 4), dtype=np.float32),
        world=chance.random((frames, 33, 3), dtype=np.float32),
        at_seconds=np.cumsum(chance.random(frames) + 0.01),
        fps=fps,
        size=size,
    )
    path = tmp_path_factory.mktemp("kept") / "kept.npz"

    write_recording(path, kept)
    read = read_recording(path)

    assert np.array_equal(read.landmarks, kept.landmarks)
    assert read.world is not None
    assert kept.world is not None
    assert np.array_equal(read.world, kept.world)
    assert np.array_equal(read.at_seconds, kept.at_seconds)
    assert (read.fps, read.size) == (kept.fps, kept.size)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("changed", "place", "fault"),
    [
        ({"landmarks": None}, "landmarks", "it is missing"),
        ({"fps": None}, "fps", "it is missing"),
        ({"size": None}, "size", "it is missing"),
        ({"landmarks": np.zeros((4, 33, 3))}, "landmarks", "(4, 33, 3); it should be (T, 33, 4)"),
        ({"landmarks": np.zeros((4, 17, 4))}, "landmarks", "it should be (T, 33, 4)"),
        ({"landmarks": np.zeros(4)}, "landmarks", "it should be (T, 33, 4)"),
        ({"landmarks": np.float64(1)}, "landmarks", "it should be (T, 33, 4)"),
        ({"landmarks": np.zeros((0, 33, 4))}, "landmarks", "it has no frames"),
        ({"landmarks": np.full((4, 33, 4), "x")}, "landmarks", "it holds no numbers"),
        ({"landmarks": np.full((4, 33, 4), None)}, "landmarks", "it holds no numbers"),
        ({"world": np.zeros((3, 33, 3))}, "world", "it should be (4, 33, 3)"),
        ({"fps": 0.0}, "fps", "above 0"),
        ({"fps": np.nan}, "fps", "above 0"),
        ({"fps": np.inf}, "fps", "at most 1000"),
        ({"fps": np.array([30.0, 30.0])}, "fps", "one number"),
        ({"size": np.array([640])}, "size", "two numbers"),
        ({"size": np.array([0, 480])}, "size", "two numbers"),
        ({"at_seconds": np.array([0.0, 0.1, 0.1, 0.2])}, "at_seconds", "rising"),
        ({"at_seconds": np.array([0.0, 0.1])}, "at_seconds", "each frame"),
    ],
    ids=str,
)
def test_a_wrong_part_is_named_with_its_fault(
    tmp_path: Path, changed: dict[str, object], place: str, fault: str
) -> None:
    sentence = refusal(written(tmp_path, **changed))

    assert sentence.startswith(f"{tmp_path / 'some.npz'}, {place}: ")
    assert fault in sentence
    assert sentence.endswith("supine watch VIDEO --save.")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    path.write_bytes(b"landmarks, but not really")

    assert "this is no recording, or it is damaged" in refusal(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    path.touch()

    assert "this is no recording, or it is damaged" in refusal(path)


@pytest.mark.parametrize("lost", [20, 400, 900])
def test_a_file_that_breaks_off_is_refused(tmp_path: Path, lost: int) -> None:
    path = written(tmp_path, world=np.random.default_rng(1).random((4, 33, 3)))
    path.write_bytes(path.read_bytes()[:-lost])

    assert "damaged" in refusal(path)


def test_a_file_with_changed_bytes_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, landmarks=np.random.default_rng(1).random((40, 33, 4)))
    whole = bytearray(path.read_bytes())
    whole[3000:3100] = bytes(100)
    path.write_bytes(bytes(whole))

    assert "damaged" in refusal(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "none.npz")
    assert "this is a folder" in refusal(tmp_path)


def test_programs_in_a_recording_are_never_run(tmp_path: Path) -> None:
    ran = tmp_path / "ran"

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (ran,)

    path = written(tmp_path, landmarks=np.array([Trap()], dtype=object))
    refusal(path)

    assert not ran.exists()


@pytest.mark.parametrize(
    ("frames", "fault"), [(10**12, "too many"), (1_000_000, "it ends too early")]
)
def test_a_recording_that_claims_to_be_huge_takes_no_memory(
    tmp_path: Path, frames: int, fault: str
) -> None:
    head = io.BytesIO()
    claim = {"descr": "<f8", "fortran_order": False, "shape": (frames, 33, 4)}
    np.lib.format.write_array_header_2_0(head, claim)
    path = written(tmp_path, landmarks=None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("landmarks.npy", head.getvalue() + bytes(1000))

    assert fault in refusal(path)


def test_a_recording_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path))

    with pytest.raises(RecordingError, match="No such file"):
        write_recording(tmp_path / "none" / "kept.npz", recording)

    assert [path.name for path in tmp_path.iterdir()] == ["some.npz"]


@pytest.mark.skipif(not RECORDED, reason="recordings of people are not beside the project")
def test_recordings_of_people_are_read() -> None:
    read = [read_recording(path) for path in RECORDED]

    assert all(len(one.frames) == len(one.landmarks) > 50 for one in read)
    assert all(one.aspect > 1 for one in read)
