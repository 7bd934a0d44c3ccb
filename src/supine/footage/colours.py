"""The colours that stand for a person's sides, as on the app's pages: RGB, 0 to 255."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Colour: TypeAlias = "tuple[int, int, int]"

# On a dark ground, as in a picture.
GROUND: Colour = (17, 23, 22)
INK: Colour = (237, 241, 238)
QUIET: Colour = (167, 180, 176)
LEFT: Colour = (149, 192, 244)
RIGHT: Colour = (241, 178, 124)
OF_SIDE: Mapping[str | None, Colour] = {"left": LEFT, "right": RIGHT, None: INK}

# On paper.
PAPER = "#fffdf9"
PAPER_INK = "#1d2928"
PAPER_QUIET = "#55625f"
PAPER_LINE = "#ddd7ca"
PAPER_OF_SIDE: Mapping[str | None, str] = {"left": "#1f5a9c", "right": "#94460f", None: "#0d5c5b"}
