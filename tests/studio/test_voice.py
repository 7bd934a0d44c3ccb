import json
from pathlib import Path

import pytest

from studio.voice import make_clips
from supine.library import shipped_library
from supine.timeline import phrases
from supine.voice import ClipStore, Samples
from supine.voice.clips import MAKE_CLIPS
from supine.voice.pronunciation import Pronunciation
from supine.voice.synthesis import clip_name, pace
from tests.voice.recordings import noise

AS_WRITTEN = Pronunciation()


class Speaker:
    """Speaks noise, one sentence for each full stop, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def __call__(self, text: str, speed: float) -> list[Samples]:
        self.asked.append((text, speed))
        return [noise(0.5)] * text.count(".")


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


def test_a_phrase_becomes_a_clip_that_the_store_can_say(tmp_path: Path, speaker: Speaker) -> None:
    report = make_clips(["Left.", "Sit tall. Knees soft."], AS_WRITTEN, tmp_path, speaker)
    clips = ClipStore.read(tmp_path)

    assert report == "2 clips: 2 made, 0 removed."
    assert clips.seconds("Left.") == pytest.approx(0.5, abs=0.01)
    assert clips.seconds("Sit tall. Knees soft.") == pytest.approx(1.35, abs=0.01)
    assert len(clips.samples("Left.")) == round(clips.seconds("Left.") * 24_000)


def test_clips_that_are_there_are_not_made_again(tmp_path: Path, speaker: Speaker) -> None:
    make_clips(["Left."], AS_WRITTEN, tmp_path, speaker)
    report = make_clips(["Left.", "Right."], AS_WRITTEN, tmp_path, speaker)

    assert report == "2 clips: 1 made, 0 removed."
    assert [text for text, _ in speaker.asked] == ["Left.", "Right."]


def test_a_clip_that_no_phrase_needs_any_more_is_removed(tmp_path: Path, speaker: Speaker) -> None:
    make_clips(["Left.", "Right."], AS_WRITTEN, tmp_path, speaker)
    report = make_clips(["Right."], AS_WRITTEN, tmp_path, speaker)

    assert report == "1 clips: 0 made, 1 removed."
    assert list(json.loads((tmp_path / "clips.json").read_text(encoding="utf-8"))) == ["Right."]
    assert len(list(tmp_path.glob("*.opus"))) == 1


def test_another_pronunciation_makes_the_clip_anew(tmp_path: Path, speaker: Speaker) -> None:
    make_clips(["Psoas march.", "Left."], AS_WRITTEN, tmp_path, speaker)
    respelt = Pronunciation(words={"psoas": "so-as"})
    report = make_clips(["Psoas march.", "Left."], respelt, tmp_path, speaker)

    assert report == "2 clips: 1 made, 1 removed."
    assert speaker.asked[-1][0] == "so-as march."


def test_sentences_are_slower_than_single_words(tmp_path: Path, speaker: Speaker) -> None:
    make_clips(["Left.", "Sit tall."], AS_WRITTEN, tmp_path, speaker)

    speeds = dict(speaker.asked)
    assert speeds["Sit tall."] < speeds["Left."] == 1.0


def test_every_shipped_pronunciation_is_needed() -> None:
    assert Pronunciation.read().unused(phrases(shipped_library())) == []


def test_the_shipped_clips_were_made_with_the_present_recipe_and_pronunciation() -> None:
    clips = ClipStore.shipped().clips
    pronunciation = Pronunciation.read()
    outdated = [text for text, clip in clips.items() if clip.file != clip_name(text, pronunciation)]

    assert clips
    assert outdated == [], f"Clips made another way: {outdated}. Run: {MAKE_CLIPS}"


def test_one_word_keeps_its_pace() -> None:
    assert pace("Fourteen.") == 1.0
    assert pace("Fourteen times.") < 1.0
