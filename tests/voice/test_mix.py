import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.timeline import TONE_SECONDS, Cue
from supine.voice import (
    SAMPLE_RATE,
    ClipStore,
    MissingClipError,
    Volumes,
    render_track,
    tone_samples,
)
from tests.voice.recordings import say, store, timeline, tone

LOUD = Volumes(voice=1.0, tones=1.0)
SPOKEN = {"Left.": 0.4, "Sit tall.": 0.9, "One.": 0.3}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> ClipStore:
    return store(tmp_path_factory.mktemp("clips"), SPOKEN)


def test_silence_is_silence(clips: ClipStore) -> None:
    track = render_track(timeline([], 2.5), clips, LOUD)

    assert track.dtype == np.float32
    assert track.tolist() == [0.0] * 60_000


def test_a_word_begins_at_its_place_to_the_sample(clips: ClipStore) -> None:
    track = render_track(timeline([say(1.25, "Left.", clips)], 3), clips, LOUD)

    assert not track[:30_000].any()
    assert track[30_000:39_600].tolist() == clips.samples("Left.").tolist()
    assert not track[39_600:].any()


def test_words_to_read_have_a_soft_tone_where_they_begin(clips: ClipStore) -> None:
    read = Cue(1.0, 2.0, "read", "Words of my own.")
    track = render_track(timeline([read], 4), clips, Volumes(voice=1.0, tones=0.5))

    tick = tone_samples("tick") * np.float32(0.5)
    assert not track[:24_000].any()
    assert np.array_equal(track[24_000 : 24_000 + len(tick)], tick)
    assert not track[24_000 + len(tick) :].any()


@given(data=st.data())
def test_every_cue_sounds_at_its_place_whatever_the_timeline(
    clips: ClipStore, data: st.DataObject
) -> None:
    cues, end = data.draw(rows_of_cues())
    track = render_track(timeline(cues, end), clips, LOUD)

    assert len(track) == math.ceil(end * SAMPLE_RATE)
    left = track.copy()
    for cue in cues:
        sound = tone_samples(cue.text) if cue.kind == "tone" else clips.samples(cue.text)
        first = round(cue.at * SAMPLE_RATE)
        room = min(len(sound), len(track) - first)
        assert room >= len(sound) - 1
        assert np.array_equal(track[first + 2 : first + room - 2], sound[2 : room - 2])
        left[first : first + room] = 0
    assert not left.any()


@st.composite
def rows_of_cues(draw: st.DrawFn) -> tuple[list[Cue], float]:
    """Cues one after the other, never overlapping, and the end of the session."""
    cues: list[Cue] = []
    at = 0.0
    for name in draw(st.lists(st.sampled_from([*SPOKEN, *TONE_SECONDS]), max_size=6)):
        # A cue may follow at once; a sample more keeps its neighbour's last one apart.
        at += draw(st.floats(1 / SAMPLE_RATE, 2))
        spoken = name in SPOKEN
        seconds = SPOKEN[name] if spoken else TONE_SECONDS[name]
        cues.append(Cue(at, seconds, "say" if spoken else "tone", name))
        at += seconds
    return cues, at + draw(st.floats(0.001, 1))


def test_volumes_change_voice_and_tones_apart(clips: ClipStore) -> None:
    plan = timeline([say(0, "Left.", clips), tone(1, "go")], 2)
    full = render_track(plan, clips, LOUD)
    quieter = render_track(plan, clips, Volumes(voice=0.5, tones=0.25))

    assert np.allclose(quieter[:SAMPLE_RATE], full[:SAMPLE_RATE] / 2)
    assert np.allclose(quieter[SAMPLE_RATE:], full[SAMPLE_RATE:] / 4)


def test_a_volume_of_nothing_leaves_the_rest(clips: ClipStore) -> None:
    track = render_track(
        timeline([say(0, "Left.", clips), tone(1, "go")], 2), clips, Volumes(voice=0, tones=1)
    )

    assert not track[:SAMPLE_RATE].any()
    assert track[SAMPLE_RATE:].any()


@pytest.mark.parametrize("volume", [-0.1, 1.1, math.nan])
def test_a_volume_beyond_its_range_is_refused(volume: float) -> None:
    with pytest.raises(ValueError, match=r"The volume of the tones is .*\. Use 0 to 1\."):
        Volumes(tones=volume)


def test_a_cue_beyond_the_end_is_refused_and_never_cut_off(clips: ClipStore) -> None:
    with pytest.raises(ValueError, match=r'"Sit tall\." at 1\.5 s does not fit into 2 s'):
        render_track(timeline([say(1.5, "Sit tall.", clips)], 2), clips, LOUD)


def test_a_phrase_without_a_clip_is_named(clips: ClipStore) -> None:
    with pytest.raises(MissingClipError, match="Roll over"):
        render_track(timeline([Cue(0, 1, "say", "Roll over.")], 2), clips, LOUD)


def test_even_cues_on_top_of_one_another_do_not_clip(clips: ClipStore) -> None:
    crowd = [say(0, "Sit tall.", clips) for _ in range(12)]
    track = render_track(timeline(crowd, 1), clips, LOUD)

    assert 0.85 < np.abs(track).max() <= 0.9001


def test_a_second_track_of_the_same_words_is_the_same(clips: ClipStore, tmp_path: Path) -> None:
    plan = timeline([say(0.5, "Left.", clips), tone(1, "end")], 2)

    fresh = store(tmp_path, SPOKEN)
    assert np.array_equal(render_track(plan, clips, LOUD), render_track(plan, fresh, LOUD))
