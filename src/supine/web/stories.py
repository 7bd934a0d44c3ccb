"""One past session put together for reading: when, what, how it felt, why it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from supine.diary.done import Done, session_done
from supine.diary.models import Session
from supine.diary.sessions import SessionScores, session_scores
from supine.diary.snapshots import Snapshot
from supine.diary.witnessed import Witnessed, together


@dataclass(frozen=True)
class MovementDone:
    """One movement of a session, with its one part, or its left and right ones."""

    name: str
    parts: tuple[Done, ...]

    @property
    def seen(self) -> Witnessed | None:
        """Give what a camera saw of all parts together, None where none watched."""
        of_parts = [part.seen for part in self.parts if part.seen is not None]
        either = self.parts[0].seen_either
        found = [*of_parts, either] if either is not None else of_parts
        return together(found) if found else None

    @property
    def was_counted(self) -> bool:
        """Tell whether a camera counted any part of it, even to none."""
        return any(part.counted is not None for part in self.parts)

    @property
    def counted_either(self) -> int:
        """Give what a camera counted without telling left from right."""
        either = self.parts[0].seen_either
        return either.counted if either is not None else 0


@dataclass(frozen=True)
class Story:
    """A session as a page tells it. minutes: from start to end, None while it is not ended."""

    session: Session
    name: str
    started_at: datetime
    minutes: int | None
    movements: tuple[MovementDone, ...]
    scores: SessionScores

    @property
    def day(self) -> date:
        """Give the local day it began on."""
        return self.started_at.date()

    @property
    def hurts(self) -> tuple[Done, ...]:
        """Give the movements that were stopped because they hurt."""
        return tuple(done for each in self.movements for done in each.parts if done.hurt_where)

    @property
    def camera_differs(self) -> bool:
        """Tell whether a camera counted otherwise than the voice, so that a word on it is due."""
        return any(
            part.counted is not None and part.counted != part.reps_done
            for each in self.movements
            for part in each.parts
        )

    @property
    def reps_done(self) -> int:
        """Give all repetitions together."""
        return sum(done.reps_done for each in self.movements for done in each.parts)


def story_of(session: Session) -> Story:
    """Put one session together."""
    done = session_done(session)
    return Story(
        session=session,
        name=Snapshot.from_json(session.snapshot).name,
        started_at=timezone.localtime(session.started_at),
        minutes=_minutes(session),
        movements=tuple(
            MovementDone(name, tuple(parts))
            for name, parts in groupby(done, key=lambda part: part.name)
        ),
        scores=session_scores(session),
    )


def by_day(sessions: Iterable[Session]) -> Iterator[tuple[date, list[Story]]]:
    """Give the sessions day by day, in the order given."""
    stories = (story_of(session) for session in sessions)
    return ((day, list(of_day)) for day, of_day in groupby(stories, key=lambda story: story.day))


def _minutes(session: Session) -> int | None:
    if session.finished_at is None:
        return None
    spent = (session.finished_at - session.started_at).total_seconds()
    return max(1, round(spent / 60))
