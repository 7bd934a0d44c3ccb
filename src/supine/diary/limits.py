"""A person's own limits: every set that was confirmed, with its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime

from supine.care import Limits, check_limits
from supine.diary.clock import local_day, utc_offset_minutes
from supine.diary.models import OwnLimits, Person
from supine.library import shipped_library

LimitsOn = Callable[[date], Limits | None]


def limits_of(person: Person) -> Limits | None:
    """Give the limits that hold now, None until some were confirmed."""
    newest = person.own_limits.order_by("-confirmed_at", "-id").first()
    return _limits(newest) if newest else None


def remember_limits(person: Person, limits: Limits, at: datetime) -> None:
    """Keep what was confirmed; earlier limits stay with their days. Raises care.LimitsError."""
    check_limits(limits, shipped_library().care.exercise_light.card)
    OwnLimits.objects.create(
        person=person,
        confirmed_at=at,
        utc_offset_minutes=utc_offset_minutes(at),
        **asdict(limits),
    )


def limits_by_day(person: Person) -> LimitsOn:
    """Give the function that tells which limits held on a day, those of its end."""
    rows = [
        (local_day(row.confirmed_at, row.utc_offset_minutes), _limits(row))
        for row in person.own_limits.order_by("-confirmed_at", "-id")
    ]

    def limits_on(day: date) -> Limits | None:
        return next((limits for since, limits in rows if since <= day), None)

    return limits_on


def _limits(row: OwnLimits) -> Limits:
    return Limits(row.back_green, row.back_amber, row.leg_green, row.leg_amber)
