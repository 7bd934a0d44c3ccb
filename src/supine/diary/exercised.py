"""A session as care reads it: what was done of each exercise, and how it felt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from supine.care import Done, Dose, Exercised, Rested, Scores
from supine.diary.clock import local_day
from supine.diary.done import MovementOutcome, session_done
from supine.diary.models import REACH_MAX, CheckIn, Session, SessionEvent
from supine.diary.snapshots import Snapshot
from supine.diary.ten_minutes import hurts_of, neuro_of
from supine.library import Extra

# The routine that is played to settle; it has no doses, and half of it is as good as a rest.
SETTLE_ROUTINE = "settle"
ENOUGH_OF_IT = 0.5


def ended_at(session: Session) -> tuple[datetime, date]:
    """Give when the session ended, and the day it began on.

    It never began before its own first scores: a browser's clock may be slow. A camera is a
    witness, so when it reported is not read.
    """
    asked = session.before.answered_at if session.before else session.started_at
    began = max(session.started_at, asked)
    own = (event for event in session.events.all() if event.kind != SessionEvent.Kind.SEEN)
    last = max((event.happened_at for event in own), default=began)
    ended = session.finished_at or last
    return max(began, ended), local_day(began, session.utc_offset_minutes)


def session_event(session: Session, day: date) -> Exercised | Rested | None:
    """Give what care reads of a session that has ended, None where nothing of it was done."""
    if session.routine == SETTLE_ROUTINE:
        seconds = float(session.snapshot["seconds"])
        is_enough = session.last_track_seconds >= seconds * ENOUGH_OF_IT
        return Rested(day) if is_enough or session.state == Session.State.FINISHED else None
    done = tuple(_done(session))
    before = _scores(session.before)
    return Exercised(day, before, done, session.routine) if done else None


def _done(session: Session) -> Iterator[Done]:
    """Give each exercise that was begun. Scores are asked once and count for each of them.

    What a camera counted is not among it: it misses some, and most sessions have none.
    """
    snapshot = Snapshot.from_json(session.snapshot)
    extras = {each.movement: each.extras for each in snapshot.sets}
    check_ins = {check_in.moment: check_in for check_in in session.check_ins.all()}
    worst = _scores(check_ins.get(CheckIn.Moment.WORST))
    later = check_ins.get(CheckIn.Moment.TEN_MINUTES)
    effort = check_ins[CheckIn.Moment.WORST].effort if CheckIn.Moment.WORST in check_ins else None
    further = hurts_of(session, ("leg_further",))
    neuro = neuro_of(session)
    sides = sorted(session_done(session), key=lambda one: one.movement)
    for movement, found in groupby(sides, key=lambda one: one.movement):
        both = tuple(found)
        hurt = any(one.outcome is MovementOutcome.HURT for one in both)
        if not hurt and not any(one.reps_done for one in both):
            continue
        dose = Dose(both[0].reps_planned, tuple(map(Extra, extras.get(movement, ()))))
        yield Done(
            movement,
            dose,
            reps_done=min(one.reps_done for one in both),
            effort=effort,
            worst=_further(worst, session) if movement in further else worst,
            after_ten_minutes_reach=later.reach if later else None,
            neuro=neuro,
        )


def _further(worst: Scores, session: Session) -> Scores:
    """Give the worst scores of an exercise during which the leg symptom went further down."""
    before = session.before.reach if session.before else None
    if before is None:
        return worst
    return replace(worst, reach=max(worst.reach or 0, min(before + 1, REACH_MAX)))


def _scores(row: CheckIn | None) -> Scores:
    return Scores(row.back, row.leg, row.reach) if row else Scores()
