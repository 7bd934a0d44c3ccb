import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from supine.timeline import Timeline
from supine.voice import (
    ClipStore,
    Samples,
    TrackError,
    UnknownContainerError,
    Volumes,
    decode,
    encode,
    render_track,
    track_file,
    tracks,
)
from supine.voice.tracks import KEPT_TRACKS
from tests.voice.recordings import beginning_of, say, store, timeline, tone

VOLUMES = Volumes()


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> ClipStore:
    return store(tmp_path_factory.mktemp("clips"), {"Left.": 0.4, "Right.": 0.4})


@pytest.fixture
def session(clips: ClipStore) -> Timeline:
    return timeline([say(0.5, "Left.", clips), tone(1, "go")], 2)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that was really encoded, in order."""
    made: list[Path] = []

    def noted(samples: Samples, path: Path, container: str) -> None:
        made.append(path)
        encode(samples, path, container)

    monkeypatch.setattr(tracks, "encode", noted)
    return made


def test_the_file_holds_the_rendered_session(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    path = track_file(session, clips, VOLUMES, "webm", tmp_path / "made" / "when needed")

    assert path.suffix == ".webm"
    heard = decode(path)
    assert len(heard) == len(render_track(session, clips, VOLUMES))
    assert beginning_of(clips.samples("Left."), heard, 0.5) == pytest.approx(0.5, abs=0.001)


def test_the_same_session_is_made_once(
    session: Timeline, clips: ClipStore, tmp_path: Path, encoded: list[Path]
) -> None:
    first = track_file(session, clips, VOLUMES, "webm", tmp_path)
    second = track_file(session, clips, Volumes(), "webm", tmp_path)

    assert first == second
    assert encoded == [first]


def test_whatever_can_be_heard_makes_another_file(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    others = [
        timeline([say(0.6, "Left.", clips), tone(1, "go")], 2),
        timeline([say(0.5, "Right.", clips), tone(1, "go")], 2),
        timeline([say(0.5, "Left.", clips), tone(1, "tick")], 2),
        timeline([say(0.5, "Left.", clips), tone(1, "go")], 2.5),
    ]
    files = {track_file(each, clips, VOLUMES, "webm", tmp_path) for each in [session, *others]}
    files |= {
        track_file(session, clips, Volumes(voice=0.9), "webm", tmp_path),
        track_file(session, clips, Volumes(tones=0.9), "webm", tmp_path),
        track_file(session, clips, VOLUMES, "mp4", tmp_path),
    }

    assert len(files) == 8


def test_a_clip_made_anew_makes_another_file(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    renamed = {
        text: type(clip)(f"new-{clip.file}", clip.seconds) for text, clip in clips.clips.items()
    }
    for clip in clips.clips.values():
        (tmp_path / f"new-{clip.file}").write_bytes((clips.folder / clip.file).read_bytes())

    before = track_file(session, clips, VOLUMES, "webm", tmp_path / "cache")
    after = track_file(session, ClipStore(tmp_path, renamed), VOLUMES, "webm", tmp_path / "cache")
    assert before != after


def test_two_who_ask_at_once_get_one_whole_file(
    session: Timeline, clips: ClipStore, tmp_path: Path, encoded: list[Path]
) -> None:
    together = Barrier(4)

    def ask(_: int) -> bytes:
        together.wait()
        return track_file(session, clips, VOLUMES, "webm", tmp_path).read_bytes()

    with ThreadPoolExecutor(4) as pool:
        contents = set(pool.map(ask, range(4)))

    assert len(contents) == 1
    assert len(encoded) == 1


def test_only_the_newest_tracks_are_kept_and_a_used_one_is_new(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    used = track_file(session, clips, VOLUMES, "webm", tmp_path)
    for age in range(KEPT_TRACKS):
        old = tmp_path / f"{age:032}.webm"
        old.touch()
        os.utime(old, (1_000 + age, 1_000 + age))
    os.utime(used, (1, 1))
    (tmp_path / "somebody's.txt").touch()
    track_file(session, clips, VOLUMES, "webm", tmp_path)

    track_file(session, clips, VOLUMES, "mp3", tmp_path)

    kept = {path.name for path in tmp_path.iterdir()}
    assert used.name in kept
    assert len(kept) == KEPT_TRACKS + 1
    assert {f"{0:032}.webm", f"{1:032}.webm"}.isdisjoint(kept)
    assert "somebody's.txt" in kept


def test_what_a_killed_program_left_grows_old_like_a_track(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    left = tmp_path / ".0.webm.1-1.part"
    left.touch()
    os.utime(left, (1, 1))
    for number in range(KEPT_TRACKS):
        (tmp_path / f"{number}.webm").touch()
    track_file(session, clips, VOLUMES, "webm", tmp_path)

    assert not left.exists()


def test_a_folder_that_cannot_be_is_named_with_a_remedy(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(TrackError, match=r"file.*\. .*choose another"):
        track_file(session, clips, VOLUMES, "webm", tmp_path / "file" / "cache")


def test_a_full_disk_is_named_with_a_remedy(
    session: Timeline, clips: ClipStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("supine.voice.encoding._write", full)

    with pytest.raises(TrackError, match=r"the disk is full\. Free some space and try again\.$"):
        track_file(session, clips, VOLUMES, "webm", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_another_container_is_refused_before_anything_is_made(
    session: Timeline, clips: ClipStore, tmp_path: Path
) -> None:
    with pytest.raises(UnknownContainerError):
        track_file(session, clips, VOLUMES, "flac", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
