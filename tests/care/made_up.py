"""Movements and routines that nobody ships, so that a test says all that matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from supine.care import FittedRoutine, Flags, fit_routine
from supine.library import Item, Movement, Routine, shipped_library
from supine.library.care_cards import Doing
from supine.library.movement import Caution, Dose
from supine.library.things import RoutineCard
from supine.library.words import RoutineWords
from tests.care.cards import shipped_care


def movement(
    name: str,
    leave_out_if: tuple[str, ...] = (),
    *,
    easier: tuple[str, ...] = (),
    aims: tuple[str, ...] = ("loosen",),
    advice: Mapping[str, str] | None = None,
    pattern: str = "knee-wags",
) -> Movement:
    """Give a movement that is done as `pattern` is, 10 to 12 times, 8 at first and 5 gently."""
    shipped = shipped_library().movements[pattern]
    changed = {
        "id": name,
        "aims": aims,
        "easier": easier,
        "caution": Caution(leave_out_if=leave_out_if, adapt_if=dict(advice or {})),
        "dose": Dose(reps=(10, 12), start=8, gentle=5, per=shipped.card.dose.per),
    }
    return replace(shipped, card=shipped.card.model_copy(update=changed))


def routine(*items: str | Item, leave_out_if: tuple[str, ...] = ()) -> Routine:
    """Give a routine of these movements."""
    card = RoutineCard(
        id="made-up",
        version=1,
        rest_seconds=4,
        items=tuple(Item(movement=one) if isinstance(one, str) else one for one in items),
        caution=Caution(leave_out_if=leave_out_if),
    )
    return Routine(card, RoutineWords(name="Made up", aim="To try something."))


def fitted(
    what: Routine,
    movements: Iterable[Movement],
    flags: Flags | None = None,
    doing: Doing = Doing.PLANNED,
    resting: Mapping[str, tuple[str, ...]] | None = None,
) -> FittedRoutine:
    """Fit a routine by the shipped rules."""
    known = {one.id: one for one in movements}
    return fit_routine(what, flags or Flags(), known, shipped_care(), doing, resting or {})
