"""Simulated people: seeded, plausible, odd diaries, lived day by day through the whole plan.

Nothing here knows the rules. A person wakes, answers, takes offers at random, exercises as planned
and feels the consequences; what they lived through is kept, so that invariants can be checked from
raw facts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from supine.care import (
    Answered,
    CheckedIn,
    Course,
    Done,
    Dose,
    Event,
    Exercised,
    History,
    Limits,
    Neuro,
    Plan,
    Planned,
    Rested,
    Scores,
    Screened,
    Stated,
    Statement,
    Today,
    fit_routine,
    flags_from,
    plan_for_today,
    resting_on,
)
from supine.library import Item
from supine.library.care_cards import Doing, Level
from tests.care.made_up import routine

START = datetime(2026, 2, 2, 6, 30, tzinfo=timezone.utc)  # noqa: UP017 - named beside fixed offsets


class Kind(StrEnum):
    """What sort of weeks somebody has."""

    IMPROVING = "improving"
    FLARING = "flaring"
    WORSENING = "worsening"
    LEG_GOES_DOWN = "leg-goes-down"
    FORGETFUL = "forgetful"
    TWICE_A_DAY = "twice-a-day"
    TRAVELLING = "travelling"
    OTHER_ROUTINES = "other-routines"


# Two movements of the programme at a dose of their own, and two that it does not know.
LOOSE_ENDS = routine(
    Item(movement="knee-wags", reps=12),
    "pelvic-tilt",
    Item(movement="lying-psoas-march", reps=10),
    "glute-bridge",
)


@dataclass(frozen=True)
class Elsewhere:
    """One movement of a routine that is not the programme's."""

    movement: str
    dose: Dose


@dataclass(frozen=True)
class Moment:
    """What a plan said at one moment, and the plan before it."""

    today: Today
    locked: bool
    took: str | None = None


@dataclass
class Person:
    """One simulated person and the diary they keep. moments: every plan they were shown."""

    kind: Kind
    course: Course
    chance: random.Random
    limits: Limits | None = None
    events: list[Event] = field(default_factory=list)
    plan: Plan | None = None
    locked_until: date | None = None
    back: float = 4.0
    leg: float = 3.0
    reach: int = 1
    touchy: float = 0.5
    flaring_days: int = 0
    moments: list[Moment] = field(default_factory=list)

    def live(self, days: int) -> None:
        """Live through this many mornings, and the evenings of those who exercise twice."""
        now = START
        for number in range(days):
            zone = timezone(timedelta(minutes=self._offset_minutes(number)))
            local = now.astimezone(zone)
            local = local.replace(hour=7, minute=self.chance.randrange(60))
            now = max(now, local.astimezone(START.tzinfo))
            self._drift(number)
            self._morning(local.date())
            if self.kind is Kind.TWICE_A_DAY and self.chance.random() < 0.8:
                self._session(local.date())
            now += timedelta(hours=24)

    def _offset_minutes(self, number: int) -> int:
        """Give the zone of the day: home with summer time, or far away and back."""
        home = 120 if number > 55 else 60
        if self.kind is Kind.TRAVELLING and number % 30 in range(10, 16):
            return 12 * 60
        if self.kind is Kind.TRAVELLING and number % 30 in range(16, 20):
            return -10 * 60
        return home

    def _drift(self, number: int) -> None:
        step = {Kind.IMPROVING: -0.04, Kind.WORSENING: 0.05}.get(self.kind, -0.005)
        self.back = min(9.0, max(0.3, self.back + step + self.chance.gauss(0, 0.15)))
        self.leg = min(9.0, max(0.2, self.leg + step + self.chance.gauss(0, 0.15)))
        if self.kind is Kind.LEG_GOES_DOWN and number % 25 == 24:
            self.reach = min(4, self.reach + 1)
        if self.flaring_days:
            self.flaring_days -= 1
        elif self.chance.random() < (0.04 if self.kind is Kind.FLARING else 0.008):
            self.flaring_days = self.chance.randrange(2, 9)

    def _morning(self, day: date) -> None:
        if self.plan is None or self.chance.random() < 0.15:
            today = self.look(day)
            if today.full_list:
                self._answer_full_list(day)
        if self.kind is Kind.FORGETFUL and self.chance.random() < 0.35:
            return
        if self.chance.random() < 0.004:
            self._say(Screened(day, Level.URGENT, full=False))
            self.locked_until = day + timedelta(days=self.chance.randrange(1, 20))
        elif self.locked_until is not None and day >= self.locked_until:
            self.locked_until = None
            self._answer_full_list(day)
        self._session(day)

    def _answer_full_list(self, day: date) -> None:
        ids = [question.id for question in self.course.care.caution.card.questions]
        yes = [sign for sign in ids if self.chance.random() < 0.06]
        flags = flags_from(yes, {}, self.course.care.caution.card)
        self._say(Screened(day, Level.CLEAR, full=True, flags=flags))

    def _session(self, day: date) -> None:
        scores = self.scores(0.02)
        if self.chance.random() < 0.95:
            painkillers = self.chance.random() < 0.03
            self._say(CheckedIn(day, scores, strong_painkillers=painkillers))
        if self.flaring_days and self.chance.random() < 0.3:
            self._say(Stated(day, Statement.FLARE))
        today = self._answer_offers(day)
        if today.doing is Doing.SETTLE and self.chance.random() < 0.7:
            self._say(Rested(day))
        if today.movements and self.chance.random() < 0.9:
            self._say(self._exercised(day, today, scores))
            if self.chance.random() < 0.1:
                self.look(day)

    def _answer_offers(self, day: date) -> Today:
        today = self.look(day)
        for offer in today.offers:
            luck = self.chance.random()
            if luck < 0.8:
                # One taken offer can end another; the second answer is then given in vain.
                stands = offer.id in {one.id for one in today.offers}
                self._say(Answered(day, offer.id, taken=luck < 0.6))
                took = stands and luck < 0.6
                today = self.look(day, took=offer.id if took else None)
        return today

    def _exercised(self, day: date, today: Today, before: Scores) -> Exercised:
        """Do what is planned; whoever likes or took on other routines does one on most days."""
        doing, plan = today.doing, today.now
        others = [one for one in self.course.follows if one.id in plan.followed]
        if self.kind is Kind.OTHER_ROUTINES:
            others = [*self.course.follows, LOOSE_ENDS]
        if not others or self.chance.random() < 0.4:
            return Exercised(day, before, tuple(self._done(today.movements, before)))
        resting = resting_on(plan, today.day, doing, self.course)
        routine = self.chance.choice(others)
        fitted = fit_routine(
            routine, plan.flags, self.course.all_movements, self.course.care, doing, resting
        )
        if fitted.not_for_now:
            return Exercised(day, before, tuple(self._done(today.movements, before)))
        items = [Elsewhere(item.movement, Dose(item.reps)) for item in fitted.items]
        return Exercised(day, before, tuple(self._done(items, before)), routine.id)

    def _done(self, items: Iterable[Planned | Elsewhere], before: Scores) -> Iterator[Done]:
        for planned in items:
            worst = self._worst(before)
            further = worst.reach is not None and worst.reach > (before.reach or 0)
            later = self.chance.choice((before.reach, worst.reach, None)) if further else None
            neuro = self.chance.choices(tuple(Neuro), (0.996, 0.002, 0.0015, 0.0005))[0]
            full = self.chance.random() < 0.95
            reps = planned.dose.reps if full else planned.dose.reps // 2
            effort = self.chance.choice((3, 4, 4, 5, 5, 5, 5, 6, 7, None))
            yield Done(planned.movement, planned.dose, reps, effort, worst, later, neuro)

    def _worst(self, before: Scores) -> Scores:
        """Give the highest scores of one exercise: mostly those before, sometimes worse."""
        rises = self.chance.choices(
            (0, 1, 2), (1 - 0.05 * self.touchy, 0.04 * self.touchy, 0.01 * self.touchy), k=2
        )
        back, leg = (
            None if score is None or self.chance.random() < 0.01 else min(10, score + rise)
            for score, rise in zip((before.back, before.leg), rises, strict=True)
        )
        further = self.chance.choices((0, 1, 2), (0.995, 0.004, 0.001))[0]
        return Scores(back, leg, None if before.reach is None else min(4, before.reach + further))

    def scores(self, missing: float) -> Scores:
        """Give today's scores with their noise; some may be left out."""
        extra = 2.5 if self.flaring_days else 0.0
        reach = self.reach + (1 if self.chance.random() < 0.06 else 0)
        given = (
            self._score(self.back + extra),
            self._score(self.leg + extra),
            min(4, reach),
        )
        return Scores(*(None if self.chance.random() < missing else score for score in given))

    def _score(self, middle: float) -> int:
        return min(10, max(0, round(self.chance.gauss(middle, 0.5))))

    def look(self, day: date, took: str | None = None) -> Today:
        """Look at the plan, as the home page does, and store what it closed."""
        locked = self.locked_until is not None and day < self.locked_until
        history = History(tuple(self.events), self.plan, locked=locked)
        today = plan_for_today(history, day, self.course, self.limits)
        self.plan = today.closed
        self.moments.append(Moment(today, locked, took))
        return today

    def _say(self, event: Event) -> None:
        self.events.append(event)


def one_person(number: int, seed: int, course: Course, days: int = 90) -> Person:
    """Give one person who has lived this many days; neighbouring numbers are of different kinds."""
    kinds = tuple(Kind)
    chance = random.Random(f"{seed}-{number}")  # noqa: S311 - simulated people are no secret
    person = Person(
        kinds[number % len(kinds)],
        course,
        chance,
        limits=chance.choice((None, None, Limits(2, 4, 1, 3))),
        back=chance.uniform(1, 7),
        leg=chance.uniform(0, 6),
        reach=chance.randrange(4),
        touchy=chance.choice((0.05, 0.3, 1.0, 2.0)),
    )
    person.live(days)
    return person


def calm_person(number: int, course: Course, days: int = 60) -> Person:
    """Give one person with little pain whom hardly anything stirs up, so that much is offered."""
    chance = random.Random(f"calm-{number}")  # noqa: S311 - simulated people are no secret
    person = Person(Kind.IMPROVING, course, chance, back=0.8, leg=0.4, reach=0, touchy=0.02)
    person.live(days)
    return person
