"""Raw synthesised sentences -> one clip: no silence around it, calm pauses, even loudness."""

from collections.abc import Sequence

import numpy as np

from supine.voice.loudness import speech_level_db, window_power
from supine.voice.samples import Samples, sample_count

LEVEL_DB = -20.0
# Encoding adds up to 1 dB to a peak.
CEILING_DB = -4.0
SENTENCE_PAUSE_SECONDS = 0.35

TRIM_WINDOW_SECONDS = 0.005
# A soft "f" or "h" can be heard from some 35 dB below the loudest vowel on; the hush that the
# synthesiser puts around a sentence lies below 60 dB.
BEGINS_BELOW_LOUDEST_DB = 38.0
ENDS_BELOW_LOUDEST_DB = 46.0
# A word is to be heard where its clip begins, so little is kept before it.
KEPT_BEFORE_SECONDS = 0.008
KEPT_AFTER_SECONDS = 0.060
FADE_IN_SECONDS = 0.005
FADE_OUT_SECONDS = 0.040


def finish(sentences: Sequence[Samples]) -> Samples:
    """Join sentences, each trimmed and levelled, into the clip of a phrase."""
    pause = np.zeros(sample_count(SENTENCE_PAUSE_SECONDS), np.float32)
    pieces: list[Samples] = []
    for sentence in sentences:
        pieces += [pause, levelled(trimmed(sentence))]
    return np.concatenate(pieces[1:])


def trimmed(samples: Samples) -> Samples:
    """Without silence before and after, softly faded at both ends; ValueError if all is silent."""
    power = window_power(samples, TRIM_WINDOW_SECONDS)
    loudest = float(power.max(initial=0.0))
    if loudest == 0.0:
        raise ValueError("The synthesiser gave silence.")
    begun = np.flatnonzero(power > loudest * 10 ** (-BEGINS_BELOW_LOUDEST_DB / 10))[0]
    going = np.flatnonzero(power > loudest * 10 ** (-ENDS_BELOW_LOUDEST_DB / 10))[-1]
    window = sample_count(TRIM_WINDOW_SECONDS)
    first = max(0, begun * window - sample_count(KEPT_BEFORE_SECONDS))
    last = min(len(samples), (going + 1) * window + sample_count(KEPT_AFTER_SECONDS))
    return _faded(samples[first:last])


def levelled(samples: Samples) -> Samples:
    """At LEVEL_DB while speaking, no sample above CEILING_DB."""
    louder = np.float32(10 ** ((LEVEL_DB - speech_level_db(samples)) / 20))
    return _softly_limited(samples * louder)


def _faded(samples: Samples) -> Samples:
    faded = samples.copy()
    rise, fall = sample_count(FADE_IN_SECONDS), sample_count(FADE_OUT_SECONDS)
    faded[:rise] *= (1 - np.cos(np.pi * np.arange(rise) / rise)) / 2
    faded[-fall:] *= (1 + np.cos(np.pi * np.arange(1, fall + 1) / fall)) / 2
    return faded


def _softly_limited(samples: Samples) -> Samples:
    """Untouched below three quarters of the ceiling, bent towards it above."""
    ceiling = 10 ** (CEILING_DB / 20)
    knee = 0.75 * ceiling
    over = np.abs(samples) - knee
    bent = np.sign(samples) * (knee + (ceiling - knee) * np.tanh(over / (ceiling - knee)))
    return np.where(over > 0, bent, samples).astype(np.float32)
