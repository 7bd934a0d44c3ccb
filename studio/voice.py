"""Makes the voice clips: `python -m studio.voice`, run by `script/assets voice`.

Every phrase of the shipped library becomes one small file, named after everything that shapes
its sound. Clips that are there already stay as they are, clips no phrase needs are removed.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from studio.pronunciation import Pronunciation
from studio.speech import finish
from supine.library import shipped_library
from supine.timeline import phrases
from supine.voice import SAMPLE_RATE, Samples, decode, encode
from supine.voice.clips import INDEX_NAME, SHIPPED

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


def main() -> int:
    """Bring the shipped clips up to date and say what was done; 1 without the synthesiser."""
    try:
        installed = version(SYNTHESISER)
    except PackageNotFoundError:
        installed = "not installed"
    if installed != SYNTHESISER_VERSION:
        wanted = f"{SYNTHESISER} {SYNTHESISER_VERSION}"
        print(
            f"Clips need {wanted}; here it is {installed}. Run: script/setup voice", file=sys.stderr
        )
        return 1
    texts = phrases(shipped_library())
    pronunciation = Pronunciation.read()
    for entry in pronunciation.unused(texts):
        print(f'pronunciation.en.yaml: no phrase needs "{entry}" any more. Remove it.')
    print(make_clips(texts, pronunciation, SHIPPED, synthesiser()))
    return 0


def make_clips(
    texts: Iterable[str], pronunciation: Pronunciation, folder: Path, speak: Speak
) -> str:
    """Make what is missing in `folder`, remove what is left over, write its list; say how many."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {text: clip_name(text, pronunciation) for text in texts}
    missing = [text for text, file in files.items() if not (folder / file).is_file()]
    for text in missing:
        speed = pace(text)
        clip = finish(speak(pronunciation.spoken(text), speed))
        encode(clip, folder / files[text], "clip")
    left_over = [path for path in folder.glob("*.opus") if path.name not in files.values()]
    for path in left_over:
        path.unlink()
    write_index(files, folder)
    return f"{len(files)} clips: {len(missing)} made, {len(left_over)} removed."


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


def write_index(files: dict[str, str], folder: Path) -> None:
    """List every text with its file and decoded length, sorted so that changes read well."""
    entries = {
        text: {
            "file": files[text],
            "seconds": round(len(decode(folder / files[text])) / SAMPLE_RATE, 6),
        }
        for text in sorted(files)
    }
    listing = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (folder / INDEX_NAME).write_text(listing, encoding="utf-8")


class _Engine(Protocol):
    def phonemize(self, text: str) -> list[str]: ...

    def from_phonemes(self, phonemes: str, speed: float, seed: int) -> Samples: ...


def synthesiser() -> Speak:
    """What speaks: respelt text and speed -> raw sentences at SAMPLE_RATE, each time the same."""
    # Only the studio has the synthesiser; names of clips can be worked out without it.
    from hibari import Hibari  # noqa: PLC0415

    engine: _Engine = Hibari(voice=VOICE)

    def speak(text: str, speed: float) -> list[Samples]:
        return [engine.from_phonemes(part, speed, SEED) for part in engine.phonemize(text)]

    return speak


if __name__ == "__main__":
    sys.exit(main())
