"""The calendar file: daily, at the hour of the wall clock, and silent about health."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from supine.share import reminder_calendar

DAY = date(2026, 11, 22)
MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ALICE, BOB = UUID(int=1), UUID(int=2)
MORNING, EVENING = time(7, 5), time(19, 30)
OF_HEALTH = ("exercise", "pain", "back", "leg", "sciatica", "supine at", "physio", "session")


def events(*times: time, person: UUID = ALICE) -> list[Component]:
    return Calendar.from_ical(reminder_calendar(times, DAY, person, MADE_AT)).walk("VEVENT")


def test_each_time_is_one_daily_entry_in_the_order_of_the_day() -> None:
    entries = events(EVENING, MORNING, EVENING)

    assert [entry.decoded("dtstart") for entry in entries] == [
        datetime(2026, 11, 22, 7, 5),  # noqa: DTZ001 - the clock on the wall
        datetime(2026, 11, 22, 19, 30),  # noqa: DTZ001 - the clock on the wall
    ]
    assert all(entry["rrule"].to_ical() == b"FREQ=DAILY" for entry in entries)


def test_the_hour_carries_no_zone_so_it_stays_when_the_clocks_change() -> None:
    file = reminder_calendar([EVENING], DAY, ALICE, MADE_AT)

    assert b"DTSTART:20261122T193000\r\n" in file
    assert b"VTIMEZONE" not in file


def test_it_rings_at_the_minute_itself() -> None:
    (entry,) = events(EVENING)
    (alarm,) = entry.walk("VALARM")

    assert alarm["action"] == "DISPLAY"
    assert alarm.decoded("trigger") == timedelta(0)


def test_it_says_nothing_about_health() -> None:
    lines = reminder_calendar([MORNING, EVENING], DAY, ALICE, MADE_AT).decode().splitlines()
    said = " ".join(line for line in lines if not line.startswith("PRODID")).lower()

    assert "a few minutes for yourself" in said
    assert [word for word in OF_HEALTH if word in said] == []


def test_a_calendar_knows_its_entries_again_and_tells_people_apart() -> None:
    def uids(person: UUID, at: time) -> list[str]:
        return [str(entry["uid"]) for entry in events(at, person=person)]

    assert uids(ALICE, MORNING) == uids(ALICE, EVENING)
    assert uids(ALICE, MORNING) != uids(BOB, MORNING)


@given(st.lists(st.times(), min_size=1, max_size=3))
def test_any_times_make_a_file_that_reads_back(times: list[time]) -> None:
    minutes = [at.replace(second=0, microsecond=0, tzinfo=None) for at in times]

    found = events(*minutes)

    assert {entry.decoded("dtstart").time() for entry in found} == set(minutes)
    assert len({str(entry["uid"]) for entry in found}) == len(found)
