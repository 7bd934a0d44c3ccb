"""The clips of the shipped movements, solved once for all tests that look at them."""

from __future__ import annotations

from functools import cache

from supine.body import Clip, clips
from supine.library import shipped_library


@cache
def clips_of(movement: str, figure: str) -> tuple[Clip, ...]:
    """Give every clip of a movement on a figure."""
    library = shipped_library()
    position = library.positions[library.movements[movement].card.position]
    return clips(library.movements[movement], position, library.figures[figure])
