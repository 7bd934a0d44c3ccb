import numpy as np
import pytest

from supine.voice import SAMPLE_RATE, Samples, peak_db, speech_level_db
from supine.voice.speech import CEILING_DB, LEVEL_DB, finish, levelled, trimmed


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def vowel(seconds: float, loud: float = 0.3) -> Samples:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (loud * np.sin(2 * np.pi * 200 * time)).astype(np.float32)


def fricative(seconds: float, below_vowel_db: float) -> Samples:
    loud = 0.3 / np.sqrt(2) * 10 ** (-below_vowel_db / 20)
    return np.random.default_rng(1).normal(0, loud, round(seconds * SAMPLE_RATE)).astype(np.float32)


def test_silence_before_and_after_is_cut() -> None:
    kept = trimmed(np.concatenate([silence(0.3), vowel(0.5), silence(0.3)]))

    assert len(kept) / SAMPLE_RATE == pytest.approx(0.5 + 0.008 + 0.060, abs=0.006)


def test_a_soft_sound_at_either_edge_survives() -> None:
    word = [silence(0.3), fricative(0.1, 33), vowel(0.4), fricative(0.15, 38), silence(0.3)]
    kept = trimmed(np.concatenate(word))

    assert len(kept) / SAMPLE_RATE == pytest.approx(0.65 + 0.008 + 0.060, abs=0.011)


def test_the_ends_do_not_click() -> None:
    kept = trimmed(vowel(0.5))

    assert abs(kept[0]) < 0.001
    assert abs(kept[-1]) < 0.001


def test_nothing_but_silence_is_refused() -> None:
    with pytest.raises(ValueError, match="silence"):
        trimmed(silence(1))


@pytest.mark.parametrize("loud", [0.01, 0.2, 0.9])
def test_every_sentence_comes_out_equally_loud(loud: float) -> None:
    assert speech_level_db(levelled(vowel(0.5, loud))) == pytest.approx(LEVEL_DB, abs=0.1)


def test_a_sharp_peak_is_bent_below_the_ceiling() -> None:
    spoken = vowel(0.5, 0.1)
    spoken[6_000:6_020] = 1.0

    assert CEILING_DB - 2 < peak_db(levelled(spoken)) <= CEILING_DB


def test_sentences_are_joined_with_a_calm_pause() -> None:
    one = np.concatenate([silence(0.3), vowel(0.5), silence(0.3)])
    joined = finish([one, one])

    pause = len(joined) - 2 * len(finish([one]))
    assert pause / SAMPLE_RATE == pytest.approx(0.35)
    assert speech_level_db(joined) == pytest.approx(LEVEL_DB, abs=0.2)
