"""What the tables say happened, as care reads it: in order, each on the day the clock showed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from supine.care import Answered, CheckedIn, Event, Scores, Screened, Stated, Statement
from supine.diary.clock import local_day
from supine.diary.exercised import ended_at, session_event
from supine.diary.models import CheckIn, Person, Session
from supine.diary.plan_state import Closed
from supine.diary.screening import flags_in
from supine.diary.sessions import past_sessions
from supine.library.care_cards import Level


@dataclass(frozen=True)
class Happened:
    """An event and the moment it counts at."""

    at: datetime
    event: Event


def happened_since(person: Person, closed: Closed | None, today: date | None) -> list[Happened]:
    """Give what happened after the last thing that is closed, in order.

    A day never comes before that of something earlier, wherever the person has travelled. today:
    sessions of days before it count as ended even where nobody ended them.
    """
    since = closed.until if closed else None
    found = [
        *_screened(person, since),
        *_checked_in(person, since),
        *_said(person, since),
        *_answered(person, since),
        *_sessions(person, since, today),
    ]
    newest = closed.plan.through if closed and closed.plan else date.min
    in_order = []
    for one in sorted(found, key=lambda one: one.at):
        newest = max(newest, one.event.day)
        in_order.append(replace(one, event=replace(one.event, day=newest)))
    return in_order


def _screened(person: Person, since: datetime | None) -> Iterator[Happened]:
    """Give the screenings. The full list is whole only with its caution questions."""
    for row in person.screenings.filter(_after("answered_at", since)).order_by("id"):
        day = local_day(row.answered_at, row.utc_offset_minutes)
        flags = flags_in(row)
        event = Screened(day, Level(row.level), full=flags is not None, flags=flags)
        yield Happened(row.answered_at, event)


def _checked_in(person: Person, since: datetime | None) -> Iterator[Happened]:
    rows = person.check_ins.filter(_after("answered_at", since), moment=CheckIn.Moment.BEFORE)
    for row in rows.order_by("answered_at"):
        day = local_day(row.answered_at, row.utc_offset_minutes)
        scores = Scores(row.back, row.leg, row.reach)
        taken = row.strong_painkillers is True
        yield Happened(row.answered_at, CheckedIn(day, scores, strong_painkillers=taken))


def _said(person: Person, since: datetime | None) -> Iterator[Happened]:
    for row in person.remarks.filter(_after("stated_at", since)).order_by("id"):
        day = local_day(row.stated_at, row.utc_offset_minutes)
        yield Happened(row.stated_at, Stated(day, Statement(row.statement)))


def _answered(person: Person, since: datetime | None) -> Iterator[Happened]:
    for row in person.offer_answers.filter(_after("answered_at", since)).order_by("id"):
        day = local_day(row.answered_at, row.utc_offset_minutes)
        yield Happened(row.answered_at, Answered(day, row.offer, row.taken))


def _sessions(person: Person, since: datetime | None, today: date | None) -> Iterator[Happened]:
    rows = past_sessions(person)
    if since is not None:
        # A session still open may have ended any time; the others are looked up by their end.
        ended = _after("finished_at", since) | _after("before__answered_at", since)
        rows = rows.filter(ended | Q(state=Session.State.STARTED))
    for row in rows:
        at, day = ended_at(row)
        if since is not None and at <= since:
            continue
        if row.state == Session.State.STARTED and (today is None or day >= today):
            continue
        event = session_event(row, day)
        if event is not None:
            yield Happened(at, event)


def _after(field: str, since: datetime | None) -> Q:
    return Q() if since is None else Q(**{f"{field}__gt": since})
