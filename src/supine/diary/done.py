"""What the events of a session add up to: repetitions done, and where the session stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from supine.diary.events import CAMERA
from supine.diary.models import Session, SessionEvent
from supine.diary.snapshots import PlannedSet, Snapshot
from supine.diary.witnessed import Place, Witnessed, together, witnessed_in

Kind = SessionEvent.Kind
State = Session.State


class MovementOutcome(StrEnum):
    """How a movement ended. PARTIAL: it is not known to have ended.

    ENOUGH and TIRED count as completed: the person said so, or a camera saw that it tired.
    """

    COMPLETED = "completed"
    ENOUGH = "enough"
    TIRED = "tired"
    HURT = "hurt"
    SKIPPED = "skipped"
    ENDED = "ended"
    PARTIAL = "partial"


@dataclass(frozen=True)
class Done:
    """One movement on one side. side: "left", "right", or None where sides are not counted.

    hurt_where: back, leg_same, leg_further or tingling, where it hurt. seen: by a camera, None
    where none watched; seen_either: what it could not tell to be left or right.
    """

    movement: str
    name: str
    side: str | None
    reps_done: int
    reps_planned: int
    outcome: MovementOutcome
    hurt_where: str | None = None
    seen: Witnessed | None = None
    seen_either: Witnessed | None = None

    @property
    def counted(self) -> int | None:
        """What a camera counted; None where none watched, or where it could not tell."""
        if self.seen is None or self.seen.is_timed or self.seen.is_blind:
            return None
        if not self.seen.counted and self.seen_either is not None and self.seen_either.counted:
            return None
        return self.seen.counted


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
    seen = witnessed_in(events)
    return tuple(
        replace(
            _done(place, plan, reps[place], events, State(session.state)),
            seen=_seen(place, seen),
            seen_either=seen.get((place[0], None)) if place[1] is not None else None,
        )
        for place, plan in planned.items()
    )


def standing(events: Iterable[SessionEvent]) -> Standing:
    """Give where the events leave the session, whatever order they arrived in.

    The end that was reached wins over one that was chosen on the way. What a camera saw is told
    when its set is over, perhaps late, and moves nothing.
    """
    ordered = [event for event in in_order(events) if event.kind != Kind.SEEN]
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


def _planned(snapshot: Snapshot) -> dict[Place, PlannedSet]:
    """Give what was planned by movement and side; a movement that comes twice adds up."""
    planned: dict[Place, PlannedSet] = {}
    for plan in snapshot.sets:
        for side in plan.sides:
            earlier = planned.get((plan.movement, side))
            reps = plan.reps + (earlier.reps if earlier else 0)
            planned[plan.movement, side] = replace(plan, reps=reps)
    return planned


def _place(event: SessionEvent) -> Place:
    return event.movement, event.side or None


def _seen(place: Place, seen: Mapping[Place, Witnessed]) -> Witnessed | None:
    """Give what a camera saw of a place. Where no sides are planned, those it told add up."""
    movement, side = place
    if side is not None:
        return seen.get(place)
    parts = [part for (of, _), part in seen.items() if of == movement]
    return together(parts) if parts else None


def _done(
    place: Place,
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
    endings = [event for event in own if event.kind in ENDINGS]
    if endings:
        last = endings[-1]
        by_camera = last.kind == Kind.ENOUGH and last.detail.get("by") == CAMERA
        return MovementOutcome.TIRED if by_camera else ENDINGS[last.kind]
    if state in (State.ENDED, State.CLOSED):
        return MovementOutcome.ENDED
    return MovementOutcome.PARTIAL
