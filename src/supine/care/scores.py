"""Scores as people give them, and what is usual for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

USUAL_DAYS = 7
LEAST_ENTRIES = 3
SITES = ("back", "leg", "reach")


class Neuro(StrEnum):
    """New tingling, numb feeling or weakness during or after an exercise."""

    NONE = "none"
    SETTLED = "settled_10min"
    PERSISTS = "persists"
    WEAKNESS = "weakness"


@dataclass(frozen=True)
class Scores:
    """Scores at one moment; None where one was left out, which is never taken for 0.

    back, leg: 0 to 10. reach: 0 none, 1 buttock, 2 thigh, 3 below the knee, 4 foot or toes.
    """

    back: int | None = None
    leg: int | None = None
    reach: int | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was left out."""
        return None not in (self.back, self.leg, self.reach)


@dataclass(frozen=True)
class Usual:
    """What is usual for somebody: medians on the scales of `Scores`, perhaps with a half."""

    back: Fraction
    leg: Fraction
    reach: Fraction


def usual(scores_by_day: Mapping[date, Scores], today: date) -> Usual | None:
    """Give the medians of the seven days before `today`.

    scores_by_day: the first scores of each day. None with fewer than three scores of a kind: then
    nothing is usual yet.
    """
    days = [today - timedelta(days=back) for back in range(1, USUAL_DAYS + 1)]
    recent = [scores_by_day[day] for day in days if day in scores_by_day]
    medians = [_median([getattr(scores, name) for scores in recent]) for name in SITES]
    back, leg, reach = medians
    if back is None or leg is None or reach is None:
        return None
    return Usual(back, leg, reach)


def above(score: int | None, other: int | Fraction | None) -> int | Fraction | None:
    """Give by how much a score is above another; None where one of them is missing."""
    if score is None or other is None:
        return None
    rise = score - other
    # Whole numbers compare many times faster, and most medians are whole.
    return rise.numerator if rise.denominator == 1 else rise


def _median(scores: list[int | None]) -> Fraction | None:
    known = sorted(score for score in scores if score is not None)
    if len(known) < LEAST_ENTRIES:
        return None
    middle = len(known) // 2
    return Fraction(known[middle] + known[-middle - 1], 2)
