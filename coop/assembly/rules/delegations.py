"""Mandates that bind a delegate: when she reports."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from coop.kernel.errors import N_, Invalid

MOST_DAYS: Final = 366
"""Days between two reports at most."""


class ReportsTooRare(Invalid):
    message = N_(
        "A delegate reports at least once a year. Choose from 0, for the last day alone, to 366 days."
    )


def next_report(since: date, until: date, every: int, after: date) -> date | None:
    """The first day after another one on which a delegate reports; None when there is none.

    Args:
        since: first day of the mandate.
        until: first day after it (half-open); the last report is due on the day before.
        every: days between two reports; 0 for the last day alone.
        after: the day after which it is looked for.
    """
    last = until - timedelta(days=1)
    if after >= last:
        return None
    if not every:
        return last
    gone = max((after - since).days, 0)
    return min(since + timedelta(days=(gone // every + 1) * every), last)


def check_reports(every: int) -> None:
    """Refuse reports that are too far apart.

    Raises:
        ReportsTooRare: below 0 or above a year.
    """
    if not 0 <= every <= MOST_DAYS:
        raise ReportsTooRare()
