"""The clock by which offices and workers live: China has one. The database gives moments in UTC, eight hours behind."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def local(at: datetime) -> datetime:
    """Return a moment as a clock on the wall shows it. at: with its zone."""
    return at.astimezone(ZONE)


def local_day(at: datetime) -> date:
    """Return the day on which a moment falls. Its own ``date()`` is the day before until eight in the morning, where it comes from the database."""
    return local(at).date()
