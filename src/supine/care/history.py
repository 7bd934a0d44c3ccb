"""What happened, as plain data: what the diary hands to `plan_for_today`.

`day` is always the calendar day that the person's own clock showed, so that travel and changes of
the clock need no thought here. Events stand in the order they happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from supine.care.dose import Dose
from supine.care.flags import Flags
from supine.care.plan import Plan
from supine.care.scores import Neuro, Scores
from supine.library.care_cards import Level


@dataclass(frozen=True)
class Screened:
    """Answers about warning signs. full: the whole list; only this one sets `flags`."""

    day: date
    level: Level
    full: bool = True
    flags: Flags | None = None


@dataclass(frozen=True)
class CheckedIn:
    """Scores before a session, or of a day without one."""

    day: date
    scores: Scores
    strong_painkillers: bool = False


@dataclass(frozen=True)
class Done:
    """One exercise of a session.

    dose: what was planned for it. reps_done: the fewest of its sides. effort: 0 to 10. worst: the
    highest during it; where only the whole session was asked about, that counts for each exercise.
    """

    movement: str
    dose: Dose
    reps_done: int
    effort: int | None
    worst: Scores
    after_ten_minutes_reach: int | None
    neuro: Neuro | None


@dataclass(frozen=True)
class Exercised:
    """A session that has ended. before: the scores it began with.

    routine: which one it was; None for the programme's.
    """

    day: date
    before: Scores
    done: tuple[Done, ...]
    routine: str | None = None


@dataclass(frozen=True)
class Rested:
    """The settling routine was done."""

    day: date


class Statement(StrEnum):
    """What the person says of the last days, in the page's own words."""

    FLARE = "flare"
    KEPT_FROM_SLEEP_OR_WORK = "kept-from-sleep-or-work"
    LOW_OR_WORRIED = "low-or-worried"


@dataclass(frozen=True)
class Stated:
    """The person says so. Kept from sleep or work: for the last seven days."""

    day: date
    statement: Statement


@dataclass(frozen=True)
class Answered:
    """An offer was taken or declined. An answer to an offer that does not stand changes nothing."""

    day: date
    offer: str
    taken: bool


Event: TypeAlias = Screened | CheckedIn | Exercised | Rested | Stated | Answered


@dataclass(frozen=True)
class History:
    """Everything that happened, in order.

    plan: `Today.closed` as it was stored, which spares the first `plan.counted` events a second
    look; None to begin from the first event, as after a correction of one of those, or after one
    that was received late. locked: whether a warning sign keeps the exercises closed.
    """

    events: tuple[Event, ...]
    plan: Plan | None = None
    locked: bool = False
