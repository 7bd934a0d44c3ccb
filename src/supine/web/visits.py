"""Reasons to see somebody, and what fits on one sheet of paper for that visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supine.care import Plan, Seeing, Today
from supine.diary.care_days import DiaryDay
from supine.library.care_cards import Advice, Light, Urgency
from supine.web import shelf
from supine.web.exercises import Amount, amount_of, name_of

# The most pressing first; within one urgency the card's own order stays.
PRESSING = (Urgency.AS_ROUTED, Urgency.WITHIN_A_WEEK, Urgency.SOON, Urgency.ROUTINE)
COUNTED_DAYS = 28
WEEK = 7


@dataclass(frozen=True)
class Reason:
    """Why to see somebody, and what to do. is_warning: the page about warning signs says how."""

    because: tuple[str, ...]
    advice: Advice
    is_warning: bool


@dataclass(frozen=True)
class ExerciseNow:
    """An exercise with the amount that is planned on a usual day."""

    name: str
    amount: Amount


@dataclass(frozen=True)
class Counted:
    """The last four weeks in numbers. first_reach, last_reach: the most common of seven days."""

    since: date
    days: int
    days_scored: int
    sessions: int
    days_with_session: int
    red_days: int
    flares: tuple[date, ...]
    first_reach: int | None
    last_reach: int | None


def reasons_of(seeing: Iterable[Seeing]) -> list[Reason]:
    """Say each reason once, the most pressing first."""
    book = shelf.library().care.see_somebody
    ordered = sorted(seeing, key=lambda one: PRESSING.index(one.urgency))
    return [
        Reason(
            book.reasons(one.because),
            book.advice(one.say),
            one.urgency is Urgency.AS_ROUTED,
        )
        for one in ordered
    ]


def exercises_now(plan: Plan) -> list[ExerciseNow]:
    """Give every exercise that has begun, with its dose."""
    return [
        ExerciseNow(name_of(movement), amount_of(movement, standing.dose))
        for movement, standing in plan.standings.items()
        if standing.tried
    ]


def cautions_of(plan: Plan) -> list[str]:
    """Give what the ticked answers say, in the short words of the card."""
    words = shelf.library().care.caution.words.flags
    return [words[flag] for flag in plan.flags.set_by if flag in words]


def counted(days: Sequence[DiaryDay], today: Today) -> Counted:
    """Count what a clinician asks about. days: from the first one, at least one."""
    recent = days[-COUNTED_DAYS:]
    since = recent[0].day
    return Counted(
        since=since,
        days=len(recent),
        days_scored=_how_many(recent, lambda day: day.back is not None or day.leg is not None),
        sessions=sum(day.sessions for day in recent),
        days_with_session=_how_many(recent, lambda day: day.sessions > 0),
        red_days=_how_many(recent, lambda day: Light.RED in (day.light, day.exercise)),
        flares=tuple(began for began in today.now.flares if began >= since),
        first_reach=_most_common(days[:WEEK]),
        last_reach=_most_common(day for day in days if day.day > today.day - timedelta(days=WEEK)),
    )


def _how_many(days: Iterable[DiaryDay], holds: Callable[[DiaryDay], bool]) -> int:
    return sum(holds(day) for day in days)


def _most_common(days: Iterable[DiaryDay]) -> int | None:
    """Give the place that was named most often, the lower one down the leg where two were."""
    reaches = Counter(day.reach for day in days if day.reach is not None)
    return max(reaches, key=lambda reach: (reaches[reach], reach), default=None)
