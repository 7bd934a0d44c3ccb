"""How long things take, for lists: a movement by its card, a routine as it claims or as it is."""

from __future__ import annotations

from collections.abc import Iterator

from supine.library import Movement, RepStep, Routine, Sides
from supine.timeline import Options
from supine.web.planning import planned_timeline

SECONDS = 60


def rep_seconds(movement: Movement, hold_seconds: int | None = None) -> float:
    """Give how long one repetition takes, on one side. hold_seconds: None for the shortest hold."""
    return sum(_step_seconds(movement.card.rep, hold_seconds))


def movement_minutes(movement: Movement) -> int:
    """Give the whole minutes, at least one, that the full dose takes with getting into place."""
    card = movement.card
    sides = 1 if card.sides is Sides.NONE else 2
    seconds = card.dose.reps[0] * sides * rep_seconds(movement) + card.setup_seconds
    return max(1, round((seconds + (card.other_side_seconds or 0)) / SECONDS))


def routine_minutes(routine: Routine) -> int:
    """Give the minutes that the card claims, else those that the usual choices come to."""
    if routine.card.minutes is not None:
        return routine.card.minutes
    return max(1, round(planned_timeline(routine.id, Options()).seconds / SECONDS))


def hold_range(movement: Movement) -> tuple[int, int] | None:
    """Give the shortest and the longest hold of the first step that holds, None without one."""
    return next((step.hold_seconds for step in movement.card.rep if step.hold_seconds), None)


def _step_seconds(steps: tuple[RepStep, ...], hold_seconds: int | None) -> Iterator[float]:
    for step in steps:
        if step.hold_seconds is None:
            yield step.seconds or 0.0
        else:
            shortest, longest = step.hold_seconds
            yield min(max(hold_seconds or shortest, shortest), longest)
