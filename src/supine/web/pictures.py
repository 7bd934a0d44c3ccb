"""Pictures of movements for lists and for pages without scripts: which, and in what sizes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from supine.library import Movement, Pose
from supine.web.figures import still_address


@dataclass(frozen=True)
class Picture:
    """One picture. sizes: every size, as an image's srcset. label: the step's word, or ""."""

    address: str
    sizes: str
    label: str


def key_picture(movement: Movement, figure: str) -> Picture | None:
    """Give the picture that tells most; None where none is drawn.

    That is the pose that is held, else the one the first step goes to.
    """
    steps = movement.card.rep
    goes = [step.name for step in steps if isinstance(step.to, Pose)]
    held = [
        step.name
        for step, following in pairwise(steps)
        if following.hold_seconds and step.name in goes
    ]
    found = dict(_all(movement, figure))
    return next((found[name] for name in (*held, *goes, "start") if name in found), None)


def pictures_of(movement: Movement, figure: str) -> list[Picture]:
    """Give where it begins and what its steps come to, on the first side, as far as drawn."""
    return [picture for _, picture in _all(movement, figure)]


def _all(movement: Movement, figure: str) -> list[tuple[str, Picture]]:
    stills = movement.stills
    if stills is None:
        return []
    words = movement.words.steps
    labels = {"start": "", **{step.name: words[step.name] for step in movement.card.rep}}
    found = []
    for name, label in labels.items():
        key = stills.key_of(figure, name)
        if key is not None:
            sizes = ", ".join(
                f"{still_address(stills, movement.id, figure, key, width)} {width}w"
                for width in sorted(stills.card.widths)
            )
            address = still_address(stills, movement.id, figure, key)
            found.append((name, Picture(address, sizes, label)))
    return found
