"""Somebody's days with Supine, told in a few words and stored as the pages store them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any
from uuid import uuid4

from supine.care import Course, Dose, Planned, ScreeningKind, Today, screening_outcome
from supine.diary.care_days import shipped_course, today_of
from supine.diary.checkins import Scores, record_check_in
from supine.diary.events import EventIn
from supine.diary.models import CheckIn, Person, Session, SessionEvent
from supine.diary.screening import record_full_list
from supine.diary.sessions import record_events
from supine.diary.snapshots import PlannedSet, Snapshot
from supine.diary.ten_minutes import record_effort
from supine.library import shipped_library
from supine.library.care_cards import Answer, ListName

Kind = SessionEvent.Kind
MONDAY = date(2026, 11, 23)
WAGS, SQUEEZE, MARCH = "knee-wags", "lying-adductor-squeeze", "lying-psoas-march"
NONE = {ListName.EMERGENCY: Answer.NONE, ListName.URGENT: Answer.NONE}


@cache
def course() -> Course:
    """Give the shipped course."""
    return shipped_course()


@dataclass(frozen=True)
class Hurt:
    """What is reported during a session."""

    movement: str
    where: str


@dataclass
class Life:
    """One person's days. number: of the day, 0 for MONDAY. zone: minutes ahead of UTC."""

    person: Person
    number: int = 0
    zone: int = 60

    @property
    def day(self) -> date:
        """Give the day that the person's clock shows."""
        return MONDAY + timedelta(days=self.number)

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Give a time of this day."""
        zone = timezone(timedelta(minutes=self.zone))
        return datetime(self.day.year, self.day.month, self.day.day, hour, minute, tzinfo=zone)

    def screened(self, *yes: str, hour: int = 6) -> None:
        """Answer the full list: no warning sign, and yes to these cautions."""
        rules = shipped_library().warning_signs.rules
        outcome = screening_outcome(ScreeningKind.FULL, NONE, rules)
        record_full_list(self.person, NONE, yes, {}, outcome, self.at(hour))

    def feels(self, back: int | None, leg: int | None, reach: int | None, hour: int = 7) -> CheckIn:
        """Answer before the session."""
        return record_check_in(
            self.person, CheckIn.Moment.BEFORE, Scores(back, leg, reach), self.at(hour)
        )

    def look(self, hour: int = 23) -> Today:
        """Look at today's page."""
        return today_of(self.person, self.at(hour), course())

    def exercises(self, before: CheckIn | None, *hurts: Hurt, hour: int = 8) -> Session:
        """Do everything that is planned, to the last repetition."""
        planned = self.look(hour).movements
        assert planned, "nothing is planned"
        return self._session("three-minute", planned, before, hurts, hour)

    def does_another(
        self, routine: str, before: CheckIn | None, *hurts: Hurt, hour: int = 8, **reps: int
    ) -> Session:
        """Do a routine that is not the programme's, whole. reps: by movement, with _ for -."""
        planned = tuple(
            Planned(movement.replace("_", "-"), Dose(count), False, (), ())  # noqa: FBT003 - a range
            for movement, count in reps.items()
        )
        return self._session(routine, planned, before, hurts, hour)

    def _session(
        self,
        routine: str,
        planned: tuple[Planned, ...],
        before: CheckIn | None,
        hurts: tuple[Hurt, ...],
        hour: int,
    ) -> Session:
        session_id = uuid4()
        started: dict[str, Any] = {"routine": routine, "options": {}, "check_in_id": _id(before)}
        record_events(
            self.person,
            session_id,
            list(_events(planned, started, hurts, self.at(hour))),
            received_at=self.at(hour, 5),
            snapshot_of=lambda routine, options: _snapshot(routine, options, planned),
        )
        return Session.objects.get(pk=session_id)

    def rates(
        self, session: Session, scores: Scores, effort: int | None = 4, hour: int = 8
    ) -> CheckIn:
        """Answer the page after the session, for its worst moment."""
        worst = record_check_in(
            self.person, CheckIn.Moment.WORST, scores, self.at(hour, 6), session
        )
        record_effort(self.person, session.pk, effort, self.at(hour, 6))
        return worst

    def quiet_day(self, back: int = 3, leg: int = 2, reach: int = 1) -> None:
        """Live through a day on which nothing got worse, and on to the next."""
        session = self.exercises(self.feels(back, leg, reach))
        self.rates(session, Scores(back, leg, reach))
        self.number += 1


def _id(before: CheckIn | None) -> str | None:
    return str(before.pk) if before else None


def _snapshot(routine: str, options: Mapping[str, Any], planned: tuple[Planned, ...]) -> Snapshot:
    sets = tuple(
        PlannedSet(each.movement, each.movement, each.dose.reps, each.movement != SQUEEZE)
        for each in planned
    )
    return Snapshot(routine, routine, 1, 180.0, str(options.get("words", "full")), sets)


def _events(
    planned: tuple[Planned, ...], started: dict[str, Any], hurts: tuple[Hurt, ...], at: datetime
) -> Iterator[EventIn]:
    yield EventIn(uuid4(), Kind.STARTED, 0.0, at, detail=started)
    for each in planned:
        for side in (None,) if each.movement == SQUEEZE else ("left", "right"):
            for rep in range(each.dose.reps):
                yield EventIn(uuid4(), Kind.REP_DONE, 1.0, at, each.movement, side, rep + 1)
        yield EventIn(uuid4(), Kind.SET_DONE, 2.0, at, each.movement)
    for hurt in hurts:
        report = {"where": hurt.where, "then": "skip"}
        yield EventIn(uuid4(), Kind.HURTS, 3.0, at, hurt.movement, detail=report)
    end = at + timedelta(minutes=3)
    yield EventIn(uuid4(), Kind.FINISHED, 180.0, end)
