"""Diaries written by hand, a day at a time, for tests of the whole plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from supine.care import (
    Answered,
    CheckedIn,
    Course,
    Done,
    Dose,
    Event,
    Exercised,
    Flags,
    History,
    Neuro,
    Scores,
    Screened,
    Stated,
    Statement,
    Today,
    flags_from,
    plan_for_today,
)
from supine.library import shipped_library
from supine.library.care_cards import Level

MONDAY = date(2026, 3, 2)
GREEN = Scores(2, 2, 1)
RED = Scores(7, 2, 1)
AMBER = Scores(4, 2, 1)
KNEE_WAGS, SQUEEZE, MARCH = "knee-wags", "lying-adductor-squeeze", "lying-psoas-march"
DRILL = "spinal-flexion-drill"


@cache
def course() -> Course:
    """Give the shipped programme."""
    return Course.of(shipped_library(), "three-minute")


@dataclass
class Diary:
    """One person's events. Days are numbers: 0 is a Monday."""

    events: list[Event] = field(default_factory=list)
    locked: bool = False
    course: Course = field(default_factory=course)

    def __post_init__(self) -> None:
        self.screened(0)

    def screened(self, day: int, flags: Flags | None = None, level: Level = Level.CLEAR) -> None:
        """Answer the full list."""
        self.events.append(Screened(on(day), level, full=True, flags=flags or Flags()))

    def checked_in(self, day: int, scores: Scores = GREEN) -> None:
        """Give the scores of a morning."""
        self.events.append(CheckedIn(on(day), scores))

    def exercised(
        self,
        day: int,
        *,
        worst: dict[str, Scores] | None = None,
        later: int | None = None,
        effort: int | None = 5,
        cut_short: bool = False,
        skip: tuple[str, ...] = (),
    ) -> None:
        """Do what is planned. worst: by movement, where it is not as before."""
        before = next(one.scores for one in reversed(self.events) if isinstance(one, CheckedIn))
        done = tuple(
            Done(
                planned.movement,
                planned.dose,
                planned.dose.reps - cut_short,
                effort,
                (worst or {}).get(planned.movement, before),
                later,
                Neuro.NONE,
            )
            for planned in self.plan(day).movements
            if planned.movement not in skip
        )
        self.events.append(Exercised(on(day), before, done))

    def did_another(
        self,
        day: int,
        routine: str,
        doses: dict[str, int],
        *,
        worst: dict[str, Scores] | None = None,
        later: int | None = None,
    ) -> None:
        """Do a routine that is not the programme's, whole and with little effort."""
        before = next(one.scores for one in reversed(self.events) if isinstance(one, CheckedIn))
        done = tuple(
            Done(
                movement,
                Dose(reps),
                reps,
                3,
                (worst or {}).get(movement, before),
                later,
                Neuro.NONE,
            )
            for movement, reps in doses.items()
        )
        self.events.append(Exercised(on(day), before, done, routine))

    def day(self, day: int, scores: Scores = GREEN) -> None:
        """Give scores and do what is planned."""
        self.checked_in(day, scores)
        self.exercised(day)

    def days(self, first: int, last: int, scores: Scores = GREEN) -> None:
        """Live through these days, both included, in the same way."""
        for number in range(first, last + 1):
            self.day(number, scores)

    def answered(self, day: int, offer: str, *, taken: bool = True) -> None:
        """Take an offer, or decline it."""
        self.events.append(Answered(on(day), offer, taken))

    def stated(self, day: int, statement: Statement = Statement.FLARE) -> None:
        """Say something about the last days."""
        self.events.append(Stated(on(day), statement))

    def plan(self, day: int) -> Today:
        """Look at the plan of a day, as it was after that day's last event."""
        seen = max(n for n, event in enumerate(self.events, 1) if event.day <= on(day))
        history = History(tuple(self.events[:seen]), None, locked=self.locked)
        return plan_for_today(history, on(day), self.course)

    def offers(self, day: int) -> list[str]:
        """Give the ids of the offers of a day."""
        return [offer.id for offer in self.plan(day).offers]

    def doses(self, day: int) -> dict[str, int]:
        """Give the repetitions that stand on a day, by movement."""
        standings = self.plan(day).now.standings
        return {movement: standing.dose.reps for movement, standing in standings.items()}

    def planned(self, day: int) -> dict[str, int]:
        """Give the repetitions that are planned for a day, by movement."""
        return {one.movement: one.dose.reps for one in self.plan(day).movements}


def on(day: int) -> date:
    """Give the date of a numbered day."""
    return MONDAY + timedelta(days=day)


def with_flags(*signs: str, **whens: str) -> Flags:
    """Give the flags that these questions set."""
    return flags_from(signs, whens, course().care.caution.card)


def full_dose(flags: Flags | None = None, taught: Course | None = None) -> Diary:
    """Give somebody who reached ten of everything by day 8 and did as planned until day 9."""
    diary = Diary(course=taught or course())
    diary.screened(0, flags)
    diary.days(0, 1)
    for day, movement in ((2, KNEE_WAGS), (4, SQUEEZE), (6, MARCH)):
        diary.checked_in(day)
        diary.answered(day, f"step:{movement}:10")
        diary.exercised(day)
        diary.day(day + 1)
    diary.day(8)
    diary.checked_in(9)
    return diary
