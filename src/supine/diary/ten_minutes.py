"""After a session: its effort, and the question ten minutes later."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from supine.care import Neuro
from supine.diary.checkins import check, store_check_in
from supine.diary.models import CheckIn, Person, Session, SessionEvent
from supine.diary.sessions import UnknownSessionError, past_sessions, session_scores

DUE_AFTER = timedelta(minutes=8)
DUE_UNTIL = timedelta(hours=12)
WENT_DOWN = ("leg_further", "tingling")


def record_effort(person: Person, session_id: UUID, effort: int | None, at: datetime) -> None:
    """Store how hard the session was, 0 to 10, beside its worst scores; None: left out.

    A second answer corrects the first. Raises UnknownSessionError and ScoreError.
    """
    check("effort", effort)
    session = person.sessions.filter(pk=session_id).first()
    if session is None:
        raise UnknownSessionError(session_id)
    store_check_in(person, CheckIn.Moment.WORST, {"effort": effort}, at, session)


def ten_minutes_due(person: Person, now: datetime) -> Session | None:
    """Give the newest session whose leg symptom went down and that has to be asked about now.

    That is from 8 minutes to 12 hours after its end, until there is an answer.
    """
    ended = past_sessions(person).exclude(state=Session.State.STARTED)
    recent = ended.filter(finished_at__gte=now - DUE_UNTIL, finished_at__lte=now - DUE_AFTER)
    return next((each for each in recent if went_down(each) and not _is_answered(each)), None)


def record_ten_minutes(
    person: Person, session: Session, reach: int | None, neuro: str | None, at: datetime
) -> CheckIn:
    """Store how far down it is ten minutes later, and how a new tingling has gone.

    neuro: none, settled_10min, persists, weakness, or None where it was left out. A second answer
    corrects the first. Raises ScoreError.
    """
    values = {"reach": reach, "neuro": neuro or ""}
    for name, value in values.items():
        check(name, value)
    return store_check_in(person, CheckIn.Moment.TEN_MINUTES, values, at, session)


def went_down(session: Session) -> bool:
    """Tell whether the leg symptom went further down, or tingled, at any moment of the session."""
    return _reach_went_down(session) or bool(hurts_of(session, WENT_DOWN))


def hurts_of(session: Session, where: tuple[str, ...]) -> tuple[str, ...]:
    """Give the movements that hurt in one of these ways."""
    hurts = (event for event in session.events.all() if event.kind == SessionEvent.Kind.HURTS)
    return tuple(event.movement for event in hurts if event.detail.get("where") in where)


def neuro_of(session: Session) -> Neuro | None:
    """Give what is known of new tingling: asked ten minutes later, or never reported at all."""
    check_ins = {check_in.moment: check_in for check_in in session.check_ins.all()}
    later = check_ins.get(CheckIn.Moment.TEN_MINUTES)
    if later is not None and later.neuro:
        return Neuro(later.neuro)
    is_asked = CheckIn.Moment.WORST in check_ins or CheckIn.Moment.AFTER in check_ins
    return Neuro.NONE if is_asked and not hurts_of(session, ("tingling",)) else None


def _reach_went_down(session: Session) -> bool:
    scores = session_scores(session)
    before = scores.before.reach if scores.before else None
    worst = scores.worst.reach if scores.worst else None
    return before is not None and worst is not None and worst > before


def _is_answered(session: Session) -> bool:
    return any(
        check_in.moment == CheckIn.Moment.TEN_MINUTES for check_in in session.check_ins.all()
    )
