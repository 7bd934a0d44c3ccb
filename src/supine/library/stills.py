"""The pictures of a movement's key poses: which there are, as `stills/stills.json` lists them.

They lie beside the card as `stills/FIGURE-KEY-WIDTH.webp`. KEY is `start` or the name of a step,
with `-left` or `-right` after it where the sides differ. A movement without the list has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from supine.library.card import Card, Identifier
from supine.library.files import read_card
from supine.library.problems import Problem

REMEDY = "Draw the pictures again with script/assets stills"


class StillsCard(Card):
    """The list. hash: of everything that the pictures show. widths: in pixels."""

    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")]
    widths: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)]
    pictures: dict[Identifier, tuple[Identifier, ...]]


@dataclass(frozen=True)
class Stills:
    """The pictures of one movement, by figure. folder: where they lie."""

    card: StillsCard
    folder: Path

    @property
    def hash(self) -> str:
        """Give the hash of everything that the pictures show."""
        return self.card.hash

    def names(self) -> tuple[str, ...]:
        """Give the name of every file that is listed."""
        return tuple(
            f"{figure}-{key}-{width}.webp"
            for figure, keys in self.card.pictures.items()
            for key in keys
            for width in self.card.widths
        )

    def key_of(self, figure: str, pose: str) -> str | None:
        """Give the key under which a figure has a pose, of the first side; None where it has none.

        pose: `start` or the name of a step.
        """
        keys = self.card.pictures.get(figure, ())
        return next((key for key in (f"{pose}-left", pose) if key in keys), None)


def read_stills(movement: Path) -> tuple[Stills | None, list[Problem]]:
    """Read the list in the folder of a movement. Give None where there are no pictures.

    A picture that is listed but not there is a problem, and then none of them counts.
    """
    folder = movement / "stills"
    path = folder / "stills.json"
    if not path.is_file():
        return None, []
    # Every JSON file is YAML as well, and so its faults are told like those of any card.
    card, problems = read_card(path, StillsCard)
    if card is None:
        return None, problems
    stills = Stills(card, folder)
    missing = [name for name in stills.names() if not (folder / name).is_file()]
    if missing:
        return None, [Problem(str(path), "pictures", f"{missing[0]} is not there", REMEDY)]
    return stills, []
