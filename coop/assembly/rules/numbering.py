"""Numbers of decisions: one series for ever, with the year in front."""

from __future__ import annotations

from typing import Final

FOUNDING_SERIAL: Final = 1
"""The founding act is the first decision."""


def decision_number(year: int, serial: int) -> str:
    """The number of a decision on paper: `2026-014`. The serial never starts again."""
    return f"{year}-{serial:03d}"
