"""When to see somebody, and the sheet for the visit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from supine.care import Seeing
from supine.diary.models import Person
from supine.library import shipped_library
from supine.library.care_cards import Urgency
from supine.web.visits import reasons_of
from tests.web.cast import Alice, text_of
from tests.web.month import live_through, say_how_it_is

EVENING = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


@pytest.fixture
def month(person: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(timezone, "now", lambda: EVENING)
    live_through(person, timezone.localtime())
    say_how_it_is(person, timezone.localtime())
    return person


@pytest.mark.usefixtures("month")
def test_without_a_reason_it_promises_nothing(alice: Alice) -> None:
    said = text_of(alice.get("/see-somebody/"))

    assert "No rule asks for a visit today" in said
    assert "If something worries you, ask" in said
    assert shipped_library().care.warning_signs.words.not_complete in said


@pytest.mark.usefixtures("month")
@pytest.mark.parametrize(
    ("statement", "rule"),
    [("kept-from-sleep-or-work", "P6"), ("low-or-worried", "P7")],
)
def test_what_only_the_person_can_say_is_a_reason_said_once(
    alice: Alice, statement: str, rule: str
) -> None:
    answer = alice.post("/see-somebody/", statement=statement)
    said = text_of(alice.get("/see-somebody/"))
    book = shipped_library().care.see_somebody

    assert answer.headers["Location"] == "/see-somebody/"
    assert said.count(book.reasons([rule])[0]) == 1
    assert "You last said so on 22 November." in said


@pytest.mark.usefixtures("month")
def test_a_statement_that_nobody_makes_changes_nothing(alice: Alice, month: Person) -> None:
    alice.post("/see-somebody/", statement="rich-and-famous")

    assert month.remarks.filter(stated_at__date=date(2026, 11, 22)).count() == 0


def test_the_most_pressing_reason_comes_first() -> None:
    seeing = [
        Seeing("P1", Urgency.ROUTINE, "no-change", ("P1",)),
        Seeing("P3", Urgency.SOON, "worse", ("P3",)),
        Seeing("P5", Urgency.WITHIN_A_WEEK, "further-down", ("P5",)),
    ]
    book = shipped_library().care.see_somebody

    said = [reason.because for reason in reasons_of(seeing)]

    assert said == [book.reasons([rule]) for rule in ("P5", "P3", "P1")]


@pytest.mark.parametrize("rule", shipped_library().care.see_somebody.card.rules, ids=lambda r: r.id)
def test_every_reason_can_be_said(rule: object) -> None:
    book = shipped_library().care.see_somebody
    (row,) = [one for one in book.card.rules if one is rule]

    (reason,) = reasons_of([Seeing(row.id, row.then, row.say, (row.id,))])

    assert reason.because
    assert reason.advice.steps
    assert "{" not in reason.because[0]


@pytest.mark.usefixtures("month")
def test_the_summary_has_what_a_clinician_asks_about(alice: Alice) -> None:
    alice.post("/see-somebody/", statement="kept-from-sleep-or-work")

    said = text_of(alice.get("/summary/"))

    assert "Reasons from the diary" in said
    assert shipped_library().care.see_somebody.reasons(["P6"])[0] in said
    assert "Leg, left 5.4 (7 days, 5 to 6) 2.8 (5 days, 2 to 3)" in said
    assert "How far down thigh buttock" in said
    assert "from 7 November" in said
    assert "Knee wags: " in said
    assert "bending or sitting makes it worse" in said
    assert "Sit through a film: 4 at first, 6 now" in said
    assert "70 per cent of normal" in said
    assert "does not diagnose" in said


def test_an_empty_diary_has_an_empty_sheet(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="none")

    assert "There are no scores in the diary yet" in text_of(alice.get("/summary/"))
