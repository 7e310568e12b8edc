"""A month of pay, and how many of its days somebody was with the co-op."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from coop.kernel.errors import N_, Invalid
from coop.kernel.ranges import Days, month_days


class NoMonth(Invalid):
    message = N_("Choose a month between 2000 and 2199.")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month.

    Raises:
        NoMonth: the year or month is out of bounds.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (2000 <= self.year <= 2199 and 1 <= self.month <= 12):
            raise NoMonth()

    @classmethod
    def read(cls, text: str) -> Month:
        """Read `2026-10`.

        Raises:
            NoMonth: the text is no month.
        """
        found = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not found:
            raise NoMonth()
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def said(self) -> str:
        """As people write it: `10/2026`."""
        return f"{self.month}/{self.year}"

    @property
    def days(self) -> Days:
        """Its days, half-open."""
        return month_days(self.year, self.month)

    @property
    def first(self) -> date:
        """Its first day; what the month is named by."""
        return self.days.start

    @property
    def last(self) -> date:
        """Its last day; the day its book entries bear."""
        return self.days.last


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when somebody works in the co-op, on trial or as a full member.

    Attributes:
        member_id: key of the member.
        number: her number on the roll.
        joined: first day, on trial or as a member.
        left: first day no longer with the co-op, or None.
    """

    member_id: int
    number: int
    joined: date
    left: date | None


def days_in(stay: Stay, days: Days) -> int:
    """How many of the days in a half-open range somebody works in the co-op."""
    start = max(stay.joined, days.start)
    end = min(stay.left or days.end, days.end)
    return max(0, (end - start).days)
