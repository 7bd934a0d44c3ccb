"""How long things take, for lists: a movement by its card, a routine as it claims or as it is."""

from __future__ import annotations

from supine.library import Movement, Routine, Sides
from supine.timeline import Options
from supine.web.planning import planned_timeline

SECONDS_A_MINUTE = 60


def movement_minutes(movement: Movement) -> int:
    """Give the whole minutes, at least one, that the full dose takes with getting into place."""
    card = movement.card
    sides = 1 if card.sides is Sides.NONE else 2
    rep_seconds = sum(step.usual_seconds() for step in card.rep)
    seconds = card.dose.reps[0] * sides * rep_seconds + card.setup_seconds
    return max(1, round((seconds + (card.other_side_seconds or 0)) / SECONDS_A_MINUTE))


def routine_minutes(routine: Routine) -> int:
    """Give the minutes that the card claims, else those that the usual choices come to."""
    if routine.card.minutes is not None:
        return routine.card.minutes
    return max(1, round(planned_timeline(routine.id, Options()).seconds / SECONDS_A_MINUTE))
