"""Numbers of decisions, one series for ever with the year in front; kinds and titles of papers."""

from __future__ import annotations

from typing import Final

from coop.kernel.sentences import N_, Sentence

FOUNDING_SERIAL: Final = 1
"""The founding act is the first decision."""


def decision_number(year: int, serial: int) -> str:
    """The number of a decision on paper: `2026-014`. The serial never starts again."""
    return f"{year}-{serial:03d}"


NOTICE: Final = "assembly.notice"
MINUTES: Final = "assembly.minutes"
"""Kinds of the papers of an assembly."""
NOTICE_TITLE: Final = N_("Notice of assembly %(number)s")
MINUTES_TITLE: Final = N_("Minutes of assembly %(number)s")


def paper_title(title: str, number: int) -> Sentence:
    """The title of a paper of an assembly."""
    return Sentence(title, {"number": str(number)})
