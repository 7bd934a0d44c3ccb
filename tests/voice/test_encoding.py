import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
import pytest

from supine.library import shipped_library
from supine.timeline import Options, Timeline, build_timeline
from supine.voice import (
    SAMPLE_RATE,
    ClipStore,
    Samples,
    TrackError,
    UnknownContainerError,
    Volumes,
    container_for,
    decode,
    encode,
    render_track,
    tone_samples,
)
from supine.voice.encoding import CONTAINERS
from tests.voice.recordings import WITHIN_SECONDS, beginning_of, noise

PLAYED = ("webm", "mp4")
EVERY_CONTAINER = sorted(CONTAINERS)


@pytest.fixture(scope="module")
def clips() -> ClipStore:
    return ClipStore.shipped()


@pytest.fixture(scope="module")
def session(clips: ClipStore) -> Timeline:
    return build_timeline(shipped_library(), "three-minute", Options(reps=10), clips.seconds)


@pytest.fixture(scope="module")
def track(session: Timeline, clips: ClipStore) -> Samples:
    return render_track(session, clips, Volumes())


@pytest.mark.parametrize("container", ["webm", "ogg", "mp4", "mp3", "wav"])
def test_every_word_and_tone_begins_within_20_ms_of_its_place(
    container: str, session: Timeline, clips: ClipStore, track: Samples, tmp_path: Path
) -> None:
    path = tmp_path / f"session.{container}"
    encode(track, path, container)
    heard = decode(path)

    assert len(session.cues) > 100
    late = {}
    for cue in session.cues:
        sound = tone_samples(cue.text) if cue.kind == "tone" else clips.samples(cue.text)
        begins = beginning_of(sound, heard, cue.at)
        if abs(begins - cue.at) > WITHIN_SECONDS:
            late[cue.at, cue.text] = begins
    assert late == {}
    assert np.abs(heard).max() < 1
    # AAC comes in blocks of 1,024 samples, so its last one may run on.
    assert 0 <= len(heard) - len(track) < 1_024


@pytest.mark.parametrize(
    ("container", "most_bytes"), [("webm", 200_000), ("mp4", 300_000), ("mp3", 300_000)]
)
def test_a_minute_is_small_enough_to_fetch(
    container: str, most_bytes: int, session: Timeline, track: Samples, tmp_path: Path
) -> None:
    encode(track, tmp_path / "session", container)

    assert (tmp_path / "session").stat().st_size * 60 / session.seconds < most_bytes


@pytest.mark.parametrize("container", PLAYED)
def test_a_browser_can_skip_about_before_it_has_everything(container: str, tmp_path: Path) -> None:
    encode(noise(30), tmp_path / "sound", container)
    content = (tmp_path / "sound").read_bytes()

    # The seek table of each kind, and where its sound begins.
    table, sound = {"webm": (b"\x1c\x53\xbb\x6b", b"\x1f\x43\xb6\x75"), "mp4": (b"moov", b"mdat")}[
        container
    ]
    assert 0 < content.find(table) < content.find(sound)


@pytest.mark.parametrize("container", PLAYED)
def test_the_file_says_how_long_it_is(container: str, tmp_path: Path) -> None:
    encode(noise(12.5), tmp_path / "sound", container)

    with av.open(str(tmp_path / "sound")) as file:
        assert file.duration is not None
        assert file.duration / 1_000_000 == pytest.approx(12.5, abs=WITHIN_SECONDS)


@pytest.mark.parametrize("container", EVERY_CONTAINER)
def test_the_same_sound_gives_the_same_file(container: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        encode(noise(2), tmp_path / name, container)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("a.webm", "webm"),
        ("a.opus", "ogg"),
        ("a.ogg", "ogg"),
        ("a.m4a", "mp4"),
        ("a.mp4", "mp4"),
        ("My session.MP3", "mp3"),
        ("a.b.wav", "wav"),
    ],
)
def test_the_ending_chooses_the_container(name: str, container: str) -> None:
    assert container_for(Path(name)) == container


@pytest.mark.parametrize("name", ["session.flac", "session", "mp3"])
def test_another_ending_is_refused_with_those_that_work(name: str) -> None:
    with pytest.raises(UnknownContainerError, match=rf'"{name}" .* \.webm, \.opus, .*\.mp3, \.wav'):
        container_for(Path(name))


def test_another_container_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownContainerError, match="flac"):
        encode(noise(1), tmp_path / "a.flac", "flac")


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("container", EVERY_CONTAINER)
@pytest.mark.parametrize("short_by", [1, 20_000])
def test_a_file_that_could_not_be_written_to_its_end_is_not_left_there(
    container: str, short_by: int, tmp_path: Path
) -> None:
    path = tmp_path / "sound"
    encode(noise(10), path, container)
    whole = path.read_bytes()

    with files_no_larger_than(len(whole) - short_by), pytest.raises(TrackError, match="file of th"):
        encode(noise(10), path, container)

    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("nowhere/a.webm", r"a\.webm: the folder does not exist\. Create it, or choose another\."),
        ("file/a.webm", r"a\.webm: the folder does not exist\. Create it, or choose another\."),
        ("folder", r"folder: a folder of that name is there\. Choose another name\."),
    ],
)
def test_a_place_that_takes_no_file_is_named_with_a_remedy(
    place: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()

    with pytest.raises(TrackError, match=sentence):
        encode(noise(0.1), tmp_path / place, "webm")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_the_rate_is_the_one_the_voice_is_made_at() -> None:
    assert SAMPLE_RATE == 24_000
