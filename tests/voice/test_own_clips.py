"""Shipped clips, and beside them clips that are made here of a person's own words."""

from pathlib import Path

import numpy as np
import pytest

from supine.voice import (
    SAMPLE_RATE,
    ClipStore,
    LayeredClips,
    MissingClipError,
    Samples,
    Speak,
    reading_seconds,
    speech_level_db,
)
from supine.voice import own_clips as layered
from supine.voice.speech import LEVEL_DB
from tests.voice.recordings import noise

OWN = "Let both knees float over, my way."


class Speaker:
    """Speaks noise, a third of a second for each word, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str, _speed: float) -> list[Samples]:
        self.asked.append(text)
        if "mute" in text:
            return [np.zeros(SAMPLE_RATE, np.float32)]
        if "strange" in text:
            raise RuntimeError("no phonemes")
        return [noise(len(text.split()) / 3)]

    def ready(self) -> Speak:
        return self


def nobody() -> None:
    """Stand for a machine without the extra."""


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
def shipped() -> ClipStore:
    return ClipStore.shipped()


def test_a_shipped_phrase_comes_from_the_shipped_clips(
    shipped: ClipStore, speaker: Speaker, tmp_path: Path
) -> None:
    clips = LayeredClips(shipped, tmp_path / "own", speaker.ready)
    text = next(iter(shipped.clips))

    assert clips.has(text)
    assert clips.clip(text) == shipped.clip(text)
    assert clips.samples(text) is shipped.samples(text)
    assert (speaker.asked, (tmp_path / "own").exists()) == ([], False)


def test_an_own_phrase_is_spoken_once_and_kept(
    shipped: ClipStore, speaker: Speaker, tmp_path: Path
) -> None:
    first = LayeredClips(shipped, tmp_path / "own", speaker.ready)
    assert first.has(OWN)
    assert first.seconds(OWN) == pytest.approx(7 / 3, abs=0.1)
    assert len(first.samples(OWN)) == round(first.seconds(OWN) * SAMPLE_RATE)
    assert speech_level_db(first.samples(OWN)) == pytest.approx(LEVEL_DB, abs=2)

    another_day = LayeredClips(shipped, tmp_path / "own", nobody)

    assert another_day.clip(OWN) == first.clip(OWN)
    assert speaker.asked == [OWN]


def test_other_words_are_another_clip(shipped: ClipStore, speaker: Speaker, tmp_path: Path) -> None:
    clips = LayeredClips(shipped, tmp_path, speaker.ready)

    assert clips.clip(OWN).file != clips.clip("Now the other way.").file
    assert len(list(tmp_path.glob("*.opus"))) == 2


def test_without_the_voice_an_own_phrase_has_no_clip_but_a_length(
    shipped: ClipStore, tmp_path: Path
) -> None:
    clips = LayeredClips(shipped, tmp_path, nobody)

    assert not clips.has(OWN)
    assert clips.seconds(OWN) == reading_seconds(OWN)
    with pytest.raises(MissingClipError):
        clips.clip(OWN)
    with pytest.raises(MissingClipError):
        clips.samples(OWN)


@pytest.mark.parametrize("text", ["A mute one.", "A strange one.", "Long " * 100])
def test_what_the_voice_cannot_say_is_left_to_read(
    shipped: ClipStore, speaker: Speaker, tmp_path: Path, text: str
) -> None:
    clips = LayeredClips(shipped, tmp_path, speaker.ready)

    assert not clips.has(text)
    assert not clips.has(text)
    assert len(speaker.asked) <= 1
    assert clips.has(OWN)


def test_a_folder_that_cannot_be_written_leaves_the_phrase_to_read(
    shipped: ClipStore, speaker: Speaker, tmp_path: Path
) -> None:
    (tmp_path / "own").write_text("in the way")

    assert not LayeredClips(shipped, tmp_path / "own", speaker.ready).has(OWN)


@pytest.mark.parametrize("content", [b"", b"not sound at all"])
def test_a_damaged_clip_is_made_again(
    shipped: ClipStore, speaker: Speaker, tmp_path: Path, content: bytes
) -> None:
    clip = LayeredClips(shipped, tmp_path, speaker.ready).clip(OWN)
    (tmp_path / clip.file).write_bytes(content)

    assert LayeredClips(shipped, tmp_path, speaker.ready).clip(OWN) == clip
    assert speaker.asked == [OWN, OWN]


def test_only_the_newest_clips_stay(
    shipped: ClipStore, speaker: Speaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layered, "KEPT_CLIPS", 3)
    clips = LayeredClips(shipped, tmp_path, speaker.ready)

    assert all(clips.has(f"Own words, number {number}.") for number in range(5))
    assert len(list(tmp_path.glob("*.opus"))) == 3


def test_reading_takes_about_as_long_as_the_voice_does(shipped: ClipStore) -> None:
    shares = sorted(reading_seconds(text) / clip.seconds for text, clip in shipped.clips.items())

    assert 1.0 < sum(shares) / len(shares) < 1.2
    assert shares[len(shares) // 10] > 0.95
    assert 0.7 < shares[0] < shares[-1] < 1.5


def test_more_words_take_longer_to_read() -> None:
    texts = ["Left.", "Left, and back.", "Left. And back.", "Left, and slowly back to the middle."]
    lengths = [reading_seconds(text) for text in texts]

    assert lengths == sorted(set(lengths))
    assert reading_seconds("Breathe in?") == reading_seconds("Breathe in.")
