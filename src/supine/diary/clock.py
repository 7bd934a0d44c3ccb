"""Times as they are kept: always aware, and a browser's clock is believed only within bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

# A browser may keep events for weeks before it can send them, but it cannot send them early.
EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
AHEAD_AT_MOST = timedelta(minutes=5)


def believable(claimed: datetime, received_at: datetime) -> bool:
    """Tell whether what was received at `received_at` can have happened at `claimed`."""
    return EARLIEST <= claimed <= received_at + AHEAD_AT_MOST


def utc_offset_minutes(at: datetime) -> int:
    """Minutes that local time was ahead of UTC, so that the local day is known later.

    Raises ValueError for a time without a zone.
    """
    offset = at.utcoffset()
    if offset is None:
        msg = f"{at.isoformat()} has no time zone, so its day is not known"
        raise ValueError(msg)
    return round(offset.total_seconds() / 60)


def local_day(at: datetime, offset_minutes: int) -> date:
    """Give the calendar day that a clock so many minutes ahead of UTC showed."""
    return (at.astimezone(UTC) + timedelta(minutes=offset_minutes)).date()
