"""The people who show the movements: which there are, and where a page finds what they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from supine.library import Stills
from supine.web import shelf

# The first one shows until somebody chooses.
FIGURES = ("woman", "man")
# The page puts the movement, the person, the pose and the width in where the capitals stand.
MOTION = "/motions/MOVEMENT.json?figure=FIGURE"
STILL = "/stills/MOVEMENT/FIGURE-KEY-WIDTH.webp?v=VERSION"


def figures_in_words() -> list[tuple[str, str]]:
    """Give the id and the name of everybody who can be chosen."""
    known = shelf.library().figures
    return [(figure, known[figure].name) for figure in FIGURES]


def still_address(
    stills: Stills, movement: str, figure: str, key: str, width: int | None = None
) -> str:
    """Give the address of a picture of a pose. width: in pixels; None for the smallest."""
    width = width or min(stills.card.widths)
    return f"/stills/{movement}/{figure}-{key}-{width}.webp?v={stills.hash}"


def stills_of(movements: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Give the pictures of each movement that has some: their version, widths, and keys by figure.

    The version goes into the address, since a picture is kept by the browser for good.
    """
    found = ((name, shelf.library().movements[name].stills) for name in movements)
    return {
        name: {
            "version": stills.hash,
            "widths": list(stills.card.widths),
            "pictures": {figure: list(keys) for figure, keys in stills.card.pictures.items()},
        }
        for name, stills in found
        if stills is not None
    }
