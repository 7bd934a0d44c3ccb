"""Checks that every care card gets: ids, sources, texts and their placeholders are in step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from supine.library.care_cards import Advice
from supine.library.problems import Problem

PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")
EMERGENCY_NUMBER = "{emergency_number}"


class Sourced(Protocol):
    """A row that says where it comes from."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Give ids of sources."""


class Worded(Protocol):
    """A row that names its texts."""

    @property
    def say(self) -> str:
        """Give the key of the advice."""

    @property
    def because(self) -> str:
        """Give the key of the reason."""


def ids_given_twice(file: Path, place: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Refuse an id that two rows share."""
    for row_id, count in Counter(ids).items():
        if count > 1:
            yield Problem(str(file), place, f"the id {row_id} stands here twice", "Rename one")


def unknown_sources(
    file: Path,
    place: str,
    rows: Sequence[Sourced],
    known: Collection[str] | None,
) -> Iterator[Problem]:
    """Refuse a source that `sources.yaml` does not have."""
    for index, row in enumerate(rows):
        for source in row.sources:
            if known is not None and source not in known:
                fault = f"there is no source {source!r}"
                remedy = "Add it to sources.yaml, or correct its spelling"
                yield Problem(str(file), f"{place}[{index}].sources", fault, remedy)


def unmatched_texts(
    file: Path,
    rules: Sequence[Worded],
    because: Mapping[str, str],
    advice: Mapping[str, Advice],
) -> Iterator[Problem]:
    """Refuse a rule without its texts, and a text of no rule."""
    yield from unmatched_keys(file, "because", [rule.because for rule in rules], because)
    yield from unmatched_keys(file, "advice", [rule.say for rule in rules], advice)


def unmatched_keys(
    file: Path,
    place: str,
    needed: Sequence[str],
    given: Collection[str],
) -> Iterator[Problem]:
    """Refuse a missing key, and a key that nothing asks for."""
    for key in dict.fromkeys(needed):
        if key not in given:
            yield Problem(str(file), f"{place}.{key}", "the text is missing", "Add it")
    for key in given:
        if key not in needed:
            remedy = "Remove it, or correct its key"
            yield Problem(str(file), f"{place}.{key}", "nothing uses this text", remedy)


def bad_placeholders(file: Path, texts: object, allowed: Sequence[str]) -> Iterator[Problem]:
    """Refuse a placeholder that nobody would fill in."""
    for place, text in _texts(texts):
        for placeholder in PLACEHOLDER.findall(text):
            if placeholder not in allowed:
                remedy = f"Use {' or '.join(allowed)}" if allowed else "Write it out"
                yield Problem(str(file), place, f"nothing fills in {placeholder}", remedy)


def _texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in dumped words, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{place}[{index}]")
