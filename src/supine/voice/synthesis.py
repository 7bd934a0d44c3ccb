"""Making a clip of a phrase: the one way for clips that are shipped and for those made at home.

The synthesiser is an extra (`voice`), and everything else works without it. Clips of one recipe
sound alike wherever they are made: the same voice, seed, pace, levels and encoding.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from supine.voice.encoding import encode
from supine.voice.pronunciation import Pronunciation
from supine.voice.samples import Samples
from supine.voice.speech import finish

# The voice that comes inside the synthesiser's package; any other would be downloaded.
VOICE = "heart"
SEED = 1
# A little slower than it was trained to speak sounds calmer. Single words keep their pace,
# since counts and sides must fit between movements.
SENTENCE_SPEED = 0.92
WORD_SPEED = 1.0
SYNTHESISER = "hibari-tts"
SYNTHESISER_VERSION = "0.2.1"
# Raise it whenever trimming, levelling or encoding change: every clip is then made anew.
RECIPE_VERSION = 1
NAME_LENGTH = 16

Speak = Callable[[str, float], list[Samples]]


def installed_version() -> str | None:
    """The version of the synthesiser that is installed here, or None."""
    try:
        return version(SYNTHESISER)
    except PackageNotFoundError:
        return None


@cache
def installed_speaker() -> Speak | None:
    """What speaks, where the extra is installed; None without it, or for another version."""
    return synthesiser() if installed_version() == SYNTHESISER_VERSION else None


def make_clip(text: str, pronunciation: Pronunciation, path: Path, speak: Speak) -> None:
    """Speak `text` into a clip at `path`. Raises TrackError, and ValueError where all is silent."""
    encode(finish(speak(pronunciation.spoken(text), pace(text))), path, "clip")


def pace(text: str) -> float:
    """The speed to speak `text` at; 1 is the synthesiser's own."""
    return SENTENCE_SPEED if " " in text else WORD_SPEED


def clip_name(text: str, pronunciation: Pronunciation) -> str:
    """The clip's file name: equal as long as nothing that shapes its sound has changed."""
    shaped_by = [
        text,
        pronunciation.spoken(text),
        f"{SYNTHESISER} {SYNTHESISER_VERSION}",
        VOICE,
        pace(text),
        SEED,
        RECIPE_VERSION,
    ]
    digest = hashlib.sha256(json.dumps(shaped_by, ensure_ascii=False).encode()).hexdigest()
    return f"{digest[:NAME_LENGTH]}.opus"


class _Engine(Protocol):
    def phonemize(self, text: str) -> list[str]: ...

    def from_phonemes(self, phonemes: str, speed: float, seed: int) -> Samples: ...


def synthesiser() -> Speak:
    """What speaks: respelt text and speed -> raw sentences at SAMPLE_RATE, each time the same."""
    # An extra; names of clips can be worked out without it. It takes a second to load.
    from hibari import Hibari  # noqa: PLC0415

    engine: _Engine = Hibari(voice=VOICE)

    def speak(text: str, speed: float) -> list[Samples]:
        return [engine.from_phonemes(part, speed, SEED) for part in engine.phonemize(text)]

    return speak
