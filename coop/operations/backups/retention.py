"""Which back-ups stay: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 5, 12


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """The back-ups that stay, of those taken at some moments.

    Returns:
        The newest of each of the last 7 days, 5 weeks and 12 months in which one was taken; never
        fewer than one where there is any.
    """
    newest_first = sorted(moments, reverse=True)
    periods: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda m: m.date()),
        (WEEKS, lambda m: m.isocalendar()[:2]),
        (MONTHS, lambda m: (m.year, m.month)),
    )
    stay: set[datetime] = set()
    for count, period in periods:
        newest: dict[Hashable, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period(moment), moment)
        stay |= set(list(newest.values())[:count])
    return stay
