"""What a browser reports about a session: read from its JSON, checked, and made rows."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeGuard
from uuid import UUID

from supine.diary.clock import believable
from supine.diary.models import Session, SessionEvent

Kind = SessionEvent.Kind
FIELDS = ("id", "kind", "at_seconds", "happened_at", "movement", "side", "rep", "detail")
NEEDED = ("id", "kind", "at_seconds", "happened_at")
SIDES = ("left", "right")
HURT_WHERE = ("back", "leg_same", "leg_further", "tingling")
HURT_THEN = ("skip", "end")
# A track is minutes long, not days; more than this is a broken player.
LONGEST_TRACK_SECONDS = 86_400.0
LONGEST_NAME = 100
LONGEST_SET = 1000
LONGEST_DETAIL = 4000
# What may be said of a set that a camera saw, and what must be. Nothing else is taken, so that no
# picture and no point of a body can ever come to lie in the diary.
SEEN_NEEDED = ("set", "counted", "called", "seen_share")
# Numbers that are null where nothing was counted, each with the highest that somebody can reach.
SEEN_MEASURED = {"reach": 10.0, "best_reach": 10.0, "out_seconds": 600.0, "back_seconds": 600.0}
SEEN_FIELDS = (*SEEN_NEEDED, *SEEN_MEASURED, "notes")
SET_AND_PASS = re.compile(r"[0-9]{1,4}/[0-9]{1,4}")
NOTE = re.compile(r"[a-z][a-z0-9-]{0,39}")
MOST_NOTES = 10
CAMERA = "camera"
# What a time that cannot be read stands for: a clock that is not to be believed.
UNREADABLE = datetime.min.replace(tzinfo=UTC)


class EventError(ValueError):
    """An event that no page of ours sends."""

    def __init__(self, place: str, fault: str) -> None:
        """Name the field and what is wrong with it."""
        super().__init__(f"{place}: {fault}. Reload the page.")


@dataclass(frozen=True)
class EventIn:
    """One event as it arrived.

    at_seconds: the track's time. happened_at: aware, by the browser's clock, believed or not.
    detail: for `started` routine, options and check_in_id; for `hurts` where and then; for `ended`
    why; for `enough` by, "camera" where a camera saw it tire; for `seen` set ("3/0": its number and
    its pass), counted, called, reach, best_reach, out_seconds, back_seconds, seen_share and notes.
    """

    id: UUID
    kind: SessionEvent.Kind
    at_seconds: float
    happened_at: datetime
    movement: str | None = None
    side: str | None = None
    rep: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, raw: Mapping[str, object]) -> EventIn:
        """Read an event from JSON. Raises EventError, naming the field."""
        for name in NEEDED:
            if name not in raw:
                raise EventError(name, "it is missing")
        for name in raw:
            if name not in FIELDS:
                raise EventError(name, "nobody knows this field")
        kind = _kind(raw["kind"])
        return cls(
            id=read_uuid("id", raw["id"]),
            kind=kind,
            at_seconds=_seconds(raw["at_seconds"]),
            happened_at=_time(raw["happened_at"]),
            movement=_movement(raw.get("movement"), kind),
            side=_one_of("side", raw.get("side"), (None, *SIDES)),
            rep=_rep(raw.get("rep")),
            detail=_detail(raw.get("detail"), kind),
        )


def event_row(event: EventIn, session: Session, received_at: datetime) -> SessionEvent:
    """Give the row to store. A time that cannot be true becomes the time it was received."""
    believed = believable(event.happened_at, received_at)
    return SessionEvent(
        id=event.id,
        person_id=session.person_id,
        session=session,
        kind=event.kind,
        at_seconds=min(max(event.at_seconds, 0.0), LONGEST_TRACK_SECONDS),
        happened_at=event.happened_at if believed else received_at,
        received_at=received_at,
        claimed_at="" if believed else event.happened_at.isoformat(),
        movement=event.movement or "",
        side=event.side or "",
        rep=event.rep,
        detail=dict(event.detail),
    )


def read_uuid(name: str, value: object) -> UUID:
    """Read an id that a browser made. Raises EventError."""
    try:
        return UUID(value if isinstance(value, str) else "")
    except ValueError:
        raise EventError(name, "this is no id") from None


def _kind(value: object) -> SessionEvent.Kind:
    if isinstance(value, str) and value in Kind.values:
        return Kind(value)
    raise EventError("kind", "nobody knows this kind")


def _seconds(value: object) -> float:
    if _is_number(value) and math.isfinite(value):
        return float(value)
    raise EventError("at_seconds", "this is no number of seconds")


def _time(value: object) -> datetime:
    """Read an ISO time. A clock so wrong that its time cannot be read costs nobody a repetition."""
    if not isinstance(value, str):
        raise EventError("happened_at", "this is no time")
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return UNREADABLE
    return time if time.tzinfo is not None else UNREADABLE


def _movement(value: object, kind: SessionEvent.Kind) -> str | None:
    if value is None and kind not in (Kind.REP_DONE, Kind.SEEN):
        return None
    if isinstance(value, str) and 0 < len(value) <= LONGEST_NAME:
        return value
    raise EventError("movement", "this is no movement's name")


def _rep(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_SET:
        return value
    raise EventError("rep", "this is no repetition's number")


def _detail(value: object, kind: SessionEvent.Kind) -> Mapping[str, Any]:
    """Read what only some kinds carry."""
    if value is None:
        value = {}
    if not isinstance(value, Mapping):
        raise EventError("detail", "it holds no fields")
    _check_storable(value)
    if kind is Kind.HURTS:
        _one_of("detail.where", value.get("where"), HURT_WHERE)
        _one_of("detail.then", value.get("then"), HURT_THEN)
    elif kind is Kind.ENDED:
        _one_of("detail.why", value.get("why"), tuple(Session.StopReason.values))
    elif kind is Kind.ENOUGH:
        _one_of("detail.by", value.get("by"), (None, CAMERA))
    elif kind is Kind.STARTED:
        _check_started(value)
    elif kind is Kind.SEEN:
        _check_seen(value)
    return value


def _check_storable(detail: Mapping[Any, object]) -> None:
    """Refuse what JSON cannot hold, such as NaN, and what no page of ours would send."""
    try:
        written = json.dumps(detail, allow_nan=False)
    except ValueError:
        raise EventError("detail", "it holds a number that is none") from None
    if len(written) > LONGEST_DETAIL:
        raise EventError("detail", f"it is longer than {LONGEST_DETAIL} characters")


def _check_started(detail: Mapping[Any, object]) -> None:
    """Refuse a start that does not say what was started."""
    routine = detail.get("routine")
    if not isinstance(routine, str) or not 0 < len(routine) <= LONGEST_NAME:
        raise EventError("detail.routine", "this is no routine's name")
    options = detail.get("options", {})
    if not isinstance(options, Mapping):
        raise EventError("detail.options", "it holds no options")
    for name, option in options.items():
        if not (option is None or isinstance(option, str | bool) or _is_number(option)):
            raise EventError(f"detail.options.{name}", "this is no single value")
    if detail.get("check_in_id") is not None:
        read_uuid("detail.check_in_id", detail["check_in_id"])


def _check_seen(detail: Mapping[Any, object]) -> None:
    """Refuse what is no sum of what a camera saw of one side of a set."""
    if missing := [name for name in SEEN_NEEDED if name not in detail]:
        raise EventError(f"detail.{missing[0]}", "it is missing")
    if unknown := [name for name in detail if name not in SEEN_FIELDS]:
        raise EventError(f"detail.{unknown[0]}", "nobody knows this field")
    key = detail["set"]
    if not isinstance(key, str) or not SET_AND_PASS.fullmatch(key):
        raise EventError("detail.set", "this is no set's number and pass")
    for name in ("counted", "called"):
        count = detail[name]
        if not isinstance(count, int) or not _is_between(count, LONGEST_SET):
            raise EventError(f"detail.{name}", "this is no number of repetitions")
    measured = {"seen_share": 1.0, **SEEN_MEASURED}
    for name, highest in measured.items():
        absent = name in SEEN_MEASURED and detail.get(name) is None
        if not absent and not _is_between(detail[name], highest):
            raise EventError(f"detail.{name}", f"this is no number from 0 to {highest:g}")
    _check_notes(detail.get("notes", []))


def _check_notes(notes: object) -> None:
    """Refuse notes that are no short list of keys. A key may be newer than this version."""
    if not isinstance(notes, list) or len(notes) > MOST_NOTES:
        raise EventError("detail.notes", f"this is no list of at most {MOST_NOTES} notes")
    if not all(isinstance(note, str) and NOTE.fullmatch(note) for note in notes):
        raise EventError("detail.notes", "a note is a short word with hyphens")


def _is_between(value: object, highest: float) -> bool:
    return _is_number(value) and 0 <= value <= highest


def _one_of(name: str, value: object, known: tuple[str | None, ...]) -> str | None:
    if (value is None or isinstance(value, str)) and value in known:
        return value
    named = ", ".join(choice for choice in known if choice)
    raise EventError(name, f"this is none of {named}")


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
