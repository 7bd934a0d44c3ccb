"""Clips of phrases that do not come with Supine: made here, where the voice is installed.

They lie in a folder under names that follow from what shapes their sound, so a phrase is spoken
once, and again only when its words or the recipe change. Without the voice, or where it cannot say
a phrase, the phrase has no clip; then its length is an estimate, and it is for others to read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from supine.voice.clips import Clip, ClipStore, MissingClipError
from supine.voice.decoding import decode
from supine.voice.estimate import reading_seconds
from supine.voice.kept import drop_oldest, mark_as_used
from supine.voice.pronunciation import Pronunciation
from supine.voice.samples import SAMPLE_RATE, Samples
from supine.voice.synthesis import Speak, clip_name, make_clip

# A clip is some 10 kB. What is dropped is only made again.
KEPT_CLIPS = 2000
CLIP_ENDINGS = {".opus"}
# A sentence is 200 characters at most; longer ones come from nowhere good.
LONGEST_TEXT = 400

logger = logging.getLogger(__name__)


class LayeredClips:
    """Shipped clips, and beside them own ones in `folder`.

    speaker: gives what speaks, or None; asked when the first phrase has no clip, since the voice
    takes a second to load.
    """

    def __init__(
        self, shipped: ClipStore, folder: Path, speaker: Callable[[], Speak | None]
    ) -> None:
        self.shipped = shipped
        self.folder = folder
        self._speaker = speaker
        self._pronunciation = Pronunciation.read()
        self._found: dict[str, tuple[Clip, Samples] | None] = {}
        self._one_at_a_time = Lock()

    def has(self, text: str) -> bool:
        """Tell whether this phrase can be heard, after making its clip where that is possible."""
        return text in self.shipped.clips or self._own(text) is not None

    def seconds(self, text: str) -> float:
        """How long the phrase takes to say, to the sample; an estimate where it has no clip."""
        if text in self.shipped.clips:
            return self.shipped.seconds(text)
        own = self._own(text)
        return reading_seconds(text) if own is None else own[0].seconds

    def clip(self, text: str) -> Clip:
        """The clip of this phrase; MissingClipError when there is none."""
        return self.shipped.clip(text) if text in self.shipped.clips else self._known(text)[0]

    def samples(self, text: str) -> Samples:
        """The phrase at SAMPLE_RATE, read-only; MissingClipError when it has no clip."""
        return self.shipped.samples(text) if text in self.shipped.clips else self._known(text)[1]

    def _known(self, text: str) -> tuple[Clip, Samples]:
        own = self._own(text)
        if own is None:
            raise MissingClipError(text)
        return own

    def _own(self, text: str) -> tuple[Clip, Samples] | None:
        # The synthesiser is not made for two threads, and a phrase need not be said twice.
        with self._one_at_a_time:
            if text not in self._found:
                self._found[text] = self._kept(text) or self._made(text)
            return self._found[text]

    def _kept(self, text: str) -> tuple[Clip, Samples] | None:
        """The clip that was made some other day; a damaged one is thrown away."""
        path = self.folder / clip_name(text, self._pronunciation)
        try:
            samples = decode(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            with suppress(OSError):
                path.unlink()
            return None
        mark_as_used(path)
        samples.flags.writeable = False
        return Clip(path.name, len(samples) / SAMPLE_RATE), samples

    def _made(self, text: str) -> tuple[Clip, Samples] | None:
        speak = self._speaker() if len(text) <= LONGEST_TEXT else None
        if speak is None:
            return None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            drop_oldest(self.folder, CLIP_ENDINGS, KEPT_CLIPS - 1)
            path = self.folder / clip_name(text, self._pronunciation)
            make_clip(text, self._pronunciation, path, speak)
        except Exception:
            # Whatever a synthesiser raises for words nobody foresaw, or a full disk: they are read.
            logger.exception("No clip could be made of %r.", text)
            return None
        return self._kept(text)
