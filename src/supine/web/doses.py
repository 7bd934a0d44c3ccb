"""A dose as a page says it: so many, on each side or in all, each held so long."""

from __future__ import annotations

from dataclasses import dataclass

from supine.library import Item, Library, Movement

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
    card = movement.card
    _, longest = card.hold_bounds or (0, 0)
    held = card.hold_within(hold_seconds) if longest >= WORTH_SAYING_SECONDS else None
    return Dosed(reps, card.dose.per == "side", card.dose.unit == "minutes", held)


def dose_of_item(item: Item, library: Library) -> Dosed:
    """Say the dose that a routine gives a movement."""
    movement = library.movements[item.movement]
    return dose_of(movement, library.reps(item, None), item.hold_seconds)
