"""Soft tones, drawn by arithmetic: two notes up for "go", a tap for "tick", two down for "end"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from supine.timeline import TONE_SECONDS
from supine.voice.samples import SAMPLE_RATE, Samples, sample_count

G4_HERTZ, C5_HERTZ, E5_HERTZ = 392.0, 523.25, 659.25

# A soft, flute-like colour: each partial as (multiple of the pitch, strength).
PARTIALS = ((1.0, 1.0), (2.0, 0.25), (3.0, 0.08))
# Short enough that a tone is heard where it stands, long enough not to click.
ATTACK_SECONDS = 0.008
# At full volume a tone peaks near the peaks of the voice, so it never startles.
PEAK = 0.3


@dataclass(frozen=True)
class Note:
    """Begins and ends as fractions of its tone, swells in ATTACK_SECONDS and then fades."""

    hertz: float
    begins: float
    ends: float
    strength: float = 1.0


TONES: Mapping[str, tuple[Note, ...]] = {
    "go": (Note(G4_HERTZ, 0.0, 0.6), Note(C5_HERTZ, 0.4, 1.0)),
    "tick": (Note(E5_HERTZ, 0.0, 1.0, strength=0.6),),
    "end": (Note(C5_HERTZ, 0.0, 0.55), Note(G4_HERTZ, 0.35, 1.0)),
}


@cache
def tone_samples(name: str) -> Samples:
    """The tone at full volume, read-only, TONE_SECONDS long; KeyError for a name not in TONES."""
    samples = np.zeros(sample_count(TONE_SECONDS[name]), np.float32)
    for note in TONES[name]:
        first, last = round(note.begins * len(samples)), round(note.ends * len(samples))
        samples[first:last] += _note_samples(note, last - first)
    samples *= PEAK * max(note.strength for note in TONES[name]) / np.abs(samples).max()
    samples.flags.writeable = False
    return samples


def _note_samples(note: Note, count: int) -> Samples:
    seconds = np.arange(count) / SAMPLE_RATE
    wave = sum(
        strength * np.sin(2 * np.pi * multiple * note.hertz * seconds)
        for multiple, strength in PARTIALS
    )
    return np.asarray(note.strength * _envelope(count) * wave, np.float32)


def _envelope(count: int) -> Samples:
    """Raised cosines: up within the attack, then down to nothing by the last sample."""
    attack = min(sample_count(ATTACK_SECONDS), count // 2)
    up = (1 - np.cos(np.pi * np.arange(attack) / attack)) / 2
    # Squared, so that most of the tone is its fading away, as of a plucked string.
    down = ((1 + np.cos(np.pi * np.arange(1, count - attack + 1) / (count - attack))) / 2) ** 2
    return np.concatenate([up, down]).astype(np.float32)
