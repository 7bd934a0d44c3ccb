"""Scores: how back and leg feel at a moment, and corrections that keep what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeGuard

from django.db import transaction

from supine.care import Neuro
from supine.diary.clock import utc_offset_minutes
from supine.diary.models import REACH_MAX, SCORE_MAX, CheckIn, Correction, Person, Session, Side
from supine.diary.people import remember_leg_side
from supine.diary.plan_state import forget_plan

HIGHEST = {"back": SCORE_MAX, "leg": SCORE_MAX, "reach": REACH_MAX, "effort": SCORE_MAX}
CHOICES = {"leg_side": ("", *Side.values), "neuro": ("", *Neuro)}


class ScoreError(ValueError):
    """A score that the scale does not have, or a field that is no score."""

    def __init__(self, field: str, fault: str, remedy: str) -> None:
        """Name the field, what is wrong with it and what to do."""
        super().__init__(f"{field}: {fault}. {remedy}.")


@dataclass(frozen=True)
class Scores:
    """Scores at one moment; None where the person left one out.

    back, leg: 0 to 10. reach: 0 none, 1 buttock, 2 thigh, 3 below the knee, 4 foot. leg_side:
    "left", "right", "both", or "" for the leg that was named before. strong_painkillers: taken
    today. Raises ScoreError.
    """

    back: int | None = None
    leg: int | None = None
    reach: int | None = None
    leg_side: str = ""
    strong_painkillers: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what is on no scale."""
        for name, value in asdict(self).items():
            check(name, value)


def record_check_in(
    person: Person,
    moment: str,
    scores: Scores,
    at: datetime,
    session: Session | None = None,
) -> CheckIn:
    """Store scores. A second answer for the same moment of a session corrects the first.

    moment: a value of CheckIn.Moment. at: aware, in the person's zone. A leg side given here is
    remembered for the person.
    """
    if scores.leg_side and scores.leg_side != person.leg_side:
        remember_leg_side(person, scores.leg_side)
    return store_check_in(person, moment, asdict(scores), at, session)


def store_check_in(
    person: Person,
    moment: str,
    values: Mapping[str, int | str | None],
    at: datetime,
    session: Session | None,
) -> CheckIn:
    """Store checked values, or correct those that this moment of the session already has."""
    values = {**values, "leg_side": person.leg_side}
    offset_minutes = utc_offset_minutes(at)
    with transaction.atomic():
        earlier = session.check_ins.filter(moment=moment).first() if session else None
        if earlier is not None:
            correct_check_in(earlier, values, at)
            return earlier
        forget_plan(person, session.started_at if session else at)
        return CheckIn.objects.create(
            person=person,
            session=session,
            moment=CheckIn.Moment(moment),
            answered_at=at,
            utc_offset_minutes=offset_minutes,
            **values,
        )


def correct_check_in(
    check_in: CheckIn,
    changes: Mapping[str, int | str | None],
    at: datetime,
) -> None:
    """Change some of the answers, and keep every old value. Raises ScoreError.

    back, leg, reach, leg_side, effort, neuro and strong_painkillers can be changed. The plan is
    made again from this day on.
    """
    for name, value in changes.items():
        check(name, value)
    with transaction.atomic():
        check_in.refresh_from_db()
        changed = {name: new for name, new in changes.items() if getattr(check_in, name) != new}
        for name, new in changed.items():
            Correction.objects.create(
                person_id=check_in.person_id,
                check_in=check_in,
                field=name,
                old_value=getattr(check_in, name),
                new_value=new,
                corrected_at=at,
            )
            setattr(check_in, name, new)
        check_in.save(update_fields=list(changed))
        session = check_in.session
        forget_plan(check_in.person, session.started_at if session else check_in.answered_at)


def check(field: str, value: object) -> None:
    """Refuse a value that the field does not have. Raises ScoreError."""
    if field in CHOICES:
        if value not in CHOICES[field]:
            named = ", ".join(choice for choice in CHOICES[field] if choice)
            raise ScoreError(field, f"{value!r} is none of them", f"Use {named}, or leave it empty")
    elif field == "strong_painkillers":
        if not (value is None or isinstance(value, bool)):
            raise ScoreError(field, f"{value!r} is no yes or no", "Use true, false or leave it out")
    elif field not in HIGHEST:
        raise ScoreError(field, "nobody gives such a score", "Use back, leg, reach or leg_side")
    elif value is not None and not (_is_whole(value) and 0 <= value <= HIGHEST[field]):
        remedy = f"Use 0 to {HIGHEST[field]}, or leave it out"
        raise ScoreError(field, f"{value!r} is not on the scale", remedy)


def _is_whole(value: object) -> TypeGuard[int]:
    """Tell whether it is a whole number; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool)
