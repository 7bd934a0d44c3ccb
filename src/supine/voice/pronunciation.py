"""How the synthesiser is asked to say a phrase, where its own guess would be wrong."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict

from supine.voice.clips import SHIPPED

SHIPPED_PRONUNCIATION = SHIPPED.parents[1] / "pronunciation.en.yaml"


class Pronunciation(BaseModel):
    """Whole phrases respelt, and single words respelt or given as /phonemes/."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phrases: dict[str, str] = {}
    words: dict[str, str] = {}

    @classmethod
    def read(cls, path: Path = SHIPPED_PRONUNCIATION) -> Self:
        """The file's content; pydantic's ValidationError names what it should not hold."""
        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))

    def spoken(self, text: str) -> str:
        """What to hand to the synthesiser to hear `text`."""
        said = self.phrases.get(text, text)
        for word, sound in self.words.items():
            said = re.sub(rf"\b{re.escape(word)}\b", _replacement(sound), said, flags=re.IGNORECASE)
        return said

    def unused(self, texts: Iterable[str]) -> list[str]:
        """Entries that none of `texts` needs."""
        known = set(texts)
        all_words = {word for text in known for word in re.findall(r"[\w'-]+", text.lower())}
        return [phrase for phrase in self.phrases if phrase not in known] + [
            word for word in self.words if word.lower() not in all_words
        ]


def _replacement(sound: str) -> str:
    """The synthesiser's own notation: [word as written](/its phonemes/)."""
    return rf"[\g<0>]({sound})" if sound.startswith("/") else sound
