import numpy as np
import pytest

from supine.timeline import TONE_SECONDS
from supine.voice import SAMPLE_RATE, Samples, peak_db, tone_samples
from supine.voice.tones import TONES

EVERY_TONE = sorted(TONE_SECONDS)


def test_every_tone_of_the_timeline_can_be_heard() -> None:
    assert set(TONES) == set(TONE_SECONDS)


@pytest.mark.parametrize("name", EVERY_TONE)
def test_a_tone_lasts_as_long_as_the_timeline_says(name: str) -> None:
    assert len(tone_samples(name)) == round(TONE_SECONDS[name] * SAMPLE_RATE)


@pytest.mark.parametrize("name", EVERY_TONE)
def test_a_tone_begins_and_ends_without_a_click(name: str) -> None:
    samples = tone_samples(name)

    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001
    assert np.abs(np.diff(samples)).max() < 0.1


@pytest.mark.parametrize("name", EVERY_TONE)
def test_a_tone_can_be_heard_within_20_ms_and_never_startles(name: str) -> None:
    samples = tone_samples(name)

    assert np.abs(samples[: SAMPLE_RATE // 50]).max() > 0.05
    assert peak_db(samples) < -9


def test_go_rises_and_end_falls() -> None:
    assert pitch(first_third("go")) < pitch(last_third("go"))
    assert pitch(first_third("end")) > pitch(last_third("end"))


def first_third(name: str) -> Samples:
    return tone_samples(name)[: len(tone_samples(name)) // 3]


def last_third(name: str) -> Samples:
    return tone_samples(name)[-len(tone_samples(name)) // 3 :]


def pitch(samples: Samples) -> float:
    """Hertz of the strongest part."""
    strength = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), SAMPLE_RATE))
    return float(np.argmax(strength))
