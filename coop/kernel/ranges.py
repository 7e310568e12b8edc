"""Half-open ranges of days: the first day is in, the end day is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coop.kernel.errors import N_, Invalid


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days in [start, end).

    Raises:
        ValueError: the end lies before the start.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a range of days cannot end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        for n in range(len(self)):
            yield self.start + timedelta(days=n)

    def __len__(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day that is in."""
        return self.end - timedelta(days=1)

    def meets(self, other: Days) -> bool:
        """Whether the two have a day in common."""
        return self.start < other.end and other.start < self.end


def month_days(year: int, month: int) -> Days:
    """All days of a calendar month."""
    start = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1)
    return Days(start, end)


def weeks_days(start: date, weeks: int) -> Days:
    """A number of whole weeks from a day on."""
    return Days(start, start + timedelta(weeks=weeks))


SANE_YEARS = range(1900, 2200)
"""Years that a day which somebody wrote down can lie in: what lies outside is a slip of the
finger, and breaks calendars for good once it is stored."""


class NoSuchYear(Invalid):
    message = N_("That year cannot be right. Write the day with four digits of the year.")


def is_sane(day: date) -> bool:
    """Whether a day lies in `SANE_YEARS`."""
    return day.year in SANE_YEARS


def check_days(*days: date | None) -> None:
    """Refuse days that no calendar of the workplace reaches, before they are stored.

    Raises:
        NoSuchYear: one of them lies outside `SANE_YEARS`.
    """
    if not all(day is None or is_sane(day) for day in days):
        raise NoSuchYear()


def monday_of(day: date) -> date:
    """The first day of the calendar week of a day."""
    return day - timedelta(days=day.weekday())
