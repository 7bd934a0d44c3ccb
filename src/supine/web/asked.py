"""What a browser asked for in an address: the routine's options and how loud its sounds are."""

from __future__ import annotations

from collections.abc import Mapping

from supine.timeline import Options
from supine.voice import Volumes

OPTION_NAMES = ("reps", "words", "pace", "down", "items")
VOLUME_NAMES = ("voice", "tones")
LOUDEST = 100


class AskedError(ValueError):
    """A value in the address means nothing; the text says which, and what would."""


def asked_options(query: Mapping[str, str]) -> Options:
    """Read the routine's options. Raises OptionsError (see `Options.from_mapping`)."""
    return Options.from_mapping({name: query[name] for name in OPTION_NAMES if query.get(name)})


def asked_volumes(query: Mapping[str, str]) -> Volumes:
    """Read `voice` and `tones`, percent. Raises AskedError where one is no number from 0 to 100."""
    given = {name: _share(name, query[name]) for name in VOLUME_NAMES if query.get(name)}
    return Volumes(**given)


def _share(name: str, text: str) -> float:
    if not (text.isascii() and text.isdigit()) or int(text) > LOUDEST:
        msg = f"{name}={text} is no loudness. Use a whole number from 0 to {LOUDEST}."
        raise AskedError(msg)
    return int(text) / LOUDEST
