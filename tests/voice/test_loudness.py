import math

import numpy as np
import pytest

from supine.voice import SAMPLE_RATE, peak_db, speech_level_db


def test_a_full_scale_square_wave_is_0_db() -> None:
    square = np.tile(np.array([1, -1], np.float32), SAMPLE_RATE // 2)

    assert speech_level_db(square) == pytest.approx(0)
    assert peak_db(square) == pytest.approx(0)


def test_pauses_do_not_make_a_phrase_softer() -> None:
    word = np.full(SAMPLE_RATE // 2, 0.1, np.float32)
    pause = np.zeros(SAMPLE_RATE, np.float32)

    assert speech_level_db(np.concatenate([word, pause, word])) == pytest.approx(-20)


def test_silence_is_infinitely_soft() -> None:
    for seconds in (0, 1):
        silence = np.zeros(seconds * SAMPLE_RATE, np.float32)

        assert speech_level_db(silence) == -math.inf
        assert peak_db(silence) == -math.inf
