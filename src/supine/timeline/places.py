"""From one movement to the next: what the body has to do for it, what is said of it, how long."""

from __future__ import annotations

from typing import NamedTuple

from supine.library import Library, Position
from supine.timeline.acts import Act
from supine.timeline.options import Options, Words


class Way(NamedTuple):
    """The way into a position: the sentences that lead there, and the time it needs."""

    sentences: tuple[str, ...]
    seconds: float


def position_of(library: Library, act: Act) -> Position:
    """Give the position a movement begins in."""
    return library.positions[act.movement.card.position]


def way_down(position: Position, options: Options, *, on_bed: bool = False) -> Way:
    """Give the way from standing into a position; to the floor it takes as long as was asked.

    The short words of a position do not speak of the floor, so that they serve for a bed as well.
    """
    seconds = position.card.change_seconds
    if position.card.on_floor:
        seconds = float(options.getting_down_seconds)
    full = options.words is Words.FULL and not on_bed
    return Way(position.words.down.lines(full=full), seconds)


def way_between(library: Library, before: Act, act: Act, options: Options) -> Way:
    """Give the way from one movement to the next.

    Up from the floor takes as long as down to it, since nobody has asked for anything else. A
    movement that does one side after the other ends on the second and begins on the first, so that
    after another of its kind there is a side to change even in the same position.
    """
    full = options.words is Words.FULL
    left, position = position_of(library, before), position_of(library, act)
    change = position.words.change.lines(full=full)
    if left.id == position.id:
        if not (before.one_then_other and act.one_then_other):
            return Way((), 0.0)
        turning = act.movement.card.other_side_seconds or 0.0
        return Way(change if position.card.orientation == "on-side" else (), turning)
    if position.card.on_floor and not left.card.on_floor:
        return way_down(position, options)
    if left.card.on_floor and not position.card.on_floor:
        seconds = max(position.card.change_seconds, float(options.getting_down_seconds))
        return Way((*left.words.leave.lines(full=full), *change), seconds)
    return Way(change, position.card.change_seconds)
