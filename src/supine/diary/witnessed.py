"""What a camera counted beside the voice, added up over sets, sessions and days.

The camera is a witness. A repetition is done when the voice called it and the person did not stop;
what the camera saw of it stands beside that and changes nothing. Care reads none of it, and where
nobody turned a camera on, nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from supine.diary.clock import local_day
from supine.diary.models import Person, SessionEvent

# A movement that no camera can count, kept by time.
TIMED = "timed"
# Nobody was seen to lie still, or from this place the movement could not be told.
HINDERED = frozenset({"never-settled", "view"})
# A camera that saw less than this of a set cannot say that there was no repetition.
LEAST_SEEN = 0.2
# No clock on Earth is further from UTC.
FURTHEST_ZONE = timedelta(hours=14)

# A movement, and its side: "left", "right", or None where there are none or nobody could tell.
Place = tuple[str, str | None]


@dataclass(frozen=True)
class Witnessed:
    """Repetitions as a camera saw them. called: those that the voice called meanwhile.

    reach: how far one went, best_reach: the furthest. 1 is the card's whole movement as this camera
    saw it, so a reach means something only beside others of the same movement and side. Seconds:
    of one repetition. None: nothing was counted. seen_share: of the time in which it could count,
    0 to 1. notes: keys of what is worth knowing, such as "timed".
    """

    counted: int
    called: int
    seen_share: float
    reach: float | None = None
    best_reach: float | None = None
    out_seconds: float | None = None
    back_seconds: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def seen_percent(self) -> int:
        """Give the share of the time in which it could count, 0 to 100."""
        return round(100 * self.seen_share)

    @property
    def is_timed(self) -> bool:
        """Tell whether this could not be counted by any camera."""
        return TIMED in self.notes and not self.counted

    @property
    def is_blind(self) -> bool:
        """Tell whether too little was seen to count at all, which is not the same as none."""
        is_hindered = not HINDERED.isdisjoint(self.notes)
        return not self.counted and (is_hindered or self.seen_share < LEAST_SEEN)


@dataclass(frozen=True)
class WitnessedDay:
    """One movement on one side, on one day that a camera watched."""

    day: date
    movement: str
    side: str | None
    seen: Witnessed


def together(parts: Sequence[Witnessed]) -> Witnessed:
    """Add up at least one part. A mean counts each part by its repetitions."""
    if len(parts) == 1:
        return parts[0]
    return Witnessed(
        counted=sum(part.counted for part in parts),
        called=sum(part.called for part in parts),
        seen_share=_mean([(part.seen_share, max(part.called, 1)) for part in parts]) or 0.0,
        reach=_mean([(part.reach, part.counted) for part in parts]),
        best_reach=max((part.best_reach for part in parts if part.best_reach), default=None),
        out_seconds=_mean([(part.out_seconds, part.counted) for part in parts]),
        back_seconds=_mean([(part.back_seconds, part.counted) for part in parts]),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )


def witnessed_in(events: Iterable[SessionEvent]) -> dict[Place, Witnessed]:
    """Add up the `seen` events of one session, in the order they happened.

    Sets add up, and so do the passes of a set that was done again after going back. Of one pass
    the newest event holds: it is the same pass, looked at once more after a break.
    """
    return _summed(
        (event.movement, event.side, event.detail)
        for event in events
        if event.kind == SessionEvent.Kind.SEEN
    )


def witnessed_days(person: Person, since: date) -> list[WitnessedDay]:
    """Give what a camera saw on each day from `since` on, in order; one query, however many."""
    earliest = datetime.combine(since, time(), UTC) - FURTHEST_ZONE
    rows = (
        SessionEvent.objects.filter(
            person=person, kind=SessionEvent.Kind.SEEN, session__started_at__gte=earliest
        )
        .order_by("session__started_at", "session_id", "happened_at", "at_seconds")
        .values_list(
            *("session_id", "session__started_at", "session__utc_offset_minutes"),
            *("movement", "side", "detail"),
        )
    )
    found: dict[tuple[date, str, str | None], list[Witnessed]] = {}
    for (_, started_at, offset), told in groupby(rows, key=lambda row: row[:3]):
        day = local_day(started_at, offset)
        for (movement, side), seen in _summed(row[3:] for row in told).items():
            found.setdefault((day, movement, side), []).append(seen)
    return [
        WitnessedDay(day, movement, side, together(parts))
        for (day, movement, side), parts in found.items()
        if day >= since
    ]


def _summed(told: Iterable[tuple[str, str, Mapping[str, Any]]]) -> dict[Place, Witnessed]:
    """Add up movements, sides and details of one session, in the order they happened."""
    newest = {(movement, side or None, detail["set"]): detail for movement, side, detail in told}
    found: dict[Place, list[Witnessed]] = {}
    for (movement, side, _), detail in newest.items():
        found.setdefault((movement, side), []).append(_read(detail))
    return {place: together(parts) for place, parts in found.items()}


def _read(detail: Mapping[str, Any]) -> Witnessed:
    """Read what `events` has checked before it was stored."""
    return Witnessed(
        counted=detail["counted"],
        called=detail["called"],
        seen_share=detail["seen_share"],
        reach=detail.get("reach"),
        best_reach=detail.get("best_reach"),
        out_seconds=detail.get("out_seconds"),
        back_seconds=detail.get("back_seconds"),
        notes=tuple(detail.get("notes", ())),
    )


def _mean(weighted: Iterable[tuple[float | None, int]]) -> float | None:
    """Give the mean of what is there, by its weights; None without any."""
    given = [(value, weight) for value, weight in weighted if value is not None and weight]
    whole = sum(weight for _, weight in given)
    return sum(value * weight for value, weight in given) / whole if whole else None
