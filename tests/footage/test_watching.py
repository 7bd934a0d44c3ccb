"""A video is watched from the file to the count, and what was asked for beside it is written."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from supine.footage import (
    POSE_BUNDLE,
    Count,
    coaching,
    count_recording,
    read_recording,
)
from supine.footage.counting import CountedRep
from supine.footage.faults import OutputError
from supine.footage.finder import (
    MEDIAPIPE_VERSION,
    BodyFinder,
    FinderBrokenError,
    FinderMissingError,
)
from supine.footage.outputs import Outputs, caption_at
from supine.footage.watching import watch_video
from supine.library import shipped_library
from tests.footage.coaches import EverySecond
from tests.footage.films import FPS, room, somebody, write_film
from tests.house.tree import ROOT

MOVEMENT = "glute-bridge"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("watched")


@pytest.fixture(scope="module")
def film(folder: Path) -> Path:
    return write_film(folder / "film.mp4", somebody(MOVEMENT, "lift", reps=2))


@pytest.fixture(scope="module")
def outputs(folder: Path) -> Outputs:
    return Outputs(folder / "drawn.mp4", folder / "plot.png", folder / "kept.npz")


@pytest.fixture(scope="module")
def count(film: Path, outputs: Outputs) -> Count:
    return watch_video(film, MOVEMENT, coaching(shipped_library(), MOVEMENT), outputs)


def test_somebody_who_bridges_twice_is_counted_twice(count: Count) -> None:
    assert len(count.reps) == 2
    assert [rep.side for rep in count.reps] == [None, None]
    assert count.seen > 0.9
    assert count.notes == ()


@pytest.mark.usefixtures("count")
def test_the_recording_that_is_kept_gives_the_same_count(outputs: Outputs, count: Count) -> None:
    assert outputs.save is not None
    kept = read_recording(outputs.save)

    assert kept.size == (320, 240)
    assert kept.fps == pytest.approx(FPS, rel=0.01)
    assert count_recording(kept, MOVEMENT, coaching(shipped_library(), MOVEMENT)) == count


@pytest.mark.usefixtures("count")
def test_the_annotated_video_is_h264_with_every_picture_drawn_upon(
    film: Path, outputs: Outputs
) -> None:
    assert outputs.annotate is not None
    with av.open(str(film)) as plain, av.open(str(outputs.annotate)) as drawn:
        before = [frame.to_ndarray(format="rgb24").astype(int) for frame in plain.decode(video=0)]
        after = [frame.to_ndarray(format="rgb24").astype(int) for frame in drawn.decode(video=0)]

        assert drawn.streams.video[0].codec_context.name == "h264"
    assert len(after) == len(before)
    assert [one.shape for one in after] == [one.shape for one in before]
    # The corner with the count, and somewhere on the body.
    changed = [
        np.abs(one - other).max(axis=2) > 60 for one, other in zip(before, after, strict=True)
    ]
    assert all(one[10:60, 10:60].mean() > 0.3 for one in changed)
    assert all(one[120:, 100:].sum() > 100 for one in changed)


@pytest.mark.usefixtures("count")
def test_the_plot_is_a_picture(outputs: Outputs) -> None:
    assert outputs.plot is not None
    with Image.open(outputs.plot) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or []}

        assert picture.format == "PNG"
        assert picture.width > 1000
    assert len(colours) > 20


def test_nothing_half_written_is_left(folder: Path, count: Count) -> None:
    assert count.reps
    assert sorted(path.name for path in folder.iterdir()) == [
        "drawn.mp4",
        "film.mp4",
        "kept.npz",
        "plot.png",
    ]


def test_a_room_with_nobody_in_it_is_no_fault(tmp_path: Path) -> None:
    film = write_film(tmp_path / "room.webm", room(12), codec="libvpx-vp9")
    outputs = Outputs(plot=tmp_path / "plot.png", annotate=tmp_path / "drawn.mp4")

    count = watch_video(film, MOVEMENT, coaching(shipped_library(), MOVEMENT), outputs)

    assert (count.reps, count.notes) == ((), ("nobody",))
    assert outputs.plot is not None
    assert outputs.plot.stat().st_size > 0


def test_progress_is_told_in_seconds_of_the_video(tmp_path: Path) -> None:
    film = write_film(tmp_path / "room.mp4", room(6))
    told: list[tuple[str, float, float | None]] = []

    watch_video(
        film, MOVEMENT, EverySecond, tell=lambda what, at, whole, _: told.append((what, at, whole))
    )

    assert [what for what, _, _ in told] == ["watching"] * 6
    assert [at for _, at, _ in told] == pytest.approx([k / FPS for k in range(6)], abs=0.002)
    assert told[0][2] == pytest.approx(6 / FPS, abs=0.05)


def test_mediapipe_says_nothing_to_whoever_reads_standard_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    film = write_film(tmp_path / "room.mp4", room(4))
    capfd.readouterr()

    watch_video(film, MOVEMENT, EverySecond, Outputs(plot=tmp_path / "plot.png"))

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("outputs", "fault"),
    [
        (Outputs(annotate=Path("out.avi")), "should end in .mp4"),
        (Outputs(plot=Path("out.jpg")), "should end in .png"),
        (Outputs(save=Path("out")), "should end in .npz"),
        (Outputs(save=Path("nowhere/out.npz")), "there is no folder nowhere"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_watched(
    tmp_path: Path, outputs: Outputs, fault: str
) -> None:
    with pytest.raises(OutputError, match=fault):
        watch_video(tmp_path / "none.mp4", MOVEMENT, EverySecond, outputs)


def test_the_video_itself_is_never_written_over(film: Path) -> None:
    with pytest.raises(OutputError, match="the video itself"):
        Outputs(annotate=film).refuse_faults(film)


def test_the_corner_counts_what_is_over_and_lights_up() -> None:
    reps = (CountedRep(2.0, "left", 1.0, 1.0), CountedRep(4.0, "right", 1.0, 1.0))
    count = Count("knee-wags", reps, 1.0, ())

    before, just_after, later = (caption_at(count, at, nobody=False) for at in (1.0, 2.1, 3.9))

    assert (before.counted, before.total, before.lit) == ((("left", 0), ("right", 0)), 0, None)
    assert (just_after.counted, just_after.total) == ((("left", 1), ("right", 0)), 1)
    assert just_after.lit is not None
    assert later.lit is None


def test_without_mediapipe_the_command_that_brings_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("supine.footage.finder.version", missing)

    with pytest.raises(FinderMissingError, match=r"not installed\. Run: script/setup footage"):
        BodyFinder()


def test_a_mediapipe_that_reports_to_its_maker_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supine.footage.finder.version", lambda _: "1.1.0")

    with pytest.raises(FinderMissingError, match=r"0\.10\.35; here it is 1\.1\.0"):
        BodyFinder()


def test_a_mediapipe_that_does_not_load_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", None)

    with pytest.raises(FinderBrokenError, match="is installed but does not load"):
        BodyFinder()


def test_the_version_that_is_asked_for_is_the_one_that_is_installed() -> None:
    asked = (ROOT / "requirements/footage.in").read_text(encoding="utf-8")

    assert re.findall(r"^mediapipe==(\S+)", asked, flags=re.MULTILINE) == [MEDIAPIPE_VERSION]


def test_the_models_find_a_body_where_it_is() -> None:
    picture = somebody(reps=1)[0]

    with BodyFinder() as finder:
        landmarks, world = finder.find(picture, 0.0)

    assert POSE_BUNDLE.is_file()
    assert landmarks is not None
    assert world is not None
    assert (landmarks.shape, world.shape) == ((33, 4), (33, 3))
    # Nose, hips and ankles lie on what is drawn, which is not the colour of the floor.
    places = (landmarks[[0, 23, 24, 27, 28], :2] * (320, 240)).round().astype(int)
    drawn = np.abs(picture.astype(int) - picture[0, 0]).max(axis=2) > 30
    assert all(drawn[y - 4 : y + 5, x - 4 : x + 5].any() for x, y in places)
