"""The progress page: what it may say of the weeks, and that every number can be read."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from supine.diary.models import Person
from supine.library import shipped_library
from tests.web.cast import Alice, text_of
from tests.web.month import DAYS, SCORES, live_through, say_how_it_is

# A Sunday, so that the last week of the month is a whole one.
EVENING = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: EVENING)
    return timezone.localtime()


@pytest.fixture
def month(person: Person, evening: datetime) -> Person:
    live_through(person, evening)
    return person


@pytest.mark.usefixtures("evening")
def test_before_the_first_score_there_is_nothing_to_show(alice: Alice) -> None:
    alice.answers_the_first_list(cautions="none")

    said = text_of(alice.get("/progress/"))

    assert "Nothing to show yet" in said
    assert caveat() in said


@pytest.mark.usefixtures("month")
def test_it_says_how_many_days_were_used(alice: Alice) -> None:
    given = sum(scores is not None for scores in SCORES)

    assert f"scores on {given} of {DAYS} days" in text_of(alice.get("/progress/"))


@pytest.mark.usefixtures("month")
def test_each_site_has_its_own_label_with_the_rule_that_gave_it(alice: Alice) -> None:
    said = text_of(alice.get("/progress/"))
    trend = shipped_library().care.trend

    assert said.count(trend.advice("meaningfully-better").heading) == 2
    assert trend.reasons(["trend-better-from-low"])[0] in said
    assert trend.reasons(["trend-better-from-middle"])[0] in said
    assert "Then: 7 days, scores from 5 to 6. Now: 5 days, from 2 to 3." in said


@pytest.mark.usefixtures("month")
def test_what_no_line_can_show_is_said_once(alice: Alice) -> None:
    assert text_of(alice.get("/progress/")).count(caveat()) == 1


@pytest.mark.usefixtures("month")
def test_a_week_with_too_few_days_has_no_value(alice: Alice) -> None:
    page = alice.get("/progress/").content.decode()

    (row,) = re.findall(r"<tr><th scope=\"row\">19 Oct</th>(.*?)</tr>", page, re.DOTALL)
    assert row.count("no value") == 2
    assert "2 days only" in row


@pytest.mark.usefixtures("month")
def test_every_day_stands_in_a_table_and_a_missing_score_is_not_0(alice: Alice) -> None:
    page = alice.get("/progress/").content.decode()
    table = page[page.index("<caption>Day by day") :]
    rows = dict(re.findall(r"<tr><th scope=\"row\">\w+ (\d+ \w+)</th>(.*?)</tr>", table, re.DOTALL))

    assert len(rows) == DAYS
    assert "not given" in rows["2 Nov"]
    assert ">0<" not in rows["2 Nov"]
    assert "flare-up" in rows["7 Nov"]
    assert "rest and breathing" in rows["7 Nov"]


@pytest.mark.usefixtures("month")
@pytest.mark.parametrize(("query", "days"), [("?weeks=4", 28), ("?weeks=12", 30), ("?weeks=x", 30)])
def test_less_of_it_can_be_shown(alice: Alice, query: str, days: int) -> None:
    assert f"of {days} days" in text_of(alice.get(f"/progress/{query}"))


@pytest.mark.usefixtures("month")
def test_the_picture_says_what_it_is_and_carries_no_style_of_its_own(alice: Alice) -> None:
    page = alice.get("/progress/").content.decode()

    assert page.count('role="img" aria-label="Back and leg from 24 October to 22 November.') == 2
    assert not re.search(r"<svg.*?style=.*?</svg>", page, re.DOTALL)


def test_goals_and_how_it_is_stand_beside_the_scores(
    alice: Alice, month: Person, evening: datetime
) -> None:
    say_how_it_is(month, evening)

    said = text_of(alice.get("/progress/"))

    assert "Sit through a film: 4 of 10 at first, 6 now" in said
    assert "70 per cent of normal on 14 November" in said


def caveat() -> str:
    return shipped_library().care.trend.advice("maybe-better").steps[0]
