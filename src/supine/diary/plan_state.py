"""The stored plan: read back where it still holds, and dropped when the past has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from supine.care import Course, Plan, Planned
from supine.diary.models import Person, PlanState
from supine.diary.snapshots import PlannedSet, Snapshot


@dataclass(frozen=True)
class Closed:
    """What is closed. until: when the last thing happened that `plan` knows. days: by ISO date."""

    plan: Plan | None = None
    until: datetime | None = None
    days: dict[str, Any] = field(default_factory=dict)


def forget_plan(person: Person, happened_at: datetime) -> None:
    """Drop the stored plan if it already knows of this time; it is then made again from the diary.

    Whoever stores or changes something that care reads calls this.
    """
    known = PlanState.objects.filter(person=person, closed_until__gte=happened_at)
    known.update(plan=None, closed_until=None, days={})


def stored_plan(person: Person, course: Course) -> Closed:
    """Give what was stored, empty where it cannot be read or belongs to another programme."""
    state = PlanState.objects.filter(person=person).first()
    if state is None or state.plan is None:
        return Closed()
    try:
        plan = Plan.from_json(state.plan)
    except ValidationError:
        return Closed()
    if (plan.programme, plan.version) != (course.programme.id, course.programme.version):
        return Closed()
    return Closed(plan, state.closed_until, state.days)


def store_plan(person: Person, closed: Closed) -> None:
    """Keep what is closed. Only a time that something happened at may close days."""
    if closed.plan is None or closed.until is None:
        return
    stored = {"plan": closed.plan.as_json(), "closed_until": closed.until, "days": closed.days}
    PlanState.objects.update_or_create(person=person, defaults=stored)


def remember_planned(person: Person, routine: str | None, movements: Iterable[Planned]) -> None:
    """Keep the doses that a page shows, so that a session knows what it was planned with."""
    planned = {
        each.movement: {
            "reps": each.dose.reps,
            "extras": [*each.dose.extras],
            "routine": routine,
        }
        for each in movements
    }
    if not PlanState.objects.filter(person=person, planned=planned).exists():
        PlanState.objects.update_or_create(person=person, defaults={"planned": planned})


def with_planned_extras(person: Person, snapshot: Snapshot) -> Snapshot:
    """Give the snapshot with the extras of each planned dose, which repetitions do not show.

    Only of the routine that they were planned for: another one asks for its own doses.
    """
    state = PlanState.objects.filter(person=person).first()
    planned = state.planned if state else {}
    sets = tuple(
        replace(each, extras=tuple(planned[each.movement]["extras"]))
        if _is_as_planned(planned.get(each.movement, {}), each, snapshot.routine)
        else each
        for each in snapshot.sets
    )
    return replace(snapshot, sets=sets)


def _is_as_planned(planned: Mapping[str, Any], each: PlannedSet, routine: str) -> bool:
    """Compare with what was stored; older entries do not name their routine."""
    return planned.get("reps") == each.reps and planned.get("routine", routine) == routine
