"""`supine count` and `supine watch`, as somebody types them."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from supine.cli import main
from supine.footage import Recording, write_recording
from tests.footage.films import room, somebody, write_film

WATCH = ["watch", "--movement", "glute-bridge"]
COUNT = ["count", "--movement", "glute-bridge"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give an empty data folder, so that nobody's own cards are read."""
    monkeypatch.setenv("SUPINE_DATA", str(tmp_path / "data"))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Give a recording with nobody in it."""
    path = tmp_path / "some.npz"
    times = np.arange(40) / 10
    write_recording(path, Recording(np.full((40, 33, 4), np.nan), None, times, 10.0, (640, 480)))
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    return write_film(folder / "bridge.mp4", somebody("glute-bridge", "lift", reps=2))


def test_one_recording_is_counted_as_one_object(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COUNT, str(recording), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "movement": "glute-bridge",
        "total": 0,
        "by_side": {"left": 0, "right": 0},
        "reps": [],
        "seen": 0.0,
        "notes": ["nobody"],
    }


def test_several_recordings_are_counted_though_one_is_bad(
    recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.npz"
    bad.write_bytes(b"no")

    assert main([*COUNT, str(bad), str(recording), str(recording), "--json"]) == 1

    said = capsys.readouterr()
    assert [one["file"] for one in json.loads(said.out)] == [str(recording)] * 2
    assert said.err.startswith(f"{bad}: this is no recording")


def test_a_count_reads_as_a_sentence(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COUNT, str(recording)]) == 0

    assert capsys.readouterr().out == f"{recording}: no repetitions. Nobody was to be seen.\n"


@pytest.mark.parametrize("command", ["count", "watch"])
def test_an_unknown_movement_is_one_sentence(
    recording: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(recording), "--movement", "knee-wag"]) == 1

    assert 'There is no movement "knee-wag". Did you mean knee-wags?' in capsys.readouterr().err


def test_a_video_is_watched_and_everything_else_written(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {
        "--annotate": tmp_path / "drawn.mp4",
        "--plot": tmp_path / "plot.png",
        "--save": tmp_path / "kept.npz",
    }
    options = [word for name, path in wanted.items() for word in (name, str(path))]

    assert main([*WATCH, str(film), *options]) == 0
    assert main([*COUNT, str(wanted["--save"]), "--json"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{film}: 2 repetitions. It could be followed for ")
    assert re.fullmatch(r" +1 +at +\d\.\d s +\d\.\d s +\d+% of the best", lines[1])
    assert [line for line in lines if line.startswith("Written: ")] == [
        f"Written: {path}" for path in wanted.values()
    ]
    assert json.loads(lines[-1])["total"] == 2
    assert all(path.stat().st_size > 0 for path in wanted.values())


def test_a_folder_is_watched_once_and_its_faults_come_last(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "films", tmp_path / "counts"
    folder.mkdir()
    out.mkdir()
    (folder / film.name).write_bytes(film.read_bytes())
    (folder / "broken.mp4").write_bytes(b"no film")

    assert main([*WATCH, str(folder), "--out", str(out), "--processes", "1"]) == 1
    first = capsys.readouterr()
    (folder / "broken.mp4").unlink()
    assert main([*WATCH, str(folder), "--out", str(out), "--json"]) == 0
    (again,) = json.loads(capsys.readouterr().out)

    assert f"{film.name}: 2 repetitions." in first.out
    assert f"1 of 2 videos counted; the counts are in {out}." in first.out
    assert "broken.mp4: this is no video" in first.err
    assert (again["file"], again["total"]) == (str(folder / film.name), 2)
    assert [path.name for path in out.iterdir()] == [f"{film.name}.json"]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--out", "counts"], "--out and --processes are for a folder"),
        (["--processes", "2"], "--out and --processes are for a folder"),
        (["--plot", "nowhere/plot.png"], "there is no folder nowhere"),
    ],
)
def test_what_does_not_fit_a_video_is_one_sentence(
    film: Path, options: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WATCH, str(film), *options]) == 1

    assert fault in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ([], "there are no videos in this folder"),
        (["--out", "nowhere"], "nowhere: there is no such folder"),
        (["--plot", "plot.png"], "are for one video"),
        (["--processes", "0"], "give 1 or more"),
    ],
)
def test_what_does_not_fit_a_folder_is_one_sentence(
    tmp_path: Path, options: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WATCH, str(tmp_path), *options]) == 1

    assert fault in capsys.readouterr().err


def test_without_the_extra_the_command_that_brings_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("supine.footage.finder.version", missing)

    assert main([*WATCH, str(write_film(tmp_path / "room.mp4", room(2)))]) == 1
    assert "Run: script/setup footage" in capsys.readouterr().err


def test_the_command_line_itself_loads_none_of_it() -> None:
    asked = "import sys, supine.cli; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ["mediapipe", "cv2", "matplotlib", "supine.coach.coach", "supine.footage.command"]

    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", asked, *heavy], capture_output=True, text=True, check=True
    )

    assert told.stdout == "[]\n"
