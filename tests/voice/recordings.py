"""Small sounds with a clear beginning, clip stores made of them, and where a sound begins."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from supine.timeline import TONE_SECONDS, Cue, Timeline
from supine.voice import SAMPLE_RATE, ClipStore, Samples, encode

WITHIN_SECONDS = 0.020


def noise(seconds: float, seed: int = 1) -> Samples:
    """Speech-like in level, and like nothing but itself, so that its place can be found."""
    samples = np.random.default_rng(seed).normal(0, 0.1, round(seconds * SAMPLE_RATE))
    # Codecs keep the low half of the spectrum best.
    return np.convolve(samples, np.ones(6) / 3, mode="same").astype(np.float32)


def store(folder: Path, seconds: dict[str, float]) -> ClipStore:
    """A store whose phrases are noises of these lengths."""
    entries = {}
    for seed, (text, length) in enumerate(seconds.items()):
        encode(noise(length, seed), folder / f"{seed}.opus", "clip")
        entries[text] = {
            "file": f"{seed}.opus",
            "seconds": round(length * SAMPLE_RATE) / SAMPLE_RATE,
        }
    (folder / "clips.json").write_text(json.dumps(entries), encoding="utf-8")
    return ClipStore.read(folder)


def timeline(cues: Sequence[Cue], seconds: float) -> Timeline:
    """A timeline of which only the sound matters."""
    return Timeline("three-minute", seconds, 0.0, tuple(cues), (), ())


def tone(at: float, name: str) -> Cue:
    return Cue(at, TONE_SECONDS[name], "tone", name)


def say(at: float, text: str, clips: ClipStore) -> Cue:
    return Cue(at, clips.seconds(text), "say", text)


def beginning_of(wanted: Samples, heard: Samples, expected: float) -> float:
    """Seconds into `heard` at which `wanted` fits best, looked for 0.2 s around `expected`."""
    margin = round(0.2 * SAMPLE_RATE)
    first = round(expected * SAMPLE_RATE)
    padded = np.concatenate([np.zeros(margin), heard, np.zeros(margin)])
    around = padded[first : first + len(wanted) + 2 * margin]
    # A product of spectra is a correlation; a power of two is quick, and long enough not to wrap.
    size = 1 << (len(around) + len(wanted)).bit_length()
    fits = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(wanted, size)), size)
    return (first - margin + int(np.argmax(fits[: 2 * margin]))) / SAMPLE_RATE
