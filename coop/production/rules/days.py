"""Days of production orders: how many they need, and which minutes fall on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from coop.kernel.ranges import Days

WORKING_WEEKDAYS = frozenset(range(5))
"""Monday to Friday. Orders are planned on these; overtime and night shifts are the rota's affair."""

DAY_MINUTES = 480
"""The normal working day.

References:
    Ley 11.544, art. 1: eight hours a day.
"""


def working_days(days: Days, *, holidays: frozenset[date]) -> list[date]:
    """The days on which a production order is worked on.

    Where a range has none (an order for one Sunday), all its days count: the work has to be done.
    """
    open_ = [d for d in days if d.weekday() in WORKING_WEEKDAYS and d not in holidays]
    return open_ or list(days)


def latest_start(due: date, elapsed: int, *, holidays: frozenset[date]) -> date:
    """The last day on which work must begin to be ready by the evening of the due day.

    Args:
        due: last day of work.
        elapsed: minutes by the clock, one operation after the other.
        holidays: days without work.
    """
    needed = max(1, -(-elapsed // DAY_MINUTES))
    day = _working_day_until(due, holidays)
    for _n in range(needed - 1):
        day = _working_day_until(day - timedelta(days=1), holidays)
    return day


def working_day_before(day: date, *, holidays: frozenset[date]) -> date:
    """The last working day before a day: when a component has to be ready."""
    return _working_day_until(day - timedelta(days=1), holidays)


def last_day(start: date, elapsed: int, *, holidays: frozenset[date]) -> date:
    """The last day of work that begins on a working day and takes so many minutes by the clock."""
    day = working_day_from(start, holidays=holidays)
    for _n in range(max(1, -(-elapsed // DAY_MINUTES)) - 1):
        day = working_day_from(day + timedelta(days=1), holidays=holidays)
    return day


def working_day_from(day: date, *, holidays: frozenset[date]) -> date:
    """The first working day on or after a day."""
    while day.weekday() not in WORKING_WEEKDAYS or day in holidays:
        day += timedelta(days=1)
    return day


def _working_day_until(day: date, holidays: frozenset[date]) -> date:
    while day.weekday() not in WORKING_WEEKDAYS or day in holidays:
        day -= timedelta(days=1)
    return day


def spread(minutes: Sequence[int], days: Sequence[date]) -> Iterator[tuple[int, date, int]]:
    """Lay the operations of an order one after the other evenly over its days.

    The minutes of all operations form one line; each day takes an equal piece of it, in whole
    minutes that add up to exactly what was laid out. An operation thus falls on the days of its
    turn, and no day has more than one minute more than another.

    Args:
        minutes: per operation, in sequence.
        days: the days of the order, at least one, in order.

    Returns:
        (position of the operation, day, minutes > 0).
    """
    whole = sum(minutes)
    count = len(days)
    position = begin = 0
    for n, day in enumerate(days):
        end = whole * (n + 1) // count
        here = whole * n // count
        while here < end:
            last = begin + minutes[position]
            if last <= here:
                begin, position = last, position + 1
                continue
            piece = min(last, end) - here
            yield position, day, piece
            here += piece
