"""Moments as mails give them (ISO 8601 with zone), told in China's time: there is one zone, UTC+8, and no summer time."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def in_china(moment: str) -> datetime:
    """A moment in China's time; at the ends of the calendar, where that is no date any more, as it is.

    Raises ValueError for what is no ISO 8601 date.
    """
    read = datetime.fromisoformat(moment)
    try:
        return read.astimezone(CHINA)
    except OverflowError:
        return read


def moment_text(moment: str) -> str:
    """A moment for people, to the minute, in China's time: 2023年6月17日 00:30."""
    there = in_china(moment)
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}"
