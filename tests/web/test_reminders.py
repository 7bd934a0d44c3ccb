"""Times to be reminded at, and their file."""

from __future__ import annotations

import pytest

from supine.diary.people import current_person, reminders_of
from tests.web.cast import Alice, text_of


@pytest.fixture(autouse=True)
def _answered(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="none")


def test_times_are_kept_in_order_each_once(alice: Alice) -> None:
    alice.post("/reminders/", time_1="19:30", time_2="07:05", time_3="19:30")

    assert reminders_of(current_person()) == ["07:05", "19:30"]
    assert "Every day at 07:05 and 19:30." in text_of(alice.get("/reminders/"))


def test_no_times_are_no_reminders(alice: Alice) -> None:
    alice.post("/reminders/", time_1="19:30")
    alice.post("/reminders/", time_1="")

    assert reminders_of(current_person()) == []
    assert alice.get("/reminders.ics").status_code == 404


def test_what_is_no_time_is_asked_for_again(alice: Alice) -> None:
    answer = alice.post("/reminders/", time_1="25:00")

    assert answer.status_code == 400
    assert "like 19:30" in text_of(answer)
    assert reminders_of(current_person()) == []


def test_the_file_is_a_calendar_to_download(alice: Alice) -> None:
    alice.post("/reminders/", time_1="19:30")

    answer = alice.get("/reminders.ics")

    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert 'filename="reminders.ics"' in answer.headers["Content-Disposition"]
    assert b"T193000" in answer.content


def test_the_page_says_that_nothing_rings_while_supine_is_closed(alice: Alice) -> None:
    assert "can do nothing while it is closed" in text_of(alice.get("/reminders/"))
