"""What the player reports: stored once, refused in a sentence where it means nothing."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from supine.diary.models import Person, Session
from supine.diary.sessions import open_session
from tests.web.cast import STARTED, Alice, event, json_of


@pytest.fixture(autouse=True)
def ready(alice: Alice) -> None:
    alice.is_ready(back="2", leg="3")


def test_a_start_makes_the_session_with_what_was_planned(alice: Alice, person: Person) -> None:
    check_in = person.check_ins.get()
    detail = {**STARTED["detail"], "check_in_id": str(check_in.pk)}
    started, session_id = event("started", detail=detail), uuid.uuid4()

    answer = alice.reports(session_id, started)

    assert answer.status_code == 200
    assert json_of(answer) == {"stored": [started["id"]]}
    session = Session.objects.get(pk=session_id)
    assert session.before == check_in
    assert session.routine_version >= 1
    assert session.snapshot["words"] == "short"
    assert [each["reps"] for each in session.snapshot["sets"]] == [8, 8, 8]
    assert session.snapshot["seconds"] > 60


def test_sending_twice_stores_once(alice: Alice) -> None:
    session = alice.starts()
    done = event("rep_done", seconds=50, movement="knee-wags", side="left", rep=1)

    answers = [alice.reports(session.pk, done) for _ in range(2)]

    assert [json_of(answer) for answer in answers] == [{"stored": [done["id"]]}] * 2
    assert session.events.filter(kind="rep_done").count() == 1


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"kind": "danced"}, "events[0].kind"),
        ({"id": "1"}, "events[0].id"),
        ({"at_seconds": "soon"}, "events[0].at_seconds"),
        ({"side": "middle"}, "events[0].side"),
        ({"rep": 0}, "events[0].rep"),
        ({"colour": "red"}, "events[0].colour"),
        ({"kind": "hurts", "detail": {"where": "ear", "then": "skip"}}, "events[0].detail.where"),
        ({"kind": "ended", "detail": {"why": "bored"}}, "events[0].detail.why"),
    ],
)
def test_an_event_of_no_player_of_ours_is_refused_by_name(
    alice: Alice, broken: dict[str, Any], named: str
) -> None:
    session = alice.starts()

    answer = alice.reports(session.pk, {**event("paused"), **broken})

    assert answer.status_code == 400
    assert json_of(answer)["fault"].startswith(named)
    assert session.events.count() == 1


@pytest.mark.parametrize(
    "body", ["", "[]", '{"events": 3}', '{"events": [3]}', "{", '{"event": []}']
)
def test_a_body_that_holds_no_events_is_refused(alice: Alice, body: str) -> None:
    path = f"/sessions/{uuid.uuid4()}/events/"

    answer = alice.client.post(path, body, content_type="application/json")

    assert answer.status_code == 400
    assert json_of(answer)["fault"].endswith(".")


def test_too_many_events_at_once_are_refused(alice: Alice) -> None:
    session = alice.starts()

    answer = alice.reports(session.pk, *[event("paused") for _ in range(501)])

    assert answer.status_code == 400
    assert "501" in json_of(answer)["fault"]


def test_a_body_larger_than_any_session_is_refused(alice: Alice) -> None:
    huge = json.dumps({"events": ["x" * 300_000]})

    answer = alice.client.post(
        f"/sessions/{uuid.uuid4()}/events/", huge, content_type="application/json"
    )

    assert answer.status_code in {400, 413}
    assert not Session.objects.exists()


def test_events_of_a_session_nobody_started_are_not_found(alice: Alice) -> None:
    assert alice.reports(uuid.uuid4(), event("paused")).status_code == 404


def test_a_start_of_an_unknown_routine_is_refused(alice: Alice) -> None:
    answer = alice.reports(uuid.uuid4(), event("started", detail={"routine": "handstand"}))

    assert answer.status_code == 400
    assert "handstand" in json_of(answer)["fault"]


def test_a_start_with_impossible_choices_is_refused(alice: Alice) -> None:
    detail = {"routine": "three-minute", "options": {"reps": 99}}

    assert alice.reports(uuid.uuid4(), event("started", detail=detail)).status_code == 400
    assert not Session.objects.exists()


def test_while_closed_no_session_can_begin(alice: Alice) -> None:
    alice.answers_today("some")

    answer = alice.reports(uuid.uuid4(), event("started", **STARTED))

    assert answer.status_code == 403
    assert not Session.objects.exists()


def test_a_session_from_before_the_closing_is_still_stored(alice: Alice) -> None:
    alice.answers_today("some")
    earlier = timezone.now() - timedelta(minutes=5)
    session = uuid.uuid4()

    answer = alice.reports(session, event("started", at=earlier, **STARTED))

    assert answer.status_code == 200
    assert alice.reports(session, event("finished", seconds=240)).status_code == 200


def test_a_report_without_our_pages_token_is_refused(alice: Alice) -> None:
    stranger = Client(enforce_csrf_checks=True)
    body = json.dumps({"events": [event("started", **STARTED)]})

    answer = stranger.post(
        f"/sessions/{uuid.uuid4()}/events/", body, content_type="application/json"
    )

    assert answer.status_code == 403
    assert json_of(answer) == {"fault": "The page is too old. Load it again."}
    assert alice.get("/").status_code == 200
    assert not Session.objects.exists()


def test_an_unfinished_session_is_closed_with_its_reason_and_kept(
    alice: Alice, person: Person
) -> None:
    session = alice.starts()
    done = event("rep_done", seconds=50, movement="knee-wags", side="left", rep=1)
    alice.reports(session.pk, done)

    answer = alice.post(f"/sessions/{session.pk}/close/", why="tired")

    assert answer["Location"] == f"/after/{session.pk}/"
    session.refresh_from_db()
    assert (session.state, session.stop_reason) == ("closed", "tired")
    assert session.events.filter(kind="rep_done").exists()
    assert open_session(person) is None


def test_a_session_closed_without_a_reason_stopped_for_another_one(alice: Alice) -> None:
    session = alice.starts()

    alice.client.post(f"/sessions/{session.pk}/close/")

    session.refresh_from_db()
    assert session.stop_reason == "other"


def test_a_reason_nobody_offers_is_refused(alice: Alice) -> None:
    session = alice.starts()

    assert alice.post(f"/sessions/{session.pk}/close/", why="bored").status_code == 400
