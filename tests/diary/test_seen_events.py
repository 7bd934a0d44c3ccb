"""What may be told of a set that a camera saw: counts, range and tempo, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supine.diary.events import EventError, EventIn, event_row
from supine.diary.models import Session, SessionEvent
from supine.diary.witnessed import witnessed_in

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
SEEN: dict[str, Any] = {
    "set": "3/0",
    "counted": 7,
    "called": 8,
    "reach": 0.8,
    "best_reach": 0.95,
    "out_seconds": 2.1,
    "back_seconds": 2.4,
    "seen_share": 0.97,
    "notes": ["view-cannot-tell-sides"],
}


def read(detail: object, kind: str = "seen", **changes: object) -> EventIn:
    told = {
        "id": str(uuid4()),
        "kind": kind,
        "at_seconds": 60.0,
        "happened_at": (NOW - timedelta(minutes=1)).isoformat(),
        "movement": "knee-wags",
        "side": "left",
        "detail": detail,
    }
    return EventIn.from_mapping({**told, **changes})


def test_one_side_of_a_set_is_read_whole() -> None:
    event = read(SEEN)

    assert (event.kind, event.movement, event.side) == ("seen", "knee-wags", "left")
    assert event.detail == SEEN


@pytest.mark.parametrize("side", ["left", "right", None])
def test_a_set_that_was_watched_and_not_counted_is_told_too(side: str | None) -> None:
    nothing = dict.fromkeys(("reach", "best_reach", "out_seconds", "back_seconds"))
    detail = {**SEEN, **nothing, "counted": 0, "notes": []}

    assert read(detail, side=side).detail == detail


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("set", {"set": 3}),
        ("set", {"set": "3"}),
        ("set", {"set": "3/0\n"}),
        ("counted", {"counted": -1}),
        ("counted", {"counted": 7.5}),
        ("counted", {"counted": True}),
        ("counted", {"counted": None}),
        ("called", {"called": 1001}),
        ("reach", {"reach": "far"}),
        ("reach", {"reach": -0.1}),
        ("best_reach", {"best_reach": 11}),
        ("out_seconds", {"out_seconds": 601}),
        ("back_seconds", {"back_seconds": False}),
        ("seen_share", {"seen_share": 1.1}),
        ("seen_share", {"seen_share": None}),
        ("notes", {"notes": "timed"}),
        ("notes", {"notes": ["Timed"]}),
        ("notes", {"notes": ["x" * 41]}),
        ("notes", {"notes": ["timed"] * 11}),
        ("landmarks", {"landmarks": [[0.1, 0.2, 0.3, 0.9]]}),
    ],
)
def test_what_is_no_sum_is_refused_by_name(place: str, changes: dict[str, Any]) -> None:
    with pytest.raises(EventError, match=rf"^detail\.{place}: "):
        read({**SEEN, **changes})


@pytest.mark.parametrize("name", ["set", "counted", "called", "seen_share"])
def test_four_fields_are_needed(name: str) -> None:
    with pytest.raises(EventError, match=rf"^detail\.{name}: it is missing"):
        read({key: value for key, value in SEEN.items() if key != name})


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(bad: float) -> None:
    with pytest.raises(EventError, match=r"^detail: "):
        read({**SEEN, "reach": bad})


def test_what_was_seen_belongs_to_a_movement() -> None:
    with pytest.raises(EventError, match=r"^movement: "):
        read(SEEN, movement=None)


def test_enough_may_come_from_the_camera_and_from_nobody_else() -> None:
    assert read({"by": "camera"}, kind="enough").detail == {"by": "camera"}
    assert read({}, kind="enough").detail == {}
    with pytest.raises(EventError, match=r"^detail\.by: "):
        read({"by": "the dog"}, kind="enough")


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside),
    max_leaves=4,
)
likely = {
    "set": st.from_regex(r"[0-9]{1,2}/[0-9]", fullmatch=True),
    "counted": st.integers(-1, 12),
    "called": st.integers(0, 12),
    "seen_share": st.floats(0, 1.02),
    "reach": st.none() | st.floats(0, 2),
    "best_reach": st.none() | st.floats(0, 10.2),
    "out_seconds": st.none() | st.floats(0, 20),
    "back_seconds": st.none() | st.floats(0, 20),
    "notes": st.lists(st.sampled_from(["timed", "never-settled", "no key"]), max_size=3),
}
NEEDED = ("set", "counted", "called", "seen_share")
sound = st.fixed_dictionaries(
    {name: likely[name] for name in NEEDED},
    optional={name: value for name, value in likely.items() if name not in NEEDED},
)
details = sound | st.builds(
    lambda base, name, value: {**base, name: value},
    sound,
    st.sampled_from([*likely, "picture"]),
    junk,
)


@settings(deadline=None)
@given(detail=details | junk)
def test_any_detail_is_stored_cleanly_or_refused_with_a_sentence(detail: object) -> None:
    event, fault = outcome(detail)

    if event is None:
        assert re.fullmatch(r"detail(\..*)?: .+\. Reload the page\.", fault, re.DOTALL)
        return
    row = event_row(event, Session(), NOW)
    row.detail = json.loads(json.dumps(row.detail, allow_nan=False))
    (seen,) = witnessed_in([row]).values()
    assert row.kind == SessionEvent.Kind.SEEN
    assert row.detail == event.detail
    assert seen.counted >= 0
    assert 0 <= seen.seen_share <= 1


def outcome(detail: object) -> tuple[EventIn | None, str]:
    try:
        return read(detail), ""
    except EventError as fault:
        return None, str(fault)
