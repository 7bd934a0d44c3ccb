"""The clip store: every phrase that can be said, as a small sound file made beforehand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, Self

from supine.voice.decoding import decode
from supine.voice.estimate import reading_seconds
from supine.voice.samples import SAMPLE_RATE, Samples, sample_count

SHIPPED = Path(__file__).parent / "clips" / "en"
INDEX_NAME = "clips.json"
MAKE_CLIPS = "script/assets voice"


class MissingClipError(LookupError):
    """A phrase that nobody has made a clip of."""

    def __init__(self, text: str) -> None:
        super().__init__(f'The phrase "{text}" has no clip. Run: {MAKE_CLIPS}')
        self.text = text


class ClipStoreError(Exception):
    """The folder of clips cannot be read."""

    def __init__(self, place: Path, fault: str) -> None:
        super().__init__(f"{place}: {fault}. Run: {MAKE_CLIPS}")


@dataclass(frozen=True)
class Clip:
    """One phrase as a file beside the index; `seconds` is its decoded length."""

    file: str
    seconds: float


class Clips(Protocol):
    """Where sound is found for a phrase."""

    def clip(self, text: str) -> Clip:
        """The clip of this phrase; MissingClipError when there is none."""

    def samples(self, text: str) -> Samples:
        """The phrase at SAMPLE_RATE, read-only; MissingClipError when there is none."""


class ClipStore:
    """Phrases by their exact text. Decoded clips are kept, so a second track is made faster."""

    def __init__(self, folder: Path, clips: Mapping[str, Clip]) -> None:
        self.folder = folder
        self.clips = clips
        self._decoded: dict[str, Samples] = {}

    @classmethod
    def shipped(cls) -> "ClipStore":
        """The clips that come with the package, read once."""
        return _shipped_clips()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The clips that `folder` lists in clips.json; ClipStoreError when it cannot be read."""
        index = folder / INDEX_NAME
        try:
            entries = json.loads(index.read_text(encoding="utf-8"))
            clips = {
                text: Clip(str(clip["file"]), float(clip["seconds"]))
                for text, clip in entries.items()
            }
        except FileNotFoundError as error:
            raise ClipStoreError(index, "the list of clips is not there") from error
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise ClipStoreError(index, "the list of clips is damaged") from error
        return cls(folder, clips)

    def clip(self, text: str) -> Clip:
        """The clip of this phrase; MissingClipError when there is none."""
        try:
            return self.clips[text]
        except KeyError:
            raise MissingClipError(text) from None

    def seconds(self, text: str) -> float:
        """How long the phrase takes to say, to the sample."""
        return self.clip(text).seconds

    def seconds_or_estimate(self, text: str) -> float:
        """How long the phrase takes to say, or about how long it would where it has no clip."""
        return self.seconds(text) if text in self.clips else reading_seconds(text)

    def samples(self, text: str) -> Samples:
        """The phrase at SAMPLE_RATE, read-only; ClipStoreError when its file is gone or damaged."""
        if text not in self._decoded:
            self._decoded[text] = self._decode(self.clip(text))
        return self._decoded[text]

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Those of `texts` that have no clip, or whose file is not there."""
        return [
            text
            for text in texts
            if text not in self.clips or not (self.folder / self.clips[text].file).is_file()
        ]

    def _decode(self, clip: Clip) -> Samples:
        place = self.folder / clip.file
        try:
            samples = decode(place)
        except (OSError, ValueError) as error:
            raise ClipStoreError(place, "the clip cannot be read") from error
        if len(samples) != sample_count(clip.seconds):
            length = len(samples) / SAMPLE_RATE
            raise ClipStoreError(
                place, f"it lasts {length:.3f} s, the list says {clip.seconds:.3f} s"
            )
        samples.flags.writeable = False
        return samples


@cache
def _shipped_clips() -> ClipStore:
    return ClipStore.read(SHIPPED)
