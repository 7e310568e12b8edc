"""Shift kinds in wall time, and what they last in real time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from coop.kernel.clock import wall_time

DAY = 1440
"""Minutes of a day on the wall."""

NIGHT = (21 * 60, 30 * 60)
"""Night hours, half-open, in minutes since midnight: from 21 to 6 of the next day.

References:
    Ley 11.544 art. 2; Ley 20.744 art. 200.
"""

NIGHT_SHIFT = 180
"""A shift counts as a night, for turns and fairness, from this many night minutes on."""


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """A kind of shift, in wall time.

    Attributes:
        code: one or two letters, shown in the table ("M", "T", "N").
        name: "Morning".
        start: minutes since midnight of the day the shift belongs to, 0 <= start < 1440.
        end: minutes since the same midnight, start < end <= start + 1440; past 1440 the shift
            ends on the next day.

    Raises:
        ValueError: the minutes are out of bounds.
    """

    code: str
    name: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise ValueError("a shift starts within its day and lasts at most 24 hours")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The time in [start, end), as aware instants.

    They are kept in UTC: between two instants of one zone Python subtracts what the clock on the
    wall shows, not the time that passes.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def minutes(self) -> int:
        """Whole minutes that really pass, also over a change of the clock."""
        return (self.end - self.start) // timedelta(minutes=1)

    def shared(self, other: Span) -> int:
        """Whole minutes common to both."""
        common = min(self.end, other.end) - max(self.start, other.start)
        return max(0, common // timedelta(minutes=1))


def span_of(day: date, kind: ShiftKind, zone: ZoneInfo) -> Span:
    """When a shift of a day really starts and ends.

    22 to 6 is 480 minutes; 420 or 540 in the night in which the clock changes.
    """
    start = wall_time(day, kind.start, zone)
    return Span(start, max(start, wall_time(day, kind.end, zone)))


def night_minutes(day: date, kind: ShiftKind, zone: ZoneInfo) -> int:
    """The minutes of a shift that lie between 21 and 6.

    References:
        Ley 11.544 art. 2; Ley 20.744 art. 200.
    """
    worked = span_of(day, kind, zone)
    nights = (day + timedelta(days=n) for n in (-1, 0, 1))
    return sum(
        worked.shared(Span(wall_time(d, NIGHT[0], zone), wall_time(d, NIGHT[1], zone))) for d in nights
    )


def is_night(day: date, kind: ShiftKind, zone: ZoneInfo) -> bool:
    """Whether the shift counts as a night: at least three hours between 21 and 6."""
    return night_minutes(day, kind, zone) >= NIGHT_SHIFT
