"""What a session consists of once the routine and the person's choices are put together."""

from __future__ import annotations

from dataclasses import dataclass

from supine.library import Item, Library, Movement, RepStep, Routine, Sides
from supine.timeline.options import STRETCH, Chosen, Options, OptionsError


@dataclass(frozen=True)
class Act:
    """One movement to be done, with its dose. equipment: ids of what this dose uses."""

    movement: Movement
    reps: int
    hold_seconds: int | None
    small_range: bool
    equipment: tuple[str, ...]

    @property
    def one_then_other(self) -> bool:
        """Tell whether all of one side comes before the other."""
        return self.movement.card.sides is Sides.ONE_THEN_OTHER

    def range(self, rep: int) -> float:
        """Give the share (0 to 1) of the full movement asked for at a repetition, from 1."""
        return self.movement.card.range.share(1 if self.small_range else rep)

    def seconds(self, step: RepStep, options: Options) -> float:
        """Give how long a step lasts; pace stretches movements, never a hold or a minute."""
        is_paced = step.hold_seconds is None and self.movement.card.dose.unit == "times"
        return step.usual_seconds(self.hold_seconds) * (STRETCH[options.pace] if is_paced else 1.0)


def acts_of(library: Library, routine: Routine, options: Options) -> tuple[Act, ...]:
    """Give what is done, in order: the chosen items, else the routine's own.

    Raises OptionsError for a movement that the library does not have.
    """
    items = options.items or tuple(
        _as_chosen(library, item, options) for item in routine.card.items
    )
    return tuple(_act(library, item) for item in items)


def things_needed(acts: tuple[Act, ...]) -> tuple[str, ...]:
    """Give the ids of what to have within reach, in the order it is needed."""
    return tuple(dict.fromkeys(thing for act in acts for thing in act.equipment))


def _as_chosen(library: Library, item: Item, options: Options) -> Chosen:
    """Give one of the routine's own items with the repetitions asked for."""
    _movement(library, item.movement)
    return Chosen(item.movement, library.reps(item, options.reps), item.hold_seconds)


def _movement(library: Library, name: str) -> Movement:
    movement = library.movements.get(name)
    if movement is None:
        msg = f"items: there is no movement {name!r}."
        raise OptionsError(msg)
    return movement


def _act(library: Library, item: Chosen) -> Act:
    movement = _movement(library, item.movement)
    equipment = movement.equipment_at(item.reps, gently=item.small_range)
    return Act(movement, item.reps, item.hold_seconds, item.small_range, equipment)
