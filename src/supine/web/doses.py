"""A dose as a page says it: so many, on each side or in all, each held so long."""

from __future__ import annotations

from dataclasses import dataclass

from supine.library import Item, Library, Movement
from supine.web.lengths import hold_range

# A shorter hold is no more than the moment at the end of a movement.
WORTH_SAYING_SECONDS = 2


@dataclass(frozen=True)
class Dosed:
    """A dose. reps: minutes where in_minutes. hold_seconds: None where nothing is held for long."""

    reps: int
    per_side: bool
    in_minutes: bool
    hold_seconds: int | None


def dose_of(movement: Movement, reps: int, hold_seconds: int | None = None) -> Dosed:
    """Say a dose; a hold that was not chosen is the shortest of the card."""
    dose = movement.card.dose
    held = hold_range(movement)
    seconds = (
        None
        if held is None or held[1] < WORTH_SAYING_SECONDS
        else min(max(hold_seconds or held[0], held[0]), held[1])
    )
    return Dosed(reps, dose.per == "side", dose.unit == "minutes", seconds)


def dose_of_item(item: Item, library: Library) -> Dosed:
    """Say the dose that a routine gives a movement."""
    movement = library.movements[item.movement]
    return dose_of(movement, library.reps(item, None), item.hold_seconds)
