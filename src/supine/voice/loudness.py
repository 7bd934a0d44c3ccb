"""How loud a piece of speech is, pauses left out, so that two phrases can be compared."""

import math

import numpy as np
import numpy.typing as npt

from supine.voice.samples import Samples, sample_count

WINDOW_SECONDS = 0.02
# Windows this far below the loudest one are pauses and fading breath, not speech.
PAUSE_BELOW_LOUDEST_DB = 40.0


def speech_level_db(samples: Samples) -> float:
    """RMS of the speaking parts in dBFS (0 = a full-scale square wave); minus infinity for silence.

    Samples that do not fill a last whole window of 20 ms are not looked at.
    """
    power = window_power(samples)
    loudest = float(power.max(initial=0.0))
    if loudest == 0.0:
        return -math.inf
    speaking = power >= loudest * 10 ** (-PAUSE_BELOW_LOUDEST_DB / 10)
    return 10 * math.log10(float(power[speaking].mean()))


def peak_db(samples: Samples) -> float:
    """The largest sample in dBFS; minus infinity for silence."""
    largest = float(np.abs(samples).max(initial=0.0))
    return 20 * math.log10(largest) if largest else -math.inf


def window_power(samples: Samples, seconds: float = WINDOW_SECONDS) -> npt.NDArray[np.float64]:
    """Mean square of each whole window, one after the other."""
    width = sample_count(seconds)
    whole = len(samples) // width
    windows = samples[: whole * width].astype(np.float64).reshape(whole, width)
    power: npt.NDArray[np.float64] = np.mean(windows**2, axis=1)
    return power
