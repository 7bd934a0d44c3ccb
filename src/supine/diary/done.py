"""What the events of a session add up to: repetitions done, and where the session stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from supine.diary.models import Session, SessionEvent
from supine.diary.snapshots import PlannedSet, Snapshot

Kind = SessionEvent.Kind
State = Session.State


class MovementOutcome(StrEnum):
    """How a movement ended. ENOUGH counts as completed; PARTIAL: it is not known to have ended."""

    COMPLETED = "completed"
    ENOUGH = "enough"
    HURT = "hurt"
    SKIPPED = "skipped"
    ENDED = "ended"
    PARTIAL = "partial"


@dataclass(frozen=True)
class Done:
    """One movement on one side. side: "left", "right", or None where sides are not counted.

    hurt_where: back, leg_same, leg_further or tingling, where it hurt.
    """

    movement: str
    name: str
    side: str | None
    reps_done: int
    reps_planned: int
    outcome: MovementOutcome
    hurt_where: str | None = None


@dataclass(frozen=True)
class Standing:
    """Where the events leave a session; `state` is None while they do not end it."""

    last_track_seconds: float
    state: Session.State | None = None
    finished_at: datetime | None = None
    stop_reason: str = ""


# The last of these that happened says how a movement ended; that it hurt is never overwritten.
ENDINGS = {
    Kind.SET_DONE.value: MovementOutcome.COMPLETED,
    Kind.ENOUGH.value: MovementOutcome.ENOUGH,
    Kind.SKIPPED.value: MovementOutcome.SKIPPED,
}


def session_done(session: Session) -> tuple[Done, ...]:
    """Give what was done per movement and side, in the order planned, then what was not planned.

    Reads `session.events.all()`, so that prefetched events cost no query.
    """
    events = in_order(session.events.all())
    planned = _planned(Snapshot.from_json(session.snapshot))
    reps = Counter(_place(event) for event in events if event.kind == Kind.REP_DONE)
    for movement, side in reps:
        unplanned = PlannedSet(movement, movement, 0, per_side=side is not None)
        planned.setdefault((movement, side), unplanned)
    return tuple(
        _done(place, plan, reps[place], events, State(session.state))
        for place, plan in planned.items()
    )


def standing(events: Iterable[SessionEvent]) -> Standing:
    """Give where the events leave the session, whatever order they arrived in.

    The end that was reached wins over one that was chosen on the way.
    """
    ordered = in_order(events)
    last_track_seconds = ordered[-1].at_seconds if ordered else 0.0
    for event in ordered:
        if event.kind == Kind.FINISHED:
            return Standing(last_track_seconds, State.FINISHED, event.happened_at)
    for event in ordered:
        if event.kind == Kind.ENDED:
            why = str(event.detail.get("why", Session.StopReason.OTHER.value))
            return Standing(last_track_seconds, State.ENDED, event.happened_at, why)
    for event in ordered:
        if event.kind == Kind.HURTS and event.detail.get("then") == "end":
            pain = Session.StopReason.PAIN.value
            return Standing(last_track_seconds, State.ENDED, event.happened_at, pain)
    return Standing(last_track_seconds)


def in_order(events: Iterable[SessionEvent]) -> list[SessionEvent]:
    """Give the events in the order they happened; the track's time decides between equals."""
    return sorted(events, key=lambda event: (event.happened_at, event.at_seconds))


def _planned(snapshot: Snapshot) -> dict[tuple[str, str | None], PlannedSet]:
    """Give what was planned by movement and side; a movement that comes twice adds up."""
    planned: dict[tuple[str, str | None], PlannedSet] = {}
    for plan in snapshot.sets:
        for side in plan.sides:
            earlier = planned.get((plan.movement, side))
            reps = plan.reps + (earlier.reps if earlier else 0)
            planned[plan.movement, side] = replace(plan, reps=reps)
    return planned


def _place(event: SessionEvent) -> tuple[str, str | None]:
    return event.movement, event.side or None


def _done(
    place: tuple[str, str | None],
    plan: PlannedSet,
    reps_done: int,
    events: Sequence[SessionEvent],
    state: Session.State,
) -> Done:
    """Add up one movement on one side. An event that names no side is about both."""
    movement, side = place
    own = [event for event in events if event.movement == movement and event.side in ("", side)]
    hurts = [event for event in own if event.kind == Kind.HURTS]
    return Done(
        movement=movement,
        name=plan.name,
        side=side,
        reps_done=reps_done,
        reps_planned=plan.reps,
        outcome=MovementOutcome.HURT if hurts else _outcome(own, state),
        hurt_where=str(hurts[-1].detail.get("where", "")) or None if hurts else None,
    )


def _outcome(own: Sequence[SessionEvent], state: Session.State) -> MovementOutcome:
    """Say how a movement ended that did not hurt."""
    endings = [ENDINGS[event.kind] for event in own if event.kind in ENDINGS]
    if endings:
        return endings[-1]
    if state in (State.ENDED, State.CLOSED):
        return MovementOutcome.ENDED
    return MovementOutcome.PARTIAL
