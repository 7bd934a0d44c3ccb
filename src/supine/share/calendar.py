"""Reminders as a calendar file (RFC 5545), to be taken over by any calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from supine import __version__

FILE_TYPE = "text/calendar; charset=utf-8"
# Other people see calendars, so it could be about anything.
SUMMARY = "A few minutes for yourself"
LENGTH = timedelta(minutes=10)


def reminder_calendar(
    times: Sequence[time], first_day: date, person: UUID, made_at: datetime
) -> bytes:
    """Give the file: one daily entry a time, in the order of the day.

    times: of the clock on the wall wherever the person is, so they carry no zone. person: makes the
    ids, by which a calendar knows an entry again. made_at: aware.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Supine//Supine {__version__}//EN")
    calendar.add("version", "2.0")
    for number, at in enumerate(sorted(set(times)), start=1):
        begins = datetime.combine(first_day, at)
        calendar.add_component(_daily(begins, uuid5(person, f"reminder {number}"), made_at))
    file: bytes = calendar.to_ical()
    return file


def _daily(begins: datetime, uid: UUID, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", str(uid))
    event.add("dtstamp", made_at.astimezone(UTC))
    # Without a zone the entry stays at its hour when the person travels or the clocks change.
    event.add("dtstart", begins)
    event.add("duration", LENGTH)
    event.add("rrule", {"freq": "daily"})
    event.add("summary", SUMMARY)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))
    alarm.add("description", SUMMARY)
    return alarm
