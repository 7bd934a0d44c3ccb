"""What the camera saw, on the pages: beside what was done, and over the weeks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from supine.diary.models import Person, Session, SessionEvent
from supine.library import shipped_library
from tests.web.cast import Alice, event, text_of
from tests.web.month import CAMERA_DAYS, live_through

# A Sunday, so that the last week of the month is a whole one.
EVENING = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
WAGS, MARCH, SQUEEZE = "knee-wags", "lying-psoas-march", "lying-adductor-squeeze"


def seen(counted: int, side: str | None, movement: str = WAGS, **detail: object) -> dict[str, Any]:
    told = {"set": "0/0", "counted": counted, "called": 8, "seen_share": 0.95, **detail}
    return event("seen", seconds=60, movement=movement, side=side, detail=told)


def reps(movement: str, side: str | None) -> list[dict[str, Any]]:
    return [
        event("rep_done", seconds=20 + rep, movement=movement, side=side, rep=rep)
        for rep in range(1, 9)
    ]


@pytest.fixture
def session(alice: Alice) -> Session:
    """Give a session with eight knee wags to each side."""
    alice.is_ready(back="2", leg="3", reach="1")
    begun = alice.starts()
    alice.reports(begun.pk, *reps(WAGS, "left"), *reps(WAGS, "right"), event("finished"))
    return begun


def told(alice: Alice, session: Session, *events: dict[str, Any]) -> list[str]:
    """Report more of a session, and give the words of both pages that tell it."""
    assert alice.reports(session.pk, *events).status_code == 200
    return [text_of(alice.get(f"/{page}/{session.pk}/")) for page in ("after", "diary")]


def test_the_camera_stands_beside_what_was_done(alice: Alice, session: Session) -> None:
    after, diary = told(alice, session, seen(8, "left"), seen(8, "right"))

    assert "left 8 of 8, right 8 of 8 camera counted left 8, right 8" in after
    assert "left 8 of 8 camera counted 8 right 8 of 8 camera counted 8" in diary
    assert "only helps to count" not in after + diary


def test_without_a_camera_no_word_is_said_of_one(alice: Alice, session: Session) -> None:
    after, diary = told(alice, session)

    assert "camera" not in (after + diary).lower()


def test_fewer_counted_than_called_is_told_without_blame(alice: Alice, session: Session) -> None:
    for words in told(alice, session, seen(6, "left"), seen(8, "right")):
        assert words.count("The camera only helps to count, and misses some.") == 1
        assert not re.search(r"missed|failed|only 6|sorry", words)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.1, "the camera saw little of it"),
        (0.33, "the camera saw about a third of it"),
        (0.5, "the camera saw about half of it"),
        (0.7, "the camera saw about two thirds of it"),
    ],
)
def test_how_much_it_saw_is_said_where_it_was_not_all(
    alice: Alice, session: Session, share: float, said: str
) -> None:
    sides = [seen(3, side, seen_share=share) for side in ("left", "right")]

    for words in told(alice, session, *sides):
        assert words.count(said) == 1


def test_what_it_could_not_see_at_all_is_no_count_of_none(alice: Alice, session: Session) -> None:
    for words in told(alice, session, seen(0, "left", seen_share=0.05)):
        assert "the camera could not see enough to count" in words
        assert "camera counted 0" not in words


def test_a_movement_kept_by_time_has_no_count(alice: Alice, session: Session) -> None:
    timed = seen(0, None, SQUEEZE, notes=["timed"], seen_share=0)

    for words in told(alice, session, timed):
        assert "kept by time" in words
        assert "camera counted" not in words


def test_sides_that_could_not_be_told_are_one_count(alice: Alice, session: Session) -> None:
    either = seen(15, None, notes=["view-cannot-tell-sides"])

    for words in told(alice, session, either):
        assert "camera counted 15 without telling left from right" in words
        assert "camera counted 0" not in words


def test_a_set_that_the_camera_ended_is_told_apart(alice: Alice, session: Session) -> None:
    ended = event("enough", seconds=90, movement=MARCH, detail={"by": "camera"})

    for words in told(alice, session, ended):
        assert "ended when it tired, as the camera saw" in words
        assert "enough for today" not in words


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: EVENING)
    return timezone.localtime()


@pytest.fixture
def month(person: Person, evening: datetime) -> Person:
    live_through(person, evening)
    return person


def camera_of(alice: Alice, query: str = "") -> str:
    """Give the camera's part of the progress page."""
    page = alice.get(f"/progress/{query}").content.decode()
    found = re.search(r'<section aria-labelledby="camera">.*', page, re.DOTALL)
    assert found is not None
    return found[0][: found[0].index('aria-labelledby="more"')]


@pytest.mark.usefixtures("month")
def test_progress_says_what_the_camera_saw_and_what_range_means(alice: Alice) -> None:
    said = " ".join(re.sub(r"<[^>]+>", " ", camera_of(alice)).split())

    assert f"On {len(CAMERA_DAYS)} days it counted" in said
    assert "as far as your own best on that side in the time shown, as this camera saw it" in said
    assert "Moving the camera changes it." in said
    assert "nothing in your plan depends on the camera" in said


@pytest.mark.usefixtures("month")
def test_each_movement_has_its_pictures_and_its_table(alice: Alice) -> None:
    part = camera_of(alice)
    movements = shipped_library().movements

    assert re.findall(r"<h3[^>]*>(.*?)</h3>", part) == [movements[WAGS].name, movements[MARCH].name]
    assert part.count('role="img"') == 2 * 2
    assert part.count("<caption>") == 2
    assert part.count('<tr><th scope="row">') == 2 * 2 * len(CAMERA_DAYS)
    assert movements[SQUEEZE].name not in part


@pytest.mark.usefixtures("month")
def test_the_pictures_carry_no_style_of_their_own_and_sides_differ_in_shape(alice: Alice) -> None:
    part = camera_of(alice)

    assert "style=" not in part
    left, right = (
        re.findall(rf'<g class="seen {side}">.*?</g>', part, re.DOTALL)
        for side in ("left", "right")
    )
    assert all("<circle" in line for line in left)
    assert all("<circle" not in line for line in right)


@pytest.mark.usefixtures("month")
def test_one_day_in_numbers(alice: Alice) -> None:
    table = camera_of(alice).split("<caption>")[1]

    rows = re.findall(r'<tr>(<th scope="row">3 Nov.*?)</tr>', table, re.DOTALL)
    assert [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows] == [
        "3 Nov left 7 and 8 saw 55 % 76 2.1 2.4",
        "3 Nov right 8 and 8 saw 55 % 86 2.1 2.4",
    ]


@pytest.mark.usefixtures("evening")
def test_a_diary_without_a_camera_has_no_such_part(alice: Alice, person: Person) -> None:
    live_through(person, EVENING)
    SessionEvent.objects.filter(kind="seen").delete()

    assert "camera" not in text_of(alice.get("/progress/")).lower()
    assert "camera" not in text_of(alice.get("/summary/")).lower()


def test_the_programmes_own_movements_come_first_and_the_rest_is_folded_away(
    alice: Alice, session: Session
) -> None:
    others = ("bird-dog", "cat-camel", "clamshell")
    assert set(others) <= set(shipped_library().movements)
    alice.reports(session.pk, *(seen(8, "left", each) for each in (*others, MARCH, WAGS)))

    unfolded, folded = camera_of(alice).split("more movements</summary>")

    names = [shipped_library().movements[each].name for each in (WAGS, MARCH, *others)]
    found = [re.findall(r"<h3[^>]*>(.*?)</h3>", part) for part in (unfolded, folded)]
    assert found == [names[:3], names[3:]]
    ids = re.findall(r' id="([^"]+)"', unfolded + folded)
    assert len(ids) == len(set(ids))


def test_a_camera_without_any_score_still_has_its_part(alice: Alice, session: Session) -> None:
    session.person.check_ins.all().delete()
    alice.reports(session.pk, seen(8, "left", reach=0.5, best_reach=0.5))

    assert "On 1 day it counted 8 repetitions, where the voice counted 8." in text_of(
        alice.get("/progress/")
    )


@pytest.mark.usefixtures("month")
def test_a_clinician_reads_one_line_that_calls_itself_a_helpers_count(alice: Alice) -> None:
    said = text_of(alice.get("/summary/"))

    assert said.count("A camera counted along on 17 days") == 1
    assert "a helper's count, not a measurement" in said


def test_a_year_with_a_camera_asks_the_diary_no_more_often_than_a_month(
    alice: Alice, person: Person, evening: datetime
) -> None:
    live_through(person, evening)
    alice.get("/progress/?weeks=52")
    month = queries(alice)

    for months in range(1, 4):
        live_through(person, evening - timedelta(days=35 * months))
    alice.get("/progress/?weeks=52")

    assert queries(alice) == month
    assert "week by week" in camera_of(alice, "?weeks=52")


def test_the_pages_say_what_becomes_of_the_picture(alice: Alice) -> None:
    about = text_of(alice.get("/about/"))

    assert "no picture is sent out or kept" in about
    assert "They are not kept either." in about
    assert "no picture is ever kept" in text_of(alice.get("/first/"))


def queries(alice: Alice) -> int:
    with CaptureQueriesContext(connection) as asked:
        alice.get("/progress/?weeks=52")
    return len(asked)
