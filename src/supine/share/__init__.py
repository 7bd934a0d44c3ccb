"""What leaves Supine as a file, because the person asked for it: for now, a calendar of reminders.

`reminder_calendar` gives the file. It says nothing about health, since calendars are shown around.
"""

from supine.share.calendar import FILE_TYPE, reminder_calendar

__all__ = ["FILE_TYPE", "reminder_calendar"]
