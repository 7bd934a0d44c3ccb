"""What leaves Supine as a file, because the person asked for it.

`reminder_calendar` gives a calendar of reminders, a `FILE_TYPE`; it says nothing about health,
since calendars are shown around. `supine.share.handout` gives a routine as a PDF, on a `Paper`.
"""

from supine.share.calendar import FILE_TYPE, reminder_calendar

__all__ = ["FILE_TYPE", "reminder_calendar"]
