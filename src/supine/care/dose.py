"""Where somebody stands on the ladder, and one step up or down it.

A dose is a number of repetitions and the extras added so far. At the top of the ladder one extra is
added and the repetitions go back, so a step down is always the reverse of the step that led up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from supine.library.programme import Extra, ProgrammeCard


@dataclass(frozen=True)
class Dose:
    """Repetitions (per side where there are sides), and the extras in the order they were added."""

    reps: int
    extras: tuple[Extra, ...] = ()

    def is_above(self, other: Dose) -> bool:
        """Tell whether this is further up the ladder."""
        return (len(self.extras), self.reps) > (len(other.extras), other.reps)


def lower(one: Dose, other: Dose) -> Dose:
    """Give the one that is further down the ladder."""
    return other if one.is_above(other) else one


def steps_up(dose: Dose, movement: str, programme: ProgrammeCard) -> tuple[Dose, ...]:
    """Give the doses one step up: the next repetitions, or at the top one more of each extra."""
    reps = _next_reps(dose.reps, programme.ladder)
    if reps is not None:
        return (Dose(reps, dose.extras),)
    return tuple(
        Dose(programme.back_to, (*dose.extras, extra))
        for extra, times in programme.grows.get(movement, {}).items()
        if dose.extras.count(extra) < times
    )


def steps_down(dose: Dose, steps: int, programme: ProgrammeCard) -> Dose:
    """Give the dose this many steps down; at the bottom of the ladder it stays there."""
    for _ in range(steps):
        dose = _one_down(dose, programme)
    return dose


def step_towards(dose: Dose, goal: Dose, programme: ProgrammeCard) -> Dose:
    """Give the dose one step up the way that once led to `goal`, and never above it."""
    if not goal.is_above(dose):
        return dose
    reps = _next_reps(dose.reps, programme.ladder)
    if reps is not None:
        return lower(Dose(reps, dose.extras), goal)
    extras = goal.extras[: len(dose.extras) + 1]
    return lower(Dose(programme.back_to, extras), goal)


def half(dose: Dose, least_reps: int) -> Dose:
    """Give half the repetitions, but no fewer than `least_reps`, and no extras."""
    return Dose(max(dose.reps // 2, min(least_reps, dose.reps)))


def _next_reps(reps: int, ladder: tuple[int, ...]) -> int | None:
    """Give the next step of the ladder above `reps`, None at its top."""
    index = bisect_right(ladder, reps)
    return ladder[index] if index < len(ladder) else None


def _one_down(dose: Dose, programme: ProgrammeCard) -> Dose:
    ladder = programme.ladder
    if dose.extras and dose.reps <= programme.back_to:
        return Dose(ladder[-1], dose.extras[:-1])
    index = bisect_left(ladder, dose.reps)
    return Dose(min(dose.reps, ladder[max(index - 1, 0)]), dose.extras)
