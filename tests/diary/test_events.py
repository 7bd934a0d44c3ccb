"""What a browser may report, and what is refused with the name of its field."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from supine.diary.events import EventError, EventIn
from supine.diary.models import SessionEvent
from tests.diary.cast import BERLIN, EVENING

ID = "0b7f7c2e-6a3e-4d3f-9f0e-2f7a0f1c9a11"
REP: Mapping[str, Any] = {
    "id": ID,
    "kind": "rep_done",
    "at_seconds": 41.5,
    "happened_at": "2026-11-22T18:30:41.500Z",
    "movement": "knee-wags",
    "side": "left",
    "rep": 3,
    "detail": {},
}


def read(**changes: object) -> EventIn:
    return EventIn.from_mapping({**REP, **changes})


def test_a_repetition_is_read_whole() -> None:
    assert read() == EventIn(
        id=UUID(ID),
        kind=SessionEvent.Kind.REP_DONE,
        at_seconds=41.5,
        happened_at=EVENING + timedelta(seconds=41.5),
        movement="knee-wags",
        side="left",
        rep=3,
        detail={},
    )


def test_the_browser_may_name_its_own_zone() -> None:
    assert read(happened_at="2026-11-22T19:30:00+01:00").happened_at == EVENING.astimezone(BERLIN)


def test_what_does_not_belong_to_an_event_may_be_left_out() -> None:
    needed = {name: REP[name] for name in ("id", "at_seconds", "happened_at")}

    event = EventIn.from_mapping({**needed, "kind": "paused"})

    assert (event.movement, event.side, event.rep, event.detail) == (None, None, None, {})


@pytest.mark.parametrize("clock", ["+275760-09-13T00:00:00.000Z", "soon", "2026-11-22T18:30:41"])
def test_a_clock_that_cannot_be_read_costs_nobody_a_repetition(clock: str) -> None:
    assert read(happened_at=clock).rep == 3


HURTS = {"kind": "hurts", "detail": {"where": "leg_further", "then": "skip"}}
ENDED = {"kind": "ended", "detail": {"why": "tired"}}
STARTED: dict[str, Any] = {
    "kind": "started",
    "detail": {"routine": "three-minute", "options": {"reps": None, "down": 20}},
}


@pytest.mark.parametrize("right", [HURTS, ENDED, STARTED])
def test_details_of_each_kind_are_kept(right: dict[str, Any]) -> None:
    assert read(**right).detail == right["detail"]


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("id", {"id": "7"}),
        ("id", {"id": 7}),
        ("kind", {"kind": "dance"}),
        ("kind", {"kind": None}),
        ("at_seconds", {"at_seconds": "41"}),
        ("at_seconds", {"at_seconds": True}),
        ("at_seconds", {"at_seconds": float("nan")}),
        ("happened_at", {"happened_at": 1_795_000_000}),
        ("movement", {"movement": None}),
        ("movement", {"movement": ""}),
        ("movement", {"movement": "x" * 101}),
        ("side", {"side": "both"}),
        ("side", {"side": ["left"]}),
        ("rep", {"rep": 0}),
        ("rep", {"rep": 1.5}),
        ("rep", {"rep": 1001}),
        ("detail", {"detail": [1]}),
        ("detail", {"detail": {"note": float("inf")}}),
        ("detail", {"detail": {"note": "x" * 4001}}),
        ("mood", {"mood": "fine"}),
        ("detail.where", {**HURTS, "detail": {"where": "ear", "then": "skip"}}),
        ("detail.then", {**HURTS, "detail": {"where": "back"}}),
        ("detail.why", {**ENDED, "detail": {}}),
        ("detail.routine", {**STARTED, "detail": {"options": {}}}),
        ("detail.options", {**STARTED, "detail": {"routine": "three-minute", "options": []}}),
        (
            "detail.options.reps",
            {**STARTED, "detail": {"routine": "three-minute", "options": {"reps": [8]}}},
        ),
        (
            "detail.check_in_id",
            {**STARTED, "detail": {"routine": "three-minute", "check_in_id": "7"}},
        ),
    ],
)
def test_what_no_page_sends_is_refused_by_name(place: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(EventError, match=f"^{place}: "):
        read(**wrong)


@pytest.mark.parametrize("name", ["id", "kind", "at_seconds", "happened_at"])
def test_an_event_needs_its_four_fields(name: str) -> None:
    raw = {key: value for key, value in REP.items() if key != name}

    with pytest.raises(EventError, match=f"^{name}: it is missing"):
        EventIn.from_mapping(raw)
