"""The one source of the present instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present instant. Use cases read it as `uow.clock`."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 -- the one place


class FrozenClock:
    """A clock that stands still until it is moved; for tests, the demo and pictures."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def move(self, by: timedelta) -> None:
        """Move on (or back) by a duration."""
        self._instant += by

    def set(self, instant: datetime) -> None:
        """Stand at another aware instant."""
        self._instant = instant.astimezone(UTC)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant at the workplace."""
    return instant.astimezone(zone).date()


def clock_hours(minutes: int) -> str:
    """Whole minutes as hours and minutes: `7:30`; a leading minus below zero."""
    whole, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{whole}:{rest:02d}"


def wall_time(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock minute of a day, in UTC.

    Args:
        day: the day the shift belongs to.
        minute: minutes since midnight of that day; 1440 and more is the next day
            (a night shift from 22 to 6 ends at minute 1800).
        zone: the workplace's time zone.
    """
    extra, rest = divmod(minute, 1440)
    there = day + timedelta(days=extra)
    return datetime.combine(there, time(rest // 60, rest % 60), tzinfo=zone).astimezone(UTC)
