"""What a session consists of once the routine and the person's choices are put together."""

from __future__ import annotations

from dataclasses import dataclass

from supine.library import Library, Movement, RepStep, Routine
from supine.timeline.options import STRETCH, Chosen, Options, OptionsError


@dataclass(frozen=True)
class Act:
    """One movement to be done, with its dose. equipment: ids of what this dose uses."""

    movement: Movement
    reps: int
    hold_seconds: int | None
    small_range: bool
    equipment: tuple[str, ...]

    def range(self, rep: int) -> float:
        """Give the share (0 to 1) of the full movement asked for at a repetition, from 1."""
        return self.movement.card.range.share(1 if self.small_range else rep)

    def seconds(self, step: RepStep, options: Options) -> float:
        """Give how long a step lasts; pace stretches movements, never a hold."""
        if step.hold_seconds is None:
            return (step.seconds or 0.0) * STRETCH[options.pace]
        shortest, longest = step.hold_seconds
        return float(min(max(self.hold_seconds or shortest, shortest), longest))


def acts_of(library: Library, routine: Routine, options: Options) -> tuple[Act, ...]:
    """Give what is done, in order: the chosen items, else the routine's own.

    Raises OptionsError for a chosen movement that the library does not have.
    """
    items = options.items or tuple(
        Chosen(item.movement, library.reps(item, options.reps)) for item in routine.card.items
    )
    return tuple(_act(library, item) for item in items)


def things_needed(acts: tuple[Act, ...]) -> tuple[str, ...]:
    """Give the ids of what to have within reach, in the order it is needed."""
    return tuple(dict.fromkeys(thing for act in acts for thing in act.equipment))


def _act(library: Library, item: Chosen) -> Act:
    movement = library.movements.get(item.movement)
    if movement is None:
        msg = f"items: there is no movement {item.movement!r}."
        raise OptionsError(msg)
    equipment = movement.equipment_at(item.reps, gently=item.small_range)
    return Act(movement, item.reps, item.hold_seconds, item.small_range, equipment)
