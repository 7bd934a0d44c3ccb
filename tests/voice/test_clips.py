import json
from pathlib import Path

import numpy as np
import pytest

from supine.library import shipped_library
from supine.timeline import phrases
from supine.voice import (
    SAMPLE_RATE,
    ClipStore,
    ClipStoreError,
    MissingClipError,
    encode,
    peak_db,
    speech_level_db,
)
from supine.voice.clips import MAKE_CLIPS, SHIPPED
from tests.voice.recordings import noise, store

# So many words are called while somebody moves; more are a sentence.
CALLED_WORDS = 3
EVEN_WITHIN_DB = 3.0


@pytest.fixture(scope="module")
def shipped() -> ClipStore:
    return ClipStore.shipped()


def test_every_phrase_of_the_library_has_a_clip(shipped: ClipStore) -> None:
    texts = phrases(shipped_library())
    missing = shipped.missing(texts)

    assert len(texts) > 50
    assert missing == [], f"Phrases without a clip: {missing}. Run: {MAKE_CLIPS}"


def test_every_clip_belongs_to_a_phrase(shipped: ClipStore) -> None:
    unneeded = sorted(set(shipped.clips) - set(phrases(shipped_library())))

    assert unneeded == [], f"Clips without a phrase: {unneeded}. Run: {MAKE_CLIPS}"


def test_the_folder_holds_the_listed_clips_and_nothing_else(shipped: ClipStore) -> None:
    listed = {clip.file for clip in shipped.clips.values()}

    assert {path.name for path in SHIPPED.iterdir()} == listed | {"clips.json"}


def test_each_clip_lasts_as_long_as_the_list_says(shipped: ClipStore) -> None:
    for text in shipped.clips:
        assert len(shipped.samples(text)) / SAMPLE_RATE == pytest.approx(
            shipped.seconds(text), abs=1e-6
        )


def test_all_phrases_are_equally_loud(shipped: ClipStore) -> None:
    levels = {text: speech_level_db(shipped.samples(text)) for text in shipped.clips}

    assert max(levels.values()) - min(levels.values()) < EVEN_WITHIN_DB, sorted(levels.items())


def test_no_clip_comes_near_to_clipping(shipped: ClipStore) -> None:
    too_high = [text for text in shipped.clips if peak_db(shipped.samples(text)) > -2]

    assert too_high == []


def test_each_clip_begins_with_its_first_sound(shipped: ClipStore) -> None:
    """Forty decibels below its loudest moment, the first sound of a word can just be heard.

    A count or a side has to be on time; a sentence may begin with a softer breath of a sound.
    """
    late = {}
    for text in shipped.clips:
        loudness = np.abs(shipped.samples(text))
        heard = np.flatnonzero(loudness > loudness.max() / 100)[0] / SAMPLE_RATE
        if heard > (0.020 if len(text.split()) <= CALLED_WORDS else 0.040):
            late[text] = heard

    assert late == {}


def test_clips_are_small(shipped: ClipStore) -> None:
    sizes = [(SHIPPED / clip.file).stat().st_size for clip in shipped.clips.values()]

    assert sum(sizes) / len(sizes) < 8_000


def test_a_phrase_without_a_clip_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    clips = store(tmp_path, {"Left.": 0.4})

    with pytest.raises(MissingClipError, match=r'"Sit tall\." .* script/assets voice'):
        clips.seconds("Sit tall.")
    with pytest.raises(MissingClipError):
        clips.samples("Sit tall.")


def test_missing_names_phrases_and_lost_files_in_their_order(tmp_path: Path) -> None:
    clips = store(tmp_path, {"Left.": 0.4, "Right.": 0.4})
    (tmp_path / clips.clips["Right."].file).unlink()

    assert clips.missing(["Up.", "Right.", "Left.", "Down."]) == ["Up.", "Right.", "Down."]


def test_a_decoded_clip_cannot_be_changed_by_whoever_mixes_it(tmp_path: Path) -> None:
    samples = store(tmp_path, {"Left.": 0.4}).samples("Left.")

    with pytest.raises(ValueError, match="read-only"):
        samples *= 2


@pytest.mark.parametrize("content", ["{", "[]", '{"Left.": 3}', '{"Left.": {"file": "a.opus"}}'])
def test_a_damaged_list_is_named_with_its_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / "clips.json").write_text(content, encoding="utf-8")

    with pytest.raises(ClipStoreError, match=r"clips\.json: the list of clips is damaged\. Run: "):
        ClipStore.read(tmp_path)


def test_a_missing_list_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(ClipStoreError, match=r"clips\.json: the list of clips is not there"):
        ClipStore.read(tmp_path)


def test_a_damaged_clip_is_named_with_its_remedy(tmp_path: Path) -> None:
    clips = store(tmp_path, {"Left.": 0.4})
    (tmp_path / "0.opus").write_bytes(b"no sound")

    with pytest.raises(ClipStoreError, match=r"0\.opus: the clip cannot be read\. Run: "):
        clips.samples("Left.")


def test_a_clip_of_another_length_than_listed_is_refused(tmp_path: Path) -> None:
    clips = store(tmp_path, {"Left.": 0.4})
    encode(noise(0.5), tmp_path / "0.opus", "clip")

    with pytest.raises(ClipStoreError, match=r"it lasts 0\.500 s, the list says 0\.400 s"):
        clips.samples("Left.")


def test_the_list_is_sorted_so_that_changes_read_well() -> None:
    listed = list(json.loads((SHIPPED / "clips.json").read_text(encoding="utf-8")))

    assert listed == sorted(listed)
